/**
 * The one question to statistics: a metric, broken down, on a day (or for months), as known at an instant. What it answers may be shown to
 * anyone: counts of persons have gone through disclosure control. Pages, reports, files and the open API all ask here.
 */
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { codesOf, combinations, geographicKeys } from './codes.ts';
import { derivedOn } from './derived.ts';
import { readMonths } from './disclosure/month.ts';
import { keptAreas } from './kept.ts';
import type { EventMetric, Key, Metric, StateMetric, StockMetric, Where } from './metric.ts';
import { everyVersion, versionOn } from './metrics/index.ts';
import { insightProblem } from './problems.ts';
import { statesOn } from './states.ts';
import type { RawFigure } from './store/figures.ts';
import type { Area } from './store/regions.ts';

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
  /** Some or all of its records are made up for a trial. */
  isMadeUp: boolean;
  /** False for a month that has not been counted to its end, or is being made safe to show: then there are no rows. */
  isCounted: boolean;
}

/**
 * A day is answered by the definition of then (`metric` in the answer). Rows stand in the order of their codes; of an open count, also
 * combinations that there are none of. Throws metric-key-unknown, metric-value-unknown and metric-not-on-day.
 */
export async function figures(db: Database, { on, ...question }: Question): Promise<Figures> {
  return (await figuresOn(db, question, [on]))[0]!;
}

/** The same question on several days, in their order: they are read together. */
export async function figuresOn(db: Database, question: Omit<Question, 'on'>, days: readonly PlainDate[]): Promise<Figures[]> {
  const areas = await keptAreas(db);
  const { by, where = {} } = question;
  const asked = days.map((on) => ({ on, metric: definitionOn(question.metric, on) }));
  const found = new Map<PlainDate, Figures>();
  for (const [metric, same] of Map.groupBy(asked, (one) => one.metric)) {
    requireKnown(areas, metric, by, where);
    const ofMetric = same.map(({ on }) => on);
    const asking = { ...question, metric, where: withUsual(metric, by, where) };
    if (metric.time === 'derived')
      for (const one of await derivedOn((of) => figuresOn(db, of, ofMetric), { ...asking, metric }, ofMetric))
        found.set(one.on, one);
    else if (metric.time === 'month')
      for (const one of await monthly(db, { ...asking, metric }, areas, ofMetric)) found.set(one.on, one);
    else for (const one of await daily(db, { ...asking, metric }, areas, ofMetric, where)) found.set(one.on, one);
  }
  return days.map((on) => found.get(on)!);
}

type Asking<One extends Metric> = Omit<Question, 'on' | 'metric'> & { metric: One; where: Where };

async function monthly(
  db: Database,
  { metric, by, where }: Asking<EventMetric | StockMetric>,
  areas: readonly Area[],
  days: readonly PlainDate[],
): Promise<Figures[]> {
  const months = [...new Set(days.map((on) => on.slice(0, 7)))];
  const found = await readMonths(db, { metric, by, where, months, areas });
  return days.map((on) => {
    const month = found.get(on.slice(0, 7));
    const isMadeUp = month?.isGenerated === true;
    const isReconstructed = metric.mayBeReconstructed || isMadeUp;
    return { metric, by, on, rows: month?.rows ?? [], isReconstructed, isMadeUp, isCounted: month !== undefined };
  });
}

/** `where` as it was asked, before the usual codes came to it. */
async function daily(
  db: Database,
  { metric, by, where: asking, known = null }: Asking<StateMetric>,
  areas: readonly Area[],
  days: readonly PlainDate[],
  where: Where,
): Promise<Figures[]> {
  const states = await statesOn(db, { metric, by, where: asking, known }, days);
  // Days with the same figures have the same rows.
  const rows = new Map<readonly RawFigure[], FigureRow[]>();
  const rowsOf = (found: readonly RawFigure[]): FigureRow[] => {
    const same = rows.get(found);
    if (same !== undefined) return same;
    const filled = complete(found, areas, { metric, by, where });
    const made = inOrder(filled, areas, { metric, by }).map((row) => ({ ...row, hidden: false }));
    rows.set(found, made);
    return made;
  };
  const isReconstructed = metric.mayBeReconstructed;
  return days.map((on, at) => ({ metric, by, on, rows: rowsOf(states[at]!), isReconstructed, isMadeUp: false, isCounted: true }));
}

