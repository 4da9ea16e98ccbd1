import { Incumbent } from '../incumbent.ts';
import { listed, type Rows } from '../rows.ts';
import { type SideSearch, slack, sumsOf } from './problem.ts';

/** A choice with its sums: the cost first. */
export interface Judged {
  chosen: Uint8Array;
  sums: Float64Array;
  /** Cost + Σ price × sum, at the prices at which it was found. */
  pricedAt: number;
}

/**
 * The best choice within the bounds, while the core searches at prices for the sums. The core hands in whatever is cheap at the prices; its cost there less
 * Σ price × bound is at most its cost, so a part may be left once its bound, less that fee, passes the best.
 */
export class BestSoFar extends Incumbent {
  readonly #rows: Rows;
  readonly limits: Float64Array;
  readonly #asked: SideSearch;
  /** Within the bounds. */
  best: Judged | null = null;
  /** The cheapest at the present prices, within the bounds or not. */
  near: Judged | null = null;
  prices: Float64Array;
  /** What the bounds cost at the present prices. */
  fee = 0;

  /** `rows`: with layers, after what must be open and closed. */
  constructor(rows: Rows, limits: Float64Array, asked: SideSearch) {
    super(rows.sites, {});
    this.#rows = rows;
    this.limits = limits;
    this.#asked = asked;
    this.prices = new Float64Array(limits.length);
  }

  at(prices: Float64Array): void {
    this.prices = prices;
    this.fee = prices.reduce((sum, price, at) => sum + price * this.limits[at]!, 0);
    this.near = null;
    this.begun.clear();
  }

  /** What the best costs; Infinity while there is none. */
  get cost(): number {
    return this.best?.sums[0] ?? Infinity;
  }

  /** What a choice must stay below, in its own cost. */
  get ceiling(): number {
    const { enough } = this.#asked;
    return enough === undefined ? this.cost : Math.min(this.cost, enough + 2 * slack(enough));
  }

  isWithin(sums: Float64Array): boolean {
    return this.limits.every((_, sum) => sums[sum + 1]! <= this.#most(sum));
  }

  keeps({ sums }: Judged, sum: number): boolean {
    return sums[sum + 1]! <= this.#most(sum);
  }

  #most(sum: number): number {
    return this.limits[sum]! + slack(this.limits[sum]!);
  }

  judge(chosen: Uint8Array): Judged {
    const sums = sumsOf(this.#rows, chosen);
    const pricedAt = this.prices.reduce((sum, price, at) => sum + (price === 0 ? 0 : price * sums[at + 1]!), sums[0]!);
    return { chosen, sums, pricedAt };
  }

  keep(one: Judged): void {
    if (one.sums[0]! < this.cost && this.isWithin(one.sums)) this.best = one;
    if (one.pricedAt < (this.near?.pricedAt ?? Infinity)) this.near = one;
  }

  override offer(chosen: Uint8Array): void {
    this.keep(this.judge(chosen.slice()));
  }

  override get value(): number {
    return this.near?.pricedAt ?? Infinity;
  }

  override get least(): number {
    return this.ceiling + this.fee;
  }

  /** A part with a bound above this, in its own cost, holds nothing better. */
  get floor(): number {
    const { ceiling } = this;
    return ceiling === Infinity ? Infinity : ceiling - 1e-9 * Math.abs(ceiling);
  }

  override get worthwhile(): number {
    return this.floor + this.fee;
  }

  override rulesOut(bound: number): boolean {
    return bound > this.worthwhile;
  }

  /** A bound at prices is in another unit: whoever asks for it says what it is worth. */
  override raised(): void {}

  /** At these prices nothing is cheaper than what is known: other prices say more. */
  override suffices(bound: number): boolean {
    return bound >= this.value - 1e-9 * Math.abs(this.value);
  }

  override sites(): number[] {
    return this.best === null ? [] : listed(this.best.chosen);
  }

  get isEnough(): boolean {
    const { enough } = this.#asked;
    return enough !== undefined && this.cost <= enough + slack(enough);
  }

  override goesOn(): boolean {
    this.#asked.progress?.({ value: this.cost, bound: Math.min(this.bound, this.cost), sites: () => this.sites() });
    if (this.isEnough || this.#asked.stop?.() === true) this.stopped = true;
    return !this.stopped;
  }
}
