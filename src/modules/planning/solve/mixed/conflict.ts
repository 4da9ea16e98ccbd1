import type { Prepared } from './prepare.ts';

/** Names of what cannot be met by itself: a limit out of reach, two that must be open at one site, a point without a way, too little room. */
export function conflicts(prep: Prepared): string[] {
  const found: string[] = [];
  for (let s = 0; s + 1 < prep.siteStart.length; s += 1) {
    const must = sites(prep, s).filter((a) => prep.status[a] === 1);
    if (must.length > 1) found.push(`site ${prep.problem.options[must[0]!]!.site}: two must be open`);
  }
  for (const limit of prep.limits) {
    const [least, most] = reach(prep, limit.use);
    const slack = 1e-9 * (1 + Math.abs(Number.isFinite(limit.most) ? limit.most : limit.least));
    if (least > limit.most + slack || most < limit.least - slack) found.push(limit.name);
  }
  let weight = 0;
  for (let i = 0; i < prep.points; i += 1) {
    if (prep.unserved[i]! < Infinity) continue;
    weight += prep.weight[i]!;
    if (prep.start[i] === prep.start[i + 1]) found.push(`point ${i}: nothing can serve it`);
  }
  if (reach(prep, prep.capacity)[1] < weight * (1 - 1e-9)) found.push('capacity');
  return found;
}

const sites = (prep: Prepared, s: number): number[] => [...prep.siteOption.subarray(prep.siteStart[s], prep.siteStart[s + 1])];

/** The least and the greatest sum with one option or none at each site. */
function reach(prep: Prepared, use: Float64Array): [number, number] {
  let least = 0;
  let most = 0;
  for (let s = 0; s + 1 < prep.siteStart.length; s += 1) {
    const there = sites(prep, s);
    const must = there.find((a) => prep.status[a] === 1);
    const uses = must === undefined ? [0, ...there.filter((a) => prep.status[a] === 0).map((a) => use[a]!)] : [use[must]!];
    least += Math.min(...uses);
    most += Math.max(...uses);
  }
  return [least, most];
}
