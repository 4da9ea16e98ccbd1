/** What a file is by its first bytes, before a receipt is given for it: the service takes nothing else, and the visitor has gone by then. */

export const fileTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type FileRefusal = 'choose' | 'type' | 'large';

/** As the service has them: 25 MB, and 20 MB of a picture. */
const mostBytes = 26_214_400;
const mostOfPicture = 20_971_520;

// ISO 32000-2 §7.5.2; RFC 2083 §3.1; ITU-T T.81 §B.1.1.3 with the marker that follows in every file.
const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpeg = [0xff, 0xd8, 0xff];

/** How it came, or why it is not taken. */
export async function checkFile(file: File | null): Promise<{ how: 'scan' | 'photo' } | { refusal: FileRefusal }> {
  if (file === null || file.size === 0) return { refusal: 'choose' };
  const first = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const begins = (with_: readonly number[]): boolean => with_.every((byte, at) => first[at] === byte);
  const isPdf = begins(pdf);
  if (!isPdf && !begins(png) && !begins(jpeg)) return { refusal: 'type' };
  if (file.size > (isPdf ? mostBytes : mostOfPicture)) return { refusal: 'large' };
  return { how: isPdf ? 'scan' : 'photo' };
}
