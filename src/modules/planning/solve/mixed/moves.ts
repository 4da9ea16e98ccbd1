import type { Judged } from './judge.ts';
import { Knapsack } from './knapsack.ts';
import type { Prepared } from './prepare.ts';

/** One option in, one out, or both (-1: none), and about what the objective would fall by. */
export interface Move {
  enter: number;
  leave: number;
  profit: number;
}

/**
 * What entering, leaving and exchanging would be worth, at the capacity prices of the service as it is (the gain, loss and extra of a swap as
 * in Resende & Werneck 2007). With capacities an estimate: a move is judged before it is made.
 */
export class Weighing {
  readonly prep: Prepared;
  readonly cost: Float64Array;
  readonly gain: Float64Array;
  /** What one more unit of capacity would be worth at each option if it entered. */
  readonly scarce: Float64Array;
  loss: Float64Array = new Float64Array(0);
  extra: Float64Array = new Float64Array(0);
  /** Where extra is above 0: entering option × slots + slot. The others are an entering and a leaving that have nothing to do with each other. */
  near: number[] = [];
  /** Of each point: the cheapest it has at the capacity prices, the second, and the slot of the cheapest. */
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #slot: Int32Array;
  readonly #knapsack: Knapsack;

  constructor(prep: Prepared, cost: Float64Array) {
    this.prep = prep;
    this.cost = cost;
    this.gain = new Float64Array(prep.width);
    this.scarce = new Float64Array(prep.width);
    this.#first = new Float64Array(prep.points);
    this.#second = new Float64Array(prep.points);
    this.#slot = new Int32Array(prep.points);
    this.#knapsack = new Knapsack(prep);
  }

  weigh(judged: Judged): void {
    const { prep, gain, scarce } = this;
    const { options, service } = judged;
    const slots = options.length;
    this.loss = new Float64Array(slots);
    for (const k of this.near) this.extra[k] = 0;
    this.near = [];
    if (this.extra.length < prep.width * slots) this.extra = new Float64Array(prep.width * (slots + 20));
    options.forEach((a, s) => (this.loss[s] = service.room[s]! * finite(prep.capacity[a]!) - prep.price[a]!));
    this.#knapsack.clear();
    for (let i = 0; i < prep.points; i += 1) this.#has(i, judged);
    for (let a = 0; a < prep.width; a += 1) {
      scarce[a] = this.#knapsack.fill(a);
      gain[a] = this.#knapsack.worth - prep.price[a]!;
    }
    for (let i = 0; i < prep.points; i += 1) if (this.#slot[i] !== -1) this.#needs(i, slots);
  }

  /** The cheapest that point i has, and what it would save with each option beyond that. */
  #has(i: number, { options, service }: Judged): void {
    const { start, option, cost: sorted, width, weight, unserved } = this.prep;
    const row = i * width;
    let first = unserved[i]!;
    let second = first;
    let slot = -1;
    for (let s = 0; s < options.length; s += 1) {
      const at = this.cost[row + options[s]!]! + weight[i]! * service.room[s]!;
      if (at < first) {
        second = first;
        first = at;
        slot = s;
      } else if (at < second) second = at;
    }
    // Where nothing else can serve: something far above every cost, so that such a move comes last.
    const large = 1e6 + 1e3 * Math.abs(start[i + 1]! > start[i]! ? sorted[start[i + 1]! - 1]! : 0);
    const best = Math.min(first, large);
    const next = Math.min(second, large);
    this.#first[i] = best;
    this.#second[i] = next;
    this.#slot[i] = slot;
    if (slot !== -1) this.loss[slot]! += next - best;
    for (let at = start[i]!; at < start[i + 1]!; at += 1) {
      const saved = best - this.cost[row + option[at]!]!;
      if (saved > 0) this.#knapsack.put(option[at]!, i, saved);
      else if (this.#inOrder) break;
    }
  }

  /** What each option would save point i beyond that if its slot went, over the price of the room that it takes. */
  #needs(i: number, slots: number): void {
    const { start, option, width, weight } = this.prep;
    const next = this.#second[i]!;
    for (let at = start[i]!; at < start[i + 1]!; at += 1) {
      const a = option[at]!;
      const one = this.cost[i * width + a]!;
      if (one >= next) {
        if (this.#inOrder) break;
        continue;
      }
      const room = one + this.scarce[a]! * weight[i]!;
      const more = Math.max(0, next - room) - Math.max(0, this.#first[i]! - room);
      if (more > 0) this.#more(a * slots + this.#slot[i]!, more);
    }
  }

  get #inOrder(): boolean {
    return this.cost === this.prep.problem.cost;
  }

  #more(k: number, by: number): void {
    if (this.extra[k] === 0) this.near.push(k);
    this.extra[k]! += by;
  }
}

const finite = (one: number): number => (one === Infinity ? 0 : one);

/**
 * Moves that the statuses and “one kind at a site” allow, with what they are worth once `fee` (what their use of limits is worth) is paid: leaving, entering,
 * another kind, and exchanges of neighbours. An exchange of two that are no neighbours is a pair of moves.
 */
export function eachMove(
  weighing: Weighing,
  judged: Judged,
  status: Int8Array,
  fee: Float64Array,
  tell: (enter: number, leave: number, profit: number, paid: number) => void,
): void {
  const { prep, gain, loss, extra, near } = weighing;
  const { options } = judged;
  const slots = options.length;
  const slotAt = new Int32Array(prep.siteStart.length).fill(-1);
  options.forEach((a, s) => (slotAt[prep.siteOf[a]!] = s));
  for (let s = 0; s < slots; s += 1)
    if (status[options[s]!] !== 1) tell(-1, options[s]!, -loss[s]!, fee[options[s]!]! - loss[s]!);
  for (let a = 0; a < prep.width; a += 1) {
    if (status[a] === -1) continue;
    const s = slotAt[prep.siteOf[a]!]!;
    if (s === -1) tell(a, -1, gain[a]!, gain[a]! - fee[a]!);
    else if (options[s] !== a && status[options[s]!] !== 1) {
      const profit = gain[a]! - loss[s]! + extra[a * slots + s]!;
      tell(a, options[s]!, profit, profit - fee[a]! + fee[options[s]!]!);
    }
  }
  for (const k of near) {
    const a = Math.floor(k / slots);
    const s = k - a * slots;
    if (status[a] === -1 || slotAt[prep.siteOf[a]!] !== -1 || status[options[s]!] === 1) continue;
    const profit = gain[a]! - loss[s]! + extra[k]!;
    tell(a, options[s]!, profit, profit - fee[a]! + fee[options[s]!]!);
  }
}

export const after = (options: readonly number[], moves: readonly Move[]): number[] => [
  ...options.filter((a) => moves.every((one) => one.leave !== a)),
  ...moves.map((one) => one.enter).filter((a) => a !== -1),
];
