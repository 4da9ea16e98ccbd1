import type { Prepared } from './prepare.ts';

/** The points that an option would serve, with what each is worth: in all, or as much as the option holds (a continuous knapsack: Dantzig 1957). */
export class Knapsack {
  readonly prep: Prepared;
  /** Of the option that was filled last. */
  worth = 0;
  #items = 0;
  readonly #head: Int32Array;
  readonly #load: Float64Array;
  readonly #all: Float64Array;
  readonly #next: Int32Array;
  readonly #point: Int32Array;
  readonly #saved: Float64Array;

  constructor(prep: Prepared) {
    this.prep = prep;
    this.#head = new Int32Array(prep.width);
    this.#load = new Float64Array(prep.width);
    this.#all = new Float64Array(prep.width);
    this.#next = new Int32Array(prep.option.length);
    this.#point = new Int32Array(prep.option.length);
    this.#saved = new Float64Array(prep.option.length);
  }

  clear(): void {
    this.#items = 0;
    this.#head.fill(-1);
    this.#load.fill(0);
    this.#all.fill(0);
  }

  put(option: number, point: number, saved: number): void {
    const k = this.#items;
    this.#items += 1;
    this.#point[k] = point;
    this.#saved[k] = saved;
    this.#next[k] = this.#head[option]!;
    this.#head[option] = k;
    this.#load[option]! += this.prep.weight[point]!;
    this.#all[option]! += saved;
  }

  /** What one more unit of capacity would be worth; sets `worth`. */
  fill(option: number): number {
    this.worth = this.#all[option]!;
    const capacity = this.prep.capacity[option]!;
    if (this.#load[option]! <= capacity) return 0;
    const items: number[] = [];
    for (let k = this.#head[option]!; k !== -1; k = this.#next[k]!) items.push(k);
    const ratio = (k: number): number => this.#saved[k]! / this.prep.weight[this.#point[k]!]!;
    items.sort((x, y) => ratio(y) - ratio(x) || x - y);
    let left = capacity;
    this.worth = 0;
    for (const k of items) {
      const weight = this.prep.weight[this.#point[k]!]!;
      if (weight > left) {
        this.worth += (this.#saved[k]! * left) / weight;
        return ratio(k);
      }
      this.worth += this.#saved[k]!;
      left -= weight;
    }
    return 0;
  }
}
