import type { Travel } from '../covering.ts';
import { type Layer, type Rows, rowsOf } from '../rows.ts';

/**
 * The core with sums beside it: so many sites, everyone to the nearest, so that Σ cost is least while other sums over points stay within
 * their bounds: share within T, P95, FGT, the mean of a group …
 */
export interface SideProblem {
  /** Who is nearest to whom; Infinity where the site cannot serve the point. */
  travel: Travel;
  /** Row-major, what the point adds when the site serves it; never less where the way is longer, so that the nearest is best for every sum. */
  cost: Float64Array;
  sums: readonly SumLimit[];
  count: number;
  /** Sites that must be among the chosen, and sites that must not. */
  open?: readonly number[];
  closed?: readonly number[];
}

/** Σ use_ij of what serves whom, at most so much. Row-major; never less where the way is longer. */
export interface SumLimit {
  name: string;
  use: Float64Array;
  atMost: number;
}

export interface SideSearch {
  /** Asked now and then; true ends the search with the best choice so far. */
  stop?: () => boolean;
  progress?: (so: { value: number; bound: number; sites: () => number[] }) => void;
  /** Sites to begin from. They need not keep the bounds. */
  from?: readonly number[];
  /** A choice at this or below is enough: the question is only whether there is one. */
  enough?: number;
}

export interface SideChoice {
  /** `no-plan` is proved; `none-found` says only that the search ended without one. */
  outcome: 'plan' | 'no-plan' | 'none-found';
  /** Ascending. */
  sites: number[];
  /** Infinity without a plan. */
  value: number;
  /** No choice within the bounds costs less. */
  bound: number;
  /** The bound has met the value. */
  proved: boolean;
  /** A sum whose bound no choice of as many sites keeps, even by itself. */
  unmet: string | null;
  /** Parts of the search tree that were looked at. */
  nodes: number;
}

/** A margin for sums in floating point. */
export const slack = (value: number): number => 1e-9 * Math.max(1, Math.abs(value));

/** Rows by minutes; the first layer is the cost, the others are the sums. RangeError where one of them falls as the way grows. */
export function layered({ travel, cost, sums }: SideProblem): Rows {
  const { minutes, points, sites } = travel;
  const rows = rowsOf(minutes, points, sites);
  const layers = [cost, ...sums.map(({ use }) => use)].map((all) => layerOf(rows, all));
  return { ...rows, cost: layers[0]!.cost, layers };
}

function layerOf({ points, sites, start, site }: Rows, all: Float64Array): Layer {
  const cost = new Float64Array(site.length);
  for (let row = 0; row < points; row += 1)
    for (let at = start[row]!; at < start[row + 1]!; at += 1) {
      cost[at] = all[row * sites + site[at]!]!;
      if (!(cost[at]! < Infinity) || (at > start[row]! && cost[at]! < cost[at - 1]!))
        throw new RangeError('a sum that falls as the way grows, or has no end');
    }
  return { cost, cap: new Float64Array(points).fill(Infinity), base: 0 };
}

/** What a choice adds to each layer, everyone at the nearest; Infinity where someone has none. */
export function sumsOf({ points, start, site, layers = [] }: Rows, chosen: Uint8Array): Float64Array {
  const sums = Float64Array.from(layers, ({ base }) => base);
  for (let row = 0; row < points; row += 1) {
    const to = start[row + 1]!;
    let at = start[row]!;
    while (at < to && chosen[site[at]!] === 0) at += 1;
    for (let layer = 0; layer < sums.length; layer += 1)
      sums[layer]! += at < to ? layers[layer]!.cost[at]! : layers[layer]!.cap[row]!;
  }
  return sums;
}
