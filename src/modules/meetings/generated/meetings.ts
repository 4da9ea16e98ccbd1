/** Meetings to come that are made up, for measurement: each within what its officer offers, in a room of the place when on site. */
import { addDays, type Instant, instantAt, type PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Register } from '../../network/index.ts';
import { timeOf } from '../hours.ts';
import type { Channel } from '../kinds.ts';
import { officerDay, type OfficerTime, type Stretch } from '../picture/officer-day.ts';
import { isClosedDay } from '../rules/meeting-days.ts';
import { travelBetween } from '../travel-between.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { GeneratedSupply } from './supply.ts';

export interface GeneratedMeeting {
  personId: Uuid;
  id: Uuid;
  start: Instant;
  end: Instant;
  typeCode: string;
  purpose: string;
  channel: Channel;
  officerId: Uuid;
  placeId: Uuid | null;
  roomId: Uuid | null;
}

/** Meetings are made between these hours (domain: MEET-1), half hours apart, with the lunch hour free. */
const [open, lunch, afternoon, close] = [9 * 60, 11 * 60, 12 * 60, 16 * 60];

/**
 * About `count` meetings from `from` on over so many weeks, spread evenly over the officers' time; made-up persons, one each, with keys of
 * the same chance. On site are two of five where the officer is at a place with a free room.
 */
export function* generateMeetings(
  seed: number,
  supply: GeneratedSupply,
  register: Register,
  { count, from, weeks }: { count: number; from: PlainDate; weeks: number },
): Generator<GeneratedMeeting> {
  const chance = chanceOf(seed, 1);
  const travel = travelBetween(register);
  const times = timesOf(supply);
  const rooms = Map.groupBy(supply.rooms, ({ placeId }) => placeId);
  const slots: { officerId: Uuid; date: PlainDate; at: number; placeId: Uuid | null }[] = [];
  for (let day = 0; day < weeks * 7; day++) {
    const date = addDays(from, day);
    if (isClosedDay(date)) continue;
    for (const [officerId, time] of times) {
      for (const { at, placeId } of halfHours(officerDay(time, date, false, travel)))
        slots.push({ officerId, date, at, placeId });
    }
  }
  const share = count / Math.max(1, slots.length);
  const making: Making = { taken: new Set(), instants: rememberInstants() };
  let made = 0;
  for (const slot of slots) {
    if (made >= count || chance.next() >= share * 1.001) continue;
    made += 1;
    yield meetingAt(chance, slot, slot.placeId === null ? [] : (rooms.get(slot.placeId) ?? []), making);
  }
}

/** What is carried along while meetings are made. */
interface Making {
  /** Rooms that are taken, by day and time. */
  taken: Set<string>;
  instants: (date: PlainDate, minutes: number) => Instant;
}

/** The same few times come again for every officer, and a time zone takes long to ask. */
function rememberInstants(): Making['instants'] {
  const known = new Map<string, Instant>();
  return (date, minutes) => {
    const key = `${date} ${minutes}`;
    const found = known.get(key) ?? instantAt(date, timeOf(minutes))!;
    known.set(key, found);
    return found;
  };
}

function meetingAt(
  chance: Chance,
  { officerId, date, at, placeId }: { officerId: Uuid; date: PlainDate; at: number; placeId: Uuid | null },
  rooms: readonly { id: Uuid }[],
  { taken, instants }: Making,
): GeneratedMeeting {
  const time = { start: instants(date, at), end: instants(date, at + 30) };
  const key = { personId: chance.id(), id: chance.id(), officerId, purpose: 'follow-up' };
  const room = chance.next() < 0.4 ? rooms.find(({ id }) => !taken.has(`${id} ${date} ${at}`)) : undefined;
  if (room === undefined) {
    return { ...key, ...time, typeCode: '22', channel: chance.next() < 0.7 ? 'phone' : 'video', placeId: null, roomId: null };
  }
  taken.add(`${room.id} ${date} ${at}`);
  return { ...key, ...time, typeCode: '32', channel: 'on-site', placeId, roomId: room.id };
}

/** What is known of each officer's time, as the picture reads it. */
export function timesOf({ officers, patterns, attendance }: GeneratedSupply): Map<Uuid, OfficerTime> {
  const patternsOf = Map.groupBy(patterns, ({ officerId }) => officerId);
  const attendanceOf = Map.groupBy(attendance, ({ officerId }) => officerId);
  return new Map(
    officers.map(({ id, homePlaceId, employedFrom, employedTo }) => [
      id,
      {
        homePlaceId,
        employed: { validFrom: employedFrom, validTo: employedTo },
        patterns: patternsOf.get(id) ?? [],
        days: new Map(),
        attendance: attendanceOf.get(id) ?? [],
      },
    ]),
  );
}

function halfHours(stretches: readonly Stretch[]): { at: number; placeId: Uuid | null }[] {
  return stretches.flatMap(({ placeId, from, to }) => {
    const first = Math.max(open, Math.ceil(from / 30) * 30);
    const found: { at: number; placeId: Uuid | null }[] = [];
    for (let at = first; at + 30 <= Math.min(to, close); at += 30) if (at < lunch || at >= afternoon) found.push({ at, placeId });
    return found;
  });
}
