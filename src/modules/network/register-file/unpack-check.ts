/**
 * An XLSX file is a zip archive. Before a sheet is read, the archive is unpacked once into nothing, counting: a small file
 * that unpacks to gigabytes is refused whatever its directory claims.
 */
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { rowError } from './row.ts';
import { FileFault } from './source.ts';

/** In bytes, unpacked. 100,000 rows are about 120 MB of sheet; texts that cells share are held in memory. */
const limits = { sheet: 600_000_000, sharedTexts: 100_000_000, entries: 1000 };

const notXlsx = 'an XLSX file (a spreadsheet saved as Excel workbook, without password)';

interface Entry {
  name: string;
  method: number;
  packed: number;
  at: number;
}

/** Throws FileFault when the file is no workbook, is damaged, or unpacks to more than the limits. */
export async function checkWorkbook(path: string): Promise<void> {
  const file = await open(path);
  try {
    const entries = await directory(file);
    if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) throw fault(notXlsx);
    for (const entry of entries) await checkEntry(path, file, entry);
  } finally {
    await file.close();
  }
}

function fault(expected: string, value = ''): FileFault {
  return new FileFault(rowError(0, '', value, expected));
}

/** The archive's own list of what it holds (APPNOTE.TXT 4.3.12 and 4.3.16), found from the end of the file. */
async function directory(file: FileHandle): Promise<Entry[]> {
  const { size } = await file.stat();
  const tail = await read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) throw fault(notXlsx);
  const count = tail.readUInt16LE(end + 10);
  if (count > limits.entries) throw fault(`at most ${limits.entries} parts in the file`, `${count} parts`);
  const bytes = await read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  for (let at = 0; entries.length < count;) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw fault(notXlsx);
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (length > 10_000_000) throw fault(notXlsx);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw fault(notXlsx);
  return buffer;
}

async function checkEntry(path: string, file: FileHandle, entry: Entry): Promise<void> {
  // Methods: 0 = stored as it is, 8 = deflated; a workbook has no other.
  if (entry.method === 0) return;
  if (entry.method !== 8) throw fault(notXlsx);
  const header = await read(file, entry.at, 30);
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packed === 0) throw fault(notXlsx);
  const limit = entry.name.startsWith('xl/worksheets/') ? limits.sheet : limits.sharedTexts;
  const inflate = createInflateRaw();
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  packed.on('error', (error) => inflate.destroy(error)).pipe(inflate);
  let unpacked = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > limit) throw fault(`at most ${limit / 1e6} MB in ${entry.name}, unpacked`, path);
    }
  } catch (error) {
    throw error instanceof FileFault ? error : fault(`an XLSX file that is whole (${entry.name} is damaged)`, path);
  } finally {
    packed.destroy();
  }
}
