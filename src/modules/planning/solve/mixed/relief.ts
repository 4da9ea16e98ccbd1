import type { Flow } from './flow.ts';

/** Moves people along the cheapest chains of slots, until nowhere is too full (successive shortest paths with potentials: Edmonds & Karp 1972). */
export class Relief {
  readonly flow: Flow;
  readonly #width: number;
  /** By slot, the cheapest move of one unit from there to each other, and whose it is; null: not known as it is now. */
  readonly #step: (Float64Array | null)[];
  readonly #via: Int32Array[] = [];
  readonly #distance: Float64Array;
  readonly #before: Int32Array;
  readonly #done: Uint8Array;
  #left: number;
  /** At the prices of room as they are nothing costs less than this; it never falls. */
  #bound: number;

  constructor(flow: Flow) {
    this.flow = flow;
    this.#width = flow.slots.length;
    this.#step = Array.from({ length: this.#width }, () => null);
    this.#distance = new Float64Array(this.#width);
    this.#before = new Int32Array(this.#width);
    this.#done = new Uint8Array(this.#width);
    this.#left = 60 * (flow.prep.points + this.#width);
    this.#bound = flow.bound();
  }

  /**
   * From where there is too little room to where there is some; then, where room was taken to be scarce and is not, back. False as soon as it is sure that
   * this costs `enough`: then the flow is left half done.
   */
  run(enough: number): boolean {
    const { flow } = this;
    const { load, room, least } = flow;
    for (let s = 0; s < this.#width; s += 1) {
      while (load[s]! > room[s]! + least) {
        if (this.#bound >= enough) return false;
        const path = this.#path(s);
        if (path === null || !this.#goesOn()) {
          flow.lost += load[s]! - room[s]!;
          break;
        }
        this.#move(path, load[s]! - room[s]!);
      }
    }
    for (let s = 0; s < this.#width; s += 1) {
      while (flow.priceAt(s) < 0 && flow.hasRoom(s)) {
        if (this.#bound >= enough) return false;
        const path = this.#path(-1, s);
        if (path === null || path.length < 2 || !this.#goesOn()) break;
        this.#move(path, load[path[0]!]!);
      }
    }
    return this.#bound < enough;
  }

  #goesOn(): boolean {
    this.#left -= 1;
    if (this.#left < 0) this.flow.exact = false;
    return this.flow.exact;
  }

  #measured(s: number): Float64Array {
    const known = this.#step[s];
    if (known != null) return known;
    const { unit, prep } = this.flow;
    const step = new Float64Array(this.#width).fill(Infinity);
    const via = new Int32Array(this.#width);
    const here = unit[s]!;
    for (let i = 0; i < prep.points; i += 1) {
      if (this.flow.amountAt(i, s) <= 0 || prep.weight[i] === 0) continue;
      for (let t = 0; t < step.length; t += 1) {
        const more = unit[t]![i]! - here[i]!;
        if (more < step[t]!) {
          step[t] = more;
          via[t] = i;
        }
      }
    }
    this.#step[s] = step;
    this.#via[s] = via;
    return step;
  }

  /**
   * The cheapest chain of slots from `source` to where there is room; or from wherever people may leave (-1) to the slot `target`. Raises the
   * potentials, so that what is cheapest at them stays so.
   */
  #path(source: number, target = -1): number[] | null {
    const { load, potential } = this.flow;
    const distance = this.#distance.fill(Infinity);
    this.#before.fill(-1);
    const done = this.#done.fill(0);
    if (source === -1) {
      for (let t = 0; t < this.#width; t += 1)
        if (t === target || load[t]! > 0) distance[t] = Math.max(0, this.flow.top - potential[t]!);
    } else distance[source] = 0;
    for (;;) {
      let s = -1;
      for (let t = 0; t < this.#width; t += 1)
        if (done[t] === 0 && distance[t]! < Infinity && (s === -1 || distance[t]! < distance[s]!)) s = t;
      if (s === -1) return null;
      done[s] = 1;
      if (source === -1 ? s === target : this.flow.hasRoom(s)) {
        this.#raise(distance[s]!, source !== -1);
        const path = [s];
        while (this.#before[path[0]!] !== -1) path.unshift(this.#before[path[0]!]!);
        return path;
      }
      this.#reach(s);
    }
  }

  #reach(s: number): void {
    const { potential } = this.flow;
    const step = this.#measured(s);
    const far = this.#distance[s]!;
    const base = far + potential[s]!;
    for (let t = 0; t < this.#width; t += 1) {
      if (this.#done[t] === 1 || step[t] === Infinity) continue;
      const through = Math.max(far, base + step[t]! - potential[t]!);
      if (through < this.#distance[t]!) {
        this.#distance[t] = through;
        this.#before[t] = s;
      }
    }
  }

  /** Potentials go up by how far each slot is, at most `far`; the bound goes with the prices of room. */
  #raise(far: number, withTop: boolean): void {
    const { flow } = this;
    const { potential, room, load } = flow;
    const top = withTop ? flow.top + far : flow.top;
    for (let t = 0; t < this.#width; t += 1) {
      const before = flow.priceAt(t);
      potential[t]! += Math.min(this.#distance[t]!, far);
      if (room[t]! < Infinity) this.#bound += (Math.min(0, potential[t]! - top) - before) * (room[t]! - load[t]!);
    }
    flow.top = top;
  }

  #move(path: readonly number[], most: number): void {
    const { flow } = this;
    const last = path.at(-1)!;
    let by = Math.min(most, flow.room[last]! - flow.load[last]!);
    const movers = path.slice(1).map((t, k) => this.#via[path[k]!]![t]!);
    movers.forEach((i, k) => (by = Math.min(by, flow.amountAt(i, path[k]!))));
    movers.forEach((i, k) => {
      flow.put(i, path[k]!, -by);
      flow.put(i, path[k + 1]!, by);
    });
    for (const s of path) this.#step[s] = null;
  }
}
