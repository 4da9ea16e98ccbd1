import type { Limit, Prepared } from './prepare.ts';

/** Multipliers of the points, of the limits over options and of the limits over points. */
export interface Multipliers {
  point: Float64Array;
  limit: Float64Array;
  sum: Float64Array;
}

export const copyOf = (one: Multipliers): Multipliers => ({
  point: one.point.slice(),
  limit: one.limit.slice(),
  sum: one.sum.slice(),
});

/**
 * The problem without its shared constraints: each option says what it is worth at the prices (a continuous knapsack where it has a
 * capacity), each site takes its best kind or none. Whatever the prices, the sum is a lower bound.
 */
export class Relaxed {
  readonly prep: Prepared;
  sums: Limit[];
  bound = 0;
  /** What choosing the option adds, below 0 when it pays. */
  readonly worth: Float64Array;
  /** Without the multipliers of limits. */
  readonly own: Float64Array;
  readonly chosen: Uint8Array;
  readonly served: Float64Array;
  readonly limitSum: Float64Array;
  sumSum: Float64Array;
  #head: Int32Array;
  #next: Int32Array;
  #point: Int32Array;
  #gain: Float64Array;
  #take: Float64Array;
  #load: Float64Array;
  #adjusted: Float64Array;

  constructor(prep: Prepared, sums: Limit[]) {
    this.prep = prep;
    this.sums = sums;
    this.worth = new Float64Array(prep.width);
    this.own = new Float64Array(prep.width);
    this.chosen = new Uint8Array(prep.width);
    this.served = new Float64Array(prep.points);
    this.limitSum = new Float64Array(prep.limits.length);
    this.sumSum = new Float64Array(sums.length);
    this.#head = new Int32Array(prep.width);
    this.#load = new Float64Array(prep.width);
    this.#next = new Int32Array(prep.option.length);
    this.#point = new Int32Array(prep.option.length);
    this.#gain = new Float64Array(prep.option.length);
    this.#take = new Float64Array(prep.option.length);
    this.#adjusted = new Float64Array(prep.option.length);
  }

  /** The bound at these multipliers for the part of the tree in which `status` holds; fills worth, chosen, served and the sums. */
  at(prices: Multipliers, status: Int8Array): number {
    const { prep } = this;
    this.#gather(prices, status);
    if (prep.capacitated) for (let a = 0; a < prep.width; a += 1) if (this.#load[a]! > prep.capacity[a]!) this.#knapsack(a);
    this.own.set(this.worth);
    let bound = 0;
    for (let i = 0; i < prep.points; i += 1) bound += prices.point[i]!;
    bound -= cornerSum(prep.limits, prices.limit) + cornerSum(this.sums, prices.sum);
    for (let a = 0; a < prep.width; a += 1) {
      for (let k = prep.limitStart[a]!; k < prep.limitStart[a + 1]!; k += 1)
        this.worth[a]! += prices.limit[prep.limitOf[k]!]! * prep.limitUse[k]!;
    }
    bound += this.#choose(status);
    this.#count();
    this.bound = bound;
    return bound;
  }

  /** Per option the ways that pay at the prices, their worth and weight. */
  #gather(prices: Multipliers, status: Int8Array): void {
    const { start, option, weight, price } = this.prep;
    const cost = this.#costs(prices.sum);
    const inOrder = cost === this.prep.cost;
    this.worth.set(price);
    this.#head.fill(-1);
    this.#load.fill(0);
    let items = 0;
    for (let i = 0; i < this.prep.points; i += 1) {
      const u = prices.point[i]!;
      for (let at = start[i]!; at < start[i + 1]!; at += 1) {
        const gain = cost[at]! - u;
        if (gain >= 0) {
          if (inOrder) break;
          continue;
        }
        const a = option[at]!;
        if (status[a] === -1) continue;
        this.worth[a]! += gain;
        this.#load[a]! += weight[i]!;
        this.#point[items] = i;
        this.#gain[items] = gain;
        this.#take[items] = 1;
        this.#next[items] = this.#head[a]!;
        this.#head[a] = items;
        items += 1;
      }
    }
  }

