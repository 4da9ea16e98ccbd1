/** What an answer holds, and what a plan is worth, counted from the plan itself and not from what a solver said. */
import { gini, palmaRatio, percentile, type Weighted } from '../../insight/index.ts';
import type { Objective } from './model.ts';
import { type Constraint, demandOf, minutesByOption, type PlanProblem, weightsOf } from './plan-problem.ts';

export interface PlanAnswer {
  format: 'narvaro-plan-answer';
  version: 1;
  title: string;
  assumptions: string[];
  /** Where the times come from. */
  travel: string;
  solver: string;
  /** Nothing is drawn at random: the same model gives the same answer. */
  seed: null;
  /** `stopped` has the best plan so far, `none-found` none. */
  outcome: 'plan' | 'stopped' | 'none-found';
  proved: boolean;
  words: string;
  chosen: Chosen[];
  points: Served[];
  objectives: ObjectiveAnswer[];
  limits: { id: string; says: string; value: number | null }[];
  stages: StageAnswer[];
}

export interface Chosen {
  site: string;
  kind: string;
  visitDays: number | null;
  officers: number | null;
  cost: number;
}

/** What a point gets: usually one place; with capacity its people may be split. */
export interface Served {
  point: string;
  /** People by group, as in the model. */
  weights: Record<string, number>;
  minutes: number;
  places: { site: string; kind: string; minutes: number; share: number }[];
}

export interface ObjectiveAnswer {
  aim: Objective['aim'];
  group: string | null;
  unit: string;
  /** Of the plan that is answered. */
  value: number;
  /** The best that was found when this objective’s turn came; null when it did not come. */
  best: number | null;
  /** No plan that keeps the objectives before can be better than this. */
  bound: number | null;
  /** |best − bound| ÷ |best|; null when nothing is known. */
  gap: number | null;
  proved: boolean;
  words: string;
}

export interface StageAnswer {
  id: string;
  on: string | null;
  /** False: `words` say why not, and the stages after it are not answered. */
  isPossible: boolean;
  places: { site: string; kind: string }[];
  opened: string[];
  closed: string[];
  /** The first objective. */
  value: number;
  bound: number;
  proved: boolean;
  words: string;
}

/** A plan of which everything else can be counted. */
export interface Network {
  options: readonly number[];
  /** By point: which option serves what share. */
  served: { option: number; share: number; minutes: number }[][];
}

/** Who goes where: as the solver split them where capacity counts, else each to the nearest (of equals the first). */
export function networkOf(
  problem: PlanProblem,
  options: readonly number[],
  assignment: readonly { point: number; option: number; share: number }[] | null,
): Network {
  const minutes = minutesByOption(problem);
  const width = problem.options.length;
  const served: Network['served'] = Array.from({ length: problem.points }, () => []);
  if (assignment !== null && problem.constraints.some(({ type }) => type === 'capacity')) {
    for (const { point, option, share } of assignment)
      served[point]!.push({ option, share, minutes: minutes[point * width + option]! });
    return { options, served };
  }
  for (let point = 0; point < problem.points; point += 1) {
    let best = options[0]!;
    for (const option of options) if (minutes[point * width + option]! < minutes[point * width + best]!) best = option;
    served[point]!.push({ option: best, share: 1, minutes: minutes[point * width + best]! });
  }
  return { options, served };
}

/** The network as an answer names it. */
export const chosenOf = ({ model, options }: PlanProblem, chosen: readonly number[]): Chosen[] =>
  chosen.map((at) => {
    const { site, kind, visitDays, officers, cost } = options[at]!;
    return { site: model.sites[site]!.id, kind: model.kinds[kind]!.id, visitDays, officers, cost };
  });

export const servedOf = ({ model, options }: PlanProblem, { served }: Network): Served[] =>
  served.map((shares, point) => ({
    point: model.points[point]!.id,
    weights: model.points[point]!.weights,
    minutes: shares.reduce((sum, { share, minutes }) => sum + share * minutes, 0),
    places: shares.map(({ option, share, minutes }) => ({
      site: model.sites[options[option]!.site]!.id,
      kind: model.kinds[options[option]!.kind]!.id,
      minutes,
      share,
    })),
  }));

