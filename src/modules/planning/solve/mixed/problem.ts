/**
 * The mixed model: which kind of presence at which site, within limits, so that serving everyone costs least.
 *
 *   least  Σ price_a y_a + Σ cost_ia x_ia + Σ unserved_i u_i
 *   where  Σ_a x_ia + u_i = 1,  0 ≤ x_ia ≤ y_a,  Σ_i weight_i x_ia ≤ capacity_a y_a,  at most one option per site,
 *          limits over options and over points, and perhaps a greatest inequality.
 *
 * x may be fractions: with capacity or a limit over points the people of a point are split.
 */
export interface MixedProblem {
  points: number;
  /** How many people (or jobseekers …) stand at each point; from 0 on. */
  weight: Float64Array;
  options: readonly Option[];
  /**
   * Row-major, `cost[point * options.length + option]`: what the point adds to the objective when that option serves all of it. Any
   * objective that is a sum over points. Infinity: the option cannot serve the point.
   */
  cost: Float64Array;
  /** What a point adds when nobody serves it; without it every point must be served. */
  unserved?: Float64Array;
  /** Budget, number, per kind, per county … */
  limits: readonly OptionLimit[];
  /** Share within T … */
  sums?: readonly PointLimit[];
  inequality?: InequalityBound;
}

/** One kind of presence at one site. */
export interface Option {
  site: number;
  kind: number;
  /** In the unit of weight; Infinity where there is no limit. */
  capacity: number;
  /** What it adds to the objective by itself; 0 where money is only a budget. */
  price?: number;
  state?: 'must-open' | 'forbidden';
}

/** Σ use_a y_a, over the options that are chosen, from `atLeast` to `atMost`. */
export interface OptionLimit {
  name: string;
  use: Float64Array;
  atLeast?: number;
  atMost?: number;
}

/** Σ use_ia x_ia, over what serves whom, from `atLeast` to `atMost`. Row-major as the cost; who is unserved uses 0. */
export interface PointLimit {
  name: string;
  use: Float64Array;
  atLeast?: number;
  atMost?: number;
}

/**
 * Gini or Palma of the minutes over the people, at most so much. Each is served where it costs least among what is chosen (of equals
 * the fewest minutes): nobody is sent further for the sake of the figure. Row-major as the cost; nobody may be unserved.
 */
export interface InequalityBound {
  measure: 'gini' | 'palma';
  minutes: Float64Array;
  atMost: number;
}

export interface Share {
  point: number;
  option: number;
  /** Of the point’s people, above 0 and at most 1. */
  share: number;
}

export interface Plan {
  /** The chosen options, ascending. */
  options: number[];
  assignment: Share[];
  value: number;
  /** Of the minutes, where the problem bounds it. */
  inequality: number | null;
}

export interface MixedAnswer {
  /** `no-plan-exists` is proved; `none-found` says only that the search ended without one. */
  outcome: 'plan' | 'no-plan-exists' | 'none-found';
  plan: Plan | null;
  /** Infinity without a plan. */
  value: number;
  /** No plan costs less than this. */
  bound: number;
  /** (value − bound) ÷ |value|; Infinity without a plan. */
  gap: number;
  /** The bound has met the value (proof.ts). */
  proved: boolean;
  /** Parts of the search tree that were looked at. */
  nodes: number;
  /** Names of limits that cannot be met by themselves, where that is seen at once. */
  conflict: string[];
  /** Prices that make the next search after a small change shorter: give them back in `from`. */
  prices: Prices;
}

export interface Prices {
  point: Float64Array;
  limit: Float64Array;
  sum: Float64Array;
}

export interface MixedSearch {
  /** Asked now and then; true ends the search with the best plan so far. */
  stop?: () => boolean;
  progress?: (so: { plan: Plan | null; value: number; bound: number; nodes: number }) => void;
  /** A plan (and prices) to begin from, as after a small change of a solved problem. The plan need not keep the new limits. */
  from?: { options: readonly number[]; prices?: Prices };
  /** Enough when (value − bound) ÷ |value| is at most this; 0 unless told. A search that ends so is not proved unless the bound met the value. */
  gap?: number;
}

/** Σ amount of what is chosen: as the budget. */
export const moneyLimit = (name: string, amounts: readonly number[], atMost: number): OptionLimit => ({
  name,
  use: Float64Array.from(amounts),
  atMost,
});

/** How many are chosen of the options for which `of` holds: number in all, of a kind, in a county. */
export function numberLimit(
  name: string,
  options: readonly Option[],
  of: (option: Option) => boolean,
  between: { atLeast?: number; atMost?: number },
): OptionLimit {
  return { name, use: Float64Array.from(options, (one) => (of(one) ? 1 : 0)), ...between };
}

/** At least `share` of the weight within `most` minutes. */
export function shareWithin(name: string, weight: Float64Array, minutes: Float64Array, most: number, share: number): PointLimit {
  const width = minutes.length / weight.length;
  const all = weight.reduce((sum, one) => sum + one, 0);
  return { name, use: minutes.map((t, at) => (t <= most ? weight[Math.floor(at / width)]! : 0)), atLeast: share * all };
}

/**
 * The cost when nobody is to be served beyond `most` minutes where an option that is not forbidden lies nearer: longer ways cannot serve. A point without
 * such an option keeps all of its ways.
 */
export function withinWherePossible(
  options: readonly Option[],
  cost: Float64Array,
  minutes: Float64Array,
  most: number,
): Float64Array {
  const width = options.length;
  const limited = cost.slice();
  for (let row = 0; row < cost.length; row += width) {
    const possible = options.some(
      (one, a) => one.state !== 'forbidden' && minutes[row + a]! <= most && cost[row + a]! < Infinity,
    );
    if (!possible) continue;
    for (let a = 0; a < width; a += 1) if (minutes[row + a]! > most) limited[row + a] = Infinity;
  }
  return limited;
}