/** The version of the metric that holds on the day. Throws metric-not-on-day. */
export function definitionOn(metric: Metric, on: PlainDate): Metric {
  if (metric.from <= on && (metric.to === null || on <= metric.to)) return metric;
  const found = versionOn(everyVersion, metric.id, on);
  if (found === undefined)
    throw insightProblem('metric-not-on-day', { params: { metric: metric.id, day: on, firstDay: metric.from } });
  return found;
}

function requireKnown(areas: readonly Area[], metric: Metric, by: readonly Key[], where: Where): void {
  const keys = [...by, ...(Object.keys(where) as Key[])];
  const twice = by.find((key, at) => by.indexOf(key) !== at);
  const strange = keys.find((key) => !metric.keys.includes(key)) ?? twice;
  if (strange !== undefined)
    throw insightProblem('metric-key-unknown', { params: { metric: metric.id, key: strange, keys: metric.keys.join(', ') } });
  for (const [key, codes] of Object.entries(where)) {
    const known = codesOf(areas, metric, key as Key);
    const value = codes.find((code) => !known.includes(code));
    if (value !== undefined) throw insightProblem('metric-value-unknown', { params: { metric: metric.id, key, value } });
  }
}

/** Where nothing is said of a key that stands for another measure, its usual code counts. */
export function withUsual(metric: Metric, by: readonly Key[], where: Where): Where {
  const usual = Object.entries(metric.usual).filter(([key]) => !by.includes(key as Key) && where[key as Key] === undefined);
  return { ...where, ...Object.fromEntries(usual.map(([key, code]) => [key, [code]])) };
}

/** More rows than these are not filled in with nothing. */
const mostFilledIn = 5_000;

/** With the combinations that there are none of: 0 of an open count; without `by` the one row that there always is. */
function complete(
  found: readonly RawFigure[],
  areas: readonly Area[],
  { metric, by, where }: { metric: Metric; by: readonly Key[]; where: Where },
): readonly RawFigure[] {
  const none = metric.unit === 'count' ? 0 : null;
  if (by.length === 0) return found.length > 0 ? found : [{ keys: [], value: none, part: null, whole: null }];
  const lists = by.map((key) => where[key] ?? codesOf(areas, metric, key));
  const places = by.filter((key) => geographicKeys.includes(key)).length;
  const size = lists.reduce((product, list) => product * list.length, 1);
  if (metric.unit !== 'count' || metric.disclosure !== 'open' || places > 1 || size > mostFilledIn) return found;
  const there = new Set(found.map(({ keys }) => keys.join(' ')));
  const missing = combinations(lists).filter((keys) => !there.has(keys.join(' ')));
  return [...found, ...missing.map((keys) => ({ keys, value: 0, part: null, whole: null }))];
}

function inOrder(
  rows: readonly RawFigure[],
  areas: readonly Area[],
  { metric, by }: { metric: Metric; by: readonly Key[] },
): RawFigure[] {
  const places = by.map((key) => new Map(codesOf(areas, metric, key).map((code, at) => [code, at])));
  const order = (row: RawFigure): number[] => row.keys.map((code, at) => places[at]!.get(code) ?? Infinity);
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const at = a.findIndex((place, index) => place !== b[index]);
    return at === -1 ? 0 : a[at]! < b[at]! ? -1 : 1;
  };
  return rows
    .map((row) => ({ row, order: order(row) }))
    .toSorted((a, b) => compare(a.order, b.order))
    .map(({ row }) => row);
}
