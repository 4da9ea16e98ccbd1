/** One question to the solvers: the plan that costs least among those that earlier objectives left. */
import { coreSearcher } from './core-search.ts';
import {
  type MixedAnswer,
  type MixedProblem,
  type OptionLimit,
  type PointLimit,
  type Share,
  solveMixed,
} from '../solve/mixed/index.ts';
import { demandOf, type Linear, minutesByOption, type PlanProblem } from './plan-problem.ts';

/** What earlier objectives leave: pairs that are no longer allowed, and bounds on their sums. */
export interface Left {
  /** points × options: 1 = this option may not serve the point. */
  barred: Uint8Array;
  sums: PointLimit[];
  limits: OptionLimit[];
}

/** Before any objective: only what lies within the longest way that the model allows. */
export function allOf(problem: PlanProblem): Left {
  const within = problem.constraints.find(({ type }) => type === 'within');
  const most = within?.type === 'within' ? within.minutes : Infinity;
  return { barred: Uint8Array.from(minutesByOption(problem), (one) => (one > most ? 1 : 0)), sums: [], limits: [] };
}

export interface Question {
  /** points × options, what an assignment adds. */
  cost: Float64Array;
  /** By option, what choosing it adds. */
  price?: Float64Array;
  /** All costs are whole numbers. */
  whole?: boolean;
  /** A plan at this value or below is enough; the question is only whether there is one. */
  enough?: number;
  /** A point costs no more than its dearest pair, so that pairs as dear as that need no looking at. */
  isCapped?: boolean;
}

export interface Found {
  /** `no-plan` is proved. */
  outcome: 'plan' | 'no-plan' | 'none-found';
  options: number[];
  assignment: Share[] | null;
  value: number;
  bound: number;
  proved: boolean;
}

export interface Steering {
  stop: () => boolean;
  progress: (so: { value: number; bound: number; options: () => number[] }) => void;
}

export interface Searcher {
  ask(question: Question, left: Left, from: readonly number[], steering: Steering): Found;
}

/** Sums over points with a number of places only go to the core, with bounds on other sums beside it; everything else to the mixed model. */
export function searcherFor(problem: PlanProblem, extra: readonly Linear[] = []): Searcher {
  const mixed = mixedSearcher(problem, extra);
  const core = extra.length === 0 ? coreSearcher(problem) : null;
  if (core === null) return mixed;
  return {
    ask: (question, left, from, steering) =>
      (left.limits.length > 0 || question.price !== undefined ? mixed : core).ask(question, left, from, steering),
  };
}

function mixedSearcher(problem: PlanProblem, extra: readonly Linear[]): Searcher {
  const { options, points, constraints } = problem;
  const linear = [...(constraints.filter(({ type }) => type === 'linear') as Linear[]), ...extra];
  const inequality = constraints.find((one) => one.type === 'inequality');
  const weight = inequality?.weights ?? demandOf(problem.model);
  const minutes = minutesByOption(problem);
  const limits = linear.map((one) => limitOf(one, options.length));
  return {
    ask({ cost, price, enough }, left, from, { stop, progress }) {
      const allowed = cost.map((one, at) => (left.barred[at] === 1 ? Infinity : one));
      let isEnough = false;
      const asked: MixedProblem = {
        points,
        weight,
        cost: allowed,
        options: options.map(({ site, kind, capacity }, at) => ({ site, kind, capacity, price: price?.[at] ?? 0 })),
        limits: [...limits, ...left.limits],
        sums: left.sums,
        ...(inequality === undefined ? {} : { inequality: { measure: inequality.measure, minutes, atMost: inequality.atMost } }),
      };
      const found = solveMixed(asked, {
        stop: () => isEnough || stop(),
        progress: ({ plan, value, bound }) => {
          progress({ value, bound, options: () => plan?.options ?? [] });
          isEnough ||= enough !== undefined && (value <= enough || bound > enough + 1e-9 * Math.abs(enough));
        },
        ...(from.length === 0 ? {} : { from: { options: from } }),
      });
      const served = found.plan?.assignment.reduce((sum, { share }) => sum + share, 0) ?? points;
      if (Math.abs(served - points) > 1e-6 * points) throw new Error('the mixed solver left someone without a place');
      return mixedAnswer(found, enough);
    },
  };
}

function mixedAnswer(found: MixedAnswer, enough: number | undefined): Found {
  const { plan, value, bound, proved } = found;
  const outcome = found.outcome === 'no-plan-exists' ? 'no-plan' : found.outcome;
  const whole = { options: plan?.options ?? [], assignment: plan?.assignment ?? null, value, bound };
  if (enough === undefined || outcome === 'no-plan') return { outcome, ...whole, proved: proved || outcome === 'no-plan' };
  if (value <= enough * (1 + 1e-9)) return { outcome: 'plan', ...whole, proved: true };
  const refuted = bound > enough * (1 + 1e-9);
  return { outcome: refuted ? 'no-plan' : 'none-found', ...whole, options: [], assignment: null, proved: refuted };
}

function limitOf({ id, options, factors, atLeast, atMost }: Linear, width: number): OptionLimit {
  const use = new Float64Array(width);
  for (const [no, at] of options.entries()) use[at] = factors[no]!;
  return { name: id, use, ...(atLeast > -Infinity ? { atLeast } : {}), ...(atMost < Infinity ? { atMost } : {}) };
}
