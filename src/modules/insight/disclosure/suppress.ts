/**
 * Hides counts so that no small one can be worked out (hypercube method, Hundepool et al. 2012 §4.4; Repsilber's GHMITER), with a proof for
 * each: a small count is safe when persons could be moved around among hidden counts alone, so that every shown figure and every total
 * of them stays exactly as it is, while this count becomes larger or smaller by `keepOpen` in all. What is hidden later leaves the proof standing.
 */
import type { DisclosureLimits } from '../rules/disclosure-control.ts';
import {
  acrossOf,
  areaOf,
  type Change,
  columnOf,
  type Crossing,
  freeStraight,
  relayedOf,
  straightOf,
  type Substitutes,
} from './moves.ts';
import { at, type Table } from './table.ts';

/** What was decided of a figure that other tables show too; undefined for those that only this one shows. */
export type Decided = (area: number, column: number) => boolean | undefined;

interface Search {
  table: Table;
  hidden: Uint8Array;
  /** Figures that other tables show: they stay. */
  locked: Uint8Array;
  keepOpen: number;
  substitutes: Substitutes;
}

/** Which figures are hidden (1). Null when a small one cannot be made safe with what may be hidden here. */
export function suppress(
  table: Table,
  { hideUpTo, keepOpen }: DisclosureLimits,
  before: Decided = () => undefined,
): Uint8Array | null {
  const hidden = new Uint8Array(table.counts.length);
  const locked = new Uint8Array(table.counts.length);
  const total = table.columns.nodes - 1;
  for (let area = 0; area < table.areas.nodes; area += 1)
    for (let column = 0; column <= total; column += 1) {
      const figure = at(table, area, column);
      const decided = before(area, column);
      // What a hidden total is made of is hidden too: then whatever the total could be, its parts could be.
      const isSmall = table.counts[figure]! <= hideUpTo || before(area, total) === true;
      hidden[figure] = Number(decided ?? isSmall);
      locked[figure] = Number(decided === false);
    }
  const search: Search = { table, hidden, locked, keepOpen, substitutes: new Map() };
  const small = [...table.counts.keys()].filter((figure) => table.counts[figure]! <= hideUpTo);
  const widest = small.toSorted((a, b) => spanOf(table, b) - spanOf(table, a) || a - b);
  // Where nothing helps a figure, more is hidden around it: its county, its kind, all.
  const isSafe = (figure: number): boolean =>
    makeSafe(search, figure) ||
    table.areas.near(areaOf(table, figure)).some((areas) => {
      hideAll(search, areas);
      return makeSafe(search, figure);
    });
  return widest.every(isSafe) ? hidden : null;
}

const spanOf = (table: Table, figure: number): number =>
  table.areas.span[areaOf(table, figure)]! * table.columns.span[columnOf(table, figure)]!;

/** What it costs to hide a figure: a large total much. It changes little from month to month, so that mostly the same ones are hidden. */
const costOf = (table: Table, figure: number): number =>
  spanOf(table, figure) * (1 + Math.floor(Math.log2(1 + table.counts[figure]!)));

/** Hides what may be hidden of some areas. */
function hideAll({ table, hidden, locked }: Search, areas: readonly number[]): void {
  for (const area of areas)
    for (let column = 0; column < table.columns.nodes; column += 1) {
      const figure = at(table, area, column);
      if (locked[figure] === 0) hidden[figure] = 1;
    }
}

/** More of them are seldom of use, and take long where nothing is. */
const mostRelayed = 1_000;

