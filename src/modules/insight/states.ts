/** What was so on many days, with one statement: from what is kept, and worked out where it is not. */
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { keptOnDays } from './kept.ts';
import type { Key, StateMetric, Where } from './metric.ts';
import { changeDays, figuresBy, figuresByDay, type RawFigure } from './store/figures.ts';
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

/**
 * Figures on each of the days, from the records. Days between which nothing changed in the network are worked out once: a state is told
 * by what has begun and not ended, not by how long ago.
 */
export async function workOut(
  db: Database,
  { metric, by, where, known }: StateQuestion,
  days: readonly PlainDate[],
): Promise<Map<PlainDate, RawFigure[]>> {
  if (days.length === 1)
    return new Map([[days[0]!, await figuresBy(db, metric.statement({ on: days[0]!, known }, by, where), by)]]);
  const changes = await changeDays(db);
  const alike = [...Map.groupBy(days, (day) => countUntil(changes, day)).values()];
  const found = await figuresByDay(
    db,
    (on) => metric.statement({ on, known }, by, where),
    by,
    alike.map(([day]) => day!),
  );
  return new Map(alike.flatMap((same) => same.map((day) => [day, found.get(same[0]!)!] as const)));
}

/** How many of the days, which are in order, are not after the day. */
function countUntil(days: readonly string[], day: PlainDate): number {
  let [from, to] = [0, days.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (days[middle]! <= day) from = middle + 1;
    else to = middle;
  }
  return from;
}
