/** Need as a planning tool gives it, in CSV: who is needed where and when, one row per time. */
import { epochMilliseconds, type Instant, instant, later, localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { csvLines } from '../../platform/text/index.ts';
import type { ForecastRow } from './store/forecast.ts';

export const forecastColumns = ['type', 'place', 'start', 'end', 'need', 'source'] as const;
export type ForecastColumn = (typeof forecastColumns)[number];

/** What is wrong with a line; `column` null: with the line as a whole. */
export interface ForecastFault {
  line: number;
  column: ForecastColumn | null;
  /** A code of texts: staff-capacity.<language>.json under `wrong`. */
  wrong: 'csv' | 'columns' | 'type' | 'place' | 'time' | 'zone' | 'order' | 'need' | 'source' | 'twice' | 'empty';
}

export interface KnownCodes {
  types: ReadonlySet<string>;
  places: ReadonlyMap<string, Uuid>;
}

/** The rows of a file, or everything that is wrong with it. Times with their offset from UTC, each within one Swedish day. */
export function readForecast(text: string, known: KnownCodes): { rows: ForecastRow[] } | { faults: ForecastFault[] } {
  const read = csvLines(text);
  if ('brokenAt' in read) return { faults: [{ line: read.brokenAt, column: null, wrong: 'csv' }] };
  const [head, ...body] = read.lines;
  if (head === undefined) return { faults: [{ line: 1, column: null, wrong: 'empty' }] };
  const columns = head.values.map((name) => name.trim().toLowerCase());
  if (forecastColumns.some((name) => !columns.includes(name))) return { faults: [{ line: 1, column: null, wrong: 'columns' }] };
  if (body.length === 0) return { faults: [{ line: 1, column: null, wrong: 'empty' }] };
  const faults: ForecastFault[] = [];
  const seen = new Set<string>();
  const rows = body.flatMap(({ line, values }): ForecastRow[] => {
    const cell = (name: ForecastColumn): string => values[columns.indexOf(name)] ?? '';
    const { row, wrong } = rowOf(cell, known);
    faults.push(...wrong.map((one) => ({ line, ...one })));
    if (row === null) return [];
    const key = `${row.typeCode} ${row.placeId ?? ''} ${row.start}`;
    if (seen.has(key)) faults.push({ line, column: null, wrong: 'twice' });
    seen.add(key);
    return [row];
  });
  return faults.length > 0 ? { faults } : { rows };
}

type Wrong = Omit<ForecastFault, 'line'>;

function rowOf(
  cell: (name: ForecastColumn) => string,
  known: KnownCodes,
): { row: ForecastRow; wrong: readonly [] } | { row: null; wrong: readonly Wrong[] } {
  const [typeCode, placeCode, source] = [cell('type'), cell('place'), cell('source')];
  const placeId = placeCode === '' ? null : known.places.get(placeCode);
  const [start, end] = [timeOf(cell('start')), timeOf(cell('end'))];
  const need = /^\d{1,6}([.,]\d{1,4})?$/.test(cell('need')) ? Number(cell('need').replace(',', '.')) : null;
  const wrong: Wrong[] = [
    ...(known.types.has(typeCode) ? [] : [{ column: 'type' as const, wrong: 'type' as const }]),
    ...(placeId === undefined ? [{ column: 'place' as const, wrong: 'place' as const }] : []),
    ...('wrong' in start ? [{ column: 'start' as const, wrong: start.wrong }] : []),
    ...('wrong' in end ? [{ column: 'end' as const, wrong: end.wrong }] : []),
    ...(need === null ? [{ column: 'need' as const, wrong: 'need' as const }] : []),
    ...(source === '' || source.length > 200 ? [{ column: 'source' as const, wrong: 'source' as const }] : []),
  ];
  if ('wrong' in start || 'wrong' in end || need === null || placeId === undefined || wrong.length > 0)
    return { row: null, wrong };
  if (!isWithinDay(start.at, end.at)) return { row: null, wrong: [{ column: 'end', wrong: 'order' }] };
  return { row: { typeCode, placeId, start: start.at, end: end.at, need, source }, wrong: [] };
}

function timeOf(text: string): { at: Instant } | { wrong: 'time' | 'zone' } {
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/.test(text)) return { wrong: 'zone' };
  try {
    return { at: instant(text.replace(' ', 'T')) };
  } catch {
    return { wrong: 'time' };
  }
}

function isWithinDay(start: Instant, end: Instant): boolean {
  if (epochMilliseconds(start) >= epochMilliseconds(end)) return false;
  return localTime(start).date === localTime(later(end, -1)).date;
}
