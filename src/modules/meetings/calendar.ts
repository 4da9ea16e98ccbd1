/** An officer's days: where they are, what is booked, what is taken otherwise. Persons whom the viewer may not know are only 'busy'. */
import type { Actor, House } from '../../platform/auth/index.ts';
import { addDays, type Instant, instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Register } from '../network/index.ts';
import { namesFor } from '../people/index.ts';
import { type CalendarAction, withActions } from './calendar-actions.ts';
import type { Channel, MeetingState } from './kinds.ts';
import { officerDay, type OfficerTime } from './picture/officer-day.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { travelBetween } from './travel-between.ts';
import { type CalendarRow, calendarRows, sessionsOf } from './store/calendar.ts';
import type { Officer } from './store/officers.ts';
import { timetableOf } from './store/timetable.ts';

export interface Entry {
  start: Instant;
  end: Instant;
  kind: 'meeting' | 'session' | 'hold' | 'leave' | 'closed';
  /** Null when there is nothing to say of it: a hold, leave, or someone whom the viewer may not know. */
  meeting: EntryMeeting | null;
}

export interface EntryMeeting {
  id: Uuid;
  /** Null: a meeting of several. */
  personId: Uuid | null;
  name: string | null;
  state: MeetingState;
  typeCode: string;
  channel: Channel;
  placeName: string | null;
  roomName: string | null;
  language: string;
  withInterpreter: boolean;
  isOverbooked: boolean;
  isCallAsked: boolean;
  /** What the viewer can do with it from here. */
  actions: readonly CalendarAction[];
  seats: { taken: number; of: number } | null;
}

export interface CalendarDay {
  date: PlainDate;
  isHoliday: boolean;
  /** Minutes after midnight; `place` null: at no place where people are met. */
  stretches: { place: string | null; from: number; to: number }[];
  entries: Entry[];
}

/** So many days of an officer's calendar from `first` on, as the viewer may see it. */
export async function calendarOf(
  { house, register }: { house: House; register: Register },
  viewer: Actor,
  officer: Officer,
  { first, days }: { first: PlainDate; days: number },
): Promise<CalendarDay[]> {
  const { db, clock } = house;
  const dates = Array.from({ length: days }, (_, index) => addDays(first, index));
  const [from, to] = [instantAt(first, '00:00')!, instantAt(addDays(first, days), '00:00')!];
  const rows = await calendarRows(db, officer.id, from, to, clock.now());
  const sessions = await sessionsOf(
    db,
    rows.filter((row) => row.personId === null).map(({ of }) => of),
  );
  const isOwn = officer.accountId === viewer.id;
  // Whom a colleague meets is in those persons' files, which are opened with a reason (MEET-8): here all of them are only busy.
  const persons = rows.flatMap(({ personId }) => (personId === null || !isOwn ? [] : [personId]));
  const names = await namesFor(db, viewer, persons);
  const places = new Map(register.places.map(({ place }) => [place.id, place.name]));
  const timetable = await timetableOf(db, officer.id);
  const time: OfficerTime = {
    homePlaceId: officer.homePlaceId,
    employed: { validFrom: officer.employedFrom, validTo: officer.employedTo },
    patterns: timetable.patterns,
    days: new Map(timetable.days.map(({ on, hours }) => [on, hours])),
    attendance: timetable.attendance,
  };
  const travel = travelBetween(register);
  const known = rows.map((row) => entryOf(row, { names, places, session: sessions.get(row.of) ?? null }));
  const entries = await withActions(house, viewer, known, { isOwn });
  return dates.map((date) => ({
    date,
    isHoliday: isClosedDay(date),
    stretches: officerDay(time, date, isClosedDay(date), travel).map(({ placeId, ...span }) => ({
      ...span,
      place: placeId === null ? null : (places.get(placeId) ?? null),
    })),
    entries: entries.filter((one) => localTime(one.start).date === date || spans(one, date)),
  }));
}

/** What began on an earlier day and goes on: leave. */
const spans = ({ start, end }: Entry, date: PlainDate): boolean =>
  start < instantAt(date, '00:00')! && end > instantAt(date, '00:00')!;

function entryOf(
  row: CalendarRow,
  known: {
    names: ReadonlyMap<Uuid, { name: string; masked: boolean }>;
    places: ReadonlyMap<string, string>;
    session: { typeCode: string; channel: Channel; placeId: Uuid | null; language: string; taken: number; seats: number } | null;
  },
): Entry {
  const time = { start: row.start, end: row.end };
  if (row.why === 'leave' || row.why === 'closed' || row.why === 'hold' || row.why === 'travel') {
    return { ...time, kind: row.why === 'travel' ? 'leave' : row.why, meeting: null };
  }
  const placeOf = (id: Uuid | null): string | null => (id === null ? null : (known.places.get(id) ?? null));
  if (known.session !== null) {
    const { typeCode, channel, placeId, language, taken, seats } = known.session;
    const facts = {
      personId: null,
      name: null,
      state: 'booked',
      withInterpreter: false,
      isOverbooked: false,
      isCallAsked: false,
      actions: [],
      roomName: null,
    } as const;
    return {
      ...time,
      kind: 'session',
      meeting: { ...facts, id: row.of, typeCode, channel, language, placeName: placeOf(placeId), seats: { taken, of: seats } },
    };
  }
  const name = row.personId === null ? undefined : known.names.get(row.personId);
  if (row.meeting === null || row.personId === null || name === undefined || name.masked) {
    return { ...time, kind: 'meeting', meeting: null };
  }
  const { placeId, ...meeting } = row.meeting;
  return {
    ...time,
    kind: 'meeting',
    meeting: {
      ...meeting,
      id: row.of,
      personId: row.personId,
      name: name.name,
      placeName: placeOf(placeId),
      actions: [],
      seats: null,
    },
  };
}
