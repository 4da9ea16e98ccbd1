/** Hours of a day as people say them ("08:00"), and as they are reckoned with: minutes after midnight in Sweden. */
import { type PlainDate, weekday } from '../../platform/clock/index.ts';
import { type DaysHours, weekdays, type WeeklyHours } from '../network/index.ts';

/** Both in minutes after midnight, the first before the second. */
export interface Span {
  from: number;
  to: number;
}

/** '08:30' is 510; '24:00' is 1440. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** 510 is '08:30'. */
export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function spansOf(hours: DaysHours): Span[] {
  return hours.map(([from, to]) => ({ from: minutesOf(from), to: minutesOf(to) }));
}

/** The hours of a day by a weekly pattern; a weekday that is left out is free. */
export function weekdayHours(weekly: WeeklyHours, on: PlainDate): DaysHours {
  return weekly[weekdays[weekday(on) - 1]!] ?? [];
}

interface Timed {
  patterns: readonly { validFrom: PlainDate; validTo: PlainDate | null; weekly: WeeklyHours }[];
  days: readonly { on: PlainDate; hours: DaysHours }[];
}

interface Employed {
  employedFrom: PlainDate | null;
  employedTo: PlainDate | null;
}

/** An officer's working hours on a day: a dated day stands before the pattern; none outside the employment. Holidays and leave aside. */
export function workingHours({ employedFrom, employedTo }: Employed, { patterns, days }: Timed, on: PlainDate): DaysHours {
  if ((employedFrom !== null && on < employedFrom) || (employedTo !== null && on > employedTo)) return [];
  const dated = days.find((one) => one.on === on);
  if (dated !== undefined) return dated.hours;
  const pattern = patterns.find(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo));
  return pattern === undefined ? [] : weekdayHours(pattern.weekly, on);
}

/** What is left of these spans when those are taken away. */
export function without(some: readonly Span[], taken: readonly Span[]): Span[] {
  let left = [...some];
  for (const { from, to } of taken) {
    left = left.flatMap((one) =>
      [
        { from: one.from, to: Math.min(one.to, from) },
        { from: Math.max(one.from, to), to: one.to },
      ].filter((part) => part.from < part.to),
    );
  }
  return left;
}
