/**
 * Reads the part of iCalendar (RFC 5545) in which working hours are kept: VEVENT with DTSTART and DTEND, weekly RRULE (BYDAY, UNTIL,
 * COUNT), EXDATE, times with TZID=Europe/Stockholm or in UTC, and LOCATION as the place's code. Not read, and refused with its line:
 * times without a zone or in another zone, whole-day events, DURATION, other recurrences, RDATE, RECURRENCE-ID; a weekly time in UTC,
 * which would move with summer time. VTIMEZONE and alarms are passed over: the zone's own rules are those of this system.
 */
import {
  addDays,
  instant,
  localTime,
  type PlainDate,
  parsePlainDate,
  weekday as weekdayOf,
} from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type DaysHours, type Weekday, weekdays } from '../../network/index.ts';
import { type ImportFault, type ImportRow, mostRows, type ReadRows } from './rows.ts';

interface Property {
  line: number;
  params: Readonly<Record<string, string>>;
  value: string;
}

/** A time as the wall clock in Sweden shows it. */
interface WallTime {
  date: PlainDate;
  time: string;
  /** It was given in UTC. */
  utc: boolean;
}

interface Event {
  line: number;
  from: WallTime;
  to: WallTime;
  /** The weekdays on which it comes again, and its last day (null = no end). */
  weekly: { days: Weekday[]; until: PlainDate | null } | null;
  except: PlainDate[];
  placeCode: string | null;
}

