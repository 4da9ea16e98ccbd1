/** Solves a rota to proof, or to what is found in the time that is given: one programme after the other, none at the cost of one before. */
import { loadHighs } from '../solve/mixed/program.ts';
import { conflictsOf } from './conflicts.ts';
import { type Requirement, requirementsOf, type RotaAnswer, type RotaProblem, type Sitting, type StageName } from './problem.ts';
import { type Program, programOf, type Running, runProgram } from './program.ts';

const highs = await loadHighs();

/**
 * The stages of `RotaAnswer`, each by HiGHS (Huangfu & Hall 2018). `seconds` is for each programme that is run. What cannot be met is named
 * in `conflicts`; the rota then meets as many requirements as can be.
 */
export function solveRota(problem: RotaProblem, running: Running = {}): RotaAnswer {
  const requirements = requirementsOf(problem);
  const program = programOf(problem, requirements);
  const stages: RotaAnswer['stages'] = [];
  const held: { least: number; most: number; terms: (readonly [number, number])[] }[] = [];
  // A rota that sends nobody anywhere: there is always one to begin from.
  let best: Float64Array = new Float64Array(program.columns);
  requirements.forEach(
    (one, k) => (best[program.lacks[k]!] = one.what === 'officers' ? problem.promises[one.promise]!.officers : 1),
  );
  for (const { name, cost } of stagesOf(problem, program)) {
    const found = runProgram(highs, program, cost, held, running);
    if (found.columns !== null) best = found.columns;
    const value = Math.round(valueOf(cost, best));
    stages.push({ name, value, bound: Math.min(found.bound, value) });
    held.push({ least: -Infinity, most: value + 1e-6, terms: [...cost.entries()].filter(([, one]) => one !== 0) });
  }
  const isMet = stages[0]!.value === 0;
  return {
    sittings: sittingsOf(problem, program, best),
    unmet: requirements.filter((_, k) => best[program.lacks[k]!]! > 0.5),
    conflicts: isMet ? [] : conflictsOf(highs, problem, running),
    stages,
    proved: stages.every(({ value, bound }) => value === bound),
  };
}

function stagesOf(problem: RotaProblem, program: Program): { name: StageName; cost: Float64Array }[] {
  const cost = (set: (into: Float64Array) => void): Float64Array => {
    const made = new Float64Array(program.columns);
    set(made);
    return made;
  };
  const ofWays = (value: (way: Program['ways'][number]) => number) =>
    cost((into) => program.ways.forEach((way, w) => (into[w] = value(way))));
  return [
    { name: 'unmet', cost: cost((into) => program.lacks.forEach((column) => (into[column] = 1))) },
    ...(problem.before === null ? [] : [{ name: 'changes' as const, cost: ofWays(({ kept }) => (kept ? 0 : 1)) }]),
    ...(problem.aim === 'even' ? [{ name: 'greatest' as const, cost: cost((into) => (into[program.most] = 1)) }] : []),
    { name: 'travel', cost: ofWays(({ minutes }) => minutes) },
  ];
}

const valueOf = (cost: Float64Array, columns: Float64Array): number =>
  cost.reduce((sum, one, at) => sum + (one === 0 ? 0 : one * columns[at]!), 0);

function sittingsOf(problem: RotaProblem, { ways }: Program, columns: Float64Array): Sitting[] {
  return ways
    .filter((_, w) => columns[w]! > 0.5)
    .map(({ officer, promise }) => {
      const { placeId, weekday } = problem.promises[promise]!;
      return { officerId: problem.officers[officer]!.id, placeId, weekday };
    });
}

/** What a rota does not meet, counted from its sittings alone. */
export function unmetBy(problem: RotaProblem, sittings: readonly Sitting[]): Requirement[] {
  const officers = new Map(problem.officers.map((one) => [one.id, one]));
  return requirementsOf(problem).filter((one) => {
    const { placeId, weekday, officers: needed } = problem.promises[one.promise]!;
    const there = sittings
      .filter((sat) => sat.placeId === placeId && sat.weekday === weekday)
      .map((sat) => officers.get(sat.officerId)!);
    if (one.what === 'officers') return there.length < needed;
    return !there.some((officer) => (one.what === 'language' ? officer.languages : officer.competences).includes(one.code!));
  });
}
