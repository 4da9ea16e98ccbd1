/**
 * The one question to statistics: a metric, broken down, on a day (or for months), as known at an instant. What it answers may be shown to
 * anyone: counts of persons have gone through disclosure control. Pages, reports, files and the open API all ask here.
 */
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Key, Metric, Where } from './metric.ts';
import { insightProblem } from './problems.ts';
import { figuresBy } from './store/figures.ts';

export interface Question {
  metric: Metric;
  /** In this order; at most one of them a group of persons. Without any: the whole country. */
  by: readonly Key[];
  /** Only rows with these values. */
  where?: Where;
  /** A day; for a metric by month the month that it lies in. */
  on: PlainDate;
  /** As known then; null: now. */
  known?: Instant | null;
}

export interface FigureRow {
  /** Codes, in the order of `by`. */
  keys: readonly string[];
  /** In the metric’s unit; null: none, or hidden. */
  value: number | null;
  /** Hidden by disclosure control. */
  hidden: boolean;
  /** A share’s parts, as they may be shown. */
  part: number | null;
  whole: number | null;
}

export interface Figures {
  metric: Metric;
  by: readonly Key[];
  on: PlainDate;
  rows: readonly FigureRow[];
  /** Some of its records are reconstructed or generated. */
  isReconstructed: boolean;
}

/** Throws metric-key-unknown and metric-not-on-day. */
export async function figures(db: Database, { metric, by, where = {}, on, known = null }: Question): Promise<Figures> {
  const strange = [...by, ...(Object.keys(where) as Key[])].find((key) => !metric.keys.includes(key));
  if (strange !== undefined)
    throw insightProblem('metric-key-unknown', { params: { metric: metric.id, key: strange, keys: metric.keys.join(', ') } });
  if (on < metric.from || (metric.to !== null && on > metric.to))
    throw insightProblem('metric-not-on-day', { params: { metric: metric.id, day: on, firstDay: metric.from } });
  if (metric.time !== 'day') throw new Error(`${metric.id}: figures by month are not built yet`);
  const rows = (await figuresBy(db, metric.statement({ on, known }, by, withUsual(metric, by, where)), by)).map((row) => ({
    ...row,
    hidden: false,
  }));
  return { metric, by, on, rows, isReconstructed: metric.mayBeReconstructed };
}

/** Where nothing is said of a key that stands for another measure, its usual code counts. */
export function withUsual(metric: Metric, by: readonly Key[], where: Where): Where {
  const usual = Object.entries(metric.usual).filter(([key]) => !by.includes(key as Key) && where[key as Key] === undefined);
  return { ...where, ...Object.fromEntries(usual.map(([key, code]) => [key, [code]])) };
}
