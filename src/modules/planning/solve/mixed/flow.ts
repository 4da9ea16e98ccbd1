import { cheapestAtPrices, cheapestOf } from './cheapest.ts';
import type { Columns } from './columns.ts';
import type { Prepared } from './prepare.ts';
import type { Share } from './problem.ts';
import type { Service } from './serve.ts';

const UNSERVED = -1;

/** Who goes where among the chosen options; the last slot is for those whom nobody serves. Amounts are in the unit of weight. */
export class Flow {
  readonly columns: Columns;
  readonly slots: Int32Array;
  /** By slot: of each point, what serving one unit of its weight costs. */
  readonly unit: Float64Array[];
  readonly load: Float64Array;
  readonly room: Float64Array;
  /** What one more unit of room is worth, subtracted from `top`. */
  readonly potential: Float64Array;
  top = 0;
  /** What it costs as it is. */
  spent = 0;
  readonly least: number;
  lost = 0;
  /** Everyone has a way, if perhaps no room there. */
  isSomewhere = true;
  exact = true;
  /** By slot and point; a row may be another flow’s until something changes in it. */
  readonly #amount: Float64Array[];
  readonly #isOwn: Uint8Array;
  #slotsOf: number[][] | null = null;

  constructor(columns: Columns, chosen: readonly number[]) {
    const { prep } = columns;
    this.columns = columns;
    this.slots = Int32Array.from([...chosen, UNSERVED]);
    const width = this.slots.length;
    this.unit = Array.from(this.slots, (a) => (a === UNSERVED ? columns.unserved() : columns.of(a)));
    this.load = new Float64Array(width);
    this.room = Float64Array.from(this.slots, (a) => (a === UNSERVED ? Infinity : prep.capacity[a]!));
    this.potential = new Float64Array(width);
    const empty = new Float64Array(prep.points);
    this.#amount = Array.from({ length: width }, () => empty);
    this.#isOwn = new Uint8Array(width);
    // Above 0 though nobody weighs anything: whoever has no way is short all the same.
    this.least = Math.max(1e-12, 1e-10 * prep.weight.reduce((sum, one) => sum + one, 0));
  }

  get prep(): Prepared {
    return this.columns.prep;
  }

  amountAt(i: number, s: number): number {
    return this.#amount[s]![i]!;
  }

  hasRoom(s: number): boolean {
    return this.load[s]! < this.room[s]! - this.least;
  }

  /** Of one more unit of room: below 0 where it is scarce. */
  priceAt(s: number): number {
    return Math.min(0, this.potential[s]! - this.top);
  }

  /** So many more (or fewer) of point i go to slot s; what is hardly anything is nothing. */
  put(i: number, s: number, by: number): void {
    if (this.#isOwn[s] === 0) {
      this.#amount[s] = this.#amount[s]!.slice();
      this.#isOwn[s] = 1;
    }
    const row = this.#amount[s]!;
    const after = row[i]! + by;
    row[i] = after < this.least * 1e-3 ? 0 : after;
    if (this.prep.weight[i]! > 0) this.load[s]! += by;
    this.spent += by * this.unit[s]![i]!;
  }

  /** Everyone to the cheapest, at the guessed prices of room where they are given. */
  toCheapest(guess?: Float64Array): void {
    if (guess !== undefined) this.slots.forEach((a, s) => (this.potential[s] = this.room[s] === Infinity ? 0 : -guess[a]!));
    const cheapest = guess !== undefined ? cheapestAtPrices(this) : cheapestOf(this);
    // Whoever weighs nothing takes no room, but is served all the same.
    for (let i = 0; i < this.prep.points; i += 1)
      this.#place(i, cheapest(i), this.prep.weight[i] === 0 ? 1 : this.prep.weight[i]!);
  }

  /** Everyone is where the flow before has them, unless that slot is gone or what has come is cheaper, at the guessed prices of room. */
  follow(before: Flow, guess: Float64Array): void {
    const { slots, potential } = this;
    const from = new Map<number, number>();
    before.slots.forEach((a, s) => from.set(a, s));
    const now = new Int32Array(before.slots.length).fill(-1);
    const come: number[] = [];
    this.spent = before.spent;
    slots.forEach((a, s) => {
      const old = from.get(a);
      if (old === undefined) {
        come.push(s);
        potential[s] = this.room[s] === Infinity ? 0 : -guess[a]!;
        return;
      }
      now[old] = s;
      this.#amount[s] = before.#amount[old]!;
      this.load[s] = before.load[old]!;
      potential[s] = before.priceAt(old);
    });
    const cheapest = cheapestAtPrices(this);
    before.slotsOf.forEach((holders, i) => {
      for (const old of holders) {
        const by = before.#amount[old]![i]!;
        if (now[old] === -1) {
          this.spent -= by * before.unit[old]![i]!;
          this.#place(i, cheapest(i), by);
        } else this.#draw(i, now[old]!, by, come);
      }
    });
  }

  /** From slot s to the cheapest of those that have come, where that costs less. */
  #draw(i: number, s: number, by: number, come: readonly number[]): void {
    const priced = this.prep.weight[i]! > 0 ? 1 : 0;
    let best = s;
    let least = this.unit[s]![i]! - priced * this.potential[s]!;
    for (const t of come) {
      const one = this.unit[t]![i]! - priced * this.potential[t]!;
      if (one < least) {
        least = one;
        best = t;
      }
    }
    if (best === s) return;
    this.put(i, s, -by);
    this.put(i, best, by);
  }

  #place(i: number, s: number, by: number): void {
    if (s !== -1) return this.put(i, s, by);
    this.lost += Math.max(this.prep.weight[i] === 0 ? 0 : by, this.least * 2);
    this.isSomewhere = false;
  }

  /** By point, the slots where it is. Asked for when nothing changes any more. */
  get slotsOf(): readonly number[][] {
    if (this.#slotsOf !== null) return this.#slotsOf;
    const found: number[][] = Array.from({ length: this.prep.points }, () => []);
    this.#amount.forEach((row, s) => row.forEach((by, i) => by > 0 && found[i]!.push(s)));
    this.#slotsOf = found;
    return found;
  }

  /** Everyone where it is cheapest at the prices of room, less what the room is worth: the service costs no less. */
  bound(): number {
    let bound = this.spent;
    for (let s = 0; s < this.slots.length; s += 1)
      if (this.room[s]! < Infinity) bound += this.priceAt(s) * (this.room[s]! - this.load[s]!);
    return bound;
  }

  service(): Service {
    const { weight, width, unserved } = this.prep;
    const shares: Share[] = [];
    let cost = 0;
    this.#amount.forEach((row, s) => {
      const option = this.slots[s]!;
      for (let point = 0; point < row.length; point += 1) {
        if (row[point]! <= 0) continue;
        const share = weight[point] === 0 ? 1 : Math.min(1, row[point]! / weight[point]!);
        cost += share * (option === UNSERVED ? unserved[point]! : this.columns.cost[point * width + option]!);
        if (option !== UNSERVED) shares.push({ point, option, share });
      }
    });
    const room = Float64Array.from(this.slots.subarray(0, -1), (a, s) =>
      this.prep.capacity[a] === Infinity ? 0 : Math.max(0, this.top - this.potential[s]!),
    );
    return { cost, short: this.lost <= this.least ? 0 : this.lost, room, shares, exact: this.exact };
  }
}
