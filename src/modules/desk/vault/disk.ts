/** What the system says of a disk that is full, read-only, gone or broken. */
const diskCodes = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'EMFILE',
  'ENFILE',
]);

const codeOf = (error: unknown): string | null => (error instanceof Error && 'code' in error ? String(error.code) : null);

export const isOfDisk = (error: unknown): boolean => diskCodes.has(codeOf(error) ?? '');

/** For the log: never what stands in a file, nor where it lies. */
export const reasonOf = (error: unknown): string => codeOf(error) ?? (error instanceof Error ? error.name : 'unknown');
