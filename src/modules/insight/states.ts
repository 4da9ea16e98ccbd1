/** What was so on many days, with one statement: from what is kept, and worked out where it is not. */
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { keptOnDays } from './kept.ts';
import type { Key, StateMetric, Where } from './metric.ts';
import { figuresBy, figuresByDay, type RawFigure } from './store/figures.ts';
import { keptStates } from './store/kept-states.ts';

export interface StateQuestion {
  metric: StateMetric;
  by: readonly Key[];
  where: Where;
  known: Instant | null;
}

/** A question as text. */
export const questionText = ({ metric, by, where, known }: StateQuestion): string =>
  JSON.stringify([metric.id, metric.version, by, where, ...(known === null ? [] : [known])]);

/** Figures on each of the days, in their order. */
export const statesOn = (db: Database, question: StateQuestion, days: readonly PlainDate[]): Promise<RawFigure[][]> =>
  keptOnDays(db, questionText(question), days, async (missing, version) => {
    const states = question.known === null ? await keptStates(db, version, questionText(question), missing) : [];
    const found = new Map(states.flatMap((state) => state.days.map((day) => [day, state.answer] as const)));
    const others = missing.filter((day) => !found.has(day));
    if (others.length === 0) return found;
    return new Map([...found, ...(await workOut(db, question, others))]);
  });

/** Figures on each of the days, from the records. */
export async function workOut(
  db: Database,
  { metric, by, where, known }: StateQuestion,
  days: readonly PlainDate[],
): Promise<Map<PlainDate, RawFigure[]>> {
  const [day, ...more] = days;
  if (day === undefined) return new Map();
  if (more.length === 0) return new Map([[day, await figuresBy(db, metric.statement({ on: day, known }, by, where), by)]]);
  return figuresByDay(db, (on) => metric.statement({ on, known }, by, where), by, days);
}
