/** What a file is, by its content. */
import { isUtf8 } from 'node:buffer';

const signatures = [
  // ISO 32000-2 §7.5.2; RFC 2083 §3.1; ITU-T T.81 §B.1.1.3 with the marker that follows in every file.
  { mediaType: 'application/pdf', extension: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: 'image/png', extension: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', extension: 'jpg', bytes: [0xff, 0xd8, 0xff] },
] as const;

const text = { mediaType: 'text/plain', extension: 'txt' } as const;
const workbook = {
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extension: 'xlsx',
  // The first part of a ZIP archive (APPNOTE 4.3.7), which a workbook is (ECMA-376 part 2): whether it is one its reader finds out.
  bytes: [0x50, 0x4b, 0x03, 0x04],
} as const;

/** The kinds of files that are taken. */
export type MediaType = (typeof signatures | readonly [typeof text, typeof workbook])[number]['mediaType'];

/** PDF, PNG or JPEG by the first bytes; null for anything else. */
export function mediaTypeOf(bytes: Buffer): MediaType | null {
  const found = signatures.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
  return found?.mediaType ?? null;
}

/** What begins as a workbook does. */
export function isWorkbook(bytes: Buffer): boolean {
  return workbook.bytes.every((byte, at) => bytes[at] === byte);
}

/** Text in UTF-8 without control characters other than those of lines; it has no first bytes of its own. */
export function isPlainText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
}

/**
 * A file name that does no harm wherever it is shown or stored: no folders, no control or direction characters, at most 100
 * characters, and the one extension that its content has. 'file' when nothing is left.
 */
export function cleanFileName(name: string, mediaType: MediaType): string {
  const { extension } = [...signatures, text, workbook].find((one) => one.mediaType === mediaType)!;
  const base = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .trim();
  const short = /^.{0,95}/su.exec(base)![0];
  return `${short === '' ? 'file' : short}.${extension}`;
}
