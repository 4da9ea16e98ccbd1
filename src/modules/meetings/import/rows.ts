/** What a file says of officers' time, line by line, whichever format it came in. */
import { parsePlainDate, type PlainDate } from '../../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { csvLines } from '../../../platform/text/index.ts';
import { type DaysHours, daysHours, type Weekday, weekdays } from '../../network/index.ts';

/** The columns of the file, in the order in which it is written. */
export const columns = ['officer_id', 'officer', 'kind', 'from', 'to', 'weekday', 'hours', 'place_code', 'note'] as const;

export const rowKinds = ['hours', 'day', 'place'] as const;

/** `hours`: of a weekday from a day on; `day`: a day that differs; `place`: where the officer is on a weekday from a day on. */
export interface ImportRow {
  line: number;
  officerId: Uuid | null;
  /** Who, when no id is given: a name that one officer has. */
  officer: string;
  kind: (typeof rowKinds)[number];
  from: PlainDate;
  /** Last day; null = no end. */
  to: PlainDate | null;
  /** null only for hours: the whole week is free. */
  weekday: Weekday | null;
  /** [] = free; for a place: all day. */
  hours: DaysHours;
  /** null: the usual place. */
  placeCode: string | null;
  note: string;
}

/** Why a line cannot be read or done: a code, with the values that its text speaks of. */
export interface ImportFault {
  line: number;
  code: string;
  params?: Readonly<Record<string, string | number>>;
}

export interface ReadRows {
  rows: ImportRow[];
  faults: ImportFault[];
}

/** More rows than this are more than one can look through before they are read in. */
export const mostRows = 5_000;

/** Reads CSV (RFC 4180; commas, semicolons or tabs; with a header). A column that is not known, or a row that cannot be read, is a fault. */
export function readCsv(text: string): ReadRows {
  const file = csvLines(text);
  if ('brokenAt' in file) return { rows: [], faults: [{ line: file.brokenAt, code: 'not-csv' }] };
  const [head, ...body] = file.lines;
  const named = (head?.values ?? []).map((name) => name.toLowerCase());
  const missing = ['kind', 'from'].filter((name) => !named.includes(name));
  if (missing.length > 0) return { rows: [], faults: [{ line: 1, code: 'no-column', params: { column: missing[0]! } }] };
  const unknown = named.find((name) => !(columns as readonly string[]).includes(name));
  if (unknown !== undefined) return { rows: [], faults: [{ line: 1, code: 'unknown-column', params: { column: unknown } }] };
  if (body.length > mostRows)
    return { rows: [], faults: [{ line: mostRows + 2, code: 'too-many-rows', params: { most: mostRows } }] };
  const read = body.map(({ line, values }) => readRow((name) => values[named.indexOf(name)] ?? '', line));
  return {
    rows: read.filter((one): one is ImportRow => 'kind' in one),
    faults: read.filter((one): one is ImportFault => 'code' in one),
  };
}

function readRow(value: (name: (typeof columns)[number]) => string, line: number): ImportRow | ImportFault {
  const fault = (code: string, column: string): ImportFault => ({
    line,
    code,
    params: { value: value(column as 'kind').slice(0, 40) },
  });
  const kind = rowKinds.find((one) => one === value('kind').toLowerCase());
  if (kind === undefined) return fault('kind', 'kind');
  const officerId = value('officer_id') === '' ? null : parseUuid(value('officer_id'));
  if (officerId === null && (value('officer_id') !== '' || value('officer') === '')) return fault('officer', 'officer_id');
  const from = parsePlainDate(value('from'));
  if (from === null) return fault('from', 'from');
  const to = value('to') === '' ? null : parsePlainDate(value('to'));
  if (value('to') !== '' && (to === null || to < from)) return fault('to', 'to');
  const weekday = weekdays.find((one) => one === value('weekday').toLowerCase()) ?? null;
  if (weekday === null && (kind === 'place' || value('weekday') !== '')) return fault('weekday', 'weekday');
  const hours = readHours(value('hours'));
  if (hours === null || (kind === 'hours' && weekday === null && hours.length > 0)) return fault('hours', 'hours');
  if (value('note').length > 200) return fault('note', 'note');
  const note = value('note').replace(/^'(?=[=+\-@])/, '');
  const placeCode = value('place_code') === '' ? null : value('place_code');
  return { line, officerId, officer: value('officer'), kind, from, to, weekday, hours, placeCode, note };
}

/** `08:00-12:00 13:00-16:30`; null when it is none. */
function readHours(text: string): DaysHours | null {
  const spans = text.split(/\s+/).filter((span) => span !== '');
  const read = daysHours.safeParse(spans.map((span) => span.split('-')));
  return read.success ? read.data : null;
}
