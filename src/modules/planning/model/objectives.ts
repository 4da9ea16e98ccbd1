/** Each aim as questions to a searcher, and what it leaves to the aims after it. */
import type { Objective } from './model.ts';
import { minutesByOption, type PlanProblem, weightsOf } from './plan-problem.ts';
import type { Found, Left, Question, Searcher, Steering } from './plan-search.ts';

export interface Aim {
  /** `minutes`, `share`, `minutes a week`, `money a year`. */
  unit: string;
  /** Whether more is better. */
  isGain: boolean;
  /** The best plan among those left; value and bound in the aim’s own unit. `standing`: a plan that is known, with its value. */
  best(searcher: Searcher, left: Left, from: readonly number[], steering: Steering, standing?: Found | null): Found;
  /** What is left of the plans when this value must be reached. */
  leave(left: Left, value: number): Left;
}

/** The aim of an objective for a problem. */
export function aimOf(problem: PlanProblem, objective: Objective): Aim {
  if (objective.aim === 'staff-travel' || objective.aim === 'cost') return priceAim(problem, objective.aim);
  const weights = weightsOf(problem.model, objective.group);
  const minutes = minutesByOption(problem);
  if (objective.aim === 'mean') return meanAim(weights, minutes);
  if (objective.aim === 'share-within') return shareAim(weights, minutes, objective.minutes);
  return longestAim(weights, minutes, objective.aim === 'maximum' ? 1 : objective.share);
}

const sumOf = (list: Float64Array): number => list.reduce((sum, one) => sum + one, 0);
const allWhole = (list: Float64Array): boolean => list.every((one) => Number.isInteger(one));

/** A margin for sums in floating point. */
const slack = (value: number): number => 1e-9 * Math.max(1, Math.abs(value));

function meanAim(weights: Float64Array, minutes: Float64Array): Aim {
  const width = minutes.length / weights.length;
  const cost = minutes.map((one, at) => one * weights[Math.floor(at / width)]!);
  const people = sumOf(weights);
  return {
    unit: 'minutes',
    isGain: false,
    best: (searcher, left, from, steering) =>
      scaled(searcher, { cost, whole: allWhole(cost) }, left, from, steering, (one) => one / people),
    leave: (left, value) => bounded(left, 'mean', cost, value * people),
  };
}

function shareAim(weights: Float64Array, minutes: Float64Array, threshold: number): Aim {
  const width = minutes.length / weights.length;
  const beyond = minutes.map((one, at) => (one > threshold ? weights[Math.floor(at / width)]! : 0));
  const people = sumOf(weights);
  return {
    unit: 'share',
    isGain: true,
    best: (searcher, left, from, steering) =>
      scaled(
        searcher,
        { cost: beyond, whole: allWhole(beyond), isCapped: true },
        left,
        from,
        steering,
        (one) => 1 - one / people,
      ),
    leave: (left, value) => bounded(left, 'share-within', beyond, (1 - value) * people),
  };
}

function priceAim({ options, points }: PlanProblem, aim: 'staff-travel' | 'cost'): Aim {
  const price = Float64Array.from(options, (one) => (aim === 'cost' ? one.cost : one.staffTravel));
  const cost = new Float64Array(points * options.length);
  return {
    unit: aim === 'cost' ? 'money a year' : 'minutes a week',
    isGain: false,
    best: (searcher, left, from, steering) => searcher.ask({ cost, price }, left, from, steering),
    leave: (left, value) => ({ ...left, limits: [...left.limits, { name: aim, use: price, atMost: value + slack(value) }] }),
  };
}

function scaled(
  searcher: Searcher,
  question: Question,
  left: Left,
  from: readonly number[],
  steering: Steering,
  scale: (one: number) => number,
): Found {
  const found = searcher.ask(question, left, from, {
    ...steering,
    progress: (so) => steering.progress({ ...so, value: scale(so.value), bound: scale(so.bound) }),
  });
  return { ...found, value: scale(found.value), bound: scale(found.bound) };
}

