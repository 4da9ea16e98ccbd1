/** What a log of visits says, line by line. Pure: which topics there are, and what time it is, come in. */
import { type Instant, instantAt, parsePlainDate, type PlainDate } from '../../../platform/clock/index.ts';
import { type CsvLine, csvLines } from '../../../platform/text/index.ts';
import { type NotHelpedReason, notHelpedReasons, type Outcome, outcomes } from '../kinds.ts';
import { looksPersonal, namesPersonalColumn } from './personal.ts';
import { visitFaults } from './visit-faults.ts';

/** The columns of the file, in the order in which the example has them. */
export const logColumns = [
  'day',
  'arrived',
  'called',
  'served',
  'ended',
  'topic',
  'language',
  'booked',
  'outcome',
  'reason',
] as const;
export type LogColumn = (typeof logColumns)[number];

/** More rows than this are read in as several files. */
export const mostRows = 50_000;

/** One visit of the log. Times are instants; what the log does not say is null. */
export interface LoggedVisit {
  line: number;
  day: PlainDate;
  arrivedAt: Instant;
  calledAt: Instant | null;
  servingAt: Instant | null;
  endedAt: Instant | null;
  topic: string;
  language: string | null;
  bookedFor: Instant | null;
  outcome: Outcome;
  reason: NotHelpedReason | null;
}

/** Why a line cannot be read: a code of texts/staff-import, with the column (null: the whole line) and the values that the text speaks of. */
export interface LogFault {
  line: number;
  column: LogColumn | null;
  code: string;
  params?: Readonly<Record<string, string | number>>;
}

export interface ReadLog {
  visits: LoggedVisit[];
  faults: LogFault[];
}

export interface KnownToLog {
  /** Code of a topic by what a log may call it: its code or its Swedish name, in small letters. */
  topics: ReadonlyMap<string, string>;
  /** Nothing in a log is later than this. */
  now: Instant;
}

/**
 * Reads CSV (RFC 4180; commas, semicolons or tabs, with or without a byte order mark, with a header). A log in which anything looks like a
 * person is refused as a whole, and what looked so is not repeated in the answer.
 */
export function readLog(text: string, known: KnownToLog): ReadLog {
  const read = csvLines(text);
  if ('brokenAt' in read) return { visits: [], faults: [{ line: read.brokenAt, column: null, code: 'not-csv' }] };
  const [head, ...body] = read.lines;
  const refusal = refusedWhole(head, body);
  if (refusal.length > 0) return { visits: [], faults: refusal };
  const columns = head!.values.map(columnName);
  const visits: LoggedVisit[] = [];
  const faults: LogFault[] = [];
  for (const { line, values } of body) {
    const cell = (name: LogColumn): string => values[columns.indexOf(name)] ?? '';
    const visit = readVisit(cell, line, known);
    if ('faults' in visit) faults.push(...visit.faults);
    else visits.push(visit.visit);
  }
  return { visits, faults };
}

const columnName = (name: string): string => name.trim().toLowerCase();

/** What refuses the file before its lines are read. */
function refusedWhole(head: CsvLine | undefined, body: readonly CsvLine[]): LogFault[] {
  if (head === undefined || body.length === 0) return [{ line: 1, column: null, code: 'empty' }];
  if (body.length > mostRows) return [{ line: mostRows + 2, column: null, code: 'too-many-rows', params: { most: mostRows } }];
  const named = head.values.map(columnName).filter((name) => name !== '');
  const personal = named.filter(namesPersonalColumn);
  if (personal.length > 0) return [{ line: 1, column: null, code: 'personal-column', params: { column: personal.join(', ') } }];
  const looking = [head, ...body].filter(({ values }) => values.some(looksPersonal));
  if (looking.length > 0) return looking.map(({ line }) => ({ line, column: null, code: 'personal-value' }));
  const missing = (['arrived', 'topic', 'outcome'] as const).filter((name) => !named.includes(name));
  if (missing.length > 0) return missing.map((column) => ({ line: 1, column, code: 'no-column' }));
  const unknown = named.filter((name) => !(logColumns as readonly string[]).includes(name));
  if (unknown.length > 0)
    return [{ line: 1, column: null, code: 'unknown-column', params: { column: unknown.join(', ').slice(0, 100) } }];
  const twice = logColumns.filter((name) => named.filter((one) => one === name).length > 1);
  if (twice.length > 0) return twice.map((column) => ({ line: 1, column, code: 'column-twice' }));
  return [];
}

