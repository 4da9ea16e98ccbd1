/** From a file to rows of named cells, line by line; CSV and XLSX differ only in how they get there. */
import { type Column, columns, type RowError, rowError } from './row.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

export const formats = ['csv', 'xlsx'] as const;
export type Format = (typeof formats)[number];

/** One line of a file, before its columns have names. */
export interface Line {
  line: number;
  values: string[];
}

/** The file cannot be read further; carries the error that says why. */
export class FileFault extends Error {
  readonly error: RowError;

  constructor(error: RowError) {
    super(`line ${error.line}: ${error.expected}`);
    this.name = 'FileFault';
    this.error = error;
  }
}

/** The format that a file's name tells; null when it tells none. */
export function formatOf(path: string): Format | null {
  return formats.find((format) => path.toLowerCase().endsWith(`.${format}`)) ?? null;
}

/** A row; or what is wrong with a row, or with the file, after which nothing more is read. */
export type Read<Name extends string = Column> =
  | { line: number; cells: Readonly<Record<Name, string>> }
  | { of: 'row' | 'file'; errors: RowError[] };

/**
 * Reads the rows of a file, with bounded memory. Blank lines are passed over. A file that cannot be read (further) ends
 * with a line of errors instead of an exception: a bad header, another format, broken text.
 */
export function readFile(path: string, format: Format): AsyncGenerator<Read> {
  return readColumns(path, format, columns);
}

/** As `readFile`, of a file with other columns. */
export async function* readColumns<Name extends string>(
  path: string,
  format: Format,
  names: readonly Name[],
): AsyncGenerator<Read<Name>> {
  const lines = format === 'csv' ? readCsv(path) : readXlsx(path);
  try {
    let header: Header<Name> | null = null;
    for await (const { line, values } of lines) {
      if (values.every((value) => value.trim() === '')) continue;
      if (header === null) {
        header = readHeader(line, values, names);
        if (header.errors.length > 0) {
          yield { of: 'file', errors: header.errors };
          return;
        }
      } else yield readCells(header, line, values, names);
    }
    if (header === null) yield { of: 'file', errors: [noHeader(0, '', names)] };
  } catch (error) {
    const fault = error instanceof FileFault ? error.error : unreadable(path, error);
    yield { of: 'file', errors: [fault] };
  }
}

const noHeader = (line: number, value: string, columns: readonly string[]): RowError =>
  rowError(line, '', value, `a first line with the columns ${columns.join(',')}, divided by commas, semicolons or tabs`, {
    code: 'no-header',
  });

interface Header<Name> {
  /** Where each column stands. */
  positions: Map<Name, number>;
  width: number;
  errors: RowError[];
}

function readHeader<Name extends string>(line: number, values: string[], columns: readonly Name[]): Header<Name> {
  const names = values.map((value) => value.trim());
  while (names.at(-1) === '') names.pop();
  const errors: RowError[] = [];
  const positions = new Map<Name, number>();
  if (!names.some((name) => columns.some((one) => one === name)))
    return { positions, width: 0, errors: [noHeader(line, values.join(' '), columns)] };
  names.forEach((name, position) => {
    const column = columns.find((one) => one === name);
    if (column === undefined)
      errors.push(rowError(line, name, name, `only the columns ${columns.join(',')}`, { code: 'column-unknown' }));
    else if (positions.has(column)) errors.push(rowError(line, name, name, 'each column once', { code: 'column-twice' }));
    else positions.set(column, position);
  });
  for (const column of columns) {
    if (!positions.has(column)) errors.push(rowError(line, column, '', `a column ${column}`, { code: 'column-missing' }));
  }
  return { positions, width: names.length, errors };
}

function readCells<Name extends string>(
  header: Header<Name>,
  line: number,
  values: string[],
  columns: readonly Name[],
): Read<Name> {
  // Empty cells to the right of the last column are no values: spreadsheets leave them.
  let count = values.length;
  while (count > header.width && values[count - 1]!.trim() === '') count -= 1;
  if (count !== header.width) {
    return {
      of: 'row',
      errors: [
        rowError(line, '', `${count} values`, `${header.width} values, as in the header`, {
          code: 'width',
          params: { width: header.width },
        }),
      ],
    };
  }
  const cells = Object.fromEntries(
    columns.map((column) => {
      const value = values[header.positions.get(column)!]!;
      // A spreadsheet that takes a municipality's code for a number has dropped its leading zero.
      return [column, column === 'municipality_code' && /^\s*\d{3}\s*$/.test(value) ? value.trim().padStart(4, '0') : value];
    }),
  );
  return { line, cells: cells as Record<Name, string> };
}

/**
 * What is said of a path that cannot be read: the system's own errors (missing, a folder, not allowed).
 * Everything else is a fault of ours and is thrown.
 */
export function unreadable(path: string, error: unknown): RowError {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
  return rowError(0, '', path, `a file that can be read (${String(error.code)})`);
}
