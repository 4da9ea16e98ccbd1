import { createReadStream } from 'node:fs';
import ExcelJS from 'exceljs';
import { type Column, rowError } from './row.ts';
import { FileFault, type Line } from './source.ts';
import { checkWorkbook } from './unpack-check.ts';

/** The rows of a workbook's first sheet, each cell as text. Throws FileFault. */
export async function* readXlsx(path: string): AsyncGenerator<Line> {
  await checkWorkbook(path);
  const file = createReadStream(path);
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  let header: string[] | null = null;
  try {
    for await (const sheet of workbook) {
      for await (const row of sheet) {
        const values: string[] = [];
        const width = Math.min(row.cellCount, 1000);
        for (let column = 1; column <= width; column += 1) values.push(cellText(row.getCell(column).value, header?.[column - 1]));
        // Empty cells at the end of a row are not in the file.
        while (header !== null && values.length < header.length) values.push('');
        header ??= values.some((value) => value !== '') ? values.map((value) => value.trim()) : null;
        yield { line: row.number, values };
      }
      return;
    }
  } catch (error) {
    if (error instanceof FileFault || !(error instanceof Error)) throw error;
    throw new FileFault(rowError(0, '', '', `an XLSX file that can be read (${error.message})`));
  } finally {
    file.destroy();
  }
}

/** A cell as the text that a CSV file would have: a date as YYYY-MM-DD, a number in full, a link or formula as what it shows. */
function cellText(value: ExcelJS.CellValue | undefined, column: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number') return numberText(value, column);
  if (typeof value === 'object') {
    if ('richText' in value) return value.richText.map((part) => part.text).join('');
    if ('hyperlink' in value) return value.text;
    if ('error' in value) return value.error;
    return 'result' in value ? cellText(value.result, column) : '';
  }
  return String(value);
}

/** The time of day, if there is any, stays in the text, so that it is refused rather than dropped. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return 'no date';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

/** A spreadsheet that takes a municipality's code for a number has dropped its leading zero. */
function numberText(value: number, column: string | undefined): string {
  const padded: Column = 'municipality_code';
  return column === padded ? String(value).padStart(4, '0') : String(value);
}
