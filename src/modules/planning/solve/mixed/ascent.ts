import { copyOf, slopeOf, type Multipliers, type Relaxed } from './lagrange.ts';
import type { Limit } from './prepare.ts';

export interface Ascent {
  bound: number;
  prices: Multipliers;
  /** How often each option was taken of late: near 1 or 0 where the prices are sure. */
  often: Float64Array;
  /** Nothing in this part of the tree is better than the target. */
  pruned: boolean;
}

export interface AscentRules {
  rounds: number;
  step: number;
  patience: number;
  least: number;
  /** What a better plan must go below; Infinity while none is known. */
  target: () => number;
  stop: () => boolean;
  /** Told now and then which options the prices take. */
  seen?: (round: number, often: Float64Array, prices: Multipliers, bound: number) => void;
}

/**
 * Subgradient search (Held, Wolfe & Crowder 1974; the slope is averaged as in Crowder 1976) over the prices of the points and the
 * multipliers of the limits, which are also set one at a time to where their limit is met. Options that the bound rules out, or rules in, are
 * marked in `status`.
 */
export function ascend(relaxed: Relaxed, status: Int8Array, from: Multipliers, rules: AscentRules): Ascent {
  const now = copyOf(from);
  const slope = new Slope(relaxed, now);
  const often = new Float64Array(relaxed.prep.width);
  let best = -Infinity;
  let bestPrices = copyOf(now);
  let { step } = rules;
  let idle = 0;
  relaxed.at(now, status);
  setLimits(relaxed, status, now.limit);
  for (let round = 0; round < rules.rounds; round += 1) {
    const bound = relaxed.at(now, status);
    for (let a = 0; a < often.length; a += 1)
      often[a] = round === 0 ? relaxed.chosen[a]! : 0.95 * often[a]! + 0.05 * relaxed.chosen[a]!;
    const target = rules.target();
    idle = bound > best + 1e-6 * Math.abs(best) ? 0 : idle + 1;
    if (bound > best) {
      best = bound;
      bestPrices = copyOf(now);
    }
    if (best >= target) return { bound: best, prices: bestPrices, often, pruned: true };
    if (target < Infinity && bound > best - 0.05 * (target - best)) settle(relaxed, status, target);
    rules.seen?.(round, often, now, best);
    if (round % 16 === 15 && rules.stop()) break;
    if (idle >= rules.patience) {
      idle = 0;
      step *= 0.6;
      if (step < rules.least) break;
      restore(now, bestPrices);
      slope.clear();
      continue;
    }
    const norm = slope.measure();
    if (norm < 1e-14) break;
    // A target far away would make for steps that overshoot.
    const aim = Math.min(target, best + 0.05 * Math.max(Math.abs(best), sizeOf(now.point)) + 1e-9);
    slope.walk((step * Math.max(aim - bound, 1e-5 * Math.abs(aim))) / norm);
    if (round % 10 === 0) setLimits(relaxed, status, now.limit);
  }
  return { bound: best, prices: bestPrices, often, pruned: false };
}

function sizeOf(prices: Float64Array): number {
  let sum = 0;
  for (const one of prices) sum += Math.abs(one);
  return sum;
}

function restore(now: Multipliers, best: Multipliers): void {
  now.point.set(best.point);
  now.limit.set(best.limit);
  now.sum.set(best.sum);
}

/** The averaged slope of the bound, in units in which one step suits all multipliers. */
class Slope {
  readonly relaxed: Relaxed;
  readonly now: Multipliers;
  readonly point: Float64Array;
  readonly limit: Float64Array;
  readonly sum: Float64Array;
  constructor(relaxed: Relaxed, now: Multipliers) {
    this.relaxed = relaxed;
    this.now = now;
    this.point = new Float64Array(now.point.length);
    this.limit = new Float64Array(now.limit.length);
    this.sum = new Float64Array(now.sum.length);
  }
  clear(): void {
    this.point.fill(0);
    this.limit.fill(0);
    this.sum.fill(0);
  }
  /** Takes in the slope at the prices last asked about; answers its length squared. */
  measure(): number {
    const { relaxed, now, point } = this;
    let norm = 0;
    for (let i = 0; i < point.length; i += 1) {
      let g = 0.7 * (1 - relaxed.served[i]!) + 0.3 * point[i]!;
      if (g > 0 && now.point[i]! >= relaxed.prep.unserved[i]!) g = 0;
      point[i] = g;
      norm += relaxed.prep.pace[i]! * g * g;
    }
    norm += measureLimits(this.limit, relaxed.prep.limits, now.limit, relaxed.limitSum);
    return norm + measureLimits(this.sum, relaxed.sums, now.sum, relaxed.sumSum);
  }
  walk(length: number): void {
    const { now, point, relaxed } = this;
    const { unserved, pace } = relaxed.prep;
    for (let i = 0; i < point.length; i += 1)
      now.point[i] = Math.min(unserved[i]!, now.point[i]! + length * pace[i]! * point[i]!);
    walkLimits(now.limit, relaxed.prep.limits, this.limit, length);
    walkLimits(now.sum, relaxed.sums, this.sum, length);
  }
}

