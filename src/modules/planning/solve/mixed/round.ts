import { outside } from './judge.ts';
import type { Prepared } from './prepare.ts';

/**
 * Options that the prices took most often, one at a site, as long as no greatest sum is passed and until the often taken are in; then more for the sake
 * of least sums.
 */
export function round(prep: Prepared, status: Int8Array, often: Float64Array): number[] {
  const taken = new Uint8Array(prep.siteStart.length);
  const sums = new Float64Array(prep.limits.length);
  const chosen: number[] = [];
  const take = (a: number, by: number): void => {
    for (let k = prep.limitStart[a]!; k < prep.limitStart[a + 1]!; k += 1) sums[prep.limitOf[k]!]! += by * prep.limitUse[k]!;
  };
  const over = (): number => prep.limits.reduce((sum, one, l) => sum + outside({ ...one, least: -Infinity }, sums[l]!), 0);
  const off = (): number => prep.limits.reduce((sum, one, l) => sum + outside(one, sums[l]!), 0);
  const put = (a: number): void => {
    take(a, 1);
    taken[prep.siteOf[a]!] = 1;
    chosen.push(a);
  };
  const order = [...status.keys()]
    .filter((a) => status[a] !== -1)
    .toSorted((a, b) => status[b]! - status[a]! || often[b]! - often[a]! || a - b);
  for (const a of order) {
    if (taken[prep.siteOf[a]!] === 1) continue;
    if (status[a] === 1) {
      put(a);
      continue;
    }
    if (often[a]! < 0.02) break;
    const before = over();
    take(a, 1);
    const passes = over() > before + 1e-12;
    take(a, -1);
    if (!passes) put(a);
  }
  for (const a of order) {
    const before = off();
    if (before === 0) break;
    if (taken[prep.siteOf[a]!] === 1) continue;
    take(a, 1);
    const helps = off() < before - 1e-12;
    take(a, -1);
    if (helps) put(a);
  }
  return chosen;
}
