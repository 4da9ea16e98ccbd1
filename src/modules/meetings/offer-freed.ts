/** A time that falls free is offered to those in line, one after the other. */
import { instant, type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { type Subscription, writeEvent } from '../../platform/outbox/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { tell } from '../contact/index.ts';
import { factsFor } from '../people/index.ts';
import { channelsOf } from './channel-of.ts';
import { eventTypes, meetingsEvents } from './events.ts';
import { type Candidate, candidatesAt, type Wanted } from './free-times.ts';
import type { Channel } from './kinds.ts';
import type { Meetings } from './meetings.ts';
import { bookingWindow, windowOf } from './rules/booking-window.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { offeredUntil, offerTime } from './rules/offer-time.ts';
import { channelGround } from './rules/remote-first.ts';
import { spanOf } from './decide-booking.ts';
import { takeTime } from './store/booking.ts';
import { takeOrNot } from './store/refused-time.ts';
import { type MeetingType, typeOn } from './store/types.ts';
import { listInLine, lockStillWaiting, type Waiting, writeOffered } from './store/waiting.ts';

/** So many in line are read at a time. */
const batch = 200;

interface Freed {
  start: Instant;
  placeId: Uuid | null;
  passed: readonly string[];
}

/** The first in line whom the time suits gets it, held for some hours, and is told at once. */
export const offerFreed = (m: Meetings): Subscription => ({
  name: 'meetings.offer-freed',
  types: [eventTypes.timeFreed],
  async handle({ payload }, tx) {
    const now = m.house.clock.now();
    const passed = payload['passed'];
    const freed: Freed = {
      start: instant(String(payload['start'])),
      placeId: parseUuid(String(payload['placeId'])),
      passed: Array.isArray(passed) ? passed.map(String) : [],
    };
    const { date: today } = localTime(now);
    const until = offeredUntil(valueOn(offerTime, today), now, freed.start);
    if (until === null) return;
    await m.picture.refresh();
    const offering = { m, tx, freed, until, now, today, types: new Map(), found: new Map() };
    for (let after: Waiting | null = null; ;) {
      const line: Waiting[] = await listInLine(tx, freed.start, after, batch);
      for (const waiting of line) if (!freed.passed.includes(waiting.id) && (await offerTo(offering, waiting))) return;
      after = line.at(-1) ?? null;
      if (line.length < batch) return;
    }
  },
});

interface Offering {
  m: Meetings;
  tx: Transaction;
  freed: Freed;
  until: Instant;
  now: Instant;
  today: PlainDate;
  /** Read once for the whole line. */
  types: Map<string, MeetingType | null>;
  found: Map<string, readonly Candidate[]>;
}

interface Way {
  type: MeetingType;
  channel: Channel;
  placeId: Uuid | null;
}

/** Holds the time for someone in line, in the first way that suits them; false when none does. */
export async function offerTo(offering: Offering, waiting: Waiting): Promise<boolean> {
  for (const code of waiting.typeCodes) {
    const type = await typeOf(offering, code);
    for (const channel of type === null ? [] : waiting.channels.filter((one) => type.channels.includes(one))) {
      const placeId = channel === 'on-site' ? offering.freed.placeId : null;
      if (channel === 'on-site' && (placeId === null || !isNear(offering.m, waiting, placeId))) continue;
      const way = { type: type!, channel, placeId };
      if (waysFor(offering, waiting, way).length > 0 && (await holdFor(offering, waiting, way))) return true;
    }
  }
  return false;
}

/** The type, when the time lies within its days. */
async function typeOf({ tx, types, today, freed }: Offering, code: string): Promise<MeetingType | null> {
  const known = types.get(code);
  if (known !== undefined) return known;
  const type = await typeOn(tx, code, today);
  const window = type === null ? null : windowOf(valueOn(bookingWindow, today), today, type, isClosedDay);
  const { date } = localTime(freed.start);
  const isOpen = window !== null && date >= window.first && (window.last === null || date <= window.last);
  types.set(code, isOpen ? type : null);
  return types.get(code)!;
}

async function holdFor(offering: Offering, waiting: Waiting, { type, channel, placeId }: Way): Promise<boolean> {
  const { m, tx, freed, until, now, today } = offering;
  const { personId } = waiting;
  if (!(await lockStillWaiting(tx, waiting))) return false;
  const meetingOn = localTime(freed.start).date;
  const decision = await channelsOf(tx, personId, { purpose: type.purpose, bookedOn: today, meetingOn });
  const facts = await factsFor(tx, personId);
  if (facts === null || facts.isProtected || !decision.channels.includes(channel)) return false;
  const { by: channelBy, ground } = channelGround(decision, channel);
  for (const { versions, ...candidate } of waysFor(offering, waiting, { type, channel, placeId })) {
    const id = m.house.newId();
    const hold = {
      personId,
      id,
      typeCode: type.code,
      purpose: type.purpose,
      channel,
      placeId,
      ...spanOf(freed.start, type),
      ...candidate,
      language: waiting.language,
      seriesId: null,
      hold: { until, by: null },
      channelBy,
      exceptionGround: ground,
      cameBy: 'waiting-list' as const,
      at: now,
      by: 'system',
      isProtected: false,
      lane: 0,
    };
    if (!(await takeOrNot(tx, () => takeTime(tx, hold, versions)))) continue;
    await writeOffered(tx, waiting, id, now);
    await tell(tx, { personId, source: 'meetings.offered', about: id, dueAt: now, newId: m.house.newId, now });
    await writeEvent(tx, meetingsEvents.offered(personId, { waitingId: waiting.id, meetingId: id, until }), now);
    return true;
  }
  return false;
}

/** Who could hold it then: the same for everyone who wishes the same. */
function waysFor(offering: Offering, { language, interpreter }: Waiting, { type, channel, placeId }: Way): readonly Candidate[] {
  const { m, freed, now, today, found } = offering;
  const key = `${type.code} ${channel} ${language} ${interpreter}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const wanted: Wanted = {
    type,
    today,
    now,
    from: null,
    until: null,
    channels: [channel],
    origin: null,
    withinMinutes: null,
    placeId,
    language,
    interpreter,
    prefer: 'soonest',
    officerId: null,
    count: 1,
  };
  const ways = candidatesAt(m.picture.current(), m.register.current(), wanted, { start: freed.start, channel, placeId }, 3);
  found.set(key, ways);
  return ways;
}

/** Whether a place is as near as the person said that it should be. */
function isNear(m: Meetings, { origin, withinMinutes }: Waiting, placeId: Uuid): boolean {
  if (withinMinutes === null) return true;
  const register = m.register.current();
  const from = origin === null ? undefined : register.findOrigin('municipality', origin);
  if (from === undefined) return false;
  const journey = register.journeysFrom(from).find(({ to }) => to.place.id === placeId);
  return journey !== undefined && journey.minutes <= withinMinutes;
}
