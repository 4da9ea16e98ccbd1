/** What follows from a booking, a change or an end besides the meeting itself: the to-do in the case, and what is counted. */
import { addDays, localTime, type PlainDate, plainDate, weekday } from '../../platform/clock/index.ts';
import { type NewId, parseUuid } from '../../platform/ids/index.ts';
import type { Subscription } from '../../platform/outbox/index.ts';
import { meetingsToMove, newTimeGiven, noteConversationBooked } from '../cases/index.ts';
import type { LiveRegister } from '../network/index.ts';
import { eventTypes as peopleEventTypes, factsFor } from '../people/index.ts';
import { eventTypes } from './events.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { putFact, writeCountedProtected } from './store/fact.ts';
import { findMeeting, listMeetings, type Meeting } from './store/meetings.ts';

const types = [eventTypes.booked, eventTypes.changed, eventTypes.cancelled, eventTypes.displaced, eventTypes.ended];

/** The purposes that are the conversation which cases waits for. */
const planning = /^first-planning/;

/** The to-do of the planning conversation says when it is, as the meetings are when the event comes. */
const noteConversation: Subscription = {
  name: 'meetings.note-conversation',
  types,
  async handle({ payload, occurredAt }, tx) {
    const personId = parseUuid(String(payload['personId']));
    if (personId === null) return;
    const coming = await listMeetings(tx, personId, occurredAt);
    const booked = coming.find(({ purpose, state }) => state === 'booked' && planning.test(purpose));
    await noteConversationBooked(tx, personId, booked?.start ?? null);
  },
};

const ended: readonly string[] = ['done', 'no-show', 'authority-failed', 'cancelled'];

/** What is counted of a meeting is what it is when the event comes. */
const count = (newId: NewId, register: LiveRegister | null): Subscription => ({
  name: 'meetings.count',
  types,
  async handle({ type, payload }, tx) {
    const [personId, meetingId] = [parseUuid(String(payload['personId'])), parseUuid(String(payload['meetingId']))];
    if (personId === null || meetingId === null) return;
    const meeting = await findMeeting(tx, personId, meetingId);
    const facts = await factsFor(tx, personId);
    if (meeting === null || facts === null) return;
    const on = localTime(meeting.start).date;
    await putFact(tx, meeting, {
      id: newId(),
      month: plainDate(`${on.slice(0, 7)}-01`),
      municipalityCode: facts.municipalityCode,
      waitedDays: workingDays(localTime(meeting.madeAt).date, on),
      outcome: ended.includes(meeting.state) ? meeting.state : null,
      // As it was known when the time was chosen.
      ...(placing.includes(type) ? { travelMinutes: minutesTo(register, facts.municipalityCode, meeting) } : {}),
    });
  },
});

/** Who was to give a meeting a new time has nothing to do any more once it has one, is cancelled, or another is booked in its place. */
const settleNewTime: Subscription = {
  name: 'meetings.settle-new-time',
  types: [eventTypes.booked, eventTypes.changed, eventTypes.cancelled],
  async handle({ payload, occurredAt: now }, tx) {
    const personId = parseUuid(String(payload['personId']));
    if (personId === null) return;
    const asked = await meetingsToMove(tx, personId);
    if (asked.length === 0) return;
    const meetings = await listMeetings(tx, personId);
    const coming = meetings.filter(({ state, start }) => state === 'booked' && start > now);
    const isWithout = ({ state, purpose }: (typeof meetings)[number]): boolean =>
      state === 'displaced' || (state === 'authority-failed' && coming.every((one) => one.purpose !== purpose));
    const without = new Set(meetings.filter(isWithout).map(({ id }) => id));
    for (const meetingId of asked) if (!without.has(meetingId)) await newTimeGiven(tx, { personId, meetingId }, now);
  },
};

/** The events that give a meeting its place. */
const placing: readonly string[] = [eventTypes.booked, eventTypes.changed];

/** The journey that the search of free times counts with; null for what is not on site, and where either end is not known. */
function minutesTo(
  register: LiveRegister | null,
  municipalityCode: string | null,
  { channel, placeId }: Pick<Meeting, 'channel' | 'placeId'>,
): number | null {
  if (register === null || municipalityCode === null || channel !== 'on-site') return null;
  const known = register.current();
  const origin = known.findOrigin('municipality', municipalityCode);
  const journeys = origin === undefined ? [] : known.journeysFrom(origin);
  return journeys.find(({ to }) => to.place.id === placeId)?.minutes ?? null;
}

/** Working days after one day, up to and with another. */
export function workingDays(from: PlainDate, to: PlainDate): number {
  let days = 0;
  for (let on = addDays(from, 1); on <= to; on = addDays(on, 1)) {
    if (weekday(on) <= 5 && !isClosedDay(on)) days += 1;
  }
  return days;
}

/** Whoever becomes protected leaves figures and lists. The level is asked of people, not of the event. */
const hideCounted: Subscription = {
  name: 'meetings.hide-counted',
  types: [peopleEventTypes.protectionChanged],
  async handle({ payload }, tx) {
    const personId = parseUuid(String(payload['personId']));
    const facts = personId === null ? null : await factsFor(tx, personId);
    if (personId !== null && facts !== null) await writeCountedProtected(tx, personId, facts.isProtected);
  },
};

/** `register`: what is kept in memory, by which journeys are counted; null where none is kept, and none is. */
export function followingMeetings(newId: NewId, register: LiveRegister | null): Subscription[] {
  return [noteConversation, settleNewTime, count(newId, register), hideCounted];
}
