import { outside, type Judged } from './judge.ts';
import { Known } from './known.ts';
import { after, eachMove, Weighing, type Move } from './moves.ts';
import type { Prepared } from './prepare.ts';
import { Trials } from './trials.ts';

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
  const trials = new Trials(prep, rules.cost);
  const known = new Known(prep.width);
  let now = trials.judge(from)!;
  let left = rules.tries;
  const step = (): Judged | null => {
    const guess = weighing.scarce.slice();
    now.options.forEach((a, slot) => (guess[a] = now.service.room[slot]!));
    const judge = (moves: readonly Move[], below = Infinity): Judged | null => {
      left -= 1;
      return trials.judge(after(now.options, moves), guess, below);
    };
    // What was learnt makes another list.
    for (let judged = 1; judged > 0 && !rules.stop();) {
      judged = 0;
      for (const moves of candidates(weighing, now, rules.status, fee, known)) {
        if (left <= 0) return null;
        if (judged === EACH) break;
        if (now.off === 0 ? known.hasFailed(moves) || known.profitOf(moves) <= small(now) : known.isBad(moves)) continue;
        judged += 1;
        const one = judge(moves, now.off === 0 ? now.value : Infinity);
        if (one !== null && better(one, now)) return one;
        known.fail(moves);
        if (now.off > 0 || !prep.capacitated) continue;
        for (const move of moves) if (!known.isLearnt(move)) known.learn(move, profitOf(now, judge([move])!));
      }
    }
    return null;
  };
  while (left > 0 && !rules.stop()) {
    trials.take();
    weighing.weigh(now);
    if (now.off > 0) left -= STEP;
    const next = step();
    if (next === null) break;
    now = next;
    known.renew();
  }
  return now;
}

const small = (now: Judged): number => 1e-9 * (1 + Math.abs(now.value));
const profitOf = (now: Judged, one: Judged): number => (one.service.short > 0 ? -Infinity : now.value - one.value);

function feeOf(prep: Prepared, limit: Float64Array): Float64Array {
  const fee = new Float64Array(prep.width);
  for (let a = 0; a < prep.width; a += 1)
    for (let k = prep.limitStart[a]!; k < prep.limitStart[a + 1]!; k += 1)
      fee[a]! += limit[prep.limitOf[k]!]! * prep.limitUse[k]!;
  return fee;
}

const WORTH = 1e9;
/** While the limits are not kept there may be hundreds of small steps: each counts as so many judged, as it takes as long. */
const STEP = 10;
/** So many moves are kept by what they look worth, so many of them judged before the list is made anew, and so many parts put together to pairs. */
const FEW = 500;
const EACH = 40;
const PARTS = 100;

/** The best few of the single moves, and pairs of such as look good once their use of the limits is paid for, that leave the limits no further off. */
function candidates(weighing: Weighing, now: Judged, status: Int8Array, fee: Float64Array, known: Known): Move[][] {
  const limits = new Standing(weighing.prep, now.options);
  const penalty = now.off > 0 ? WORTH * (1 + Math.abs(now.value)) : 0;
  const list = new Best<Move[]>(FEW);
  const parts = new Best<Move>(PARTS);
  const least = now.off > 0 ? -Infinity : small(now);
  eachMove(weighing, now, status, fee, (enter, leave, profit, paid) => {
    const wrong = known.wrong(enter, leave);
    if (paid + wrong > parts.least()) parts.add({ enter, leave, profit }, paid + wrong);
    if (penalty === 0 && (profit + wrong <= least || profit + wrong <= list.least())) return;
    const move = { enter, leave, profit };
    const off = limits.with([move]);
    const worth = profit + wrong + penalty * (limits.off - off);
    if ((off <= limits.off + 1e-12 || (now.service.short > 0 && off === 0)) && worth > list.least()) list.add([move], worth);
  });
  const moves = parts.items();
  const profits = moves.map((one) => known.profitOf([one]));
  for (let x = 0; x < moves.length; x += 1) {
    for (let y = 0; y < x; y += 1) {
      const profit = profits[x]! + profits[y]!;
      if (profit <= least || profit <= list.least() || !apart(weighing.prep, moves[x]!, moves[y]!)) continue;
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
