/** CSV files as spreadsheets save them. */
import { CsvError, parse } from 'csv-parse/sync';

/**
 * What divides the columns of a CSV file, by its first line that is not blank: names of columns hold neither comma, semicolon nor tab, and numbers no
 * more than a comma. A spreadsheet in Swedish saves with semicolons, since the comma is in its numbers.
 */
export function csvDelimiter(text: string): ',' | ';' | '\t' {
  const header = /^.*[^\s\uFEFF].*$/m.exec(text)?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  return header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',';
}

export interface CsvLine {
  /** Where in the file it begins, from 1. */
  line: number;
  /** Without blanks around them. */
  values: string[];
}

/** The lines of a CSV file (RFC 4180, UTF-8) that hold anything, its header among them; or the number of the line where it is no CSV. */
export function csvLines(text: string): { lines: CsvLine[] } | { brokenAt: number } {
  try {
    // The parser counts a break of two characters within a cell as two lines.
    const found = parse(text.replaceAll('\r\n', '\n'), {
      bom: true,
      delimiter: csvDelimiter(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    // A spreadsheet keeps rows that were emptied as separators.
    const filled = found.filter(({ record }) => record.some((value) => value !== ''));
    return { lines: filled.map(({ record, info }) => ({ line: info.lines - breaksIn(record), values: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { brokenAt: Number(error['lines'] ?? 1) };
  }
}

/** The parser counts to the end of a row. */
const breaksIn = (record: readonly string[]): number => record.reduce((sum, one) => sum + one.split('\n').length - 1, 0);
