/** What is asked of a metric’s page, from its address: a day or month, a breakdown, and for keys that stand for another measure which one. */
import { addDays, addMonths, parsePlainDate, type PlainDate, plainDate } from '../../../../platform/clock/index.ts';
import { definitionOn } from '../../figures.ts';
import type { Key, Metric, Where } from '../../metric.ts';

export interface Asked {
  metric: Metric;
  /** The day; of a metric by month the last of the month. */
  on: PlainDate;
  by: readonly Key[];
  /** The measure that is shown, where the metric has several. */
  where: Where;
  /** Something in the address could not be used, and what stands here is shown instead. */
  error: 'day' | 'by' | 'measure' | null;
}

/** How many months lines go back, with the one that is asked about. */
export const trendMonths = 24;

/** The last day of the day’s month. */
export const monthEnd = (on: PlainDate): PlainDate => addDays(addMonths(plainDate(`${on.slice(0, 7)}-01`), 1), -1);

/** The newest that a metric may tell about: today, or the month that has ended. */
export const newest = (metric: Metric, today: PlainDate): PlainDate =>
  metric.time === 'day' ? today : addDays(plainDate(`${today.slice(0, 7)}-01`), -1);

/** One value; of several, which nothing here has a use for, a text that is no code. */
const typedOf = (query: unknown, name: string): string => {
  const value: unknown = (query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value.trim().slice(0, 40) : Array.isArray(value) ? value.join(' ') : '';
};

export function readAsked(metric: Metric, query: unknown, today: PlainDate): Asked {
  const typed = typedOf(query, 'on');
  const day = typed === '' ? newest(metric, today) : parsePlainDate(/^\d{4}-\d{2}$/.test(typed) ? `${typed}-01` : typed);
  const isCovered = day !== null && day >= metric.from && (metric.to === null || day <= metric.to);
  const shown = day !== null && isCovered ? day : newest(metric, today);
  const on = metric.time === 'day' ? shown : monthEnd(shown);
  const by = typedOf(query, 'by');
  const isKey = by === '' || metric.keys.includes(by as Key);
  const chosen = measuresOf(metric).flatMap((key) => {
    const code = typedOf(query, key);
    return code === '' || key === by ? [] : [[key, code] as const];
  });
  const isMeasure = chosen.every(([key, code]) => metric.values[key]!.includes(code));
  const where: Where = Object.fromEntries(isMeasure ? chosen.map(([key, code]) => [key, [code]]) : []);
  return {
    metric: isCovered ? definitionOn(metric, on) : metric,
    on,
    by: isKey && by !== '' ? [by as Key] : [],
    where,
    error: !isCovered ? 'day' : !isKey ? 'by' : isMeasure ? null : 'measure',
  };
}

/** The keys whose codes are measures of their own (a threshold, a percentile); none for most metrics. */
export const measuresOf = (metric: Metric): Key[] => Object.keys(metric.usual) as Key[];

/** The same question as an address’s query. */
export function queryOf({ on, by, where }: Pick<Asked, 'on' | 'by' | 'where'>): string {
  const chosen = Object.entries(where).map(([key, codes]) => [key, codes[0]!]);
  return new URLSearchParams([['on', on], ...by.map((key) => ['by', key]), ...chosen]).toString();
}
