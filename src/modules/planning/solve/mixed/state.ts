import { better, improve } from './improve.ts';
import { judge, planOf, type Judged } from './judge.ts';
import { copyOf, Relaxed, type Multipliers } from './lagrange.ts';
import type { Prepared } from './prepare.ts';
import type { MixedSearch, Plan } from './problem.ts';

/** Enough to one part in a thousand million. */
export const EXACT = 1e-9;

/** What a search holds: the best plan, what is proved so far, the relaxed problem and the prices to begin from. */
export class State {
  readonly prep: Prepared;
  readonly search: MixedSearch;
  readonly relaxed: Relaxed;
  best: Judged | null = null;
  /** The nearest to a plan while there is none. */
  nearest: Judged | null = null;
  bound: number;
  /** No plan costs more than this, so a bound above it says that there is none. */
  readonly ceiling: number;
  /** What sums of so many costs are out by: a gap of no more is none, or a cost of nothing could never be proved. */
  readonly speck: number;
  nodes = 0;
  stopped = false;
  /** Of the root: given back, so that the next search begins there. */
  prices: Multipliers;
  #cost: Float64Array;
  #costFor = '';

  constructor(prep: Prepared, search: MixedSearch) {
    this.prep = prep;
    this.search = search;
    this.relaxed = new Relaxed(prep, [...prep.sums]);
    this.ceiling = ceilingOf(prep);
    this.speck = 1e-13 * this.ceiling;
    this.bound = floorOf(prep);
    this.prices = firstPrices(prep, search);
    this.#cost = prep.problem.cost;
  }
  get value(): number {
    return this.best?.value ?? Infinity;
  }
  /** What a better plan must go below. */
  target(): number {
    if (this.best === null) return this.ceiling;
    return this.value - Math.max(EXACT * Math.abs(this.value), this.speck);
  }
  /** The gap that was asked for is reached, or nothing better exists. */
  enough(bound: number): boolean {
    if (bound >= this.target()) return true;
    return this.best !== null && this.value - bound <= (this.search.gap ?? 0) * Math.abs(this.value);
  }
  stop(): boolean {
    if (this.search.stop?.() === true) this.stopped = true;
    return this.stopped;
  }
  told(bound: number): void {
    this.search.progress?.({ plan: this.plan(), value: this.value, bound: Math.min(bound, this.value), nodes: this.nodes });
  }
  plan(): Plan | null {
    return this.best === null ? null : planOf(this.best);
  }
  offer(judged: Judged): boolean {
    if (better(judged, this.nearest)) this.nearest = judged;
    if (judged.off > 0 || !better(judged, this.best)) return false;
    this.best = judged;
    this.told(this.bound);
    return true;
  }
  /** Served without, and with, the multipliers of limits over points: whichever is better. */
  judge(options: readonly number[], sum: Float64Array): Judged {
    const plain = judge(this.prep, this.prep.problem.cost, options);
    const cost = this.cost(sum);
    if (cost === this.prep.problem.cost || plain.off === 0) return plain;
    const other = judge(this.prep, cost, options);
    return better(other, plain) ? other : plain;
  }
  /** The cost of each way with the multipliers of the problem’s limits over points. */
  cost(sum: Float64Array): Float64Array {
    const own = sum.subarray(0, this.prep.sums.length);
    if (own.every((one) => one === 0) || this.prep.problem.inequality !== undefined) return this.prep.problem.cost;
    const key = own.join(' ');
    if (key !== this.#costFor) {
      this.#cost = this.prep.problem.cost.slice();
      this.prep.sums.forEach(({ use }, r) => {
        for (let at = 0; at < use.length; at += 1) this.#cost[at]! += own[r]! * use[at]!;
      });
      this.#costFor = key;
    }
    return this.#cost;
  }
  /** Interchange from these options; while a limit over points or the inequality is not kept, again with it valued more. */
  improve(options: readonly number[], prices: Multipliers, tries: number, status = this.prep.status): Judged {
    const rules = { status, limit: prices.limit, tries, stop: () => this.stop() };
    const cost = this.cost(prices.sum);
    let one = improve(this.prep, options, { ...rules, cost });
    this.offer(one);
    if (cost !== this.prep.problem.cost) this.offer(this.judge(one.options, prices.sum));
    for (const times of this.relaxed.sums.length === 0 ? [] : [1, 3, 10]) {
      if (one.off === 0 || this.stopped) break;
      one = improve(this.prep, one.options, { ...rules, cost, guide: this.#guide(prices.sum, times) });
      this.offer(one);
    }
    return one;
  }
  /** The cost with all multipliers of limits over points, cuts among them, so many times. */
  #guide(sum: Float64Array, times: number): Float64Array {
    const guide = this.prep.problem.cost.slice();
    this.relaxed.sums.forEach(({ use }, r) => {
      const by = times * (sum[r] ?? 0);
      if (by !== 0) for (let at = 0; at < use.length; at += 1) guide[at]! += by * use[at]!;
    });
    return guide;
  }
}

/** Everyone at the cheapest way there is. */
function floorOf(prep: Prepared): number {
  let sum = 0;
  for (let s = 0; s + 1 < prep.siteStart.length; s += 1) {
    let least = 0;
    for (let k = prep.siteStart[s]!; k < prep.siteStart[s + 1]!; k += 1)
      least = Math.min(least, prep.price[prep.siteOption[k]!]!);
    sum += least;
  }
  for (let i = 0; i < prep.points; i += 1) {
    const from = prep.start[i]!;
    sum += Math.min(prep.unserved[i]!, from < prep.start[i + 1]! ? prep.cost[from]! : Infinity);
  }
  return sum;
}

function ceilingOf(prep: Prepared): number {
  let sum = 1;
  for (const price of prep.price) sum += Math.max(0, price);
  for (let i = 0; i < prep.points; i += 1) {
    let most = prep.unserved[i]! < Infinity ? prep.unserved[i]! : -Infinity;
    for (let at = prep.start[i]!; at < prep.start[i + 1]!; at += 1) most = Math.max(most, prep.cost[at]!);
    sum += Math.max(0, most);
  }
  return sum * (1 + 1e-6) + 1;
}

/** Each point’s price at first: as if one site in five were open. */
function firstPrices(prep: Prepared, search: MixedSearch): Multipliers {
  const given = search.from?.prices;
  const fits = given !== undefined && given.point.length === prep.points && given.limit.length === prep.limits.length;
  if (fits && given.sum.length >= prep.sums.length) return copyOf({ ...given, sum: given.sum.slice(0, prep.sums.length) });
  const point = new Float64Array(prep.points);
  for (let i = 0; i < prep.points; i += 1) {
    const from = prep.start[i]!;
    const length = prep.start[i + 1]! - from;
    const at = Math.min(length - 1, Math.ceil((5 * prep.width) / Math.max(1, prep.siteStart.length - 1)));
    point[i] = Math.min(prep.unserved[i]!, length === 0 ? Infinity : prep.cost[from + at]!);
  }
  return { point, limit: new Float64Array(prep.limits.length), sum: new Float64Array(prep.sums.length) };
}
