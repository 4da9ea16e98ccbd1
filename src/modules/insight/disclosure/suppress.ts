/**
 * Hides counts so that no small one can be worked out (hypercube method, Hundepool et al. 2012 §4.4; Repsilber's GHMITER), with a proof for
 * each: a small count is safe when persons could be moved around among hidden counts alone, so that every shown figure and every total
 * of them stays exactly as it is, while this count becomes larger or smaller by `keepOpen` in all. What is hidden later leaves the proof standing.
 */
import type { DisclosureLimits } from '../rules/disclosure-control.ts';
import type { Axis, Move } from './axis.ts';

/** Counts by area and column (groups, or parts), totals and all. Number of a figure: `at`. */
export interface Table {
  areas: Axis;
  columns: Axis;
  counts: Float64Array;
  /** The finest areas by how many they have in a column, most first. */
  richest(column: number): readonly number[];
}

export const at = ({ columns }: Pick<Table, 'columns'>, area: number, column: number): number => area * columns.nodes + column;

/** The table with all its totals. `count` gives the finest values. */
export function tableOf(areas: Axis, columns: Axis, count: (area: number, column: number) => number): Table {
  const byColumn = new Map<number, readonly number[]>();
  const richestIn = (column: number): readonly number[] => {
    const n = (area: number): number => table.counts[at(table, area, column)]!;
    return [...areas.memberships.keys()].toSorted((a, b) => n(b) - n(a) || a - b);
  };
  const richest = (column: number): readonly number[] => {
    const found = byColumn.get(column) ?? richestIn(column);
    byColumn.set(column, found);
    return found;
  };
  const table: Table = { areas, columns, counts: new Float64Array(areas.nodes * columns.nodes), richest };
  for (const [area, inAreas] of areas.memberships.entries())
    for (const [column, inColumns] of columns.memberships.entries()) {
      const n = count(area, column);
      if (n !== 0) for (const a of inAreas) for (const c of inColumns) table.counts[at(table, a, c)]! += n;
    }
  return table;
}

/** What was decided of a figure that other tables show too; undefined for those that only this one shows. */
export type Decided = (area: number, column: number) => boolean | undefined;

interface Search {
  table: Table;
  hidden: Uint8Array;
  /** Figures that other tables show: they stay. */
  locked: Uint8Array;
  keepOpen: number;
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
  const search: Search = { table, hidden, locked, keepOpen };
  const small = [...table.counts.keys()].filter((figure) => table.counts[figure]! <= hideUpTo);
  const widest = small.toSorted((a, b) => spanOf(table, b) - spanOf(table, a) || a - b);
  return widest.every((figure) => makeSafe(search, figure)) ? hidden : null;
}

const columnOf = ({ columns }: Table, figure: number): number => figure % columns.nodes;
const areaOf = ({ columns }: Table, figure: number): number => Math.floor(figure / columns.nodes);

const spanOf = (table: Table, figure: number): number =>
  table.areas.span[areaOf(table, figure)]! * table.columns.span[columnOf(table, figure)]!;

/** What it costs to hide a figure: a large total much. It changes little from month to month, so that mostly the same ones are hidden. */
const costOf = (table: Table, figure: number): number =>
  spanOf(table, figure) * (1 + Math.floor(Math.log2(1 + table.counts[figure]!)));

function makeSafe(search: Search, figure: number): boolean {
  const straight = straightOf(search, figure);
  // Moves to another area and another column at once are many, and seldom needed.
  let across: readonly Crossing[] | undefined;
  for (;;) {
    if (openness(search, straight) >= search.keepOpen) return true;
    across ??= acrossOf(search, figure);
    const all = [...straight, ...across];
    if (openness(search, all) >= search.keepOpen) return true;
    const best = cheapest(search, straight) ?? cheapest(search, across);
    if (best === null) return false;
    for (const changed of [...best.up, ...best.down]) search.hidden[changed] = 1;
  }
}

/** What a move changes: figures that rise by one and figures that fall by one. */
interface Change {
  up: readonly number[];
  down: readonly number[];
}

/** A change that is made only when it is needed: most are never. */
interface Crossing {
  /** Some figures that it changes, to see soon that one of them is shown. */
  among: readonly [number, number];
  change(): Change;
}

