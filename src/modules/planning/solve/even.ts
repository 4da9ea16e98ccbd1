import type { Travel } from './covering.ts';
import { listed, marked } from './rows.ts';

/** So many sites that the minutes are shared evenly enough. Gini is no sum over points, so the core cannot price it: this looks, and proves nothing. */
export interface EvenProblem {
  travel: Travel;
  weights: Float64Array;
  /** What a way of so many minutes adds for each person. */
  of: (minutes: number) => number;
  /** Gini at most. */
  atMost: number;
  /** No more weight than this beyond the limit. */
  beyond?: { limit: number; most: number };
  open: readonly number[];
  closed: readonly number[];
}

export interface EvenChoice {
  /** Null where no choice was found that keeps the bounds. */
  sites: number[] | null;
  /** Infinity without one. */
  value: number;
  /** The least Gini that was met; Infinity where nobody could be reached. */
  leastGini: number;
}

/** After so many exchanges by lot without a better choice the search ends. */
const [kicks, kicked] = [6, 3];

/**
 * Interchange towards the bound, then towards a lower cost within it; from each of the beginnings, and again from the best after a few exchanges drawn by
 * a generator that always draws the same (Park & Miller 1988).
 */
export function chooseEven(
  problem: EvenProblem,
  from: readonly (readonly number[])[],
  { stop, told }: { stop: () => boolean; told?: (sites: number[], value: number) => void },
): EvenChoice {
  const search = new Evening(problem);
  const descend = (chosen: Uint8Array): boolean => {
    const isBetter = search.descend(chosen, stop);
    if (isBetter && search.best?.off === 0) told?.(listed(search.best.chosen), search.best.value);
    return isBetter;
  };
  for (const sites of from) if (search.best === null || !stop()) descend(marked(problem.travel.sites, sites));
  for (let idle = 0; idle < kicks && search.best !== null && !stop(); idle += 1)
    if (descend(search.kick(search.best.chosen))) idle = -1;
  const { best, leastGini } = search;
  const isWithin = best !== null && best.off === 0;
  return { sites: isWithin ? listed(best.chosen) : null, value: isWithin ? best.value : Infinity, leastGini };
}

interface Judged {
  chosen: Uint8Array;
  /** By how much the bounds are passed. */
  off: number;
  value: number;
}

class Evening {
  readonly #problem: EvenProblem;
  readonly #people: number;
  readonly #slots: Float64Array;
  readonly #sums: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #nearest: Int32Array;
  readonly #free: readonly number[];
  readonly #kept: ReadonlySet<number>;
  #state = 20_201_023;
  best: Judged | null = null;
  leastGini = Infinity;

  constructor(problem: EvenProblem) {
    const { travel, weights, open, closed } = problem;
    this.#problem = problem;
    this.#people = weights.reduce((sum, one) => sum + one, 0);
    const longest = travel.minutes.reduce((most, one) => (one < Infinity ? Math.max(most, one) : most), 0);
    this.#slots = new Float64Array(Math.ceil(longest) + 1);
    this.#sums = new Float64Array(this.#slots.length);
    this.#first = new Float64Array(travel.points);
    this.#second = new Float64Array(travel.points);
    this.#nearest = new Int32Array(travel.points);
    const gone = new Set([...open, ...closed]);
    this.#kept = new Set(open);
    this.#free = Array.from({ length: travel.sites }, (_, site) => site).filter((site) => !gone.has(site));
  }

  /** The best exchange each time; whether it ended better than the best before. */
  descend(from: Uint8Array, stop: () => boolean): boolean {
    let now = this.#judge(from);
    while (!stop()) {
      const next = this.#bestSwap(now);
      if (next === null) break;
      now = next;
    }
    const isBetter = this.best === null || comes(now, this.best);
    if (isBetter) this.best = now;
    return isBetter;
  }

