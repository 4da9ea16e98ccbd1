/** Text as people type, paste and save it. */
export { csvDelimiter, type CsvLine, csvLines } from './csv.ts';

/** Without what no keyboard gives: control characters other than tab and line break, and halves of characters. Letters are composed (NFC). */
export function cleanText(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .toWellFormed()
    .normalize('NFC');
}

/** What a spreadsheet writes where it could not compute, in any language: #DIV/0!, #REFERENS!, #N/A. */
export const isSpreadsheetError = (text: string): boolean => /^\s*#(?:[\p{Lu}\d/_]+[!?]|N\/A)\s*$/u.test(text);

const swedish = new Intl.Collator('sv');

/** The order of names as Swedish has it: å, ä and ö last. For `toSorted`. */
export const byName = (a: { name: string }, b: { name: string }): number => swedish.compare(a.name, b.name);