function makeSafe(search: Search, figure: number): boolean {
  const { hidden, locked, keepOpen } = search;
  if (openness(search, freeStraight(search, figure)) >= keepOpen) return true;
  const straight = straightOf(search, figure);
  // Moves to another area and another column at once, or by way of a third, are many and seldom needed.
  const across = acrossOf(search, figure);
  const all = [...straight, ...across];
  const isOpenBy = (crossings: readonly Crossing[]): boolean => openness(search, freeAmong(crossings, hidden)) >= keepOpen;
  for (;;) {
    if (isOpenBy(sparing(search, all))) return true;
    const relayed = relayedOf(search, figure, straight, (one) => hidden[one] === 1).take(mostRelayed);
    if (isOpenBy(sparing(search, [...all, ...relayed]))) return true;
    const best =
      cheapest(search, straight) ??
      cheapest(search, across) ??
      cheapest(search, relayedOf(search, figure, straight, (one) => locked[one] === 0).take(mostRelayed));
    if (best === null) return false;
    for (const changed of [...best.up, ...best.down]) hidden[changed] = 1;
    if (isOpenBy(straight)) return true;
  }
}

/** Those first that take where many are left: what few can give is not spent by the first who asks. */
function sparing({ table: { counts }, hidden }: Search, crossings: readonly Crossing[]): Crossing[] {
  const scarcity = ({ change }: Crossing): number => change().down.reduce((sum, figure) => sum + 1 / (counts[figure]! + 0.01), 0);
  return crossings
    .filter(({ among }) => among.every((figure) => hidden[figure] === 1))
    .map((crossing) => ({ crossing, scarce: scarcity(crossing) }))
    .toSorted((a, b) => a.scarce - b.scarce)
    .map(({ crossing }) => crossing);
}

const least = (counts: Float64Array, figures: readonly number[]): number =>
  figures.reduce((found, figure) => Math.min(found, counts[figure]!), Infinity);

/** By how much the figure could be more and less in all by some changes among hidden figures; not beyond what is asked for. */
function openness({ table: { counts }, keepOpen }: Search, changes: Iterable<Change>): number {
  const looked: Change[] = [];
  const reach = (falling: 'up' | 'down', through: Iterable<Change>): number => {
    const done: { change: Change; by: number }[] = [];
    let total = 0;
    for (const change of through) {
      if (falling === 'down') looked.push(change);
      const by = Math.min(least(counts, change[falling]), keepOpen - total);
      if (by <= 0) continue;
      shift(counts, change, falling === 'down' ? by : -by);
      done.push({ change, by });
      total += by;
      if (total >= keepOpen) break;
    }
    for (const { change, by } of done) shift(counts, change, falling === 'down' ? -by : by);
    return total;
  };
  const more = reach('down', changes);
  return more >= keepOpen ? more : more + reach('up', looked);
}

/** Those that hidden figures alone allow, one by one. */
function* freeAmong(crossings: readonly Crossing[], hidden: Uint8Array): Generator<Change> {
  const isHidden = (figure: number): boolean => hidden[figure] === 1;
  for (const { among, change } of crossings) {
    if (!among.every(isHidden) || !change().up.every(isHidden) || !change().down.every(isHidden)) continue;
    yield change();
  }
}

function shift(counts: Float64Array, { up, down }: Change, by: number): void {
  for (const figure of up) counts[figure]! += by;
  for (const figure of down) counts[figure]! -= by;
}

/** The change that opens most for what has to be hidden for it; null when none is left. */
function cheapest({ table, hidden, locked, keepOpen }: Search, crossings: Iterable<Crossing>): Change | null {
  let best: Change | null = null;
  let lowest = Infinity;
  for (const { among, change: made } of crossings) {
    if (locked[among[0]] === 1 || locked[among[1]] === 1) continue;
    const change = made();
    const gain = Math.min(keepOpen, least(table.counts, change.down)) + Math.min(keepOpen, least(table.counts, change.up));
    if (gain === 0) continue;
    let cost = 0;
    for (const figure of [...change.up, ...change.down]) {
      if (hidden[figure] === 1) continue;
      cost += locked[figure] === 1 ? Infinity : costOf(table, figure);
      if (cost / gain >= lowest) break;
    }
    if (cost > 0 && cost / gain < lowest) [best, lowest] = [change, cost / gain];
  }
  return best;
}
