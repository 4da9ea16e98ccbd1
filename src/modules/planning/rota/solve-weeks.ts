/** Solves a rota with the weeks in which someone is not there: first the usual week, then each that cannot be as usual. */
import type { RotaAnswer, RotaProblem } from './problem.ts';
import type { Running } from './program.ts';
import { solveRota } from './solve-rota.ts';
import { type PlannedWeeks, spansOf, type Week, weekProblem, weeksToPlan } from './weeks.ts';

export interface Solved {
  answer: RotaAnswer;
  weeks: PlannedWeeks[];
}

export function solveWeeks(problem: RotaProblem, weeks: readonly Week[], running: Running = {}): Solved {
  const answer = solveRota(problem, running);
  const usual = answer.sittings;
  const planned = weeksToPlan(problem, usual, weeks).map((alike): PlannedWeeks => {
    const [week] = alike;
    const { weekdays, absent } = week!;
    const own = weekProblem(problem, usual, week!);
    return { spans: spansOf(alike), weekdays, absent, answer: own.promises.length === 0 ? nothing : solveRota(own, running) };
  });
  return { answer, weeks: planned.toSorted((a, b) => (a.spans[0]!.from < b.spans[0]!.from ? -1 : 1)) };
}

/** Only on holidays is anyone absent. */
const nothing: RotaAnswer = { sittings: [], unmet: [], conflicts: [], stages: [], proved: true };
