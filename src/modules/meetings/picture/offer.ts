/** Writes what one officer, room or interpreter offers into the bitmaps. */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { spansOf, weekdayHours } from '../hours.ts';
import { isClosedDay } from '../rules/meeting-days.ts';
import type { Interpreter } from '../store/interpreters.ts';
import type { Officer } from '../store/officers.ts';
import type { Room } from '../store/rooms.ts';
import type { Attendance, WorkingDay, WorkingPattern } from '../store/timetable.ts';
import { type Bitmap, clearDay, setBits } from './bits.ts';
import { dateOf, dayNumber, quarterMinutes, quartersADay, weekdayOf } from './days.ts';
import type { DaySpan } from './load.ts';
import { officerDay, type OfficerTime, type Stretch, type TravelMinutes } from './officer-day.ts';
import { type Picture, postNumber, slotOf } from './picture.ts';

/** What is said of officers' time, by officer. */
export interface OfficerTimes {
  patterns: ReadonlyMap<Uuid, readonly WorkingPattern[]>;
  days: ReadonlyMap<Uuid, readonly WorkingDay[]>;
  attendance: ReadonlyMap<Uuid, readonly Attendance[]>;
}

export function offerOfficer(
  picture: Picture,
  number: number,
  officer: Officer,
  times: OfficerTimes,
  travel: TravelMinutes,
  { first, last }: DaySpan,
): void {
  const { offered } = picture.officers;
  const of: OfficerTime = {
    homePlaceId: officer.homePlaceId,
    employed: { validFrom: officer.employedFrom, validTo: officer.employedTo },
    patterns: times.patterns.get(officer.id) ?? [],
    days: new Map((times.days.get(officer.id) ?? []).map((one) => [one.on, one.hours])),
    attendance: times.attendance.get(officer.id) ?? [],
  };
  const own = [...(picture.posts.byOfficer[number]?.values() ?? [])];
  const stretchesOn = rememberingWeeks(of, travel);
  for (let day = first; day <= last; day += 1) {
    const slot = slotOf(day);
    clearDay(offered, slot, number);
    for (const post of own) clearDay(picture.posts.offered, slot, post);
    for (const { placeId, from, to } of stretchesOn(day)) {
      setQuarters(offered, slot, number, from, to);
      if (placeId === null) continue;
      const post = postNumber(picture, number, placeId);
      setQuarters(picture.posts.offered, slot, post, from, to);
    }
  }
}

/** Only whole quarters are offered. */
const setQuarters = (of: Bitmap, slot: number, row: number, from: number, to: number): void =>
  setBits(of, slot, row, Math.ceil(from / quarterMinutes), Math.floor(to / quarterMinutes));

/** Between two days on which something begins or ends an officer's weeks are alike: each weekday is worked out once. */
function rememberingWeeks(of: OfficerTime, travel: TravelMinutes): (day: number) => readonly Stretch[] {
  const edges = [of.employed, ...of.patterns, ...of.attendance]
    .flatMap(({ validFrom, validTo }) => [
      ...(validFrom === null ? [] : [dayNumber(validFrom)]),
      ...(validTo === null ? [] : [dayNumber(validTo) + 1]),
    ])
    .toSorted((a, b) => a - b);
  const dated = new Set([...of.days.keys()].map(dayNumber));
  let known: (readonly Stretch[])[] = [];
  let next = 0;
  return (day) => {
    while (next < edges.length && edges[next]! <= day) {
      next += 1;
      known = [];
    }
    const holiday = isHolidayOn(day);
    if (holiday || dated.has(day)) return officerDay(of, dateOf(day), holiday, travel);
    return (known[weekdayOf(day)] ??= officerDay(of, dateOf(day), false, travel));
  };
}

const holidays = new Map<number, boolean>();

function isHolidayOn(day: number): boolean {
  let found = holidays.get(day);
  if (found === undefined) holidays.set(day, (found = isClosedDay(dateOf(day))));
  return found;
}

const isWithin = (date: PlainDate, { validFrom, validTo }: { validFrom: PlainDate | null; validTo: PlainDate | null }): boolean =>
  (validFrom === null || validFrom <= date) && (validTo === null || date <= validTo);

/** A room is there all day; the hours of its place bound it. */
export function offerRoom({ rooms }: Picture, number: number, room: Room, { first, last }: DaySpan): void {
  for (let day = first; day <= last; day += 1) {
    clearDay(rooms.offered, slotOf(day), number);
    if (isWithin(dateOf(day), room)) setBits(rooms.offered, slotOf(day), number, 0, quartersADay);
  }
}

export function offerInterpreter({ interpreters }: Picture, number: number, one: Interpreter, { first, last }: DaySpan): void {
  for (let day = first; day <= last; day += 1) {
    clearDay(interpreters.offered, slotOf(day), number);
    const date = dateOf(day);
    if (!isWithin(date, one) || isHolidayOn(day)) continue;
    for (const { from, to } of spansOf(weekdayHours(one.weekly, date))) {
      setQuarters(interpreters.offered, slotOf(day), number, from, to);
    }
  }
}
