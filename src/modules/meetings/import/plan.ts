/** What the rows of a file make of one officer's time. Pure: what is said now comes in, what is to be said comes out. */
import type { NewId, Uuid } from '../../../platform/ids/index.ts';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { weekdays, type WeeklyHours } from '../../network/index.ts';
import { minutesOf } from '../hours.ts';
import { joined, without } from '../periods.ts';
import type { Attendance, Timetable, WorkingPattern } from '../store/timetable.ts';
import type { ImportRow } from './rows.ts';

/** A row whose place is known. */
export type KnownRow = ImportRow & { placeId: Uuid | null };

/**
 * Rows of hours with the same period are the whole week of it; a row of a place says the weekday in its period anew (several rows with
 * hours: one after the other); a day stands for itself. What no row speaks of stays as it is.
 */
export function plannedTimetable(officerId: Uuid, now: Timetable, rows: readonly KnownRow[], newId: NewId): Timetable {
  const period = ({ from, to }: KnownRow): string => `${from} ${to ?? ''}`;
  let { patterns, attendance } = now;
  for (const group of Map.groupBy(
    rows.filter(({ kind }) => kind === 'hours'),
    period,
  ).values()) {
    const { from, to } = group[0]!;
    const weekly: WeeklyHours = Object.fromEntries(
      group.filter(({ weekday, hours }) => weekday !== null && hours.length > 0).map(({ weekday, hours }) => [weekday!, hours]),
    );
    patterns = [...without(patterns, { from, to }, newId), { officerId, id: newId(), validFrom: from, validTo: to, weekly }];
  }
  const places = rows.filter(({ kind }) => kind === 'place');
  for (const group of Map.groupBy(places, (row) => `${period(row)} ${row.weekday!}`).values()) {
    const { from, to, weekday } = group[0]!;
    const on = weekdays.indexOf(weekday!) + 1;
    const stays = group.flatMap(({ placeId, hours }) => {
      const spans =
        hours.length === 0 ? [{ from: 0, to: 1440 }] : hours.map(([a, b]) => ({ from: minutesOf(a), to: minutesOf(b) }));
      return placeId === null ? [] : spans.map((span) => ({ placeId, ...span }));
    });
    attendance = [
      ...attendance.filter((one) => one.weekday !== on),
      ...without(
        attendance.filter((one) => one.weekday === on),
        { from, to },
        newId,
      ),
      ...stays.map((one) => ({ officerId, id: newId(), validFrom: from, validTo: to, weekday: on, ...one })),
    ];
  }
  const days = new Map(now.days.map((one) => [one.on, one]));
  for (const { from, hours, note } of rows.filter(({ kind }) => kind === 'day'))
    days.set(from, { officerId, on: from, hours, note });
  return {
    patterns: joinedPatterns(patterns),
    attendance: joinedStays(attendance),
    days: [...days.values()].toSorted((a, b) => a.on.localeCompare(b.on)),
  };
}

const weekOf = ({ weekly }: WorkingPattern): string => JSON.stringify(weekdays.map((day) => weekly[day] ?? []));
const stayOf = ({ weekday, placeId, from, to }: Attendance): string => `${weekday} ${placeId} ${from} ${to}`;
const joinedPatterns = (patterns: readonly WorkingPattern[]): WorkingPattern[] => joined(patterns, weekOf);
const joinedStays = (attendance: readonly Attendance[]): Attendance[] => joined(attendance, stayOf);

export interface TimetableChange {
  hours: boolean;
  places: boolean;
  /** Days that are said otherwise. */
  days: PlainDate[];
}

/** What differs between two timetables, however they are cut into rows; null when nothing does. */
export function difference(before: Timetable, after: Timetable): TimetableChange | null {
  const dated = (one: { validFrom: string; validTo: string | null }): string => `${one.validFrom} ${one.validTo ?? ''}`;
  const same = (a: string[], b: string[]): boolean => a.toSorted().join('\n') === b.toSorted().join('\n');
  const hours = !same(
    ...([before, after].map(({ patterns }) => joinedPatterns(patterns).map((one) => `${dated(one)} ${weekOf(one)}`)) as [
      string[],
      string[],
    ]),
  );
  const places = !same(
    ...([before, after].map(({ attendance }) => joinedStays(attendance).map((one) => `${dated(one)} ${stayOf(one)}`)) as [
      string[],
      string[],
    ]),
  );
  const known = new Map(before.days.map(({ on, hours, note }) => [on, JSON.stringify([hours, note])]));
  const days = after.days.filter(({ on, hours, note }) => known.get(on) !== JSON.stringify([hours, note])).map(({ on }) => on);
  return hours || places || days.length > 0 ? { hours, places, days } : null;
}
