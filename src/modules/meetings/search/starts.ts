/** When a meeting can begin on a day: the bitmaps of who is needed, laid over each other. */
import { at, type Bitmap, runs, wordsADay } from '../picture/bits.ts';

/** Three words of quarters. */
export type Quarters = Uint32Array;

/** Who of a kind is needed: some of these rows, free for the whole meeting. */
export interface Need {
  offered: Bitmap;
  taken: Bitmap;
  /** Rows of `offered`, and whose row of `taken` belongs to each. */
  rows: Int32Array;
  takenRow: Int32Array;
  /** How many of them at once. */
  count: number;
  /** All ones; 0 to look as if nothing were taken. */
  counted: number;
}

/**
 * Narrows `starts` to those at which enough of `need` are free for `length` quarters; `open`: when the meeting may lie, `from` where
 * its words begin. False when nothing is left. Ends as soon as everything that was asked for is found.
 */
export function narrow(starts: Quarters, need: Need, slot: number, open: Quarters, from: number, length: number): boolean {
  let some = 0;
  for (let word = 0; word < wordsADay; word += 1) {
    // Signed, as what is computed below: bit 31 is the sign.
    const wanted = starts[word]! | 0;
    if (wanted === 0) continue;
    const next = word + 1 < wordsADay ? open[from + word + 1]! : 0;
    // Meetings go on into the next word only where both hours at the border are open.
    const beyond = next & 1 && open[from + word]! >>> 31 ? next : 0;
    some |= starts[word] = freeAt(need, slot, word, open[from + word]!, beyond, length, wanted);
  }
  return some !== 0;
}

function freeAt(need: Need, slot: number, word: number, open: number, beyond: number, length: number, wanted: number): number {
  const { rows, takenRow, count, counted } = need;
  const offered = need.offered.words;
  const taken = need.taken.words;
  const offeredFrom = at(need.offered, slot, word, 0);
  const takenFrom = at(need.taken, slot, word, 0);
  const [offeredStep, takenStep] = [need.offered.rows, need.taken.rows];
  let once = 0;
  let twice = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    const own = takenRow[row]!;
    const free = offered[offeredFrom + row]! & ~(taken[takenFrom + own]! & counted) & open;
    if (free === 0) continue;
    const after =
      beyond === 0 ? 0 : offered[offeredFrom + offeredStep + row]! & ~(taken[takenFrom + takenStep + own]! & counted) & beyond;
    const found = runs(free, after, length);
    twice |= once & found;
    once |= found;
    if (((count === 1 ? once : twice) & wanted) === wanted) return wanted;
  }
  return (count === 1 ? once : twice) & wanted;
}

/** Whether one row is free for `length` quarters from one on; with `counted` 0, whether it is offered. */
export function isFree(need: Need, row: number, slot: number, quarter: number, length: number): boolean {
  const own = need.takenRow[row]!;
  for (let one = quarter; one < quarter + length; one += 1) {
    const word = one >>> 5;
    const bit = (1 << (one & 31)) >>> 0;
    if ((need.offered.words[at(need.offered, slot, word, row)]! & bit) === 0) return false;
    if ((need.taken.words[at(need.taken, slot, word, own)]! & bit & need.counted) !== 0) return false;
  }
  return true;
}
