import { fitTo, weigh, workspace } from '../interchange.ts';
import { listed, type Rows } from '../rows.ts';
import type { BestSoFar, Judged } from './best-so-far.ts';

/**
 * One site for another, the best such exchange each time: first towards the bounds, at least cost for what it gains, then towards a lower cost within
 * them. `rows` with layers; the sites that are open for good are not among the chosen.
 */
export function exchange(rows: Rows, from: Uint8Array, best: BestSoFar, count: number): void {
  const chosen = from.slice();
  fitTo(rows, chosen, count);
  let now = best.judge(chosen);
  best.keep(now);
  const slots = listed(chosen);
  if (slots.length === 0) return;
  while (best.goesOn()) {
    const swap = bestSwap(rows, slots, now, best.limits);
    if (swap === null) return;
    const next = now.chosen.slice();
    next[slots[swap.leaving]!] = 0;
    next[swap.entering] = 1;
    const judged = best.judge(next);
    if (!isBetter(judged, now, best.limits)) return;
    slots[swap.leaving] = swap.entering;
    now = judged;
    best.keep(now);
  }
}

/** By how much the bounds are passed, each in parts of itself. */
const excess = (sums: Float64Array, limits: Float64Array): number =>
  limits.reduce((all, most, at) => all + Math.max(0, sums[at + 1]! - most) / Math.max(1e-9, Math.abs(most)), 0);

function isBetter(one: Judged, than: Judged, limits: Float64Array): boolean {
  const [a, b] = [excess(one.sums, limits), excess(than.sums, limits)];
  return b > 1e-9 ? a < b * (1 - 1e-9) : a <= 1e-9 && one.sums[0]! < than.sums[0]! - 1e-9;
}

interface Swap {
  entering: number;
  leaving: number;
}

function bestSwap(rows: Rows, slots: readonly number[], now: Judged, limits: Float64Array): Swap | null {
  const width = slots.length;
  const works = rows.layers!.map((layer) => {
    const work = workspace(rows.sites, width);
    weigh({ ...rows, ...layer }, slots, now.chosen, work);
    return work;
  });
  const before = excess(now.sums, limits);
  const after = now.sums.slice();
  let least = before > 1e-9 ? Infinity : -1e-9;
  let found: Swap | null = null;
  for (let entering = 0; entering < rows.sites; entering += 1) {
    if (now.chosen[entering] === 1) continue;
    for (let leaving = 0; leaving < width; leaving += 1) {
      for (const [layer, { gain, loss, extra }] of works.entries())
        after[layer] = now.sums[layer]! - gain[entering]! + loss[leaving]! - extra[entering * width + leaving]!;
      const dearer = after[0]! - now.sums[0]!;
      if (before <= 1e-9 && dearer >= least) continue;
      const passed = excess(after, limits);
      const worth =
        before <= 1e-9 ? (passed <= 1e-9 ? dearer : Infinity) : passed < before ? dearer / (before - passed) : Infinity;
      if (worth >= least) continue;
      least = worth;
      found = { entering, leaving };
    }
  }
  return found;
}