/** What a line breaks is thrown as, and told as one of the file's faults. */
class LineFault extends Error {
  readonly fault: ImportFault;
  constructor(fault: ImportFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** The rows that an officer's calendar comes to. Every time of the calendar is the officer's working time. */
export function readICalendar(text: string, officerId: Uuid): ReadRows {
  const events: Event[] = [];
  const faults: ImportFault[] = [];
  if (!/^\uFEFF?BEGIN:VCALENDAR\s*$/m.test(text)) return { rows: [], faults: [{ line: 1, code: 'not-icalendar' }] };
  for (const event of eventsOf(text)) {
    try {
      events.push(readEvent(event));
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      faults.push(error.fault);
    }
  }
  if (events.length > mostRows) return { rows: [], faults: [{ line: 1, code: 'too-many-rows', params: { most: mostRows } }] };
  return faults.length > 0 ? { rows: [], faults } : { rows: rowsOf(events, officerId), faults: [] };
}

type RawEvent = { line: number; properties: Map<string, Property[]> };

/** The events of the text, whose folded lines (a line that begins with a space goes on from the one before) are put together. */
function eventsOf(text: string): RawEvent[] {
  const lines: { line: number; text: string }[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const before = lines.at(-1);
    if (/^[ \t]/.test(raw) && before !== undefined) before.text += raw.slice(1);
    else if (raw !== '') lines.push({ line: index + 1, text: raw });
  }
  const events: RawEvent[] = [];
  const inside: string[] = [];
  for (const { line, text: content } of lines) {
    const [, name = '', given = '', value = ''] = /^([A-Za-z0-9-]+)((?:;[^:";]+=(?:"[^"]*"|[^:";]*))*):(.*)$/.exec(content) ?? [];
    const upper = name.toUpperCase();
    if (upper === 'BEGIN') inside.push(value.toUpperCase());
    if (upper === 'BEGIN' && value.toUpperCase() === 'VEVENT') events.push({ line, properties: new Map() });
    if (upper === 'END') inside.pop();
    if (inside.at(-1) !== 'VEVENT' || upper === 'BEGIN' || upper === 'END') continue;
    const params = Object.fromEntries(
      [...given.matchAll(/;([^=]+)=("[^"]*"|[^;]*)/g)].map(([, key, text]) => [key!.toUpperCase(), text!.replaceAll('"', '')]),
    );
    const known = events.at(-1)!.properties;
    known.set(upper, [...(known.get(upper) ?? []), { line, params, value }]);
  }
  return events;
}

const refused = ['DURATION', 'RDATE', 'RECURRENCE-ID', 'EXRULE'] as const;

function readEvent({ line, properties }: RawEvent): Event {
  for (const name of refused) {
    const found = properties.get(name)?.[0];
    if (found !== undefined) throw new LineFault({ line: found.line, code: 'not-read', params: { what: name } });
  }
  const start = properties.get('DTSTART')?.[0];
  const end = properties.get('DTEND')?.[0];
  if (start === undefined || end === undefined) throw new LineFault({ line, code: 'no-times' });
  const [from, to] = [readTime(start), readTime(end)];
  if (to.date !== from.date || to.time <= from.time) throw new LineFault({ line: end.line, code: 'not-one-day' });
  const rule = properties.get('RRULE')?.[0];
  if (rule !== undefined && from.utc) throw new LineFault({ line: rule.line, code: 'weekly-in-utc' });
  const location = properties.get('LOCATION')?.[0]?.value.trim() ?? '';
  return {
    line,
    from,
    to,
    weekly: rule === undefined ? null : readRule(rule, from),
    except: (properties.get('EXDATE') ?? []).flatMap((one) =>
      one.value.split(',').map((value) => readTime({ ...one, value }).date),
    ),
    placeCode: location === '' ? null : location,
  };
}

/** Throws what cannot be a time on Sweden's wall clock: a day alone, another zone, or none. */
function readTime({ line, params, value }: Property): WallTime {
  const [, year, month, day, hour, minute, zone] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?$/.exec(value.trim()) ?? [];
  const date = parsePlainDate(`${year ?? ''}-${month ?? ''}-${day ?? ''}`);
  if (date === null || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) {
    throw new LineFault({ line, code: 'not-a-time', params: { value: value.slice(0, 40) } });
  }
  if (hour === undefined || params['VALUE'] === 'DATE') throw new LineFault({ line, code: 'whole-day' });
  const time = `${hour}:${minute!}`;
  if (zone === 'Z') return { ...localTime(instant(`${date}T${time}:00Z`)), utc: true };
  if (params['TZID'] === undefined)
    throw new LineFault({ line, code: 'time-without-zone', params: { value: value.slice(0, 40) } });
  if (params['TZID'] !== 'Europe/Stockholm')
    throw new LineFault({ line, code: 'other-zone', params: { zone: params['TZID'].slice(0, 40) } });
  return { date, time, utc: false };
}

const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

function readRule({ line, value }: Property, from: WallTime): NonNullable<Event['weekly']> {
  const parts = new Map(value.split(';').map((part) => part.toUpperCase().split('=') as [string, string | undefined]));
  const known = ['FREQ', 'BYDAY', 'UNTIL', 'COUNT', 'INTERVAL', 'WKST'];
  const other = [...parts.keys()].find((key) => !known.includes(key));
  if (parts.get('FREQ') !== 'WEEKLY' || (parts.get('INTERVAL') ?? '1') !== '1' || other !== undefined) {
    throw new LineFault({ line, code: 'not-read', params: { what: `RRULE:${value.slice(0, 60)}` } });
  }
  const own = weekdays[weekdayOf(from.date) - 1]!;
  const days = parts
    .get('BYDAY')
    ?.split(',')
    .map((code) => weekdays[dayCodes.indexOf(code)]) ?? [own];
  if (days.includes(undefined))
    throw new LineFault({ line, code: 'not-read', params: { what: `BYDAY=${parts.get('BYDAY') ?? ''}` } });
  const count = parts.get('COUNT');
  if (count !== undefined && !/^[1-9]\d{0,3}$/.test(count))
    throw new LineFault({ line, code: 'not-read', params: { what: `COUNT=${count}` } });
  const until = parts.get('UNTIL');
  const last =
    until !== undefined
      ? lastDay({ line, value: until })
      : count !== undefined
        ? nth(from.date, days as Weekday[], Number(count))
        : null;
  return { days: days as Weekday[], until: last };
}

/** The last day of UNTIL, in Sweden: a day, or an instant in UTC. */
function lastDay({ line, value }: { line: number; value: string }): PlainDate {
  const day = parsePlainDate(value.slice(0, 8).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  if (day === null || !/^\d{8}(T\d{6}Z?)?$/.test(value))
    throw new LineFault({ line, code: 'not-a-time', params: { value: value.slice(0, 40) } });
  const [, hour, minute] = /T(\d{2})(\d{2})\d{2}Z$/.exec(value) ?? [];
  return hour === undefined ? day : localTime(instant(`${day}T${hour}:${minute!}:00Z`)).date;
}

/** The day on which a weekly event comes for the nth time. */
function nth(from: PlainDate, days: readonly Weekday[], count: number): PlainDate {
  let day = from;
  for (let left = count; ; day = addDays(day, 1)) {
    if (days.includes(weekdays[weekdayOf(day) - 1]!) && --left === 0) return day;
  }
}

/** Weekly events become the week's hours and places for each stretch of days in which the same ones hold; the others single days. */
function rowsOf(events: readonly Event[], officerId: Uuid): ImportRow[] {
  const weekly = events.filter((event) => event.weekly !== null);
  const row = (line: number, more: Partial<ImportRow> & Pick<ImportRow, 'kind' | 'from' | 'to'>): ImportRow => {
    const base = { line, officerId, officer: '', weekday: null, hours: [], placeCode: null, note: '' };
    return { ...base, ...more };
  };
  const begins = weekly.flatMap(({ from, weekly }) => [
    from.date,
    ...(weekly!.until === null ? [] : [addDays(weekly!.until, 1)]),
  ]);
  const cuts = [...new Set(begins)].toSorted();
  const rows: ImportRow[] = [];
  for (const [index, from] of cuts.entries()) {
    const next = cuts[index + 1];
    const to = next === undefined ? null : addDays(next, -1);
    const held = weekly.filter(
      (event) => event.from.date <= from && (event.weekly!.until === null || event.weekly!.until >= from),
    );
    if (held.length === 0) continue;
    for (const weekday of weekdays) {
      const here = held
        .filter((event) => event.weekly!.days.includes(weekday))
        .toSorted((a, b) => a.from.time.localeCompare(b.from.time));
      if (here.length === 0) continue;
      rows.push(row(here[0]!.line, { kind: 'hours', from, to, weekday, hours: here.map(hoursOf) }));
      for (const event of here.filter(({ placeCode }) => placeCode !== null)) {
        rows.push(row(event.line, { kind: 'place', from, to, weekday, hours: [hoursOf(event)], placeCode: event.placeCode }));
      }
    }
  }
  const single = Map.groupBy(
    events.filter((event) => event.weekly === null),
    ({ from }) => from.date,
  );
  for (const [on, of] of single) {
    const sorted = of.toSorted((a, b) => a.from.time.localeCompare(b.from.time));
    rows.push(row(of[0]!.line, { kind: 'day', from: on, to: on, hours: sorted.map(hoursOf) }));
  }
  const free = weekly.flatMap(({ line, except }) => except.map((on) => ({ line, on })));
  for (const { line, on } of free) if (!single.has(on)) rows.push(row(line, { kind: 'day', from: on, to: on }));
  return rows;
}

const hoursOf = ({ from, to }: Event): DaysHours[number] => [from.time, to.time];
