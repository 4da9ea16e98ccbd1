import { ascend, type Effort, type Part } from '../ascent.ts';
import { atRoot, firstPrices } from '../median.ts';
import { priced } from '../rows.ts';
import type { BestSoFar, Judged } from './best-so-far.ts';
import { exchange } from './exchange.ts';

/** A part of the tree at prices for the sums: its bound is in the unit of the cost. */
export interface At {
  part: Part;
  prices: Float64Array;
  bound: number;
  /** The site about which the ascent is in most doubt. */
  site: number;
  likelyOpen: boolean;
  /** The cheapest choice that was met at these prices. */
  near: Judged | null;
}

/**
 * The bound of a part at these prices (Lagrangian relaxation of the bounds on sums: Geoffrion 1974; of the assignment beneath it: the core’s). Null when
 * the part holds nothing better than the best.
 */
export function boundAt(part: Part, prices: Float64Array, best: BestSoFar, effort: Effort): At | null {
  best.at(prices);
  const outcome = ascend({ ...part, rows: priced(part.rows, prices), bound: -Infinity }, best, effort);
  if (outcome.site === null) return null;
  const { site, likelyOpen } = outcome;
  return { part: outcome.part, prices, bound: outcome.bound - best.fee, site, likelyOpen, near: best.near };
}

const [turns, steps] = [3, 14];

/**
 * The prices with the highest bound, one sum after another: between a price that is too low and one that is too high lies where the lines of their two
 * choices meet. Null when nothing better than the best is left. `least`: by sum a choice that keeps its bound.
 */
export function raise(start: Part, best: BestSoFar, least: readonly (Judged | null)[]): At | null {
  let top = boundAt(start, new Float64Array(best.limits.length), best, atRoot);
  if (top === null) return null;
  polish(top, start, best);
  best.bound = top.bound;
  for (let turn = 0; turn < turns; turn += 1) {
    const before = top.bound;
    for (const sum of best.limits.keys()) {
      if (top.prices[sum] === 0 && top.near !== null && best.keeps(top.near, sum)) continue;
      const found: At | null = raiseOne(top, start, best, sum, least[sum] ?? null);
      if (found === null) return null;
      top = found;
    }
    if (best.limits.length === 1 || top.bound <= before + 1e-6 * Math.abs(before)) break;
  }
  return top;
}

function raiseOne(from: At, start: Part, best: BestSoFar, sum: number, least: Judged | null): At | null {
  let [top, now] = [from, from];
  let [low, high]: [Judged | null, Judged | null] = [null, least];
  for (let step = 0; step < steps && best.goesOn(); step += 1) {
    if (now.near !== null && best.keeps(now.near, sum)) high = now.near;
    else low = now.near;
    const price = nextPrice(low, high, sum, now.prices);
    if (price === now.prices[sum]! && step > 0) break;
    const prices = now.prices.with(sum, price);
    const next = boundAt(started(now, prices, sum), prices, best, atRoot);
    if (next === null) return null;
    polish(next, start, best);
    if (next.bound > top.bound) top = next;
    best.bound = Math.max(best.bound, top.bound);
    now = next;
    const isMet = [low, high].some((one) => one !== null && next.near !== null && isAsCheap(one, next.near, prices));
    if (isMet && low !== null && high !== null) break;
  }
  return top;
}

const at = ({ sums }: Judged, prices: Float64Array): number =>
  prices.reduce((all, price, sum) => all + (price === 0 ? 0 : price * sums[sum + 1]!), sums[0]!);

/** Nothing new: the choice that was known is as cheap at these prices. */
const isAsCheap = (known: Judged, found: Judged, prices: Float64Array): boolean =>
  at(known, prices) <= at(found, prices) * (1 + 1e-7);

/** Where both choices are equally cheap; without one of them farther out, or down to nothing. */
function nextPrice(low: Judged | null, high: Judged | null, sum: number, prices: Float64Array): number {
  if (low === null) return 0;
  const bare = prices.with(sum, 0);
  if (high === null) return 4 * (prices[sum]! || (low.sums[0]! + 1) / (100 * (low.sums[sum + 1]! + 1)));
  const fewer = low.sums[sum + 1]! - high.sums[sum + 1]!;
  const dearer = at(high, bare) - at(low, bare);
  return fewer > 0 && dearer > 0 ? dearer / fewer : prices[sum]!;
}

/** What the points pay goes on from the prices before, unless those are far off. */
function started(now: At, prices: Float64Array, sum: number): Part {
  const [before, after] = [now.prices[sum]!, prices[sum]!];
  if (after <= 2 * before && before <= 2 * after) return now.part;
  return { ...now.part, price: firstPrices(priced(now.part.rows, prices), now.part.count) };
}

/** From the cheapest at these prices to the nearest good choice within the bounds. */
function polish({ near }: At, start: Part, best: BestSoFar): void {
  if (near !== null) exchange(start.rows, near.chosen, best, start.count);
}
