/** The answer to a model: objectives in their order, each among the plans that the ones before leave. */
import {
  brokenBy,
  chosenOf,
  type Network,
  networkOf,
  type ObjectiveAnswer,
  type PlanAnswer,
  servedOf,
  usedOf,
  valueOf,
} from './answer.ts';
import type { Objective } from './model.ts';
import { type Aim, aimOf } from './objectives.ts';
import type { PlanProblem } from './plan-problem.ts';
import { allOf, type Found, searcherFor, type Steering } from './plan-search.ts';
import { isProved } from '../solve/proof.ts';
import { stagesOf } from './stages.ts';
import { travelWords } from './travel.ts';
import { type InUnits, inUnits } from './units.ts';

/** Changes when the same model may get another answer. */
export const solverVersion = 'narvaro-plan 1';

export interface SolveProgress {
  /** Which objective is sought, from 0; a stage comes after the objectives. */
  objective: number;
  value: number;
  bound: number;
  chosen: () => { site: string; kind: string }[];
}

export interface SolveSearch {
  stop?: () => boolean;
  progress?: (so: SolveProgress) => void;
}

interface Turn {
  aim: Aim;
  objective: Objective;
  /** Null when its turn did not come. */
  found: Found | null;
}

/**
 * Solves a checked problem. `null` when it is proved that no plan exists, which the check finds beforehand but for bounds on inequality. Throws
 * when a solver’s plan breaks a constraint, rather than show it.
 */
export function solveModel(problem: PlanProblem, { stop = () => false, progress }: SolveSearch = {}): PlanAnswer | null {
  const units = inUnits(problem);
  const { turns, final } = inOrder(units, stop, progress);
  if (turns[0]!.found?.outcome === 'no-plan') return null;
  if (final === null) return answerOf(problem, turns, null);
  const network = networkOf(problem, final.options, final.assignment);
  const broken = brokenBy(problem, network);
  if (broken.length > 0)
    throw new Error(`the solver’s plan breaks: ${broken.map(({ id, says }) => `${id} (${says})`).join('; ')}`);
  const answer = answerOf(problem, turns, network);
  return { ...answer, stages: stagesOf(units, networkOf(units.problem, final.options, final.assignment), stop) };
}

/** Each objective’s best, in its own unit; `final` is the plan of the last one that found any. */
function inOrder(
  { problem, factorOf }: InUnits,
  stop: () => boolean,
  progress: SolveSearch['progress'],
): { turns: Turn[]; final: Found | null } {
  const searcher = searcherFor(problem);
  let left = allOf(problem);
  let final: Found | null = null;
  const turns: Turn[] = problem.model.objectives.map((objective) => ({ objective, aim: aimOf(problem, objective), found: null }));
  for (const [at, turn] of turns.entries()) {
    if (at > 0 && (final === null || stop())) break;
    const by = factorOf(turn.objective);
    const steering: Steering = {
      stop,
      progress: ({ value, bound, options }) =>
        progress?.({ objective: at, value: value / by, bound: bound / by, chosen: () => chosenOf(problem, options()) }),
    };
    const standing: Found | null = final === null ? null : standingAt(problem, turn, final);
    const found = atLeastAsGood(turn.aim, turn.aim.best(searcher, left, final?.options ?? [], steering, standing), standing);
    turn.found = { ...found, value: found.value / by, bound: found.bound / by };
    if (found.outcome !== 'plan') break;
    final = found;
    const { tolerance } = turn.objective;
    const worst = turn.aim.isGain ? found.value * (1 - tolerance) : found.value * (1 + tolerance);
    left = turn.aim.leave(left, worst);
  }
  return { turns, final };
}

/** The plan of the objectives before is also one for the next. */
function standingAt(problem: PlanProblem, { aim, objective }: Turn, final: Found): Found {
  const value = valueOf(problem, objective, networkOf(problem, final.options, final.assignment));
  return { ...final, value, bound: aim.isGain ? Infinity : -Infinity, proved: false };
}

function atLeastAsGood(aim: Aim, found: Found, standing: Found | null): Found {
  if (standing === null) return found;
  const isWorse = found.outcome !== 'plan' || (aim.isGain ? found.value < standing.value : found.value > standing.value);
  if (!isWorse) return found;
  const bound = found.outcome === 'no-plan' || !Number.isFinite(found.bound) ? standing.bound : found.bound;
  return { ...standing, bound, proved: isProved(standing.value, bound) };
}

function answerOf(problem: PlanProblem, turns: readonly Turn[], network: Network | null): PlanAnswer {
  const { model } = problem;
  const objectives = turns.map((turn, at) => objectiveAnswer(problem, { ...turn, objective: model.objectives[at]! }, network));
  const proved = objectives.every((one) => one.proved);
  const outcome = network === null ? 'none-found' : proved ? 'plan' : 'stopped';
  return {
    format: 'narvaro-plan-answer',
    version: 1,
    title: model.title,
    assumptions: model.assumptions,
    travel: travelWords(model),
    solver: solverVersion,
    seed: null,
    outcome,
    proved,
    words: network === null ? 'no plan was found before the search was stopped' : wordsOf(objectives),
    chosen: network === null ? [] : chosenOf(problem, network.options),
    points: network === null ? [] : servedOf(problem, network),
    objectives,
    limits:
      network === null
        ? []
        : problem.constraints.map((one) => ({ id: one.id, says: one.says, value: usedOf(problem, one, network) })),
    stages: [],
  };
}

function wordsOf(objectives: readonly ObjectiveAnswer[]): string {
  if (objectives.every(({ proved }) => proved)) return provedTo(Math.max(...objectives.map(({ gap }) => gap ?? 0)));
  return objectives.map(({ aim, words }) => `${aim}: ${words}`).join('; ');
}

function objectiveAnswer(problem: PlanProblem, { aim, objective, found }: Turn, network: Network | null): ObjectiveAnswer {
  const isFound = found !== null && found.outcome === 'plan';
  const best = isFound ? found.value : null;
  const bound = isFound && Number.isFinite(found.bound) ? found.bound : null;
  const gap =
    best === null || bound === null ? null : best === bound ? 0 : Math.abs(best - bound) / Math.max(Math.abs(best), 1e-12);
  const proved = isFound && found.proved;
  return {
    aim: objective.aim,
    group: ('group' in objective ? objective.group : undefined) ?? null,
    unit: aim.unit,
    value: network === null ? NaN : valueOf(problem, objective, network),
    best,
    bound,
    gap,
    proved,
    words: proved
      ? provedWords(objective.tolerance, gap ?? 0)
      : found === null
        ? 'not sought: stopped before'
        : gapWords(gap, bound, aim),
  };
}

/** A bound that is met but for what HiGHS leaves open is a proof to within so much (proof.ts), and is called no more. */
const provedTo = (gap: number): string => (gap <= 1e-9 ? 'proved optimal' : 'proved optimal to within 0.0001 %');

const provedWords = (tolerance: number, gap: number): string =>
  tolerance === 0 ? provedTo(gap) : `${provedTo(gap)}; later objectives may make it worse by at most ${shown(tolerance * 100)} %`;

const gapWords = (gap: number | null, bound: number | null, aim: Aim): string =>
  gap === null || bound === null
    ? 'stopped without a bound'
    : `gap ${shown(gap * 100)} %: no plan has ${aim.isGain ? 'more' : 'less'} than ${shown(bound)} ${aim.unit}`;

/** Four figures that count. */
export const shown = (value: number): string => String(Number(value.toPrecision(4)));
