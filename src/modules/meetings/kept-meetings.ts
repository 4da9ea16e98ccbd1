/** What is booked of an officer, judged by the same function as the picture: what is kept is exactly what could be booked. */
import { localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import { travelAmong } from '../network/index.ts';
import { minutesOf, type Span } from './hours.ts';
import { quarterMinutes } from './picture/days.ts';
import { officerDay, type OfficerTime, type Stretch, type TravelMinutes } from './picture/officer-day.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import type { Officer } from './store/officers.ts';
import type { Booked } from './store/taken.ts';
import type { Timetable } from './store/timetable.ts';

/** What is known of an officer's time, as `officerDay` takes it. */
export function timeOfOfficer({ homePlaceId, employedFrom, employedTo }: Officer, timetable: Timetable): OfficerTime {
  return {
    homePlaceId,
    employed: { validFrom: employedFrom, validTo: employedTo },
    patterns: timetable.patterns,
    days: new Map(timetable.days.map(({ on, hours }) => [on, hours])),
    attendance: timetable.attendance,
  };
}

/** Travel times among the places where an officer is, by the database as the transaction sees it. */
export function travelOf(
  tx: Transaction,
  { homePlaceId }: Officer,
  { attendance }: Timetable,
  on: PlainDate,
): Promise<TravelMinutes> {
  const places = [homePlaceId, ...attendance.map(({ placeId }) => placeId)];
  return travelAmong(
    tx,
    places.filter((id) => id !== null),
    on,
  );
}

/** Whether the officer speaks the meeting's language, and it lies within what the officer offers that day: on site, at its place. */
export function isKept(officer: Officer, time: OfficerTime, travel: TravelMinutes, booked: Booked): boolean {
  const { start, end, placeId, language, withInterpreter } = booked;
  if (!withInterpreter && language !== null && !officer.languages.includes(language)) return false;
  const [from, to] = [localTime(start), localTime(end)];
  const span = { from: minutesOf(from.time), to: to.date > from.date ? 1440 : minutesOf(to.time) };
  const day = officerDay(time, from.date, isClosedDay(from.date), travel);
  return isOfferedIn(placeId === null ? day : day.filter((one) => one.placeId === placeId), span);
}

/** Whether every quarter of a span lies in some stretch, as the picture has them: only whole quarters are offered. */
export function isOfferedIn(stretches: readonly Stretch[], { from, to }: Span): boolean {
  for (let at = Math.floor(from / quarterMinutes) * quarterMinutes; at < to; at += quarterMinutes) {
    if (!stretches.some((one) => one.from <= at && at + quarterMinutes <= one.to)) return false;
  }
  return true;
}
