/** A place's week as it is planned: officers who are there some time in it, and rooms with what is taken. */
import { addDays, type PlainDate, weekday } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { requireDay } from '../network/index.ts';
import { midnight } from './change-officer-supply.ts';
import { without } from './hours.ts';
import type { Meetings } from './meetings.ts';
import { closedSpans } from './picture/index.ts';
import { attendancePlace, firstDayNotOffered } from './rules/attendance-place.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { meetingHoursOn, meetingSpans } from './rules/meeting-hours.ts';
import { type Closure, closuresSince } from './store/closures.ts';
import { listOfficers, type Officer } from './store/officers.ts';
import { listRooms, type Room } from './store/rooms.ts';
import { takenWithin } from './store/taken.ts';
import { listAttendance } from './store/timetable.ts';
import { daysOfOfficers, type OfficersDay, takenOn, type TakenSpan } from './supply-days.ts';

export interface BoardWeek {
  place: { id: string; name: string };
  from: PlainDate;
  /** `closed`: for a while, for all the hours of meetings. */
  dates: { date: PlainDate; holiday: boolean; open: boolean; closed: boolean }[];
  officers: { officer: Officer; days: OfficersDay[] }[];
  rooms: { room: Room; taken: TakenSpan[][] }[];
  /** When the place is closed for a while, now or later. */
  closures: Closure[];
}

/** The week of a day, Monday to Friday, and the weekend when someone is there then. null: the register has no such place. Throws before-register. */
export async function weekAt(meetings: Meetings, placeId: Uuid, on: PlainDate): Promise<BoardWeek | null> {
  const { house, register } = meetings;
  const known = register.current().places.find(({ place }) => place.id === placeId);
  if (known === undefined) return null;
  const from = addDays(on, 1 - weekday(on));
  requireDay(from);
  const visits = await listAttendance(house.db, { placeId, since: from });
  const coming = visits.filter(({ validFrom }) => validFrom <= addDays(from, 6)).map(({ officerId }) => officerId);
  const all = await listOfficers(house.db, { on, placeIds: [placeId] });
  const officers = all.filter(({ id, homePlaceId }) => homePlaceId === placeId || coming.includes(id));
  const days = await daysOfOfficers(meetings, officers, from, 7);
  const weekend = officers.some(({ id }) =>
    days
      .get(id)!
      .slice(5)
      .some(({ stretches }) => stretches.some((one) => one.placeId === placeId)),
  );
  const count = weekend ? 7 : 5;
  const rule = valueOn(attendancePlace, from);
  const period = { start: midnight(from), end: midnight(addDays(from, count)) };
  const closures = await closuresSince(house.db, period.start, placeId);
  const closedOn = (date: PlainDate): boolean =>
    without(meetingSpans(meetingHoursOn(date), null), closedSpans(new Map([[placeId, closures]]), placeId, date)).length === 0;
  const dates = Array.from({ length: count }, (_, index) => addDays(from, index)).map((date) => ({
    date,
    holiday: isClosedDay(date),
    open: firstDayNotOffered(known.presences, rule, { from: date, to: date, on: weekday(date) }) === null,
    closed: closedOn(date),
  }));
  const rooms = await listRooms(house.db, { on, placeIds: [placeId] });
  const taken = await takenWithin(
    house.db,
    rooms.map(({ id }) => id),
    period,
    house.clock.now(),
  );
  const takenOf = Map.groupBy(taken, ({ resourceId }) => resourceId);
  return {
    place: { id: placeId, name: known.place.name },
    from,
    dates,
    officers: officers.map((officer) => ({ officer, days: days.get(officer.id)!.slice(0, count) })),
    closures: closures.filter(({ end }) => end > house.clock.now()),
    rooms: rooms.map((room) => ({ room, taken: dates.map(({ date }) => takenOn(date, takenOf.get(room.id) ?? [])) })),
  };
}
