/** Whether what a template asks for is there: metrics, keys, values, days. */
import { addDays, addMonths, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import type { Key, Metric } from '../metric.ts';
import type { Directive, Fault, FaultCode } from './directive.ts';

/** What a directive may name. */
export interface Known {
  metricOf(id: string): Metric | undefined;
  /** The codes of the country’s own keys. */
  codes: Readonly<Record<'county' | 'municipality' | 'type', ReadonlySet<string>>>;
}

/** A line over time has at most so many months. */
const mostMonths = 60;
/** A table has at most so many keys: one for its rows, one for its columns. */
const mostKeys = { figure: 0, table: 2, chart: 1, map: 0 } as const;

/** What of the directives cannot be; empty when all of them can. `due`: the day that counts where none is said. */
export function checkDirectives(directives: readonly Directive[], due: PlainDate, known: Known): Fault[] {
  return directives.flatMap((directive) => {
    const metric = known.metricOf(directive.metric);
    const fault = (code: FaultCode, about: string): Fault => ({ line: directive.line, code, about });
    if (metric === undefined) return [fault('metric', directive.metric)];
    return [...faultsOfKeys(directive, metric, known, fault), ...faultsOfDays(directive, metric, due, fault)];
  });
}

type Say = (code: FaultCode, about: string) => Fault;

function faultsOfKeys(directive: Directive, metric: Metric, known: Known, fault: Say): Fault[] {
  const { kind, by, where, classes } = directive;
  const asked = [...by, ...(Object.keys(where) as Key[]), ...(classes === null ? [] : [classes])];
  const strange = [...new Set(asked)].filter((key) => !metric.keys.includes(key));
  if (strange.length > 0) return strange.map((key) => fault('key', `${key} (${metric.id}: ${metric.keys.join(', ')})`));
  const values = (Object.entries(where) as [Key, readonly string[]][]).flatMap(([key, codes]) => {
    const all = valuesOf(metric, key, known);
    return codes.filter((code) => !all.has(code)).map((code) => fault('value', `${key}=${code}`));
  });
  // Of a measure (a threshold, a percentile) one is told: two together are nothing.
  const measures = (Object.entries(where) as [Key, readonly string[]][]).flatMap(([key, codes]) =>
    metric.usual[key] !== undefined && !by.includes(key) && codes.length > 1
      ? [fault('measure', `${key}=${codes.join(',')}`)]
      : [],
  );
  const isMap = kind === 'map';
  const map = isMap && !metric.keys.includes('municipality') ? [fault('map', metric.id)] : [];
  const classed = classes !== null && (!isMap || metric.values[classes] === undefined) ? [fault('key', `class=${classes}`)] : [];
  const many = by.length > mostKeys[kind] ? [fault('not-alone', `by=${by.join(',')}`)] : [];
  return [...values, ...measures, ...map, ...classed, ...many];
}

function valuesOf(metric: Metric, key: Key, { codes }: Known): ReadonlySet<string> {
  if (key === 'county' || key === 'municipality' || key === 'type') return codes[key];
  return new Set(metric.values[key] ?? []);
}

function faultsOfDays({ on, months }: Directive, metric: Metric, due: PlainDate, fault: Say): Fault[] {
  const days = months === null ? [on ?? due] : monthEnds(months, due);
  if (days.length > mostMonths) return [fault('most-months', String(days.length))];
  const outside = days.find((day) => day < metric.from || (metric.to !== null && day > metric.to));
  return outside === undefined ? [] : [fault('metric-day', outside)];
}

/** The last day of each month, both ends included; of the month in which the report is due that day, if it comes last. */
export function monthEnds({ from, to }: { from: string; to: string }, due: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let first = plainDate(`${from}-01`); first.slice(0, 7) <= to && days.length <= mostMonths; first = addMonths(first, 1))
    days.push(addDays(addMonths(first, 1), -1));
  const last = days.at(-1)!;
  return due.slice(0, 7) === to && due < last ? [...days.slice(0, -1), due] : days;
}

/** How a point in time is named: by its month, or by its day when that is not the month’s last. */
export function pointName(on: PlainDate): string {
  return addDays(on, 1).endsWith('-01') ? on.slice(0, 7) : on;
}
