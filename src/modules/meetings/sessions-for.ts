/** Which meetings for several persons someone can take a seat in. */
import { instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { factsFor } from '../people/index.ts';
import { channelsOf } from './channel-of.ts';
import { bookersOf } from './decide-booking.ts';
import { type Channel, usualReach } from './kinds.ts';
import type { Meetings } from './meetings.ts';
import type { For } from './offer-times.ts';
import { bookingWindow, windowOf } from './rules/booking-window.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { listComing } from './store/meetings.ts';
import { listSessions, type Session } from './store/sessions.ts';
import { type MeetingType, typesOn } from './store/types.ts';

export interface OfferedSession {
  session: Session;
  type: MeetingType;
  /** False: its channel is not open to the person (rule remote-first). */
  isOpen: boolean;
  /** The person's own seat in it; null: none. */
  meetingId: Uuid | null;
}

/** Sessions to come of the types that someone may book and, but for officers, in their days; of one purpose when one is given. */
export async function sessionsFor(m: Meetings, { personId, standing, actor }: For, purpose: string | null = null) {
  const { db, clock } = m.house;
  const now = clock.now();
  const today = localTime(now).date;
  const as = bookersOf(actor, standing);
  const types = new Map(
    (await typesOn(db, today))
      .filter(
        (one) => one.seats > 1 && (purpose === null || one.purpose === purpose) && one.bookedBy.some((by) => as.includes(by)),
      )
      .map((one) => [one.code, one]),
  );
  if (types.size === 0) return [];
  const isOfficer = as.includes('officer');
  const windows = new Map(
    [...types.values()].map((type) => [type.code, windowOf(valueOn(bookingWindow, today), today, type, isClosedDay)]),
  );
  const first = [...windows.values()].map((window) => instantAt(window.first, '00:00')!).toSorted()[0]!;
  const from = isOfficer || first < now ? now : first;
  const near = { typeCodes: [...types.keys()], placeIds: await placesWithin(m, personId), seatFor: personId };
  const found = (await listSessions(db, from, near)).toSorted((a, b) => a.start.localeCompare(b.start));
  const own = new Map((await listComing(db, personId, now)).map((one) => [one.sessionId, one]));
  const known = new Map<string, Promise<readonly Channel[]>>();
  const channelsOn = (purpose: string, meetingOn: PlainDate): Promise<readonly Channel[]> => {
    const key = `${purpose} ${meetingOn}`;
    const channels =
      known.get(key) ?? channelsOf(db, personId, { purpose, bookedOn: today, meetingOn }).then((one) => one.channels);
    known.set(key, channels);
    return channels;
  };
  const offered: OfferedSession[] = [];
  for (const session of found) {
    const type = types.get(session.typeCode)!;
    const meetingOn = localTime(session.start).date;
    const { first, last } = windows.get(type.code)!;
    if (!isOfficer && (meetingOn < first || (last !== null && meetingOn > last))) continue;
    const channels = await channelsOn(type.purpose, meetingOn);
    const seat = own.get(session.id);
    const isOpen = channels.includes(session.channel);
    offered.push({ session, type, isOpen, meetingId: seat?.state === 'booked' ? seat.id : null });
  }
  return offered;
}

/** Places as near as times are looked for; null when it is not known where the person starts from: then all. */
async function placesWithin({ house, register }: Meetings, personId: Uuid): Promise<string[] | null> {
  const current = register.current();
  const facts = await factsFor(house.db, personId);
  const origin = current.findOrigin('municipality', facts?.municipalityCode ?? '');
  if (origin === undefined) return null;
  return current
    .journeysFrom(origin)
    .filter(({ minutes }) => minutes !== null && minutes <= usualReach)
    .map(({ to }) => to.place.id);
}

/** Whether there is one to take a seat in at all, for the list of meetings. */
export async function hasSessions(m: Meetings, to: For): Promise<boolean> {
  return (await sessionsFor(m, to)).some(({ session, meetingId }) => meetingId === null && session.taken < session.seats);
}
