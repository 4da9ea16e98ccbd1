/**
 * The rows of a workbook (ECMA-376). Our own reader, because the streaming reader of exceljs 4.4.0 cuts letters such as
 * å in two where its pieces of the file meet, and unpacks without a limit.
 */
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import { rowError } from './row.ts';
import { FileFault, type Line } from './source.ts';
import { type Token, tokens } from './xml.ts';
import { openZip, type Zip, ZipFault } from './zip.ts';

/** In bytes, unpacked: 100,000 rows are about 120 MB of sheet. What cells share is held in memory, so it may be less. */
const limits = { sheet: 600_000_000, shared: 60_000_000, small: 10_000_000 };
const mostColumns = 1000;
/** The last row that a sheet may have. */
const lastRow = 1_048_576;

/** The rows of a workbook's first visible sheet, each cell as the text that a CSV file would have. Throws FileFault. */
export async function* readXlsx(path: string): AsyncGenerator<Line> {
  try {
    const zip = await openZip(path);
    const book = await readBook(zip);
    let width: number | null = null;
    for await (const { line, cells } of sheetRows(tokens(zip.text(book.sheet, limits.sheet)))) {
      const values = cells.map((cell) => cellText(cell, book));
      // Empty cells at the end of a row are not in the file.
      while (width !== null && values.length < width) values.push('');
      if (values.some((value) => value !== '')) width ??= values.length;
      yield { line, values };
    }
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    throw new FileFault(rowError(0, '', '', error.message));
  }
}

interface Book {
  /** The part that holds the first visible sheet. */
  sheet: string;
  shared: string[];
  /** Of each cell format: does it show a date? */
  dates: boolean[];
  /** Days count from 1904 (old Mac workbooks) instead of 1900. */
  from1904: boolean;
}

async function* eachToken(zip: Zip, part: string, most: number): AsyncGenerator<Token> {
  for await (const batch of tokens(zip.text(part, most))) yield* batch;
}

async function readBook(zip: Zip): Promise<Book> {
  let sheetId: string | undefined;
  let from1904 = false;
  for await (const token of eachToken(zip, 'xl/workbook.xml', limits.small)) {
    if (token.type !== 'open') continue;
    if (token.name === 'workbookPr') from1904 = ['1', 'true'].includes(token.attribute('date1904') ?? '');
    if (token.name === 'sheet' && (token.attribute('state') ?? 'visible') === 'visible') sheetId ??= token.attribute('id');
  }
  const parts = new Map<string, string>();
  for await (const token of eachToken(zip, 'xl/_rels/workbook.xml.rels', limits.small)) {
    if (token.type !== 'open' || token.name !== 'Relationship') continue;
    const target = token.attribute('Target') ?? '';
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    parts.set(token.attribute('Id') ?? '', part);
    parts.set(token.attribute('Type')?.split('/').at(-1) ?? '', part);
  }
  const sheet = parts.get(sheetId ?? '');
  if (sheet === undefined) throw new ZipFault('an XLSX file with a visible sheet');
  const within = (type: string): string | null => (zip.has(parts.get(type) ?? '') ? parts.get(type)! : null);
  const [shared, styles] = [within('sharedStrings'), within('styles')];
  return {
    sheet,
    from1904,
    shared: shared === null ? [] : await readShared(zip, shared),
    dates: styles === null ? [] : await readDateStyles(zip, styles),
  };
}

/** The texts that cells refer to by number. */
async function readShared(zip: Zip, part: string): Promise<string[]> {
  const shared: string[] = [];
  const text = textReader();
  for await (const token of eachToken(zip, part, limits.shared)) {
    text.take(token);
    if (token.type === 'close' && token.name === 'si') shared.push(text.end());
  }
  return shared;
}