const once = (make: () => Change): (() => Change) => {
  let made: Change | undefined;
  return () => (made ??= make());
};

/** Everything that raises a figure by a move among areas and one among columns, together. */
function straightOf(search: Search, figure: number): Crossing[] {
  const { table } = search;
  const column = columnOf(table, figure);
  const byColumn = table.columns.raising(column, []);
  return table.areas.raising(areaOf(table, figure), richest(search, figure)).flatMap((areas) =>
    byColumn.map((columns) => ({
      among: [at(table, areas[0]![0], columns[0]![0]), at(table, areas.at(-1)![0], columns.at(-1)![0])] as const,
      change: once(() => changeOf(table, areas, columns)),
    })),
  );
}

function changeOf(table: Table, areas: Move, columns: Move): Change {
  const up: number[] = [];
  const down: number[] = [];
  for (const [area, a] of areas) for (const [column, c] of columns) (a * c === 1 ? up : down).push(at(table, area, column));
  return { up, down };
}

/** One person less in another area and another column, and one more where the figure counts. */
function acrossOf(search: Search, figure: number): Crossing[] {
  const { table, hidden } = search;
  const column = columnOf(table, figure);
  const { areas, columns } = table;
  const byArea = areas.pairs(areaOf(table, figure), richest(search, figure));
  return columns.pairs(column, []).flatMap(([toColumn, fromColumn]) =>
    byArea.flatMap(([toArea, fromArea]) => {
      const figures = (area: number, of: number): number[] =>
        areas.memberships[area]!.flatMap((a) => columns.memberships[of]!.map((c) => at(table, a, c)));
      const change = once(() => {
        const [up, down] = [figures(toArea, toColumn), figures(fromArea, fromColumn)];
        return { up: up.filter((one) => !down.includes(one)), down: down.filter((one) => !up.includes(one)) };
      });
      const among = [at(table, toArea, toColumn), at(table, fromArea, fromColumn)] as const;
      // A total that counts both stays as it is.
      return hidden[among[1]] === 1 && change().up.includes(figure) ? [{ among, change }] : [];
    }),
  );
}

/** The areas with most in the figure’s column, those with most where it is hidden, and those with most of all that the figure counts. */
function richest({ table, hidden }: Search, figure: number): number[] {
  const [area, column] = [areaOf(table, figure), columnOf(table, figure)];
  const most = table.richest(column);
  const within = table.richest(table.columns.nodes - 1).filter((one) => table.areas.memberships[one]!.includes(area));
  const unseen = most.filter((one) => hidden[at(table, one, column)] === 1);
  return [...new Set([...most.slice(0, 6), ...unseen.slice(0, 18), ...within.slice(0, 6)])];
}

const least = (counts: Float64Array, figures: readonly number[]): number =>
  figures.reduce((found, figure) => Math.min(found, counts[figure]!), Infinity);

/** By how much the figure could be more and less in all, as far as hidden figures alone allow; not beyond what is asked for. */
function openness({ table: { counts }, hidden, keepOpen }: Search, crossings: readonly Crossing[]): number {
  const free: Change[] = [];
  const reach = (falling: 'up' | 'down', changes: Iterable<Change>): number => {
    const done: { change: Change; by: number }[] = [];
    let total = 0;
    for (const change of changes) {
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
  const more = reach('down', freeAmong(crossings, hidden, free));
  return more >= keepOpen ? more : more + reach('up', free);
}

/** Those that hidden figures alone allow, one by one; they are also added to `found`. */
function* freeAmong(crossings: readonly Crossing[], hidden: Uint8Array, found: Change[]): Generator<Change> {
  const isHidden = (figure: number): boolean => hidden[figure] === 1;
  for (const { among, change } of crossings) {
    if (!among.every(isHidden) || !change().up.every(isHidden) || !change().down.every(isHidden)) continue;
    found.push(change());
    yield change();
  }
}

function shift(counts: Float64Array, { up, down }: Change, by: number): void {
  for (const figure of up) counts[figure]! += by;
  for (const figure of down) counts[figure]! -= by;
}

/** The change that opens most for what has to be hidden for it; null when none is left. */
function cheapest({ table, hidden, locked, keepOpen }: Search, crossings: readonly Crossing[]): Change | null {
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
