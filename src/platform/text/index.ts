/** Text as people type and paste it. */

/** Without what no keyboard gives: control characters other than tab and line break, and halves of characters. Letters are composed (NFC). */
export function cleanText(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .toWellFormed()
    .normalize('NFC');
}

/**
 * What divides the columns of a CSV file, by its first line that is not blank: names of columns hold neither comma, semicolon nor tab, and numbers no
 * more than a comma. A spreadsheet in Swedish saves with semicolons, since the comma is in its numbers.
 */
export function csvDelimiter(text: string): ',' | ';' | '\t' {
  const header = /^.*[^\s\uFEFF].*$/m.exec(text)?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  return header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',';
}

/** What a spreadsheet writes where it could not compute, in any language: #DIV/0!, #REFERENS!, #N/A. */
export const isSpreadsheetError = (text: string): boolean => /^\s*#(?:[\p{Lu}\d/_]+[!?]|N\/A)\s*$/u.test(text);

const swedish = new Intl.Collator('sv');

/** The order of names as Swedish has it: å, ä and ö last. For `toSorted`. */
export const byName = (a: { name: string }, b: { name: string }): number => swedish.compare(a.name, b.name);