  /** Some exchanges by lot. */
  kick(chosen: Uint8Array): Uint8Array {
    const next = chosen.slice();
    for (let times = 0; times < kicked; times += 1) {
      const leaving = this.#free.filter((site) => next[site] === 1);
      const entering = this.#free.filter((site) => next[site] === 0);
      if (leaving.length === 0 || entering.length === 0) break;
      next[leaving[this.#draw(leaving.length)]!] = 0;
      next[entering[this.#draw(entering.length)]!] = 1;
    }
    return next;
  }

  #draw(below: number): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state % below;
  }

  #judge(chosen: Uint8Array): Judged {
    this.#serve(chosen);
    const timeOf = (point: number): number => this.#first[point]!;
    const figure = this.#exact(timeOf);
    const judged = this.#count(timeOf, figure);
    if (judged.off < Infinity) this.leastGini = Math.min(this.leastGini, figure);
    return { chosen, ...judged };
  }

  /** Gini of the minutes, sorted. */
  #exact(timeOf: (point: number) => number): number {
    const { weights } = this.#problem;
    const order = [...weights.keys()].filter((point) => weights[point]! > 0).toSorted((a, b) => timeOf(a) - timeOf(b));
    let [before, area] = [0, 0];
    for (const point of order) {
      const sum = weights[point]! * timeOf(point);
      area += weights[point]! * (2 * before + sum);
      before += sum;
    }
    return before === 0 ? 0 : 1 - area / (this.#people * before);
  }

  /** The nearest chosen site of each point, and how far the next one is. */
  #serve(chosen: Uint8Array): void {
    const { minutes, points, sites } = this.#problem.travel;
    const list = listed(chosen);
    for (let point = 0; point < points; point += 1) {
      let [first, second, nearest] = [Infinity, Infinity, -1];
      for (const site of list) {
        const time = minutes[point * sites + site]!;
        if (time < first) [second, first, nearest] = [first, time, site];
        else if (time < second) second = time;
      }
      this.#first[point] = first;
      this.#second[point] = second;
      this.#nearest[point] = nearest;
    }
  }

  /** How a choice does. Without its Gini minutes are taken together by the minute, so that they need no sorting. */
  #count(timeOf: (point: number) => number, known?: number): { off: number; value: number } {
    const { weights, of, atMost, beyond } = this.#problem;
    this.#slots.fill(0);
    this.#sums.fill(0);
    let value = 0;
    let far = 0;
    for (let point = 0; point < weights.length; point += 1) {
      const [time, weight] = [timeOf(point), weights[point]!];
      if (weight === 0) continue;
      if (time === Infinity) return { off: Infinity, value: Infinity };
      const slot = Math.round(time);
      this.#slots[slot]! += weight;
      this.#sums[slot]! += weight * time;
      value += weight * of(time);
      if (beyond !== undefined && time > beyond.limit) far += weight;
    }
    const figure = known ?? this.#gini();
    const passed = beyond === undefined ? 0 : Math.max(0, far - beyond.most) / this.#people;
    return { off: Math.max(0, figure - atMost) + passed, value };
  }

  #gini(): number {
    let [before, area] = [0, 0];
    for (let slot = 0; slot < this.#slots.length; slot += 1) {
      area += this.#slots[slot]! * (2 * before + this.#sums[slot]!);
      before += this.#sums[slot]!;
    }
    return before === 0 ? 0 : 1 - area / (this.#people * before);
  }

  #bestSwap(now: Judged): Judged | null {
    const { minutes, sites } = this.#problem.travel;
    this.#serve(now.chosen);
    let best: { off: number; value: number } = now;
    let pair: readonly [number, number] | null = null;
    for (const leaving of this.#free) {
      if (now.chosen[leaving] === 0 || this.#kept.has(leaving)) continue;
      for (const entering of this.#free) {
        if (now.chosen[entering] === 1) continue;
        const one = this.#count((point) => {
          const stays = this.#nearest[point] === leaving ? this.#second[point]! : this.#first[point]!;
          return Math.min(stays, minutes[point * sites + entering]!);
        });
        if (!comes(one, best)) continue;
        best = one;
        pair = [leaving, entering];
      }
    }
    if (pair === null) return null;
    const chosen = now.chosen.slice();
    chosen[pair[0]] = 0;
    chosen[pair[1]] = 1;
    const judged = this.#judge(chosen);
    return comes(judged, now) ? judged : null;
  }
}

/** First nearer to the bounds, then at less cost. */
const comes = (one: { off: number; value: number }, before: { off: number; value: number }): boolean =>
  one.off < before.off - 1e-12 || (one.off <= before.off && one.value < before.value - 1e-9 * Math.abs(before.value));
