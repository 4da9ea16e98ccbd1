import { judge, outside, type Judged } from './judge.ts';
import { after, eachMove, Weighing, type Move } from './moves.ts';
import type { Prepared } from './prepare.ts';

export interface Improving {
  /** 1 must stay, -1 must not come. */
  status: Int8Array;
  /** Row-major, with the multipliers of limits over points. */
  cost: Float64Array;
  /** By which moves are weighed, where that is another: with limits over points and cuts valued more than they cost. */
  guide?: Float64Array;
  /** Multipliers of the limits over options. */
  limit: Float64Array;
  /** How many choices may be judged. */
  tries: number;
  stop: () => boolean;
}

export const better = (one: Judged, than: Judged | null): boolean =>
  than === null ||
  one.off < than.off - 1e-12 ||
  (one.off <= than.off + 1e-12 && one.value < than.value - 1e-9 * Math.abs(than.value));

/**
 * Interchange under limits: enter, leave, exchange, another kind; and two such at once, so that money saved at one place is used at another. First
 * towards a choice that keeps the limits, then towards a cheaper one.
 */
export function improve(prep: Prepared, from: readonly number[], rules: Improving): Judged {
  const weighing = new Weighing(prep, rules.guide ?? rules.cost);
  const fee = feeOf(prep, rules.limit);
  let now = judge(prep, rules.cost, from);
  let left = rules.tries;
  // Where an estimate was wrong it is wrong for every move with that option: so many failures and the others come first.
  const failures = new Failures(prep.width);
  while (left > 0 && !rules.stop()) {
    weighing.weigh(now);
    const guess = weighing.scarce.slice();
    now.options.forEach((a, slot) => (guess[a] = now.service.room[slot]!));
    let found: Judged | null = null;
    for (const list of [singles, pairs]) {
      let judged = 0;
      for (const moves of list(weighing, now, rules.status, fee)) {
        if (failures.isBad(moves)) continue;
        left -= 1;
        judged += 1;
        const one = judge(prep, rules.cost, after(now.options, moves), guess);
        if (better(one, now)) found = one;
        else failures.add(moves);
        if (found !== null || left <= 0 || judged >= EACH) break;
      }
      if (found !== null || left <= 0) break;
    }
    if (found === null && !failures.forget()) break;
    if (found !== null) {
      now = found;
      failures.isOld = true;
    }
  }
  return now;
}

/** How often an option’s entering or leaving was judged to be worse than it looked. */
class Failures {
  readonly entering: Uint8Array;
  readonly leaving: Uint8Array;
  /** Some are from before the last improvement: the estimates have changed since. */
  isOld = false;
  constructor(width: number) {
    this.entering = new Uint8Array(width);
    this.leaving = new Uint8Array(width);
  }
  isBad(moves: readonly Move[]): boolean {
    return moves.some(({ enter, leave }) => (this.entering[enter] ?? 0) >= TWICE || (this.leaving[leave] ?? 0) >= TWICE);
  }
  add(moves: readonly Move[]): void {
    for (const { enter, leave } of moves) {
      if (enter !== -1) this.entering[enter]! += 1;
      if (leave !== -1) this.leaving[leave]! += 1;
    }
  }
  /** False when there is nothing old to forget. */
  forget(): boolean {
    if (!this.isOld) return false;
    this.isOld = false;
    this.entering.fill(0);
    this.leaving.fill(0);
    return true;
  }
}

function feeOf(prep: Prepared, limit: Float64Array): Float64Array {
  const fee = new Float64Array(prep.width);
  for (let a = 0; a < prep.width; a += 1)
    for (let k = prep.limitStart[a]!; k < prep.limitStart[a + 1]!; k += 1)
      fee[a]! += limit[prep.limitOf[k]!]! * prep.limitUse[k]!;
  return fee;
}

const WORTH = 1e9;
/** So many moves are kept by what they look worth, so many of them judged, and none with an option that failed so often. */
const FEW = 500;
const EACH = 40;
const TWICE = 2;

