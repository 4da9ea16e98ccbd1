/** Why a rota cannot meet all that is required: what is impossible by itself, and what is impossible only together. */
import type { Highs } from 'highs';
import { answers, type Conflict, journeyOf, type Requirement, requirementsOf, type RotaProblem } from './problem.ts';
import { programOf, type Running, runProgram } from './program.ts';

/** Each requirement that nothing else stands in the way of, and one smallest set among the others when they cannot be met together. */
export function conflictsOf(highs: Highs, problem: RotaProblem, running: Running = {}): Conflict[] {
  const requirements = requirementsOf(problem);
  const alone = requirements.flatMap((one) => impossible(problem, one) ?? []);
  const blamed = new Set(alone.map(({ requirements: [one] }) => textOf(one!)));
  const rest = requirements.filter((one) => !blamed.has(textOf(one)));
  const isImpossible = (some: readonly Requirement[], within: RotaProblem = problem): boolean =>
    cannotMeet(highs, within, some, running);
  if (!isImpossible(rest)) return alone;
  let set = rest;
  // Halves first: most requirements have nothing to do with it.
  for (let size = Math.ceil(rest.length / 2); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < set.length;) {
      const without = [...set.slice(0, at), ...set.slice(at + size)];
      if (without.length > 0 && isImpossible(without)) set = without;
      else at += size;
    }
    if (size === 1) break;
  }
  const limits = (['minutesPerWeek', 'daysPerWeek', 'spread'] as const).filter(
    (name) =>
      problem.limits[name] !== null &&
      !isImpossible(set, { ...problem, limits: { ...problem.limits, [name]: name === 'daysPerWeek' ? 7 : null } }),
  );
  return [...alone, { requirements: set, reason: null, nearest: null, possible: null, limits }];
}

const textOf = ({ promise, what, code }: Requirement): string => `${promise} ${what} ${code ?? ''}`;

/** Proved that these cannot all be met; what is not proved in the time given does not count. */
function cannotMeet(highs: Highs, problem: RotaProblem, some: readonly Requirement[], running: Running): boolean {
  const program = programOf({ ...problem, before: null }, some);
  for (const column of program.lacks) program.upper[column] = 0;
  return runProgram(highs, program, new Float64Array(program.columns), [], running).infeasible;
}

/** The reason when the requirement cannot be met even if nothing else is asked of anyone; null when it can. */
function impossible(problem: RotaProblem, one: Requirement): Conflict | null {
  const promise = problem.promises[one.promise]!;
  const fit = problem.officers.filter((officer) => answers(officer, one));
  const possible = fit.filter((officer) => journeyOf(problem, officer, promise) !== null).length;
  if (possible >= (one.what === 'officers' ? promise.officers : 1)) return null;
  const ways = fit.flatMap(({ minutes }) => minutes[promise.placeId] ?? []);
  const nearest = ways.length === 0 ? null : Math.min(...ways);
  const isNear = nearest !== null && 2 * nearest <= problem.limits.minutesPerDay;
  const reason = possible > 0 ? 'too-few' : fit.length === 0 ? 'nobody-has' : isNear ? 'not-that-day' : 'too-far';
  return { requirements: [one], reason, nearest, possible, limits: [] };
}
