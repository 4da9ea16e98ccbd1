/** What could have been otherwise: changes of one person's place or column, each keeping some totals as they are (suppress.ts). */
import type { Move } from './axis.ts';
import { at, type Table } from './table.ts';

/** What a move changes: figures that rise by one and figures that fall by one. */
export interface Change {
  up: readonly number[];
  down: readonly number[];
}

/** A change that is made only when it is needed: most are never. */
export interface Crossing {
  /** Some figures that it changes, to see soon that one of them is shown. */
  among: readonly [number, number];
  change(): Change;
}

/** A table, and which of its figures are hidden (1). */
export interface Seen {
  table: Table;
  hidden: Uint8Array;
}

export const columnOf = ({ columns }: Table, figure: number): number => figure % columns.nodes;
export const areaOf = ({ columns }: Table, figure: number): number => Math.floor(figure / columns.nodes);

const once = <Made>(make: () => Made): (() => Made) => {
  let made: Made | undefined;
  return () => (made ??= make());
};

/** Everything that raises a figure by a move among areas and one among columns, together. */
export function straightOf(seen: Seen, figure: number): Crossing[] {
  const { table } = seen;
  return [...straightPairs(seen, figure)].map(([areas, columns]) => ({
    among: amongOf(table, areas, columns),
    change: once(() => changeOf(table, areas, columns)),
  }));
}

/** Those of them that hidden figures alone allow, made as they are asked for: the first few are mostly enough. */
export function* freeStraight(seen: Seen, figure: number): Generator<Change> {
  const { table, hidden } = seen;
  const isHidden = (one: number): boolean => hidden[one] === 1;
  for (const [areas, columns] of straightPairs(seen, figure)) {
    if (!amongOf(table, areas, columns).every(isHidden)) continue;
    const change = changeOf(table, areas, columns);
    if (change.up.every(isHidden) && change.down.every(isHidden)) yield change;
  }
}

function* straightPairs(seen: Seen, figure: number): Generator<readonly [areas: Move, columns: Move]> {
  const { table } = seen;
  const rich = once(() => richest(seen, figure));
  const byColumn = [...table.columns.raising(columnOf(table, figure), rich)];
  for (const areas of table.areas.raising(areaOf(table, figure), rich)) for (const columns of byColumn) yield [areas, columns];
}

const amongOf = (table: Table, areas: Move, columns: Move): readonly [number, number] => [
  at(table, areas[0]![0], columns[0]![0]),
  at(table, areas.at(-1)![0], columns.at(-1)![0]),
];

function changeOf(table: Table, areas: Move, columns: Move): Change {
  const up: number[] = [];
  const down: number[] = [];
  for (const [area, a] of areas) for (const [column, c] of columns) (a * c === 1 ? up : down).push(at(table, area, column));
  return { up, down };
}

/** One person less in another area and another column, and one more where the figure counts. */
export function acrossOf(seen: Seen, figure: number): Crossing[] {
  const { table, hidden } = seen;
  const column = columnOf(table, figure);
  const { areas, columns } = table;
  const byArea = areas.pairs(areaOf(table, figure), richest(seen, figure));
  return columns.pairs(column, []).flatMap(([toColumn, fromColumn]) =>
    byArea.flatMap(([toArea, fromArea]) => {
      const change = once(() => {
        const [up, down] = [counting(table, toArea, toColumn), counting(table, fromArea, fromColumn)];
        return { up: up.filter((one) => !down.includes(one)), down: down.filter((one) => !up.includes(one)) };
      });
      const among = [at(table, toArea, toColumn), at(table, fromArea, fromColumn)] as const;
      // A total that counts both stays as it is.
      return hidden[among[1]] === 1 && change().up.includes(figure) ? [{ among, change }] : [];
    }),
  );
}

/** The figures that count someone of a finest area and column. */
const counting = ({ areas, columns }: Pick<Table, 'areas' | 'columns'>, area: number, column: number): number[] =>
  areas.memberships[area]!.flatMap((a) => columns.memberships[column]!.map((c) => at({ columns }, a, c)));

/** Ways to have one more of a figure (substitutesOf), by figure: they are asked for again and again. */
export type Substitutes = Map<number, readonly Change[]>;