/** Joins the `t` (and `v`) elements of a text; what is within `rPh` is how it is pronounced. */
function textReader() {
  let text = '';
  let reading = false;
  let spoken = false;
  return {
    take(token: Token): void {
      if (token.type === 'text') {
        if (reading && !spoken) text += token.text;
      } else if (token.name === 'rPh') spoken = token.type === 'open';
      else if (token.name === 't' || token.name === 'v') reading = token.type === 'open';
    },
    end(): string {
      // Excel writes characters that XML does not allow as _x000D_.
      const whole = text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
      text = '';
      return whole;
    },
  };
}

/** The built-in formats that show a date (18.8.30), besides those that the workbook defines. */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

async function readDateStyles(zip: Zip, part: string): Promise<boolean[]> {
  const own = new Map<number, boolean>();
  const dates: boolean[] = [];
  let inCells = false;
  for await (const token of eachToken(zip, part, limits.small)) {
    if (token.type === 'text') continue;
    if (token.name === 'cellXfs') inCells = token.type === 'open';
    if (token.type !== 'open') continue;
    const id = Number(token.attribute('numFmtId'));
    if (token.name === 'numFmt') own.set(id, showsDate(token.attribute('formatCode') ?? ''));
    if (token.name === 'xf' && inCells) dates.push(own.get(id) ?? builtInDates.has(id));
  }
  return dates;
}

/** A format with a year or a day in it, outside quotes, brackets and escapes. */
function showsDate(format: string): boolean {
  return /[yd]/i.test(format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

interface Cell {
  type: string;
  style: number;
  text: string;
}

async function* sheetRows(batches: AsyncIterable<Token[]>): AsyncGenerator<{ line: number; cells: (Cell | undefined)[] }> {
  let line = 0;
  let cells: (Cell | undefined)[] = [];
  let at = 0;
  let cell: Cell | null = null;
  const text = textReader();
  for await (const batch of batches) {
    for (const token of batch) {
      if (cell !== null) text.take(token);
      if (token.type === 'text') continue;
      if (token.name === 'row' && token.type === 'open') {
        line = rowNumber(token.attribute('r'), line);
        cells = [];
        at = 0;
      } else if (token.name === 'row') yield { line, cells: Array.from(cells) };
      else if (token.name === 'c' && token.type === 'open') {
        at = columnOf(token.attribute('r')) ?? at + 1;
        cell = { type: token.attribute('t') ?? 'n', style: Number(token.attribute('s') ?? 0), text: '' };
      } else if (token.name === 'c' && cell !== null) {
        if (at <= mostColumns) cells[at - 1] = { ...cell, text: text.end() };
        cell = null;
      }
    }
  }
}

/** A row's number, which may be left out; each is greater than the one before, and names its row in what is said of it. */
function rowNumber(given: string | undefined, before: number): number {
  const number = given === undefined ? before + 1 : /^\d{1,7}$/.test(given) ? Number(given) : NaN;
  if (number > before && number <= lastRow) return number;
  throw new FileFault(rowError(before, '', given ?? '', `row numbers that grow from row to row, from 1 to ${lastRow}`));
}

/** 28 for AB7. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  return letters === undefined ? null : letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellText(cell: Cell | undefined, book: Book): string {
  if (cell === undefined || cell.text === '') return '';
  if (cell.type === 's') return book.shared[Number(cell.text)] ?? '';
  if (cell.type === 'b') return cell.text === '1' ? 'TRUE' : 'FALSE';
  if (cell.type === 'd') return cell.text.replace(/T00:00:00(\.0+)?Z?$/, '');
  if (cell.type !== 'n') return cell.text;
  const value = Number(cell.text);
  if (book.dates[cell.style] === true) return dayText(value + (book.from1904 ? 1462 : 0));
  return String(value);
}

/** Day 61 is 1 March 1900 (18.17.4.1). A time of day stays in the text, so that it is refused rather than dropped. */
function dayText(serial: number): string {
  const whole = Math.floor(serial);
  if (!(whole >= 61 && whole < 120_000)) return `day ${serial}`;
  const day = addDays(plainDate('1900-03-01'), whole - 61);
  return whole === serial ? day : `${day} with a time of day`;
}
