import { listed } from './rows.ts';

/** How a search may be steered from outside. */
export interface Search {
  /** Asked now and then; true ends the search with the best choice so far. */
  stop?: () => boolean;
  progress?: (so: Progress) => void;
  /** Sites to begin from, as after a small change of a solved problem; missing ones are added and superfluous ones dropped. */
  from?: readonly number[];
  /** Prices of the points from an earlier, similar problem: the search for a bound begins there. */
  prices?: Float64Array;
  /** All costs are whole numbers, so a bound may be rounded up. */
  whole?: boolean;
  /** How long the first bound is raised; 1500 rounds when not given. */
  rounds?: number;
  /** Choices that cost so much or more are of no interest. */
  cutoff?: number;
}

export interface Progress {
  value: number;
  bound: number;
  /** Parts of the search tree looked at so far. */
  nodes: number;
  /** The best choice so far, ascending. */
  sites: () => number[];
}

/** A proof in floating point holds to one part in a thousand million. */
const tolerance = 1e-9;

/** The best choice so far, and what is still worth looking for. */
export class Incumbent {
  readonly search: Search;
  #value = Infinity;
  #chosen: Uint8Array;
  nodes = 0;
  /** No choice at all costs less than this. */
  bound = -Infinity;
  /** Choices that interchange has begun from, by their sites: twice is once too many. */
  readonly begun = new Set<string>();
  stopped = false;

  constructor(sites: number, search: Search) {
    this.search = search;
    this.#chosen = new Uint8Array(sites);
  }

  /** What the best choice costs; Infinity while there is none. */
  get value(): number {
    return this.#value;
  }

  sites(): number[] {
    return listed(this.#chosen);
  }

  /** Remembers a choice that is better than the best so far. */
  offer(chosen: Uint8Array, value: number): void {
    if (value >= this.least) return;
    this.#value = value;
    this.#chosen = chosen.slice();
  }

  /** What a choice must stay below. */
  get least(): number {
    return Math.min(this.#value, this.search.cutoff ?? Infinity);
  }

  /** A part of the tree with a bound above this holds nothing better. */
  get worthwhile(): number {
    return this.search.whole === true ? this.least - 1 + 1e-6 : this.least - tolerance * Math.abs(this.least);
  }

  rulesOut(bound: number): boolean {
    return bound > this.worthwhile || bound >= this.#value;
  }

  /** The bound of the part that is looked at: of the first part, it holds for all. */
  raised(bound: number): void {
    if (this.nodes === 1) this.bound = Math.max(this.bound, bound);
  }

  /** Whether a part’s bound need not be raised further, though it rules nothing out. */
  suffices(_bound: number): boolean {
    return false;
  }

  /** Whether to go on; asks the one who may stop it, and tells how far it has come. */
  goesOn(): boolean {
    this.search.progress?.({
      value: this.#value,
      bound: Math.min(this.bound, this.#value),
      nodes: this.nodes,
      sites: () => this.sites(),
    });
    if (this.search.stop?.() === true) this.stopped = true;
    return !this.stopped;
  }
}
