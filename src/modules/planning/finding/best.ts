/** The least mean travel time that a number of municipalities with an office can give, with proof, and what a given choice gives. */
import { chooseSites } from '../solve/median.ts';
import { type Rows, rowsOf } from '../solve/rows.ts';
import type { Demand, Sites } from './facts.ts';

export interface Best {
  count: number;
  sites: Sites;
  /** Weighted mean minutes. */
  mean: number;
  /** No choice of as many gives less. */
  bound: number;
  proved: boolean;
}

/** A demand ready for many questions: what an assignment costs is weight × minutes. */
export interface Problem {
  demand: Demand;
  rows: Rows;
  weight: number;
}

export function problemOf(demand: Demand): Problem {
  const { minutes, weights } = demand;
  const sites = minutes.length / weights.length;
  const costs = minutes.map((one, cell) => {
    const weight = weights[Math.floor(cell / sites)]!;
    return weight === 0 ? 0 : one * weight;
  });
  return { demand, rows: rowsOf(costs, weights.length, sites), weight: weights.reduce((sum, one) => sum + one, 0) };
}

/** `open` must be among them, `closed` must not. */
export function bestOf({ rows, weight }: Problem, count: number, fixed: { open?: Sites; closed?: Sites } = {}): Best {
  const { sites, value, bound, proved } = chooseSites(rows, count, fixed);
  return { count, sites, mean: value / weight, bound: bound / weight, proved };
}

/** Minutes from each point to the nearest of these. */
export function nearestOf({ minutes, weights }: Demand, sites: Sites): number[] {
  const width = minutes.length / weights.length;
  return weights.map((_, point) => sites.reduce((least, site) => Math.min(least, minutes[point * width + site]!), Infinity));
}

export function meanOf(demand: Demand, sites: Sites): number {
  const nearest = nearestOf(demand, sites);
  let [sum, weight] = [0, 0];
  demand.weights.forEach((one, point) => {
    sum += one * nearest[point]!;
    weight += one;
  });
  return sum / weight;
}

/** The fewest municipalities whose best choice is no worse than so many minutes: found by halving, as the least mean falls with the number. */
export function fewestFor(problem: Problem, mean: number, atMost: number): Best {
  let [low, high] = [1, atMost];
  let found = bestOf(problem, atMost);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const best = bestOf(problem, middle);
    if (best.mean <= mean) [high, found] = [middle, best];
    else low = middle + 1;
  }
  return found;
}
