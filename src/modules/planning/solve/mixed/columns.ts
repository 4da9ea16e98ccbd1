import type { Prepared } from './prepare.ts';

/** By option, what serving one unit of each point’s weight costs; worked out when it is first asked for. */
export class Columns {
  readonly prep: Prepared;
  readonly cost: Float64Array;
  readonly #of: Float64Array[] = [];
  #unserved: Float64Array | null = null;

  constructor(prep: Prepared, cost: Float64Array) {
    this.prep = prep;
    this.cost = cost;
  }

  of(option: number): Float64Array {
    return (this.#of[option] ??= this.#column((i) => this.cost[i * this.prep.width + option]!));
  }

  /** What a point pays when nobody serves it. */
  unserved(): Float64Array {
    return (this.#unserved ??= this.#column((i) => this.prep.unserved[i]!));
  }

  #column(paid: (point: number) => number): Float64Array {
    const { weight } = this.prep;
    return weight.map((one, i) => paid(i) / (one === 0 ? 1 : one));
  }
}
