/**
 * What stands between `{{` and `}}` in a template: a metric by its id, and which figure of it.
 *
 *     {{municipalities-by-state state=staffed_office,visiting_office on=2020-12-31}}   a figure in the text
 *     {{table offices by=kind title="Egna kontor"}}                                    on a line of its own: table, chart, map
 *     {{chart places-secured from=2019-10 to=2020-06}}                                 a line, month by month
 *
 * Without `on` it is the day that the report is due.
 */
import { parsePlainDate, type PlainDate } from '../../../platform/clock/index.ts';
import { type Key, keys, type Where } from '../metric.ts';

export const directiveKinds = ['figure', 'table', 'chart', 'map'] as const;
export type DirectiveKind = (typeof directiveKinds)[number];

export interface Directive {
  kind: DirectiveKind;
  /** In the template, from 1. */
  line: number;
  metric: string;
  by: readonly Key[];
  where: Where;
  /** Null: the day that the report is due. */
  on: PlainDate | null;
  /** Months, both included: a line over time, on the last day of each. */
  months: { from: string; to: string } | null;
  /** A map's classes: the values of this key. Null: by the figure. */
  classes: Key | null;
  title: string | null;
}

/** Something in a template that cannot be; texts: `insight:staffReports.fault.<code>`. */
export interface Fault {
  line: number;
  code: FaultCode;
  /** What it is about, as it stands there. */
  about: string;
}

export const faultCodes = [
  'html',
  'not-supported',
  'link',
  'heading',
  'broken',
  'alone',
  'not-alone',
  'setting',
  'day',
  'months',
  'metric',
  'key',
  'value',
  'map',
  'metric-day',
  'most-months',
  'measure',
  'deep',
  'long',
  'not-counted',
] as const;
export type FaultCode = (typeof faultCodes)[number];

const setting = /([a-z]+)=("[^"]*"|[^\s"]+)/y;
const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && parsePlainDate(`${text}-01`) !== null;

/** Reads the inside of the braces; the faults when it cannot be read. Whether there is such a metric is another question (check.ts). */
export function readDirective(inside: string, line: number): Directive | Fault[] {
  const [, word = '', rest = ''] = /^\s*([a-z0-9-]+)\s*([\s\S]*)$/.exec(inside) ?? [];
  const isBlock = word === 'table' || word === 'chart' || word === 'map';
  const [, metric = '', settings = ''] = isBlock ? (/^([a-z0-9-]+)(?:\s+([\s\S]*))?$/.exec(rest) ?? []) : ['', word, rest];
  if (metric === '') return [{ line, code: 'broken', about: inside.trim().slice(0, 80) }];
  const found = readSettings(settings.trim(), line);
  if (Array.isArray(found)) return found;
  const faults: Fault[] = [];
  const directive: Directive & { where: Partial<Record<Key, readonly string[]>> } = {
    kind: isBlock ? word : 'figure',
    line,
    metric,
    by: [],
    where: {},
    on: null,
    months: null,
    classes: null,
    title: null,
  };
  const takeKey = (name: string): Key[] => {
    if ((keys as readonly string[]).includes(name)) return [name as Key];
    faults.push({ line, code: 'setting', about: name });
    return [];
  };
  for (const [name, value] of found) {
    if (name === 'by') {
      directive.by = value.split(',').flatMap(takeKey);
      if (new Set(directive.by).size < directive.by.length) faults.push({ line, code: 'setting', about: `by=${value}` });
    } else if (name === 'class') directive.classes = takeKey(value)[0] ?? null;
    else if (name === 'title') directive.title = value;
    else if (name === 'on') {
      directive.on = parsePlainDate(value);
      if (directive.on === null) faults.push({ line, code: 'day', about: value });
    } else if (name !== 'from' && name !== 'to') for (const key of takeKey(name)) directive.where[key] = value.split(',');
  }
  const [from, to] = [found.get('from'), found.get('to')];
  if (from !== undefined || to !== undefined) {
    const readable = from !== undefined && to !== undefined && isMonth(from) && isMonth(to) && from <= to;
    if (readable && (directive.kind === 'chart' || directive.kind === 'table')) directive.months = { from, to };
    else faults.push({ line, code: 'months', about: `from=${from ?? ''} to=${to ?? ''}` });
  }
  return faults.length > 0 ? faults : directive;
}

function readSettings(text: string, line: number): Map<string, string> | Fault[] {
  const found = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    setting.lastIndex = at;
    const match = setting.exec(text);
    if (match === null || found.has(match[1]!)) return [{ line, code: 'setting', about: text.slice(at, at + 40) }];
    found.set(match[1]!, match[2]!.replace(/^"(.*)"$/s, '$1'));
    at = setting.lastIndex;
    while (/\s/.test(text[at] ?? '')) at += 1;
  }
  return found;
}
