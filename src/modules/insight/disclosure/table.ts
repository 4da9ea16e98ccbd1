/** Counts of one month by area and column, with all their totals. */
import type { AreaAxis, Axis } from './axis.ts';

/** Counts by area and column (groups, or parts), totals and all. Number of a figure: `at`. */
export interface Table {
  areas: AreaAxis;
  columns: Axis;
  counts: Float64Array;
  /** The finest areas by how many they have in a column, most first. */
  richest(column: number): readonly number[];
}

export const at = ({ columns }: Pick<Table, 'columns'>, area: number, column: number): number => area * columns.nodes + column;

/** The table with all its totals. `count` gives the finest values. */
export function tableOf(areas: AreaAxis, columns: Axis, count: (area: number, column: number) => number): Table {
  const counts = new Float64Array(areas.nodes * columns.nodes);
  for (const [area, inAreas] of areas.memberships.entries())
    for (const [column, inColumns] of columns.memberships.entries()) {
      const n = count(area, column);
      if (n !== 0) for (const a of inAreas) for (const c of inColumns) counts[at({ columns }, a, c)]! += n;
    }
  // Sorted now: a proof tries other counts for a while.
  const richest = Array.from({ length: columns.nodes }, (_, column) => {
    const n = (area: number): number => counts[at({ columns }, area, column)]!;
    return [...areas.memberships.keys()].toSorted((a, b) => n(b) - n(a) || a - b);
  });
  return { areas, columns, counts, richest: (column) => richest[column]! };
}
