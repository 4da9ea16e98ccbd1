/** Whether the finding holds with another speed, other weights, other points and errors in the estimate. */
import { bestOf, fewestFor, meanOf, problemOf } from './best.ts';
import type { Demand, Facts } from './facts.ts';
import { lotFrom, seed, withErrors } from './lot.ts';

export interface Assumption {
  says: string;
  unit: 'minutes' | 'kilometres';
  best: number;
  proved: boolean;
  ownBefore: number;
  ownAfter: number;
  meetingAfter: number;
  bySources: number;
  fewest: number;
}

/** `fixed`: minutes to start and park, which no speed changes (rule travel-estimate). */
export function assumptionsOf(facts: Facts, fixed: number): Assumption[] {
  const { seats, kilometres, localities, municipalities } = facts;
  const atSpeed = (factor: number): Demand => ({ ...seats, minutes: seats.minutes.map((one) => fixed + (one - fixed) / factor) });
  const residents = { ...seats, weights: municipalities.map(({ population }) => population) };
  const tried: readonly (readonly [string, Demand, Assumption['unit']])[] = [
    ['as estimated', seats, 'minutes'],
    ['all driving 20 % faster', atSpeed(1.2), 'minutes'],
    ['all driving 20 % slower', atSpeed(0.8), 'minutes'],
    ['weighted by residents', residents, 'minutes'],
    ['from localities, not seats', localities, 'minutes'],
    ['road kilometres, not minutes', { ...seats, minutes: kilometres }, 'kilometres'],
  ];
  return tried.map(([says, demand, unit]) => assumed(says, demand, unit, facts));
}

function assumed(says: string, demand: Demand, unit: Assumption['unit'], facts: Facts): Assumption {
  const { ownBefore, ownAfter, meetingAfter, named } = facts;
  const problem = problemOf(demand);
  const best = bestOf(problem, ownAfter.length);
  const bySources = bestOf(problem, ownAfter.length, { open: named.kept, closed: named.lost });
  const mean = meanOf(demand, ownAfter);
  return {
    says,
    unit,
    best: best.mean,
    proved: best.proved && bySources.proved,
    ownBefore: meanOf(demand, ownBefore),
    ownAfter: mean,
    meetingAfter: meanOf(demand, meetingAfter),
    bySources: bySources.mean,
    fewest: fewestFor(problem, mean, ownAfter.length).count,
  };
}

export interface Errors {
  draws: number;
  part: number;
  /** How much more than the least possible, as a part of it: the network of 2020, and the choice that is best by the estimate. */
  ownAfter: { least: number; most: number };
  byEstimate: { least: number; most: number };
  proved: boolean;
}

/** Each journey wrong by itself by up to `part`: what is best then, and how far the network of 2020 and the estimate’s choice are from it. */
export function errorsOf({ seats, ownAfter }: Facts, fixed: number, draws: number, part: number): Errors {
  const lot = lotFrom(seed);
  const chosen = bestOf(problemOf(seats), ownAfter.length).sites;
  const found = Array.from({ length: draws }, () => {
    const demand = withErrors(seats, part, fixed, lot);
    const best = bestOf(problemOf(demand), ownAfter.length);
    const excess = (mean: number): number => mean / best.mean - 1;
    return { own: excess(meanOf(demand, ownAfter)), estimate: excess(meanOf(demand, chosen)), proved: best.proved };
  });
  const range = (values: readonly number[]) => ({ least: Math.min(...values), most: Math.max(...values) });
  return {
    draws,
    part,
    ownAfter: range(found.map(({ own }) => own)),
    byEstimate: range(found.map(({ estimate }) => estimate)),
    proved: found.every(({ proved }) => proved),
  };
}
