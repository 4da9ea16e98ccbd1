/** Export: the register as the file that import reads, in the canonical order and form. */
import { PassThrough, Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { daysBetween, type Instant, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { type Column, columns, formatRow, type PresenceRow } from './row.ts';
import type { Format } from './source.ts';
import { registerRows } from './store.ts';

export interface ExportOptions {
  format: Format;
  /** Only presences that are valid on this day, with their whole periods. */
  on?: PlainDate | undefined;
  /** The register as it was known at this instant; left out: as it is now. */
  knownAt?: Instant | undefined;
}

/**
 * The register as a stream of bytes, from one snapshot and with bounded memory. It holds a connection of the pool until
 * it has been read or destroyed, so it is for operators and for files, not for slow readers without sign-in.
 */
export function exportRegister(db: Database, options: ExportOptions): Readable {
  const batches = registerRows(db, options);
  if (options.format === 'csv') return Readable.from(csvParts(batches), { objectMode: false });
  const out = new PassThrough();
  writeWorkbook(batches, out).catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  return out;
}

async function* csvParts(batches: AsyncIterable<PresenceRow[]>): AsyncGenerator<string> {
  yield stringify([[...columns]]);
  for await (const batch of batches) yield stringify(batch.map(formatRow), { columns: [...columns] });
}

const dates: readonly Column[] = ['valid_from', 'valid_to'];
const numbers: readonly Column[] = ['latitude', 'longitude'];

/** Dates and degrees are typed as such; everything else is text, or a spreadsheet would drop the zero of 0180. */
async function writeWorkbook(batches: AsyncIterable<PresenceRow[]>, out: PassThrough): Promise<void> {
  // Loaded when a workbook is asked for: it is a tenth of what the service would load at its start.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet('presence', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map((column) => ({ header: column, key: column, width: 16, style: { numFmt: cellFormat(column) } }));
  sheet.getRow(1).commit();
  for await (const batch of batches) {
    for (const row of batch) sheet.addRow(cellValues(row)).commit();
    // The library takes rows faster than they are packed: wait until the reader has caught up.
    while (out.writableNeedDrain && !out.destroyed)
      await new Promise((resolve) => out.once('drain', resolve).once('close', resolve));
    if (out.destroyed) return;
  }
  sheet.commit();
  await workbook.commit();
}

function cellFormat(column: Column): string {
  if (dates.includes(column)) return 'yyyy-mm-dd';
  return numbers.includes(column) ? '0.00000' : '@';
}

function cellValues(row: PresenceRow): (string | number | null)[] {
  const cells = formatRow(row);
  return columns.map((column) => {
    const text = cells[column];
    if (text === '') return null;
    if (dates.includes(column)) return serialDay(plainDate(text));
    return numbers.includes(column) ? Number(text) : text;
  });
}

/** A spreadsheet's number of a day: 61 is 1 March 1900 (ECMA-376 part 1, 18.17.4.1, with its leap day of 1900 that never was). */
function serialDay(date: PlainDate): number {
  return daysBetween(plainDate('1900-03-01'), date) + 61;
}