/** The best few of the single moves that leave the limits no further off. */
function singles(weighing: Weighing, now: Judged, status: Int8Array, fee: Float64Array): Move[][] {
  const limits = new Standing(weighing.prep, now.options);
  const penalty = now.off > 0 ? WORTH * (1 + Math.abs(now.value)) : 0;
  const list = new Best<Move[]>(FEW);
  const small = 1e-9 * (1 + Math.abs(now.value));
  eachMove(weighing, now, status, fee, (enter, leave, profit) => {
    if (penalty === 0 && (profit <= small || profit <= list.least())) return;
    const move = { enter, leave, profit };
    const off = limits.with([move]);
    const worth = profit + penalty * (limits.off - off);
    if ((off <= limits.off + 1e-12 || (now.service.short > 0 && off === 0)) && worth > list.least()) list.add([move], worth);
  });
  return list.items();
}

/** The best few pairs among moves that look good once their use of the limits is paid for. */
function pairs(weighing: Weighing, now: Judged, status: Int8Array, fee: Float64Array): Move[][] {
  const { prep } = weighing;
  const parts = new Best<Move>(150);
  eachMove(weighing, now, status, fee, (enter, leave, profit, paid) => {
    if (paid > parts.least()) parts.add({ enter, leave, profit }, paid);
  });
  const limits = new Standing(prep, now.options);
  const list = new Best<Move[]>(FEW);
  const moves = parts.items();
  const small = now.off > 0 ? -Infinity : 1e-9 * (1 + Math.abs(now.value));
  for (let x = 0; x < moves.length; x += 1) {
    for (let y = 0; y < x; y += 1) {
      const profit = moves[x]!.profit + moves[y]!.profit;
      if (profit <= small || profit <= list.least() || !apart(prep, moves[x]!, moves[y]!)) continue;
      if (limits.with([moves[x]!, moves[y]!]) <= limits.off + 1e-12) list.add([moves[x]!, moves[y]!], profit);
    }
  }
  return list.items();
}

function apart(prep: Prepared, one: Move, other: Move): boolean {
  if (one.leave !== -1 && one.leave === other.leave) return false;
  return one.enter === -1 || other.enter === -1 || prep.siteOf[one.enter] !== prep.siteOf[other.enter];
}

/** The sums of the limits for a choice, and how far off they would be after some moves. */
class Standing {
  readonly prep: Prepared;
  readonly sums: Float64Array;
  readonly off: number;
  constructor(prep: Prepared, options: readonly number[]) {
    this.prep = prep;
    this.sums = Float64Array.from(prep.limits, ({ use }) => options.reduce((sum, a) => sum + use[a]!, 0));
    this.off = this.with([]);
  }
  with(moves: readonly Move[]): number {
    for (const one of moves) this.#move(one, 1);
    let off = 0;
    for (let l = 0; l < this.sums.length; l += 1) off += outside(this.prep.limits[l]!, this.sums[l]!);
    for (const one of moves) this.#move(one, -1);
    return off;
  }
  #move(move: Move, sign: number): void {
    this.#use(move.enter, sign);
    this.#use(move.leave, -sign);
  }
  #use(a: number, sign: number): void {
    if (a === -1) return;
    const { limitStart, limitOf, limitUse } = this.prep;
    for (let k = limitStart[a]!; k < limitStart[a + 1]!; k += 1) this.sums[limitOf[k]!]! += sign * limitUse[k]!;
  }
}

/** Keeps the few with most worth, the first come first among equals. */
class Best<T> {
  readonly size: number;
  readonly kept: { item: T; worth: number }[] = [];
  constructor(size: number) {
    this.size = size;
  }
  least(): number {
    return this.kept.length < this.size ? -Infinity : this.kept.at(-1)!.worth;
  }
  add(item: T, worth: number): void {
    let at = this.kept.length;
    while (at > 0 && this.kept[at - 1]!.worth < worth) at -= 1;
    this.kept.splice(at, 0, { item, worth });
    if (this.kept.length > this.size) this.kept.pop();
  }
  items(): T[] {
    return this.kept.map((one) => one.item);
  }
}