/** Where nothing may be used, the pairs that would use it are barred: the core understands that. */
function bounded(left: Left, name: string, use: Float64Array, atMost: number): Left {
  if (atMost > slack(atMost)) return { ...left, sums: [...left.sums, { name, use, atMost: atMost + slack(atMost) }] };
  return { ...left, barred: barring(left, use) };
}

const barring = ({ barred }: Left, use: Float64Array): Uint8Array => barred.map((one, at) => (use[at]! > 0 ? 1 : one));

/**
 * The least number of minutes within which a share of the people have their place (all of them: the p-center). Halves the list of all
 * minutes that occur (Minieka 1970); each step asks whether few enough are left beyond.
 */
function longestAim(weights: Float64Array, minutes: Float64Array, share: number): Aim {
  const width = minutes.length / weights.length;
  const people = sumOf(weights);
  const isAll = share === 1;
  const worth = isAll ? weights.map((one) => (one > 0 ? 1 : 0)) : weights;
  const enough = isAll ? 0 : (1 - share) * people + 1e-9 * people;
  const beyond = (most: number): Float64Array => minutes.map((one, at) => (one > most ? worth[Math.floor(at / width)]! : 0));
  return {
    unit: 'minutes',
    isGain: false,
    best(searcher, left, from, steering, standing = null) {
      const times = [...new Set(minutes.filter((_, at) => left.barred[at] === 0 && worth[Math.floor(at / width)]! > 0))].toSorted(
        (a, b) => a - b,
      );
      return halve(
        times,
        (most) => {
          const quiet = { stop: steering.stop, progress: () => undefined };
          const cost = beyond(most);
          const [sum, ...sums] = left.sums;
          // Whether all can be within: rather the least of an earlier sum among the pairs within, which needs no bound on it.
          if (isAll && sum !== undefined) {
            const within = { ...left, sums, barred: barring(left, cost) };
            return searcher.ask({ cost: sum.use, whole: allWhole(sum.use), enough: sum.atMost ?? Infinity }, within, from, quiet);
          }
          return searcher.ask({ cost, whole: allWhole(cost), enough, isCapped: true }, left, from, quiet);
        },
        steering,
        standing,
      );
    },
    leave: (left, value) => bounded(left, isAll ? 'maximum' : 'percentile', beyond(value + slack(value)), isAll ? 0 : enough),
  };
}

/** The first of the times for which there is a plan. A time that is neither met nor refuted leaves a gap. */
function halve(times: readonly number[], ask: (most: number) => Found, steering: Steering, standing: Found | null): Found {
  const known = standing === null ? -1 : times.indexOf(standing.value);
  let low = 0;
  let high = known === -1 ? times.length : known;
  let refuted = 0;
  let best = known === -1 ? null : standing;
  while (low < high && !steering.stop()) {
    // The longest time first: it tells at once whether there is any plan.
    const middle = best === null && low === 0 ? times.length - 1 : (low + high) >> 1;
    const found = ask(times[middle]!);
    if (found.outcome === 'plan') {
      best = found;
      high = middle;
    } else {
      if (found.outcome === 'no-plan') refuted = Math.max(refuted, middle + 1);
      low = middle + 1;
      if (best === null) break;
    }
    steering.progress({
      value: times[high] ?? Infinity,
      bound: times[Math.min(refuted, high)] ?? Infinity,
      options: () => best?.options ?? [],
    });
  }
  if (best === null)
    return {
      outcome: refuted > 0 ? 'no-plan' : 'none-found',
      options: [],
      assignment: null,
      value: Infinity,
      bound: Infinity,
      proved: refuted > 0,
    };
  return { ...best, outcome: 'plan', value: times[high]!, bound: times[Math.min(refuted, high)]!, proved: refuted >= high };
}
