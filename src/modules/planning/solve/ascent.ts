import type { Incumbent } from './incumbent.ts';
import { interchange } from './interchange.ts';
import { costOf, listed, marked, reduced, type Rows } from './rows.ts';

/** A part of the search tree: some sites are open for good, some are gone, and `count` of the rest are still to be chosen. */
export interface Part {
  rows: Rows;
  count: number;
  open: readonly number[];
  /** Sites that no better choice has: marked by whoever asked, or found on the way. */
  closed: readonly number[];
  /** What each row of `rows` pays at most: the multipliers. */
  price: Float64Array;
  bound: number;
}

export interface Effort {
  rounds: number;
  /** Rounds without a better bound before the step is shortened. */
  patience: number;
  /** After so many rounds the choice of the round is improved by interchange. */
  improveEvery: number;
}

/** What an ascent leaves: `site` is the one about which it is in most doubt, null when nothing better than the best known is left. */
export type Outcome = { bound: number; site: null } | { bound: number; site: number; likelyOpen: boolean; part: Part };

/**
 * Raises the bound of a part. Every point pays its price; a site is worth what it saves of the prices; the best `count` sites make a bound
 * that holds for every choice (Lagrangian relaxation of the assignment: Cornuéjols, Fisher & Nemhauser 1977). Prices follow a
 * smoothed subgradient (Camerini, Fratta & Maffioli 1975) with Polyak’s step. Sites that cannot be, or must be, in any better choice are
 * fixed on the way by their reduced costs, which makes the rows shorter and the next rounds quicker.
 */
export function ascend(part: Part, incumbent: Incumbent, effort: Effort): Outcome {
  const ascent = new Ascent(part, incumbent);
  let idle = 0;
  for (let round = 0; ; round += 1) {
    if (ascent.isSettled()) return { bound: ascent.settle(), site: null };
    if (round >= effort.rounds || ascent.step < 0.004) break;
    if (round % 64 === 63 && incumbent.search.rounds === undefined && !incumbent.goesOn()) break;
    const before = ascent.bound;
    ascent.worth();
    incumbent.raised(ascent.bound);
    if (incumbent.rulesOut(ascent.bound)) return { bound: ascent.bound, site: null };
    ascent.choice(round % effort.improveEvery === effort.improveEvery - 1);
    if (incumbent.suffices(ascent.bound)) break;
    if (ascent.norm < 1e-12) break;
    if (ascent.fix()) continue;
    idle = ascent.bound > before + 1e-7 * Math.abs(before) ? 0 : idle + 1;
    if (idle >= effort.patience) {
      idle = 0;
      ascent.shorten();
    }
    ascent.move();
  }
  return ascent.doubt();
}

class Ascent {
  #rows: Rows;
  #count: number;
  readonly #open: number[];
  readonly #closed: number[];
  #price: Float64Array;
  #bestPrice: Float64Array;
  #slope: Float64Array;
  #live: Int32Array;
  readonly #saves: Float64Array;
  readonly #chosen: Uint8Array;
  /** How often a site was chosen of late, 0 to 1. */
  readonly #often: Float64Array;
  readonly #incumbent: Incumbent;
  #now = -Infinity;
  bound: number;
  norm = 0;
  step = 1.2;

  constructor(part: Part, incumbent: Incumbent) {
    this.#rows = part.rows;
    this.#count = part.count;
    this.#open = [...part.open];
    this.#closed = [...part.closed];
    this.#price = part.price.slice();
    this.#bestPrice = part.price.slice();
    this.#slope = new Float64Array(part.rows.points);
    this.#live = liveSites(part.rows);
    this.#saves = new Float64Array(part.rows.sites);
    this.#chosen = new Uint8Array(part.rows.sites);
    this.#often = new Float64Array(part.rows.sites);
    this.#incumbent = incumbent;
    this.bound = part.bound;
  }

  isSettled(): boolean {
    return this.#count === 0 || this.#live.length <= this.#count;
  }

