import { cheapestAtPrices, cheapestOf } from './cheapest.ts';
import type { Prepared } from './prepare.ts';
import type { Share } from './problem.ts';
import type { Service } from './serve.ts';

const UNSERVED = -1;

/** Who goes where among the chosen options; the last slot is for those whom nobody serves. Amounts are in the unit of weight. */
export class Flow {
  readonly prep: Prepared;
  readonly cost: Float64Array;
  readonly slots: Int32Array;
  readonly amount: Float64Array[];
  /** By point and slot, what serving one unit of its weight costs. */
  readonly unit: Float64Array;
  readonly load: Float64Array;
  readonly room: Float64Array;
  /** What one more unit of room is worth, subtracted from `top`. */
  readonly potential: Float64Array;
  top = 0;
  readonly step: Float64Array;
  readonly via: Int32Array;
  readonly least: number;
  readonly distance: Float64Array;
  readonly before: Int32Array;
  readonly done: Uint8Array;
  lost = 0;
  exact = true;
  #left = 0;

  constructor(prep: Prepared, cost: Float64Array, chosen: readonly number[]) {
    this.prep = prep;
    this.cost = cost;
    this.slots = Int32Array.from([...chosen, UNSERVED]);
    const width = this.slots.length;
    this.amount = Array.from({ length: width }, () => new Float64Array(prep.points));
    this.unit = prep.capacitated ? this.#units() : new Float64Array(0);
    this.load = new Float64Array(width);
    this.room = Float64Array.from(this.slots, (a) => (a === UNSERVED ? Infinity : prep.capacity[a]!));
    this.potential = new Float64Array(width);
    this.distance = new Float64Array(width);
    this.before = new Int32Array(width);
    this.done = new Uint8Array(width);
    this.step = new Float64Array(prep.capacitated ? width * width : 0);
    this.via = new Int32Array(prep.capacitated ? width * width : 0);
    // Above 0 though nobody weighs anything: whoever has no way is short all the same.
    this.least = Math.max(1e-12, 1e-10 * prep.weight.reduce((sum, one) => sum + one, 0));
  }

