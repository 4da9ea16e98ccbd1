/**
 * Days and quarter-hours by number. A day's quarters are those of the wall clock in Sweden, 96 on every day: on the two days on which
 * the clock is changed the hour that is missing is never offered, and what lies in the hour that comes twice takes it once.
 */
import {
  addDays,
  daysBetween,
  epochMilliseconds,
  type Instant,
  instantAt,
  later,
  localTime,
  type PlainDate,
  plainDate,
} from '../../../platform/clock/index.ts';
import { minutesOf, timeOf } from '../hours.ts';

export const quarterMinutes = 15;
export const quartersADay = 96;

const dayZero = plainDate('1970-01-01');
const quarterMs = quarterMinutes * 60_000;
const dayMs = quartersADay * quarterMs;

export const dayNumber = (date: PlainDate): number => daysBetween(dayZero, date);

const dates = new Map<number, PlainDate>();

export function dateOf(number: number): PlainDate {
  let date = dates.get(number);
  if (date === undefined) dates.set(number, (date = addDays(dayZero, number)));
  return date;
}

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (number: number): number => ((number + 3) % 7) + 1;

const midnightOf = (number: number): Instant => instantAt(dateOf(number), '00:00')!;

const starts = new Map<number, number>();

/** When a day begins in Sweden, in milliseconds since 1970. */
function startMs(number: number): number {
  let at = starts.get(number);
  if (at === undefined) starts.set(number, (at = epochMilliseconds(midnightOf(number))));
  return at;
}

const texts = new Map<number, readonly Instant[]>();

/** The instants at which a day's quarters begin, and as the last one that at which the day ends. */
export function instantsOf(number: number): readonly Instant[] {
  let found = texts.get(number);
  if (found === undefined) texts.set(number, (found = makeInstants(number)));
  return found;
}

function makeInstants(number: number): Instant[] {
  const start = midnightOf(number);
  const plain = startMs(number + 1) - startMs(number) === dayMs;
  const date = dateOf(number);
  return Array.from({ length: quartersADay + 1 }, (_, quarter) => {
    if (quarter === quartersADay) return midnightOf(number + 1);
    if (plain) return later(start, quarter * quarterMs);
    const time = timeOf(quarter * quarterMinutes);
    const at = instantAt(date, time)!;
    // A time that is passed over when the clock goes forward is where it goes on: at the next whole hour.
    return localTime(at).time === time ? at : instantAt(date, timeOf((Math.floor(quarter / 4) + 1) * 60))!;
  });
}

/** The day at an instant (milliseconds since 1970) and the minute of it, which has a fraction when the instant has seconds. */
export function whenIs(ms: number): { day: number; minute: number } {
  // Sweden is an hour or two before UTC.
  let day = Math.floor((ms + 3_600_000) / dayMs);
  if (ms < startMs(day)) day -= 1;
  else if (ms >= startMs(day + 1)) day += 1;
  const start = startMs(day);
  if (startMs(day + 1) - start === dayMs) return { day, minute: (ms - start) / 60_000 };
  const { time } = localTime(later(midnightOf(day), ms - start));
  return { day, minute: minutesOf(time) + (ms % 60_000) / 60_000 };
}

/** Forgets days before a day: a process that lives for years keeps what it can be asked for. */
export function forgetDaysBefore(number: number): void {
  for (const known of [dates, starts, texts]) for (const day of known.keys()) if (day < number) known.delete(day);
}
