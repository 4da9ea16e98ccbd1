/** Groups by part (age by channel) in the country: hidden when they, or those of the group outside the part, are few; rounded coarsely. */
import { type DisclosureLimits, shownAlone } from '../rules/disclosure-control.ts';

interface Crossed {
  group: string;
  part: string;
  n: number;
}

export function crossing(counts: readonly Crossed[], limits: DisclosureLimits): (group: string, part: string) => number | null {
  const sums = new Map<string, Map<string, number>>();
  for (const { group, part, n } of counts) {
    const parts = sums.get(group) ?? new Map<string, number>();
    sums.set(group, parts.set(part, (parts.get(part) ?? 0) + n));
  }
  return (group, part) => {
    const parts = sums.get(group) ?? new Map<string, number>();
    const all = [...parts.values()].reduce((sum, n) => sum + n, 0);
    const inPart = parts.get(part) ?? 0;
    const mayBe = shownAlone(inPart, limits) !== null && shownAlone(all - inPart, limits) !== null;
    return mayBe ? Math.round(inPart / limits.roundCrossTo) * limits.roundCrossTo : null;
  };
}
