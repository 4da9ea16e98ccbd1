/** A zip archive, read part by part: an XLSX file is one. No part is unpacked further than is asked for, nor past its limit. */
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';

/** The archive is damaged, is none, or holds more than it may; the message says what was expected. */
export class ZipFault extends Error {}

export interface Zip {
  has(name: string): boolean;
  /** The text (UTF-8) of a part, in pieces. Throws ZipFault when the part is damaged or longer than `most` bytes. */
  text(name: string, most: number): AsyncGenerator<string>;
}

interface Entry {
  encrypted: boolean;
  method: number;
  checksum: number;
  packed: number;
  at: number;
}

const notArchive = 'an XLSX file (a spreadsheet saved as Excel workbook, without password)';
const mostEntries = 1000;
const longestDirectory = 1_000_000;

/** Reads the archive's list of parts (APPNOTE.TXT 4.3.12, 4.3.16). Throws ZipFault. */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path);
  try {
    const entries = await directory(file);
    const starts = new Map<string, Entry & { start: number }>();
    for (const [name, entry] of entries) {
      const header = await read(file, entry.at, 30);
      starts.set(name, { ...entry, start: entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28) });
    }
    return {
      has: (name) => starts.has(name),
      text(name, most) {
        const entry = starts.get(name);
        if (entry === undefined || entry.encrypted || ![0, 8].includes(entry.method)) throw new ZipFault(notArchive);
        return unpack(path, name, entry, most);
      },
    };
  } finally {
    await file.close();
  }
}

async function directory(file: FileHandle): Promise<Map<string, Entry>> {
  const { size } = await file.stat();
  // The end record is 22 bytes and a comment of at most 65,535.
  const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > tail.length) throw new ZipFault(notArchive);
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  if (count > mostEntries || length > longestDirectory) throw new ZipFault(notArchive);
  const bytes = await read(file, tail.readUInt32LE(end + 16), length);
  const entries = new Map<string, Entry>();
  for (let at = 0, seen = 0; seen < count; seen += 1) {
    if (at + 46 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') throw new ZipFault(notArchive);
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), {
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new ZipFault(notArchive);
  return buffer;
}

async function* unpack(path: string, name: string, entry: Entry & { start: number }, most: number): AsyncGenerator<string> {
  const whole = `an XLSX file that is whole (${name} is damaged)`;
  if (entry.packed === 0) throw new ZipFault(whole);
  const packed = createReadStream(path, { start: entry.start, end: entry.start + entry.packed - 1 });
  const inflate = entry.method === 8 ? createInflateRaw() : null;
  if (inflate !== null) packed.on('error', (error) => inflate.destroy(error)).pipe(inflate);
  // A character may begin in one piece and end in the next: the decoder keeps its beginning.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let length = 0;
  let checksum = 0;
  try {
    for await (const bytes of (inflate ?? packed) as AsyncIterable<Buffer>) {
      length += bytes.length;
      if (length > most) throw new ZipFault(`at most ${most / 1e6} MB in ${name}, unpacked`);
      checksum = crc32(bytes, checksum);
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof ZipFault ? error : new ZipFault(whole, { cause: error });
  } finally {
    packed.destroy();
    inflate?.destroy();
  }
  if (checksum !== entry.checksum) throw new ZipFault(whole);
}
