/** Who gains and who loses between two networks, by municipality and by group: pure. */

import type { ScenarioResult } from './result.ts';

/** What one municipality has in two networks; null: no way is known. */
export interface Difference {
  code: string;
  /** Registered unemployed. */
  weight: number;
  from: number | null;
  to: number | null;
}

/** What another scenario leads to, against the first. */
export function rowsAgainst(first: ScenarioResult, other: ScenarioResult): Difference[] {
  const known = new Map(other.municipalities.map((one) => [one.code, one.after]));
  return first.municipalities.map(({ code, weight, after }) => ({ code, weight, from: after, to: known.get(code) ?? null }));
}

export interface GroupDifference {
  /** What the group is called in its grouping. */
  group: string;
  municipalities: number;
  weight: number;
  /** Weighted mean minutes; null when no one has any way. */
  from: number | null;
  to: number | null;
  /** Municipalities and weight for whom it becomes farther, or impossible. */
  worse: { municipalities: number; weight: number };
  better: { municipalities: number; weight: number };
}

/** Farther is 1, nearer -1, as before 0; no way at all is the farthest. */
export function direction({ from, to }: Pick<Difference, 'from' | 'to'>): -1 | 0 | 1 {
  const [was, becomes] = [from ?? Infinity, to ?? Infinity];
  return becomes > was ? 1 : becomes < was ? -1 : 0;
}

/** Those for whom it becomes farther (or nearer), the greatest change first, then by weight. */
export function changed(rows: readonly Difference[], towards: 1 | -1): Difference[] {
  const size = (one: Difference): number => Math.abs((one.to ?? Infinity) - (one.from ?? Infinity));
  return rows
    .filter((one) => direction(one) === towards)
    .toSorted((a, b) => (size(a) === size(b) ? b.weight - a.weight : size(b) > size(a) ? 1 : -1));
}

/** In the order of `groups`; municipalities without a group are left out. */
export function byGroup(
  rows: readonly Difference[],
  groups: readonly string[],
  groupOf: (code: string) => string | null,
): GroupDifference[] {
  const found = Map.groupBy(rows, ({ code }) => groupOf(code));
  return groups.flatMap((group) => {
    const members = found.get(group) ?? [];
    return members.length === 0 ? [] : [{ group, ...differenceOf(members) }];
  });
}

/** The same of all of them. */
export function differenceOf(members: readonly Difference[]): Omit<GroupDifference, 'group'> {
  const part = (towards: 1 | -1) => {
    const those = members.filter((one) => direction(one) === towards);
    return { municipalities: those.length, weight: sum(those) };
  };
  return {
    municipalities: members.length,
    weight: sum(members),
    from: mean(members, 'from'),
    to: mean(members, 'to'),
    worse: part(1),
    better: part(-1),
  };
}

const sum = (members: readonly Difference[]): number => members.reduce((all, { weight }) => all + weight, 0);

function mean(members: readonly Difference[], side: 'from' | 'to'): number | null {
  const served = members.filter((one) => one[side] !== null);
  const weight = sum(served);
  return weight === 0 ? null : served.reduce((all, one) => all + one[side]! * one.weight, 0) / weight;
}
