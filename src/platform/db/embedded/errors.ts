/** A start that failed for a reason the operator can act on; the message says what to do. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError';
}

/** Another living process already runs the database of this data folder. */
export class EmbeddedInUse extends EmbeddedError {
  override name = 'EmbeddedInUse';
  readonly pid: number;

  constructor(dataDir: string, pid: number) {
    super(`The data folder ${dataDir} is in use by the process ${pid}. Stop that process first, or choose another data folder.`);
    this.pid = pid;
  }
}

const CAUSES: readonly [RegExp, string][] = [
  [/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/, 'The disk is full: free some space and start again.'],
  [/EROFS|Read-only file system/, 'The file system is read-only: choose a data folder that can be written.'],
  [
    /EACCES|EPERM|Permission denied|Operation not permitted/,
    'The user that runs this lacks permission: check who owns the folder.',
  ],
  [/ENOTDIR|EEXIST|Not a directory/, 'A file stands where a folder is needed: move it away or choose another data folder.'],
  [
    /password authentication failed/,
    'The file postgres-password does not belong to this database: put back the one that was saved with it.',
  ],
];

/** Is this the system's error of that code, for example `ENOENT`? */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/**
 * Turns a failure (an Error, or what PostgreSQL wrote) into an EmbeddedError.
 * The first line says what was attempted and what to do; the original text follows, for the log.
 */
export function explain(attempt: string, failure: unknown): EmbeddedError {
  if (failure instanceof EmbeddedError) return failure;
  const detail = failure instanceof Error ? failure.message : String(failure);
  const cause = CAUSES.find(([pattern]) => pattern.test(detail));
  const advice = cause ? ` ${cause[1]}` : '';
  return new EmbeddedError(`${attempt}.${advice}\n${detail}`, { cause: failure });
}
