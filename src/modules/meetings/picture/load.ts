/** Fills the picture: what resources offer on each day, and what is taken of it. */
import type { Instant } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Register } from '../../network/index.ts';
import { closuresSince } from '../store/closures.ts';
import { allInterpreters } from '../store/interpreters.ts';
import { allOfficers } from '../store/officers.ts';
import { everythingTaken, type TakenOf } from '../store/picture.ts';
import { allRooms } from '../store/rooms.ts';
import { listAttendance, listPatterns, listWorkingDays } from '../store/timetable.ts';
import { typesSince } from '../store/types.ts';
import { travelBetween } from '../travel-between.ts';
import { clearDay, setBits } from './bits.ts';
import { dateOf, instantsOf, quarterMinutes, quartersADay, whenIs } from './days.ts';
import { setClosures } from './geography.ts';
import { offerInterpreter, offerOfficer, offerRoom, type OfficerTimes } from './offer.ts';
import { emptyPicture, horizonDays, lastDayOf, numberOf, type Picture, placeNumber, type Resources, slotOf } from './picture.ts';

/** How many officers are worked out before others have their turn. */
const atOnce = 300;

const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The whole picture of the days from `firstDay` on. */
export async function loadPicture(db: Database, register: Register, firstDay: number, now: Instant): Promise<Picture> {
  // Asked for at once: the server gathers what is taken while what is offered is worked out here.
  const taken = everythingTaken(db, ...instantsBetween(firstDay, firstDay + horizonDays - 1), now);
  taken.catch(() => undefined);
  const supply = await readSupply(db, null, firstDay);
  const room = (count: number): number => Math.ceil(count * 1.1) + 16;
  const picture = emptyPicture(firstDay, {
    officers: room(supply.officers.length),
    rooms: room(supply.rooms.length),
    interpreters: room(supply.interpreters.length),
  });
  picture.types = await typesSince(db, dateOf(firstDay));
  await readClosures(picture, db);
  await putSupply(picture, register, supply, { first: firstDay, last: lastDayOf(picture) });
  await markAll(picture, await taken);
  return picture;
}

/** Reads which places are closed. */
export async function readClosures(picture: Picture, db: Database): Promise<void> {
  const closures = await closuresSince(db, instantsOf(picture.firstDay)[0]!);
  setClosures(
    picture,
    Map.groupBy(closures, ({ placeId }) => placeId),
  );
}

export interface Supply extends OfficerTimes {
  officers: Awaited<ReturnType<typeof allOfficers>>;
  rooms: Awaited<ReturnType<typeof allRooms>>;
  interpreters: Awaited<ReturnType<typeof allInterpreters>>;
}

/** What resources offer: of these, or of all. Versions are read first: hours that are newer are refused when someone books by them. */
export async function readSupply(db: Database, ids: readonly Uuid[] | null, firstDay: number): Promise<Supply> {
  const officers = await allOfficers(db, ids);
  const of = { since: dateOf(firstDay), ...(ids === null ? {} : { officerIds: officers.map((one) => one.id) }) };
  const some = ids === null || officers.length > 0;
  return {
    officers,
    rooms: await allRooms(db, ids),
    interpreters: await allInterpreters(db, ids),
    patterns: Map.groupBy(some ? await listPatterns(db, of) : [], (one) => one.officerId),
    days: Map.groupBy(some ? await listWorkingDays(db, of) : [], (one) => one.officerId),
    attendance: Map.groupBy(some ? await listAttendance(db, of) : [], (one) => one.officerId),
  };
}

/** Days by number, both included. */
export interface DaySpan {
  first: number;
  last: number;
}

/** Writes what resources offer on some days into the picture, and forgets what was worked out from what they offered before. */
export async function putSupply(picture: Picture, register: Register, supply: Supply, days: DaySpan): Promise<void> {
  const travel = travelBetween(register);
  for (const room of supply.rooms) placeNumber(picture, room.placeId);
  for (const [index, officer] of supply.officers.entries()) {
    offerOfficer(picture, numberOf(picture.officers, officer.id, officer), officer, supply, travel, days);
    if (index % atOnce === atOnce - 1) await othersTurn();
  }
  for (const room of supply.rooms) offerRoom(picture, numberOf(picture.rooms, room.id, room), room, days);
  for (const one of supply.interpreters) offerInterpreter(picture, numberOf(picture.interpreters, one.id, one), one, days);
  picture.crews.clear();
  picture.groups.clear();
}

async function markAll(picture: Picture, taken: readonly TakenOf[]): Promise<void> {
  for (const [index, one] of taken.entries()) {
    markTaken(picture, one, { first: picture.firstDay, last: lastDayOf(picture) });
    if (index % atOnce === atOnce - 1) await othersTurn();
  }
}

export const instantsBetween = (first: number, last: number): [Instant, Instant] => [
  instantsOf(first)[0]!,
  instantsOf(last).at(-1)!,
];

/** Nothing is taken of a resource on these days, until it is marked. */
export function clearTaken(picture: Picture, id: Uuid, { first, last }: DaySpan): void {
  const found = resourceOf(picture, id);
  if (found === null) return;
  for (let day = first; day <= last; day += 1) {
    clearDay(found.of.taken, slotOf(day), found.number);
    found.of.away[slotOf(day) * found.of.taken.rows + found.number] = 0;
  }
}

/** Marks what is taken of a resource, as far as it lies in these days. */
export function markTaken(picture: Picture, { resourceId, stretches }: TakenOf, { first, last }: DaySpan): void {
  const found = resourceOf(picture, resourceId);
  if (found === null) return;
  const { of, number } = found;
  for (const { start, end, leave, until } of stretches) {
    const begin = whenIs(start);
    // The last millisecond that is taken: an end at midnight is the day before.
    const stop = whenIs(end - 1);
    for (let day = Math.max(first, begin.day); day <= Math.min(last, stop.day); day += 1) {
      const from = day === begin.day ? Math.floor(begin.minute / quarterMinutes) : 0;
      const to = day === stop.day ? Math.floor(stop.minute / quarterMinutes) + 1 : quartersADay;
      setBits(of.taken, slotOf(day), number, from, to);
      if (leave) of.away[slotOf(day) * of.taken.rows + number] = 1;
    }
    if (until > -Infinity)
      picture.holds.set(`${resourceId} ${start}`, { until, resource: resourceId, first: begin.day, last: stop.day });
  }
}

export function resourceOf(picture: Picture, id: Uuid): { of: Resources<unknown>; number: number } | null {
  for (const kind of [picture.officers, picture.rooms, picture.interpreters]) {
    const number = kind.numbers.get(id);
    if (number !== undefined) return { of: kind, number };
  }
  return null;
}

/** The days of a change that the picture shows; null when it shows none of them. */
export function shownDays(picture: Picture, first: number | null, last: number | null): DaySpan | null {
  const span = { first: Math.max(first ?? -Infinity, picture.firstDay), last: Math.min(last ?? Infinity, lastDayOf(picture)) };
  return span.first <= span.last ? span : null;
}
