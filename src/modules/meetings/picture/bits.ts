/**
 * Bitmaps of quarter-hours: one bit per quarter of a day, three words of 32 a day, for many rows (officers, rooms …) and days.
 * The rows of one word of one day lie side by side: a search reads one day after the other, and all who could hold the meeting on it.
 */
export const wordsADay = 3;
export const wordBits = 32;

export interface Bitmap {
  days: number;
  /** How many rows there is room for. */
  rows: number;
  words: Uint32Array;
}

export function makeBitmap(days: number, rows: number): Bitmap {
  return { days, rows, words: new Uint32Array(days * wordsADay * rows) };
}

/** The same with room for more rows. */
export function grown(of: Bitmap, rows: number): Bitmap {
  const made = makeBitmap(of.days, rows);
  for (let line = 0; line < of.days * wordsADay; line += 1) {
    made.words.set(of.words.subarray(line * of.rows, (line + 1) * of.rows), line * rows);
  }
  return made;
}

/** Where a row's word of a day lies. */
export const at = (of: Bitmap, day: number, word: number, row: number): number => (day * wordsADay + word) * of.rows + row;

/** The bits of a word that lie in the quarters from … up to but not including. */
export function bitsBetween(word: number, from: number, to: number): number {
  const low = Math.max(0, from - word * wordBits);
  const high = Math.min(wordBits, to - word * wordBits);
  if (low >= high) return 0;
  const upTo = high === wordBits ? -1 : (1 << high) - 1;
  return (upTo & (-1 << low)) >>> 0;
}

export function setBits(of: Bitmap, day: number, row: number, from: number, to: number): void {
  for (let word = from >>> 5; word < wordsADay && word * wordBits < to; word += 1) {
    of.words[at(of, day, word, row)]! |= bitsBetween(word, from, to);
  }
}

export function clearDay(of: Bitmap, day: number, row: number): void {
  for (let word = 0; word < wordsADay; word += 1) of.words[at(of, day, word, row)] = 0;
}

/** How many quarters of a row's day are set. */
export function countBits(of: Bitmap, day: number, row: number): number {
  let count = 0;
  for (let word = 0; word < wordsADay; word += 1) {
    for (let bits = of.words[at(of, day, word, row)]!; bits !== 0; bits &= bits - 1) count += 1;
  }
  return count;
}

/** At which bits `length` set bits in a row begin; `next` is the word after it. */
export function runs(bits: number, next: number, length: number): number {
  let found = bits;
  let beyond = next;
  let done = 1;
  while (done < length) {
    const step = Math.min(done, length - done);
    found &= (found >>> step) | (beyond << (wordBits - step));
    beyond &= beyond >>> step;
    done += step;
  }
  return found >>> 0;
}