/**
 * Moves that raise a figure but fail because somewhere too few are left who could be moved: someone of another column goes from there instead, and a third
 * area that has both makes up for it. `isWanted`: figures that a move may change.
 */
export function* relayedOf(
  { table, substitutes }: Pick<Seen, 'table'> & { substitutes: Substitutes },
  figure: number,
  straight: readonly Crossing[],
  isWanted: (figure: number) => boolean,
): Generator<Crossing> {
  const finest = table.columns.memberships.length;
  if (finest === 1) return;
  const isFinest = (one: number): boolean => areaOf(table, one) < table.areas.memberships.length && columnOf(table, one) < finest;
  const waysFor = (one: number): readonly Change[] => {
    const found = substitutes.get(one) ?? substitutesOf(table, one);
    substitutes.set(one, found);
    return found.filter(({ up, down }) => up.every(isWanted) && down.every(isWanted));
  };
  for (const { among, change } of straight) {
    if (!among.every(isWanted) || !change().up.every(isWanted) || !change().down.every(isWanted)) continue;
    const few = change().down.filter((one) => isFinest(one) && table.counts[one]! < 5);
    if (few.length === 0 || few.length > 2) continue;
    const ways = few
      .map(waysFor)
      .reduce<Change[][]>((lists, way) => lists.flatMap((list) => way.map((one) => [...list, one])), [[]]);
    for (const added of ways) {
      const sum = together([change(), ...added]);
      // What makes up for others may take back what was raised.
      if (sum?.up.includes(figure) === true) yield { among, change: () => sum };
    }
  }
}

/** Ways to have one more of a figure: another column of its area gives, and a third area that has some takes that instead. */
function substitutesOf(table: Table, figure: number): Change[] {
  const { counts, areas, columns } = table;
  const [area, column] = [areaOf(table, figure), columnOf(table, figure)];
  const n = (a: number, c: number): number => counts[at(table, a, c)]!;
  const givers = [...columns.memberships.keys()].filter((one) => one !== column && n(area, one) > 0);
  const own = areas.memberships[area]!.slice(1);
  const able = table.richest(column).filter((one) => one !== area && n(one, column) > 0);
  const alike = able.filter((one) => own.every((node) => areas.memberships[one]!.includes(node)));
  const near = able.filter((one) => areas.memberships[one]!.includes(own[0]!));
  const thirds = [...new Set([...alike.slice(0, 2), ...near.slice(0, 2), ...able.slice(0, 2)])];
  return givers
    .toSorted((a, b) => n(area, b) - n(area, a))
    .slice(0, 2)
    .flatMap((giver) =>
      thirds.flatMap((third) => {
        const up = [...counting(table, area, column), ...counting(table, third, giver)];
        const down = [...counting(table, area, giver), ...counting(table, third, column)];
        return together([{ up, down }]) ?? [];
      }),
    );
}

/** Changes made at once; null where a figure would change by more than one. */
function together(changes: readonly Change[]): Change | null {
  // A few dozen figures: looking through a list is quicker than any map.
  const figures: number[] = [];
  const net: number[] = [];
  const add = (figure: number, by: number): void => {
    const known = figures.indexOf(figure);
    if (known === -1) net[figures.push(figure) - 1] = by;
    else net[known]! += by;
  };
  for (const { up, down } of changes) {
    for (const figure of up) add(figure, 1);
    for (const figure of down) add(figure, -1);
  }
  if (net.some((by) => Math.abs(by) > 1)) return null;
  return { up: figures.filter((_, one) => net[one] === 1), down: figures.filter((_, one) => net[one] === -1) };
}

/** The areas with most in the figure’s column, those with most where it is hidden, and those with most of all that the figure counts. */
function richest({ table, hidden }: Seen, figure: number): number[] {
  const [area, column] = [areaOf(table, figure), columnOf(table, figure)];
  const most = table.richest(column);
  const within = table.richest(table.columns.nodes - 1).filter((one) => table.areas.memberships[one]!.includes(area));
  const unseen = most.filter((one) => hidden[at(table, one, column)] === 1);
  return [...new Set([...most.slice(0, 6), ...unseen.slice(0, 18), ...within.slice(0, 6)])];
}