  #costs(multipliers: Float64Array): Float64Array {
    if (multipliers.every((one) => one === 0)) return this.prep.cost;
    const { start, option, width, cost } = this.prep;
    const adjusted = this.#adjusted;
    adjusted.set(cost);
    this.sums.forEach(({ use }, r) => {
      const by = multipliers[r]!;
      if (by === 0) return;
      for (let i = 0; i < this.prep.points; i += 1)
        for (let at = start[i]!; at < start[i + 1]!; at += 1) adjusted[at]! += by * use[i * width + option[at]!]!;
    });
    return adjusted;
  }

  /** More weight would come than the option holds: the best per weight are taken, the last of them in part (Dantzig 1957). */
  #knapsack(a: number): void {
    const { weight, capacity, price } = this.prep;
    const items: number[] = [];
    for (let k = this.#head[a]!; k !== -1; k = this.#next[k]!) items.push(k);
    const ratio = (k: number): number => {
      const w = weight[this.#point[k]!]!;
      return w === 0 ? -Infinity : this.#gain[k]! / w;
    };
    items.sort((x, y) => {
      const [p, q] = [ratio(x), ratio(y)];
      return p === q ? x - y : p - q;
    });
    let left = capacity[a]!;
    let worth = price[a]!;
    for (const k of items) {
      const w = weight[this.#point[k]!]!;
      const share = w <= left ? 1 : left / w;
      this.#take[k] = share;
      worth += share * this.#gain[k]!;
      left = w <= left ? left - w : 0;
    }
    this.worth[a] = worth;
  }

  #choose(status: Int8Array): number {
    const { siteStart, siteOption } = this.prep;
    let sum = 0;
    this.chosen.fill(0);
    for (let s = 0; s + 1 < siteStart.length; s += 1) {
      let best = -1;
      let worth = 0;
      for (let k = siteStart[s]!; k < siteStart[s + 1]!; k += 1) {
        const a = siteOption[k]!;
        if (status[a] === 1) {
          best = a;
          worth = this.worth[a]!;
          break;
        }
        if (status[a] === 0 && this.worth[a]! < worth) {
          best = a;
          worth = this.worth[a]!;
        }
      }
      if (best !== -1) this.chosen[best] = 1;
      sum += worth;
    }
    return sum;
  }

  #count(): void {
    const { prep, served, limitSum, sumSum } = this;
    served.fill(0);
    limitSum.fill(0);
    sumSum.fill(0);
    for (let a = 0; a < prep.width; a += 1) {
      if (this.chosen[a] === 0) continue;
      for (let k = prep.limitStart[a]!; k < prep.limitStart[a + 1]!; k += 1) limitSum[prep.limitOf[k]!]! += prep.limitUse[k]!;
      for (let k = this.#head[a]!; k !== -1; k = this.#next[k]!) {
        const i = this.#point[k]!;
        served[i]! += this.#take[k]!;
        for (let r = 0; r < this.sums.length; r += 1) sumSum[r]! += this.#take[k]! * this.sums[r]!.use[i * prep.width + a]!;
      }
    }
  }
}

/** Σ of each multiplier times the side of its limit that it pushes against. */
function cornerSum(limits: readonly Limit[], multipliers: Float64Array): number {
  let sum = 0;
  for (let l = 0; l < limits.length; l += 1) {
    const by = multipliers[l]!;
    if (by > 0) sum += by * limits[l]!.most;
    else if (by < 0) sum += by * limits[l]!.least;
  }
  return sum;
}

/** The slope of the bound along a limit’s multiplier; 0 where the limit holds and the multiplier is 0. */
export function slopeOf(limit: Limit, multiplier: number, sum: number): number {
  if (multiplier > 0) return sum - limit.most;
  if (multiplier < 0) return sum - limit.least;
  return sum > limit.most ? sum - limit.most : sum < limit.least ? sum - limit.least : 0;
}