  /** Nothing is left to choose: all that is left is opened. Returns what that costs. */
  settle(): number {
    const chosen = marked(this.#rows.sites, this.#open);
    if (this.#count > 0) for (const j of this.#live) chosen[j] = 1;
    const value = costOf(this.#rows, chosen);
    this.#incumbent.offer(chosen, value);
    return Math.max(this.bound, value);
  }

  /** What each site saves at these prices (below 0), the best of them, and the bound that follows. */
  worth(): void {
    const { points, start, site, cost, cap, base } = this.#rows;
    const [price, saves] = [this.#price, this.#saves];
    saves.fill(0);
    let sum = base;
    for (let row = 0; row < points; row += 1) {
      const pays = Math.min(price[row]!, cap[row]!);
      price[row] = pays;
      sum += pays;
      const to = start[row + 1]!;
      for (let k = start[row]!; k < to && cost[k]! < pays; k += 1) saves[site[k]!]! += cost[k]! - pays;
    }
    this.#chosen.fill(0);
    selectLeast(this.#live, saves, this.#count);
    for (let k = 0; k < this.#count; k += 1) {
      const j = this.#live[k]!;
      this.#chosen[j] = 1;
      sum += saves[j]!;
    }
    this.#now = sum;
    if (sum <= this.bound) return;
    this.bound = sum;
    this.#bestPrice.set(price);
  }

  /** What the chosen sites really cost, and which way the prices should go: up where nobody serves a point, down where several do. */
  choice(improve: boolean): void {
    const { points, start, site, cost, cap, base } = this.#rows;
    const [price, chosen, slope] = [this.#price, this.#chosen, this.#slope];
    let value = base;
    this.norm = 0;
    for (let row = 0; row < points; row += 1) {
      const pays = price[row]!;
      const to = start[row + 1]!;
      let k = start[row]!;
      while (k < to && chosen[site[k]!] === 0) k += 1;
      value += k < to ? cost[k]! : cap[row]!;
      let served = 0;
      for (; k < to && cost[k]! < pays; k += 1) served += chosen[site[k]!]!;
      const up = 0.6 * (1 - served) + 0.4 * slope[row]!;
      slope[row] = up > 0 && pays >= cap[row]! ? 0 : up;
      this.norm += slope[row]! ** 2;
    }
    for (const j of this.#live) this.#often[j] = 0.96 * this.#often[j]! + 0.04 * chosen[j]!;
    if (improve || value < this.#incumbent.value) this.#improve();
  }

  #improve(): void {
    const chosen = this.#chosen.slice();
    const key = listed(chosen).join();
    if (this.#incumbent.begun.has(key)) return;
    this.#incumbent.begun.add(key);
    interchange(this.#rows, chosen, () => !this.#incumbent.stopped);
    const value = costOf(this.#rows, chosen);
    for (const j of this.#open) chosen[j] = 1;
    this.#incumbent.offer(chosen, value);
  }

  /** Fixes sites by their reduced costs; true when so much is gone that the rows were made anew. */
  fix(): boolean {
    const worthwhile = this.#incumbent.worthwhile;
    if (!Number.isFinite(worthwhile) || this.#now < this.bound - 0.02 * (worthwhile - this.bound)) return false;
    const [saves, live, count] = [this.#saves, this.#live, this.#count];
    const lastIn = greatestOf(live, saves, 0, count);
    const firstOut = saves[leastOf(live, saves, count, live.length)]!;
    const closed = new Uint8Array(this.#rows.sites);
    const opened: number[] = [];
    let gone = 0;
    for (let k = 0; k < live.length; k += 1) {
      const j = live[k]!;
      if (k < count) {
        if (this.#now - saves[j]! + firstOut > worthwhile) opened.push(j);
      } else if (this.#now - lastIn + saves[j]! > worthwhile) {
        closed[j] = 1;
        gone += 1;
      }
    }
    if (opened.length === 0 && gone <= 0.05 * live.length) return false;
    this.#shrink(closed, opened);
    return true;
  }

  #shrink(closed: Uint8Array, opened: readonly number[]): void {
    const before = this.#rows;
    const open = marked(before.sites, opened);
    this.#rows = reduced(before, closed, open);
    this.#price = carried(before, this.#rows, this.#price);
    this.#bestPrice = carried(before, this.#rows, this.#bestPrice);
    this.#slope = carried(before, this.#rows, this.#slope);
    this.#open.push(...opened);
    this.#closed.push(...listed(closed));
    this.#count -= opened.length;
    this.#live = this.#live.filter((j) => closed[j] === 0 && open[j] === 0);
  }

  /** Back to the best prices, with shorter steps. */
  shorten(): void {
    this.step *= 0.7;
    this.#price.set(this.#bestPrice);
    this.#slope.fill(0);
  }

  move(): void {
    const { points, start, cost } = this.#rows;
    const aim = Number.isFinite(this.#incumbent.worthwhile)
      ? this.#incumbent.worthwhile + 1e-6
      : this.#now + 0.2 * Math.abs(this.#now);
    const length = (this.step * Math.max(aim - this.#now, 1e-6 * Math.abs(aim))) / this.norm;
    for (let row = 0; row < points; row += 1)
      this.#price[row] = Math.max(this.#price[row]! + length * this.#slope[row]!, cost[start[row]!]!);
  }

  doubt(): Outcome {
    let site = this.#live[0]!;
    const from = (j: number): number => Math.abs(0.5 - this.#often[j]!);
    for (const j of this.#live) if (from(j) < from(site)) site = j;
    const { bound } = this;
    const fixed = { open: this.#open, closed: this.#closed };
    const part = { rows: this.#rows, count: this.#count, ...fixed, price: this.#bestPrice, bound };
    return { bound, site, likelyOpen: this.#often[site]! >= 0.5, part };
  }
}

/** Values of the rows that are left, in their order. */
export function carried(before: Rows, after: Rows, values: Float64Array): Float64Array {
  const kept = new Float64Array(after.points);
  let row = 0;
  for (let at = 0; at < after.points; at += 1) {
    while (before.origin[row] !== after.origin[at]) row += 1;
    kept[at] = values[row]!;
  }
  return kept;
}

function liveSites(rows: Rows): Int32Array {
  const seen = new Uint8Array(rows.sites);
  for (const j of rows.site) seen[j] = 1;
  const list: number[] = [];
  for (let j = 0; j < rows.sites; j += 1) if (seen[j] === 1) list.push(j);
  return Int32Array.from(list);
}

/** Puts the `count` of the list with the least key first (Hoare’s selection; ties by number, so that it is the same every time). */
function selectLeast(list: Int32Array, key: Float64Array, count: number): void {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const pivot = list[(low + high) >> 1]!;
    const at = key[pivot]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (key[list[left]!]! < at || (key[list[left]!] === at && list[left]! < pivot)) left += 1;
      while (key[list[right]!]! > at || (key[list[right]!] === at && list[right]! > pivot)) right -= 1;
      if (left > right) break;
      const swapped = list[left]!;
      list[left] = list[right]!;
      list[right] = swapped;
      left += 1;
      right -= 1;
    }
    if (count - 1 <= right) high = right;
    else if (count - 1 >= left) low = left;
    else return;
  }
}

function greatestOf(list: Int32Array, key: Float64Array, from: number, to: number): number {
  let most = -Infinity;
  for (let k = from; k < to; k += 1) if (key[list[k]!]! > most) most = key[list[k]!]!;
  return most;
}

function leastOf(list: Int32Array, key: Float64Array, from: number, to: number): number {
  let found = list[from]!;
  for (let k = from; k < to; k += 1) if (key[list[k]!]! < key[found]!) found = list[k]!;
  return found;
}
