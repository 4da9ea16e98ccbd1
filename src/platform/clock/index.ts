/**
 * Time. A day and an instant are different types, and both come in as arguments everywhere else:
 * this folder is the only place that reads the machine's clock (test/architecture.test.ts).
 */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** A calendar day, 'YYYY-MM-DD', as the person in Sweden sees it. */
export type PlainDate = string & { readonly __plainDate: unique symbol };
/** A point in time, ISO 8601 in UTC with milliseconds: '2020-02-14T08:00:00.000Z'. */
export type Instant = string & { readonly __instant: unique symbol };
/** A time of day on the wall clock, 'HH:MM'. */
export type TimeOfDay = string & { readonly __timeOfDay: unique symbol };

export interface Clock {
  now(): Instant;
}

export const timeZone = 'Europe/Stockholm';

/** The days that the register can speak of; a typing error such as year 20202 is not one of them. */
const firstDay = '1900-01-01';
const lastDay = '2199-12-31';

export const systemClock: Clock = {
  now: () => new Date().toISOString() as Instant,
};

/** A clock that stands still, or goes when told: for tests, seeds and replays. */
export function fixedClock(at: string): Clock & { set(at: string): void } {
  let current = instant(at);
  return {
    now: () => current,
    set(next) {
      current = instant(next);
    },
  };
}

/** Reads an instant. Throws RangeError when the text is none. */
export function instant(text: string): Instant {
  return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' }) as Instant;
}

/** Reads a day; null when the text is not a day that exists between 1900 and 2199 (2020-02-30 is none). */
export function parsePlainDate(text: string): PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < firstDay || text > lastDay) return null;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && leap ? 29 : monthLengths[month - 1];
  return length !== undefined && day >= 1 && day <= length ? (text as PlainDate) : null;
}

// By hand rather than by Temporal: a day is read in nearly every request.
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads a day that is known to be one. Throws RangeError otherwise. */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === null) throw new RangeError(`not a day: ${JSON.stringify(text)}`);
  return date;
}

// Swedish custom writes a day and a time as ISO 8601 does: '2020-02-14 12:00'.
const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The day and the time of day in Sweden at an instant. */
export function localTime(at: Instant): { date: PlainDate; time: TimeOfDay } {
  const [date, time] = wallClock.format(epochMilliseconds(at)).split(' ');
  return { date: date as PlainDate, time: time as TimeOfDay };
}

/** The instant of a day and a time of day ('HH:MM') in Sweden; null when there is no such time. An hour that comes twice is the first. */
export function instantAt(date: PlainDate, time: string): Instant | null {
  try {
    return instant(
      Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' }).toZonedDateTime(timeZone).toInstant().toString(),
    );
  } catch {
    return null;
  }
}

export function today(clock: Clock): PlainDate {
  return localTime(clock.now()).date;
}

// Sums of days and of milliseconds by number: they are made many times in each request, and a library takes fifty times as long.
const dayMs = 86_400_000;
const midnight = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`);

export function addDays(date: PlainDate, days: number): PlainDate {
  return new Date(midnight(date) + days * dayMs).toISOString().slice(0, 10) as PlainDate;
}

/** The same day so many months later; the month's last day where there is no such day (31 January + 1 is 28 or 29 February). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ months }).toString() as PlainDate;
}

export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (midnight(to) - midnight(from)) / dayMs;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: PlainDate): number {
  return new Date(midnight(date)).getUTCDay() || 7;
}

/** The instant so many milliseconds later (earlier when negative). */
export function later(at: Instant, milliseconds: number): Instant {
  return new Date(epochMilliseconds(at) + milliseconds).toISOString() as Instant;
}

/** Milliseconds since 1970: for libraries that ask for a number. */
export function epochMilliseconds(at: Instant): number {
  return Date.parse(at);
}

/** The instant for libraries that ask for a Date. */
export function dateOf(at: Instant): Date {
  return new Date(at);
}

/** What is said of a text that is no day. */
export const dayExpected = 'a day that exists, YYYY-MM-DD, between 1900-01-01 and 2199-12-31';

/** A day in input: text 'YYYY-MM-DD' of a day that exists. */
export const day = z
  .string()
  .meta({ format: 'date' })
  .refine((text) => parsePlainDate(text) !== null, dayExpected)
  .transform((text) => text as PlainDate);

/** An instant in input: ISO 8601 with an offset or Z. */
export const moment = z.iso
  .datetime({ offset: true, error: 'an instant, e.g. 2020-02-14T12:00:00Z' })
  .transform((text, context) => {
    try {
      return instant(text);
    } catch {
      // More decimals than there are nanoseconds, for example.
      context.addIssue({ code: 'custom', message: 'an instant, e.g. 2020-02-14T12:00:00Z' });
      return z.NEVER;
    }
  })
  .refine((at) => at >= `${firstDay}T` && at < `${lastDay}U`, 'an instant between 1900 and 2199');