  #units(): Float64Array {
    const { slots, cost, prep } = this;
    const width = slots.length;
    const unit = new Float64Array(prep.points * width);
    for (let i = 0; i < prep.points; i += 1) {
      const per = prep.weight[i] === 0 ? 1 : 1 / prep.weight[i]!;
      const row = i * width;
      for (let s = 0; s + 1 < width; s += 1) unit[row + s] = cost[i * prep.width + slots[s]!]! * per;
      unit[row + width - 1] = prep.unserved[i]! * per;
    }
    return unit;
  }

  costAt(point: number, slot: number): number {
    const a = this.slots[slot]!;
    return a === UNSERVED ? this.prep.unserved[point]! : this.cost[point * this.prep.width + a]!;
  }

  /** Everyone to the cheapest, at the guessed prices of room where they are given. */
  toCheapest(guess?: Float64Array): void {
    const { weight } = this.prep;
    if (guess !== undefined) {
      this.slots.forEach((a, s) => (this.potential[s] = a === UNSERVED || this.room[s] === Infinity ? 0 : -guess[a]!));
    }
    const cheapest = guess !== undefined ? cheapestAtPrices(this) : cheapestOf(this);
    for (let i = 0; i < this.prep.points; i += 1) {
      const best = cheapest(i);
      if (best === -1) {
        this.lost += Math.max(weight[i]!, this.least * 2);
        continue;
      }
      // Whoever weighs nothing takes no room, but is served all the same.
      this.amount[best]![i] = weight[i] === 0 ? 1 : weight[i]!;
      this.load[best]! += weight[i]!;
    }
  }

  /** From where there is too little room to where there is some; then, where room was taken to be scarce and is not, back. */
  relieve(): void {
    const isOff = this.load.some((one, s) => one > this.room[s]! + this.least || (this.potential[s]! < 0 && this.#hasRoom(s)));
    if (!isOff) return;
    for (let s = 0; s < this.slots.length; s += 1) this.#measure(s);
    this.#left = 60 * (this.prep.points + this.slots.length);
    for (let s = 0; s < this.slots.length; s += 1) {
      while (this.load[s]! > this.room[s]! + this.least) {
        const path = this.#path(s);
        if (path === null || !this.#goesOn()) {
          this.lost += this.load[s]! - this.room[s]!;
          break;
        }
        this.#move(path, this.load[s]! - this.room[s]!);
      }
    }
    for (let s = 0; s < this.slots.length; s += 1) {
      while (this.top - this.potential[s]! > 0 && this.#hasRoom(s)) {
        const path = this.#path(-1, s);
        if (path === null || path.length < 2 || !this.#goesOn()) break;
        this.#move(path, this.load[path[0]!]!);
      }
    }
  }

  #hasRoom = (s: number): boolean => this.load[s]! < this.room[s]! - this.least;

  #goesOn(): boolean {
    this.#left -= 1;
    if (this.#left < 0) this.exact = false;
    return this.exact;
  }

  /** The cheapest move of one unit from slot s to each other, and whose it is. */
  #measure(s: number): void {
    const { unit, step, via } = this;
    const width = this.slots.length;
    const { weight } = this.prep;
    const row = s * width;
    step.fill(Infinity, row, row + width);
    const amount = this.amount[s]!;
    for (let i = 0; i < amount.length; i += 1) {
      if (amount[i]! <= 0 || weight[i] === 0) continue;
      const from = i * width;
      const here = unit[from + s]!;
      for (let t = 0; t < width; t += 1) {
        const more = unit[from + t]! - here;
        if (more < step[row + t]!) {
          step[row + t] = more;
          via[row + t] = i;
        }
      }
    }
  }

  /**
   * The cheapest chain of slots from `source` to where there is room; or from wherever people may leave (-1) to the slot `target`. Raises the
   * potentials, so that what is cheapest at them stays so.
   */
  #path(source: number, target = -1): number[] | null {
    const width = this.slots.length;
    const { distance, before, done, potential } = this;
    distance.fill(Infinity);
    before.fill(-1);
    done.fill(0);
    if (source === -1)
      for (let t = 0; t < width; t += 1) {
        if (t === target || this.load[t]! > 0) distance[t] = Math.max(0, this.top - potential[t]!);
      }
    else distance[source] = 0;
    for (;;) {
      let s = -1;
      for (let t = 0; t < width; t += 1)
        if (done[t] === 0 && distance[t]! < Infinity && (s === -1 || distance[t]! < distance[s]!)) s = t;
      if (s === -1) return null;
      done[s] = 1;
      if (source === -1 ? s === target : this.#hasRoom(s)) {
        for (let t = 0; t < width; t += 1) potential[t]! += Math.min(distance[t]!, distance[s]!);
        if (source !== -1) this.top += distance[s]!;
        const path = [s];
        while (before[path[0]!] !== -1) path.unshift(before[path[0]!]!);
        return path;
      }
      this.#reach(s);
    }
  }

  #reach(s: number): void {
    const { distance, step, potential } = this;
    const width = this.slots.length;
    const row = s * width;
    const base = distance[s]! + potential[s]!;
    for (let t = 0; t < width; t += 1) {
      if (this.done[t] === 1 || step[row + t] === Infinity) continue;
      const through = Math.max(distance[s]!, base + step[row + t]! - potential[t]!);
      if (through < distance[t]!) {
        distance[t] = through;
        this.before[t] = s;
      }
    }
  }

  #move(path: readonly number[], most: number): void {
    const width = this.slots.length;
    const last = path.at(-1)!;
    let by = Math.min(most, this.room[last]! - this.load[last]!);
    const movers = path.slice(1).map((t, k) => this.via[path[k]! * width + t]!);
    movers.forEach((i, k) => (by = Math.min(by, this.amount[path[k]!]![i]!)));
    movers.forEach((i, k) => {
      const from = this.amount[path[k]!]!;
      from[i] = from[i]! - by < this.least * 1e-3 ? 0 : from[i]! - by;
      this.amount[path[k + 1]!]![i]! += by;
    });
    this.load[path[0]!]! -= by;
    this.load[last]! += by;
    for (const s of path) this.#measure(s);
  }

  service(): Service {
    const { weight } = this.prep;
    const shares: Share[] = [];
    let cost = 0;
    for (let s = 0; s < this.slots.length; s += 1) {
      const amount = this.amount[s]!;
      for (let i = 0; i < amount.length; i += 1) {
        if (amount[i]! <= 0) continue;
        const share = weight[i] === 0 ? 1 : Math.min(1, amount[i]! / weight[i]!);
        cost += share * this.costAt(i, s);
        if (this.slots[s] !== UNSERVED) shares.push({ point: i, option: this.slots[s]!, share });
      }
    }
    const room = Float64Array.from(this.slots.subarray(0, -1), (a, s) =>
      this.prep.capacity[a] === Infinity ? 0 : Math.max(0, this.top - this.potential[s]!),
    );
    return { cost, short: this.lost <= this.least ? 0 : this.lost, room, shares, exact: this.exact };
  }
}