function measureLimits(slope: Float64Array, limits: readonly Limit[], now: Float64Array, sums: Float64Array): number {
  let norm = 0;
  for (let l = 0; l < limits.length; l += 1) {
    slope[l] = 0.7 * (slopeOf(limits[l]!, now[l]!, sums[l]!) / limits[l]!.scale) + 0.3 * slope[l]!;
    norm += slope[l]! * slope[l]!;
  }
  return norm;
}

function walkLimits(now: Float64Array, limits: readonly Limit[], slope: Float64Array, length: number): void {
  for (let l = 0; l < limits.length; l += 1) {
    const { least, most, scale } = limits[l]!;
    const to = now[l]! + (length * slope[l]!) / scale;
    now[l] = (to > 0 && most === Infinity) || (to < 0 && least === -Infinity) ? 0 : to;
  }
}

/** Marks what no plan better than the target can do without, or can have, at the prices last asked about. */
function settle(relaxed: Relaxed, status: Int8Array, target: number): void {
  const { siteStart, siteOption } = relaxed.prep;
  const room = target - relaxed.bound;
  for (let s = 0; s + 1 < siteStart.length; s += 1) {
    let best = -1;
    let least = 0;
    let second = 0;
    let must = false;
    for (let k = siteStart[s]!; k < siteStart[s + 1]!; k += 1) {
      const a = siteOption[k]!;
      if (status[a] === 1) must = true;
      if (status[a] !== 0) continue;
      const worth = relaxed.worth[a]!;
      if (worth < least) {
        second = least;
        least = worth;
        best = a;
      } else if (worth < second) second = worth;
    }
    for (let k = siteStart[s]!; k < siteStart[s + 1]!; k += 1) {
      const a = siteOption[k]!;
      if (status[a] === 0 && (must || relaxed.worth[a]! - least > room)) status[a] = -1;
    }
    if (!must && best !== -1 && second - least > room) choose(relaxed, status, best);
  }
}

/** Must be chosen, and so nothing else at its site. */
export function choose(relaxed: Relaxed, status: Int8Array, option: number): void {
  const { siteStart, siteOption, siteOf } = relaxed.prep;
  const s = siteOf[option]!;
  for (let k = siteStart[s]!; k < siteStart[s + 1]!; k += 1) if (siteOption[k] !== option) status[siteOption[k]!] = -1;
  status[option] = 1;
}

/** Each multiplier of a limit over options in turn goes to where what is chosen meets the limit (the bound is concave along it). */
export function setLimits(relaxed: Relaxed, status: Int8Array, multipliers: Float64Array): void {
  relaxed.prep.limits.forEach((limit, l) => {
    const used = (by: number): number => usedAt(relaxed, status, multipliers, l, by);
    const free = used(0);
    const side = free > limit.most ? 1 : free < limit.least ? -1 : 0;
    let low = 0;
    let high = 0;
    if (side !== 0) {
      const met = (by: number): boolean => (side === 1 ? used(by) <= limit.most : used(-by) >= limit.least);
      high = Math.max(Math.abs(multipliers[l]!), 1e-6);
      for (let k = 0; k < 60 && !met(high); k += 1) {
        low = high;
        high *= 2;
      }
      for (let k = 0; k < 18; k += 1) {
        const middle = (low + high) / 2;
        if (met(middle)) high = middle;
        else low = middle;
      }
    }
    moveLimit(relaxed, multipliers, l, side * high);
  });
}

function moveLimit(relaxed: Relaxed, multipliers: Float64Array, l: number, to: number): void {
  const { use } = relaxed.prep.limits[l]!;
  const by = to - multipliers[l]!;
  if (by !== 0) for (let a = 0; a < use.length; a += 1) relaxed.worth[a]! += by * use[a]!;
  multipliers[l] = to;
}

function usedAt(relaxed: Relaxed, status: Int8Array, multipliers: Float64Array, l: number, to: number): number {
  const { siteStart, siteOption, limits } = relaxed.prep;
  const { use } = limits[l]!;
  const by = to - multipliers[l]!;
  let sum = 0;
  for (let s = 0; s + 1 < siteStart.length; s += 1) {
    let worth = 0;
    let used = 0;
    for (let k = siteStart[s]!; k < siteStart[s + 1]!; k += 1) {
      const a = siteOption[k]!;
      if (status[a] === 1) {
        used = use[a]!;
        break;
      }
      const at = relaxed.worth[a]! + by * use[a]!;
      if (status[a] === 0 && at < worth) {
        worth = at;
        used = use[a]!;
      }
    }
    sum += used;
  }
  return sum;
}