type Cell = (name: LogColumn) => string;

function readVisit(cell: Cell, line: number, known: KnownToLog): { visit: LoggedVisit } | { faults: LogFault[] } {
  const faults: LogFault[] = [];
  const fault = (column: LogColumn, code: string): null => {
    faults.push({ line, column, code, params: { value: cell(column).slice(0, 40) } });
    return null;
  };
  const day = dayOf(cell, fault);
  const time = (column: LogColumn): Instant | null =>
    cell(column) === '' || day === null ? null : (timeOf(cell(column), day) ?? fault(column, 'time'));
  const [arrived, called, served, ended] = [time('arrived'), time('called'), time('served'), time('ended')];
  if (cell('arrived') === '') fault('arrived', 'missing');
  const topic = known.topics.get(cell('topic').toLowerCase()) ?? fault('topic', cell('topic') === '' ? 'missing' : 'topic');
  const language = /^[a-z]{2,3}$/.test(cell('language').toLowerCase()) ? cell('language').toLowerCase() : null;
  if (cell('language') !== '' && language === null) fault('language', 'language');
  const booked = bookedOf(cell('booked'), day);
  const bookedFor = booked === 'at-arrival' ? arrived : booked === 'unreadable' ? fault('booked', 'booked') : booked;
  const outcome = outcomes.find((one) => one === cell('outcome').toLowerCase()) ?? fault('outcome', 'outcome');
  const reason = notHelpedReasons.find((one) => one === cell('reason').toLowerCase()) ?? null;
  if (cell('reason') !== '' && reason === null) fault('reason', 'reason');
  const told = { arrivedAt: arrived, calledAt: called, servingAt: served, endedAt: ended, outcome };
  const givenReason = cell('reason') === '' ? null : (reason ?? 'unreadable');
  for (const { column, code } of visitFaults({ ...told, reason: givenReason }, known.now)) fault(column, code);
  if (faults.length > 0 || day === null || arrived === null || topic === null || outcome === null) return { faults };
  const spoken = { topic, language, bookedFor, outcome, reason };
  return { visit: { line, day, ...told, arrivedAt: arrived, ...spoken } };
}

/** The column `day`; without it the day that `arrived` begins with. */
function dayOf(cell: Cell, fault: (column: LogColumn, code: string) => null): PlainDate | null {
  if (cell('day') !== '') return parsePlainDate(cell('day')) ?? fault('day', 'day');
  if (cell('arrived') === '') return null;
  return parsePlainDate(cell('arrived').slice(0, 10)) ?? fault('arrived', 'no-day');
}

/** A time of the Swedish wall clock that day: `9:05`, `09:05:30` or with the same day before it. Null when it is none. */
function timeOf(text: string, day: PlainDate): Instant | null {
  const [, said, hour, minute, second = '00'] = /^(?:(\d{4}-\d\d-\d\d)[T ])?(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?$/.exec(text) ?? [];
  if (hour === undefined || (said !== undefined && said !== day)) return null;
  return instantAt(day, `${hour.padStart(2, '0')}:${minute!}:${second}`);
}

/** When the visitor had a time: its time; `at-arrival` when the log only says that there was one. */
function bookedOf(text: string, day: PlainDate | null): Instant | null | 'at-arrival' | 'unreadable' {
  if (['', 'nej', 'no', '0', 'false', 'falskt'].includes(text.toLowerCase())) return null;
  if (['ja', 'yes', '1', 'true', 'sant'].includes(text.toLowerCase())) return 'at-arrival';
  return (day === null ? null : timeOf(text, day)) ?? 'unreadable';
}

/** What makes two visits the same line of two logs. */
export function sameLine(visit: Omit<LoggedVisit, 'line' | 'day'>): string {
  const { arrivedAt, calledAt, servingAt, endedAt, topic, language, bookedFor, outcome, reason } = visit;
  return [arrivedAt, calledAt, servingAt, endedAt, topic, language, bookedFor, outcome, reason].map((one) => one ?? '').join(' ');
}
