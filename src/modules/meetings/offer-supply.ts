/** Supply that begins, widens or is there again is offered to those in line, one after the other. */
import { addDays, epochMilliseconds, type Instant, instantAt, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { type Subscription, writeEvent } from '../../platform/outbox/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { eventTypes, meetingsEvents, readSupplyFreed, type SupplyFreed } from './events.ts';
import { findFreeTimes, type FreeTime, type Wanted } from './free-times.ts';
import type { Channel } from './kinds.ts';
import type { Meetings } from './meetings.ts';
import { offerTo } from './offer-freed.ts';
import { offeredUntil, offerTime, soonestOffered } from './rules/offer-time.ts';
import { findMeeting } from './store/meetings.ts';
import { findOfficer } from './store/officers.ts';
import { findRoom } from './store/rooms.ts';
import { timetableOf } from './store/timetable.ts';
import { type MeetingType, typeOn } from './store/types.ts';
import { listInLine, type Waiting } from './store/waiting.ts';

/** So many in line are read at a time, and so many times are looked at for each. */
const batch = 200;
const mostTimes = 5;
/** So many are found for a wish: those of the first days are another's by then. */
const mostFound = 50;

/**
 * The first in line whom a time of it suits gets it, held for some hours; those after them are asked in an event of its own, when the
 * pictures know of the time that is held.
 */
export const offerSupply = (m: Meetings): Subscription => ({
  name: 'meetings.offer-supply',
  types: [eventTypes.supplyFreed],
  async handle({ payload }, tx) {
    const freed = readSupplyFreed(payload);
    const now = m.house.clock.now();
    const { date: today } = localTime(now);
    const value = valueOn(offerTime, today);
    const soonest = soonestOffered(value, now);
    const first = freed.first === null ? soonest : instantAt(freed.first, '00:00')!;
    const from = first > soonest ? first : soonest;
    if (freed.last !== null && instantAt(addDays(freed.last, 1), '00:00')! <= from) return;
    let { after } = freed;
    let line = await listInLine(tx, from, after, batch);
    if (line.length === 0) return;
    await m.picture.refresh();
    const looking: Looking = {
      m,
      tx,
      freed,
      from,
      now,
      today,
      places: await placesOf(tx, freed),
      types: new Map(),
      times: new Map(),
    };
    for (;;) {
      for (const waiting of line) {
        if (!(await offerOne(looking, waiting))) continue;
        const { since, id } = waiting;
        await writeEvent(tx, meetingsEvents.supplyFreed({ ...freed, after: { since, id } }), now);
        return;
      }
      if (line.length < batch) return;
      after = line.at(-1)!;
      line = await listInLine(tx, from, after, batch);
    }
  },
});

interface Looking {
  m: Meetings;
  tx: Transaction;
  freed: SupplyFreed;
  from: Instant;
  now: Instant;
  today: PlainDate;
  /** Where one comes for it; null: wherever it is near. */
  places: readonly Uuid[] | null;
  /** Read and looked for once for the whole line. */
  types: Map<string, MeetingType | null>;
  times: Map<string, readonly FreeTime[]>;
}

/** Holds the first time of it that suits someone in line; false when none does. */
async function offerOne(looking: Looking, waiting: Waiting): Promise<boolean> {
  const { m, tx, now, today } = looking;
  const limit = await latestOf(tx, waiting);
  const found: FreeTime[] = [];
  for (const code of waiting.typeCodes) {
    const type = await typeOf(looking, code);
    for (const channel of type === null ? [] : waiting.channels.filter((one) => type.channels.includes(one))) {
      found.push(...timesOf(looking, waiting, type!, channel));
    }
  }
  const suiting = found
    .filter(({ start }) => limit === null || start < limit)
    .toSorted((a, b) => epochMilliseconds(a.start) - epochMilliseconds(b.start));
  for (const { start, place } of suiting.slice(0, mostTimes)) {
    const until = offeredUntil(valueOn(offerTime, today), now, start);
    const freed = { start, placeId: (place?.id ?? null) as Uuid | null, passed: [] };
    if (until === null) continue;
    if (await offerTo({ m, tx, freed, until, now, today, types: new Map(), found: new Map() }, waiting)) return true;
  }
  return false;
}

/** A time is of use to them only before it: their own wish, or the meeting that it would replace. */
async function latestOf(tx: Transaction, { personId, meetingId, before }: Waiting): Promise<Instant | null> {
  const meeting = meetingId === null ? null : await findMeeting(tx, personId, meetingId);
  const start = meeting?.state === 'booked' ? meeting.start : null;
  return [before, start].filter((at) => at !== null).toSorted()[0] ?? null;
}

async function typeOf({ tx, types, today }: Looking, code: string): Promise<MeetingType | null> {
  const known = types.get(code);
  if (known !== undefined) return known;
  const type = await typeOn(tx, code, today);
  types.set(code, type);
  return type;
}

/** Free times of what there is newly: the same for everyone who wishes the same. */
function timesOf(looking: Looking, waiting: Waiting, type: MeetingType, channel: Channel): readonly FreeTime[] {
  const { freed, places, times } = looking;
  const isOnSite = channel === 'on-site';
  // A room is of no use to whoever comes by video.
  if (freed.what === 'room' && !isOnSite) return [];
  const { language, interpreter } = waiting;
  const near = isOnSite && places === null ? [waiting.origin, waiting.withinMinutes] : [];
  const key = [type.code, channel, language, interpreter, ...near].join(' ');
  const known = times.get(key);
  if (known !== undefined) return known;
  const at = isOnSite && places !== null ? places : [null];
  const found = at.flatMap((placeId) => findThere(looking, waiting, { type, channel, placeId }));
  times.set(key, found);
  return found;
}

function findThere(
  { m, freed: { what, resourceId, last }, from, now, today }: Looking,
  { language, interpreter, origin, withinMinutes }: Waiting,
  { type, channel, placeId }: { type: MeetingType; channel: Channel; placeId: Uuid | null },
): FreeTime[] {
  const register = m.register.current();
  const isNear = channel === 'on-site' && placeId === null;
  const wanted: Wanted = {
    type,
    today,
    now,
    from,
    until: last,
    channels: [channel],
    origin: isNear ? (register.findOrigin('municipality', origin ?? '') ?? null) : null,
    withinMinutes: isNear ? withinMinutes : null,
    placeId,
    language,
    interpreter,
    prefer: 'soonest',
    officerId: null,
    count: mostFound,
    must: what === 'officer' && resourceId !== null ? { officerId: resourceId } : null,
    roomId: what === 'room' ? resourceId : null,
  };
  return findFreeTimes(m.picture.current(), register, wanted).times;
}

/** Where one comes for it; null: wherever it is near. */
async function placesOf(tx: Transaction, { what, resourceId }: SupplyFreed): Promise<Uuid[] | null> {
  if (resourceId === null || what === 'interpreter') return null;
  if (what === 'place') return [resourceId];
  if (what === 'room') return [(await findRoom(tx, resourceId))?.placeId ?? []].flat();
  const officer = await findOfficer(tx, resourceId);
  const { attendance } = await timetableOf(tx, resourceId);
  return [...new Set([officer?.homePlaceId ?? [], attendance.map(({ placeId }) => placeId)].flat())];
}
