/** A metric month by month: of a state what was so on the last day of each month (of the last one, on the day asked for). */
import { addDays, addMonths, type Instant, type PlainDate, plainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { type Figures, figuresOn } from './figures.ts';
import type { Key, Metric, Where } from './metric.ts';

export interface TrendQuestion {
  metric: Metric;
  by: readonly Key[];
  where?: Where;
  from: PlainDate;
  to: PlainDate;
  known?: Instant | null;
}

/** The days at which a line has its points. */
export function trendDays(from: PlainDate, to: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let first = plainDate(`${from.slice(0, 7)}-01`); first <= to; first = addMonths(first, 1)) {
    const last = addDays(addMonths(first, 1), -1);
    days.push(last < to ? last : to);
  }
  return days;
}

/** The figures of each month, in order. The same refusals as figures. */
export const trend = (db: Database, { from, to, ...question }: TrendQuestion): Promise<Figures[]> =>
  figuresOn(db, question, trendDays(from, to));
