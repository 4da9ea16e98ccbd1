/** Which constraints cannot be met together: as few as it takes, each named. */
import type { Constraint, PlanProblem } from './plan-problem.ts';

/** Whether a plan exists that meets these constraints (and has one kind at most at each site and some place). */
export type Feasible = (problem: PlanProblem, constraints: readonly Constraint[]) => boolean;

/**
 * An irreducible set of constraints that cannot be met together: without any one of them the others can. Null when all can be met.
 * QuickXplain (Junker 2004): halves are added while the rest is known to be needed, so that few tests are enough for few conflicts.
 */
export function conflictOf(problem: PlanProblem, feasible: Feasible, constraints = problem.constraints): Constraint[] | null {
  const may = (those: readonly Constraint[]): boolean => feasible(problem, those);
  if (may(constraints)) return null;
  return explain([], false, constraints, may);
}

function explain(
  known: readonly Constraint[],
  grown: boolean,
  open: readonly Constraint[],
  may: (those: readonly Constraint[]) => boolean,
): Constraint[] {
  if (grown && !may(known)) return [];
  if (open.length <= 1) return [...open];
  const half = open.length >> 1;
  const [first, second] = [open.slice(0, half), open.slice(half)];
  const inSecond = explain([...known, ...first], true, second, may);
  const inFirst = explain([...known, ...inSecond], inSecond.length > 0, first, may);
  return [...inFirst, ...inSecond];
}
