import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export type Row = Record<string, string>;

/** The rows of a CSV file (UTF-8, first line = column names), every value as text. Throws if the file is missing. */
export function readTable(file: string): Row[] {
  return parse(readFileSync(file, 'utf8'), { columns: true, bom: true }) as Row[];
}

/** CSV text with the given column order and LF line ends. */
export function tableText(columns: readonly string[], rows: readonly object[]): string {
  return stringify([...rows], { header: true, columns: [...columns], record_delimiter: 'unix' });
}

/** Writes `tableText` to a file. */
export function writeTable(file: string, columns: readonly string[], rows: readonly object[]): void {
  writeFileSync(file, tableText(columns, rows));
}

/** The value of a column that must exist; a misspelt column is an error, not an empty text. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`no column "${column}"`);
  return value;
}

/** A column that must hold a finite number. */
export function numberCell(row: Row, column: string): number {
  const value = Number(cell(row, column));
  if (!Number.isFinite(value)) throw new Error(`column "${column}" holds no number: ${cell(row, column)}`);
  return value;
}

/** Orders texts by code unit: the same on every machine, whatever its locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
