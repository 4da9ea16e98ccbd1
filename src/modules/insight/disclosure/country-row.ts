/** The country by part, while nothing by part is shown under it: what may be shown needs no search, as a formula proves it. */
import type { DisclosureLimits } from '../rules/disclosure-control.ts';
import { columnOf, areaOf } from './moves.ts';
import type { Decided } from './suppress.ts';
import { at, type Table } from './table.ts';

/**
 * Everything hidden (1) but the country’s large parts; where some are small, they and the least others that they need. Null: no proof.
 *
 * Any possible table of everyone by area goes with any parts that add up to its total, and then persons can be dealt out among areas and
 * parts in every way that keeps both (transportation polytope). So a count of an area and a part can be anything from what the other parts leave
 * no room for to the lesser of the two sums; parts hidden in the country count as one. How many an area has in all can, where that is small,
 * be `keepOpen` at least: everyone by area was decided before.
 */
export function countryRow(table: Table, { hideUpTo, keepOpen }: DisclosureLimits, before: Decided): Uint8Array | null {
  const total = table.columns.nodes - 1;
  const country = table.areas.nodes - 1;
  const all = table.counts[at(table, country, total)]!;
  if (total === 0 || before(country, total) !== false) return null;
  const inCountry = (part: number): number => table.counts[at(table, country, part)]!;
  const bySize = [...table.columns.memberships.keys()].toSorted((a, b) => inCountry(a) - inCountry(b) || a - b);
  const few = bySize.filter((part) => inCountry(part) <= hideUpTo).length;
  const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + inCountry(part), 0);
  const isEnough = (n: number): boolean => n === 0 || (n >= 2 && sumOf(bySize.slice(0, n)) >= keepOpen);
  const together = bySize.slice(0, [few, few + 1, few + 2].find((n) => isEnough(n)) ?? bySize.length);
  const roomOf = (part: number): number => (together.includes(part) ? sumOf(together) : inCountry(part));
  // Room for those of an area in other parts; where no part is shown, there is no limit.
  const elsewhere = (part: number): number => (together.length === bySize.length ? Infinity : all - roomOf(part));

  const isOpen = (figure: number): boolean => {
    const [area, part] = [areaOf(table, figure), columnOf(table, figure)];
    const inArea = table.counts[at(table, area, total)]!;
    // The wholes were decided before; who has everyone is as the country.
    if (part === total || inArea === all) return true;
    return Math.min(Math.max(inArea, keepOpen), roomOf(part)) - Math.max(0, inArea - elsewhere(part)) >= keepOpen;
  };
  if (![...table.counts.keys()].every((figure) => table.counts[figure]! > hideUpTo || isOpen(figure))) return null;
  const hidden = new Uint8Array(table.counts.length).fill(1);
  for (let area = 0; area <= country; area += 1) hidden[at(table, area, total)] = Number(before(area, total) ?? true);
  for (const part of bySize) hidden[at(table, country, part)] = Number(together.includes(part));
  return hidden;
}
