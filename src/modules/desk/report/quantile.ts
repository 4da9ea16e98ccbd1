/** Quantiles of a tally: how many there are of each value. */

export type Tally = ReadonlyMap<number, number>;

export function tallyOf(cells: readonly { minutes: number | null; visits: number }[]): Tally {
  const tally = new Map<number, number>();
  for (const { minutes, visits } of cells) if (minutes !== null) tally.set(minutes, (tally.get(minutes) ?? 0) + visits);
  return tally;
}

export const countOf = (tally: Tally): number => [...tally.values()].reduce((sum, one) => sum + one, 0);

/** The lowest value that at least this share of them has or is below (nearest rank); null of none. */
export function quantile(tally: Tally, share: number): number | null {
  let left = Math.max(1, Math.ceil(share * countOf(tally)));
  for (const [value, count] of [...tally].toSorted(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) return value;
  }
  return null;
}
