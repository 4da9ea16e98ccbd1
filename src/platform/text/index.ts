/** Text as people type and paste it. */

/** Without what no keyboard gives: control characters other than tab and line break, and halves of characters. Letters are composed (NFC). */
export function cleanText(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .toWellFormed()
    .normalize('NFC');
}

const swedish = new Intl.Collator('sv');

/** The order of names as Swedish has it: å, ä and ö last. For `toSorted`. */
export const byName = (a: { name: string }, b: { name: string }): number => swedish.compare(a.name, b.name);
