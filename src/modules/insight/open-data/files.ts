/** The answers that are files: CSV, XLSX and Parquet. */
import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { notesOf } from './json-stat.ts';
import { type Placement, sheetOf, type ShowAs } from './layout.ts';
import { codesAt, type TableData } from './table-data.ts';
import { codes, type TableLanguage, titleOf } from './tables.ts';
import type { Known } from './variables.ts';

/** What each format is (IANA; Parquet: its own registration). */
export const mediaTypes = {
  'json-stat2': 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
} as const;

export interface FileStyle {
  placement: Partial<Placement>;
  show: ShowAs;
  /** A line with the title before the table. */
  withTitle: boolean;
  separator: ',' | ';' | '\t' | ' ';
}

export interface Named {
  known: Known;
  language: TableLanguage;
  /** Who publishes it. */
  source: string;
}

/** RFC 4180 with UTF-8; text stands in quotes, figures do not. */
export function csvOf({ known, language }: Named, data: TableData, style: FileStyle): string {
  const { header, rows } = sheetOf(data, style.placement, style.show, language);
  const title = style.withTitle ? [[titleOf(data.table, language, known)], []] : [];
  return stringify([...title, header, ...rows], {
    delimiter: style.separator,
    quoted_string: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

/** A sheet with the table, and one that says what it is. */
export async function xlsxOf({ known, language, source }: Named, data: TableData, style: FileStyle): Promise<Buffer> {
  const { header, rows } = sheetOf(data, style.placement, style.show, language);
  const title = titleOf(data.table, language, known);
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(language === 'sv' ? 'Tabell' : 'Table');
  if (style.withTitle) sheet.addRows([[title], []]);
  sheet.addRow(header).font = { bold: true };
  sheet.addRows(rows);
  const about = book.addWorksheet(language === 'sv' ? 'Om tabellen' : 'About the table');
  about.addRows([[title], [source], ...notesOf(data.table, language, known.isMadeUp).map((note) => [note])]);
  about.getColumn(1).width = 100;
  about.getColumn(1).alignment = { wrapText: true };
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** One row for each combination of values: their codes and texts, then each content with its sign where it has no figure. */
export function parquetOf({ known, language }: Named, { table, chosen, values, status }: TableData): Buffer {
  const contents = chosen.find(({ variable }) => variable.code === codes.contents)!;
  const others = chosen.filter((one) => one !== contents);
  const after = chosen.slice(chosen.indexOf(contents) + 1).reduce((product, one) => product * one.values.length, 1);
  // The cells of the first content, each row’s place among all.
  const rows = [...values.keys()].filter((index) => Math.floor(index / after) % contents.values.length === 0);
  const cells = rows.map((index) => codesAt(chosen, index));
  const texts = others.flatMap(({ variable, values: among }) => {
    const words = new Map(among.map((one) => [one.code, one.words[language]]));
    const own = cells.map((cell) => cell.get(variable.code)!);
    return [
      { name: variable.code, data: own, type: 'STRING' as const, nullable: false },
      { name: `${variable.code}_text`, data: own.map((code) => words.get(code)!), type: 'STRING' as const, nullable: false },
    ];
  });
  const figures = contents.values.flatMap(({ code }, at) => [
    { name: code, data: rows.map((index) => values[index + at * after] ?? null), type: 'DOUBLE' as const },
    { name: `${code}_status`, data: rows.map((index) => status.get(index + at * after) ?? null), type: 'STRING' as const },
  ]);
  const { id, version, source } = table.metric;
  const kvMetadata = [
    { key: 'definition', value: JSON.stringify({ id, version, source, notes: notesOf(table, language, known.isMadeUp) }) },
  ];
  return Buffer.from(parquetWriteBuffer({ columnData: [...texts, ...figures], kvMetadata, createdBy: 'narvaro' }));
}