/** People and their minutes, by point and place. */
const reached = (weights: Float64Array, { served }: Network): { value: number; weight: number }[] =>
  served.flatMap((shares, point) => shares.map(({ share, minutes }) => ({ value: minutes, weight: weights[point]! * share })));

/** From 0 on; a list may be longer than arguments can be. */
const greatest = (list: Iterable<number>): number => {
  let most = 0;
  for (const one of list) most = Math.max(most, one);
  return most;
};

/** What a network is worth by an objective, in its unit. */
export function valueOf(problem: PlanProblem, objective: Objective, network: Network): number {
  const { options } = problem;
  if (objective.aim === 'cost') return network.options.reduce((sum, at) => sum + options[at]!.cost, 0);
  if (objective.aim === 'staff-travel') return network.options.reduce((sum, at) => sum + options[at]!.staffTravel, 0);
  const list = reached(weightsOf(problem.model, objective.group), network);
  const people = list.reduce((sum, { weight }) => sum + weight, 0);
  if (objective.aim === 'mean') return list.reduce((sum, { value, weight }) => sum + value * weight, 0) / people;
  if (objective.aim === 'share-within')
    return list.reduce((sum, { value, weight }) => sum + (value <= objective.minutes ? weight : 0), 0) / people;
  if (objective.aim === 'maximum') return greatest(list.map(({ value, weight }) => (weight > 0 ? value : 0)));
  return percentile(list, objective.share);
}

/** How much of a constraint a network uses; null where it has no such figure. */
export function usedOf(problem: PlanProblem, constraint: Constraint, network: Network): number | null {
  if (constraint.type === 'linear') {
    const chosen = new Set(network.options);
    return constraint.options.reduce((sum, at, no) => sum + (chosen.has(at) ? constraint.factors[no]! : 0), 0);
  }
  if (constraint.type === 'within') return greatest(network.served.flat().map(({ minutes }) => minutes));
  if (constraint.type === 'inequality') return inequalityOf(constraint.measure, reached(constraint.weights, network));
  return fullest(problem, network);
}

/** Palma where the four tenths with least have nothing and others have something: Infinity. Null where nobody has anything. */
function inequalityOf(measure: 'gini' | 'palma', list: readonly Weighted[]): number | null {
  if (list.every(({ value, weight }) => value * weight === 0)) return null;
  return measure === 'gini' ? gini(list) : (palmaRatio(list) ?? Infinity);
}

/** The greatest share of its capacity that a place uses. */
function fullest(problem: PlanProblem, { served }: Network): number {
  const demand = demandOf(problem.model);
  const load = new Float64Array(problem.options.length);
  for (const [point, shares] of served.entries()) for (const { option, share } of shares) load[option]! += demand[point]! * share;
  return greatest(load.map((one, at) => one / problem.options[at]!.capacity));
}

/**
 * Whether so much keeps the bounds, but for what sums in floating point account for; where people are split, for what a linear program leaves open (HiGHS: a
 * ten-millionth of a row).
 */
export function keeps(one: Constraint, used: number | null): boolean {
  if (used === null) return true;
  if (one.type === 'within') return used <= one.minutes;
  if (one.type === 'capacity') return used <= 1 + 1e-6;
  if (one.type === 'inequality') return used <= one.atMost * (1 + 1e-9) + 1e-12;
  return used <= one.atMost * (1 + 1e-9) && used >= one.atLeast - 1e-9 * Math.abs(one.atLeast);
}

/** Which constraints a network breaks. */
export function brokenBy(problem: PlanProblem, network: Network): Constraint[] {
  const perSite = Map.groupBy(network.options, (at) => problem.options[at]!.site);
  if ([...perSite.values()].some((those) => those.length > 1)) throw new Error('a site has two kinds at once');
  return problem.constraints.filter((one) => !keeps(one, usedOf(problem, one, network)));
}
