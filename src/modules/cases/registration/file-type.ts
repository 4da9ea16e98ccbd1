/** What a file is, by its own first bytes: neither its name nor what the browser says of it is believed. */
import type { MediaType } from '../store/attachment.ts';

const signatures: readonly { type: MediaType; bytes: readonly number[] }[] = [
  // ISO 32000 §7.5.2: %PDF-
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  // ITU-T T.81: SOI, and the first marker.
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  // W3C PNG §5.2
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
];

/** The media type; null when it is none of those that are taken. */
export function fileType(content: Uint8Array): MediaType | null {
  return signatures.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte))?.type ?? null;
}

/** A name to show and to save under: no folders, no control or direction characters, at most 100 characters. */
export function fileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const kept = last
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}"]/gu, '')
    .normalize('NFC')
    .trim();
  return kept.slice(0, 100).toWellFormed() || 'fil';
}
