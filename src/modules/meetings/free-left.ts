/** Free times left by type and place within the type's window, held against need (domain: MEET-2, MEET-4). */
import { type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import type { Register } from '../network/index.ts';
import { minutesOf } from './hours.ts';
import type { Picture } from './picture/index.ts';
import { type Capacity, capacityCounter, halfHoursOn } from './search/capacity.ts';
import { bookedByDay, type CountedDay, needByDay, type Needed, needOn } from './store/forecast.ts';
import type { Threshold } from './store/free-alarm.ts';
import type { MeetingType } from './store/types.ts';

export interface Memory {
  picture: Picture;
  register: Register;
  today: PlainDate;
  now: Instant;
}

export const isOnSite = ({ channels }: Pick<MeetingType, 'channels'>): boolean => channels.includes('on-site');

/** Which places are looked at: those of a county, one, or all. */
export interface Scope {
  countyCode: string | null;
  placeId: Uuid | null;
}

/** The places at which meetings of the type are held or could be; none for a type at a distance. */
export function placesFor({ picture, register }: Memory, type: MeetingType, { countyCode, placeId }: Scope): Uuid[] {
  if (!isOnSite(type)) return [];
  return register.places.flatMap(({ place }) => {
    const id = parseUuid(place.id)!;
    const isIn = countyCode === null || place.municipalityCode.startsWith(countyCode);
    return isIn && (placeId === null || id === placeId) && picture.places.numbers.has(id) ? [id] : [];
  });
}

/** What planners want at least: the place's own number, or that of all places of the type; null: nothing is said. */
export function thresholdOf(thresholds: readonly Threshold[], typeCode: string, placeId: Uuid | null): number | null {
  const of = thresholds.filter((one) => one.typeCode === typeCode);
  return (of.find((one) => one.placeId === placeId) ?? of.find((one) => one.placeId === null))?.atLeast ?? null;
}

/** Free times of a type at each place, or at a distance under null. */
export async function freeByPlace(memory: Memory, type: MeetingType, scope: Scope): Promise<Map<Uuid | null, Capacity>> {
  const count = capacityCounter(memory.picture, memory.register);
  const found = new Map<Uuid | null, Capacity>();
  for (const placeId of isOnSite(type) ? placesFor(memory, type, scope) : [null]) {
    found.set(placeId, await count({ ...memory, type, placeId }));
  }
  return found;
}

export const sumOf = ({ free }: Capacity): number => free.values().reduce((sum, one) => sum + one, 0);

/** `need` and `missing` null: nothing is forecast. Missing is what is needed and neither booked nor free to be booked there and then. */
interface Left {
  free: number;
  booked: number;
  need: number | null;
  missing: number | null;
}

export interface DayLeft extends Left {
  on: PlainDate;
}

export interface PlaceLeft extends Left {
  placeId: Uuid | null;
  firstFree: PlainDate | null;
  atLeast: number | null;
}

export interface FreeLeft {
  window: { first: PlainDate; last: PlainDate };
  days: DayLeft[];
  /** Those with the fewest free times first. */
  places: PlaceLeft[];
}

export async function freeLeft(
  db: Database,
  memory: Memory,
  type: MeetingType,
  scope: Scope,
  thresholds: readonly Threshold[],
): Promise<FreeLeft> {
  const byPlace = await freeByPlace(memory, type, scope);
  const window = [...byPlace.values()][0]?.window ?? { first: memory.today, last: memory.today };
  const asked = { typeCode: type.code, ...window };
  const isWhole = scope.countyCode === null && scope.placeId === null;
  // What is forecast of no place, and what is said of one that nobody is at any more, counts in the whole country.
  const within = ({ placeId }: CountedDay): boolean => !isOnSite(type) || isWhole || (placeId !== null && byPlace.has(placeId));
  const needs = (await needByDay(db, asked)).filter(within);
  const booked = (await bookedByDay(db, asked)).filter(within);
  const cells = cellsOf(byPlace, booked, needs);
  const days = Map.groupBy(cells, ({ on }) => on);
  const places = Map.groupBy(cells, ({ placeId }) => placeId);
  return {
    window,
    days: [...days].map(([on, of]) => ({ on, ...sumCells(of) })).toSorted((a, b) => a.on.localeCompare(b.on)),
    places: [...byPlace.keys()]
      .map((placeId) => ({
        placeId,
        ...sumCells(places.get(placeId) ?? []),
        firstFree: byPlace.get(placeId)!.free.keys().next().value ?? null,
        atLeast: thresholdOf(thresholds, type.code, placeId),
      }))
      .toSorted((a, b) => a.free - b.free),
  };
}

interface CellLeft extends Left {
  placeId: Uuid | null;
  on: PlainDate;
}

/**
 * Each place and day: what is left at one place helps nobody at another. A need of no place (and at a distance every need) is held against
 * what the others leave on the day.
 */
function cellsOf(
  byPlace: ReadonlyMap<Uuid | null, Capacity>,
  booked: readonly CountedDay[],
  needs: readonly CountedDay[],
): CellLeft[] {
  const isPlaced = ({ placeId }: CountedDay): boolean => placeId !== null && byPlace.has(placeId);
  const cells = new Map<string, CellLeft>();
  const cell = (placeId: Uuid | null, on: PlainDate): CellLeft => {
    const key = `${placeId ?? ''} ${on}`;
    const known = cells.get(key) ?? { placeId, on, free: 0, booked: 0, need: null, missing: null };
    cells.set(key, known);
    return known;
  };
  for (const [placeId, { free }] of byPlace) for (const [on, count] of free) cell(placeId, on).free = count;
  for (const one of booked) cell(isPlaced(one) ? one.placeId : null, one.on).booked += one.count;
  for (const one of needs) {
    const of = cell(isPlaced(one) ? one.placeId : null, one.on);
    of.need = (of.need ?? 0) + one.count;
  }
  const spare = new Map<PlainDate, number>();
  const all = [...cells.values()];
  for (const of of all) {
    const over = of.free + of.booked - (of.placeId === null ? 0 : (of.need ?? 0));
    if (over > 0) spare.set(of.on, (spare.get(of.on) ?? 0) + over);
  }
  for (const of of all) {
    if (of.need === null) continue;
    of.missing = Math.max(0, of.need - (of.placeId === null ? (spare.get(of.on) ?? 0) : of.free + of.booked));
  }
  return all;
}

export function sumCells(of: readonly Left[]): Left {
  const sum = { free: 0, booked: 0, need: null, missing: null } as Left;
  for (const { free, booked, need, missing } of of) {
    sum.free += free;
    sum.booked += booked;
    if (need !== null) sum.need = (sum.need ?? 0) + need;
    if (missing !== null) sum.missing = (sum.missing ?? 0) + missing;
  }
  return sum;
}

export interface HalfHourLeft {
  minute: number;
  scheduled: number;
  free: number;
  need: number | null;
}

/** A day's half hours: who is scheduled, what is free, what is needed; a need of a longer time is spread evenly over it. */
export async function halfHoursLeft(
  db: Database,
  memory: Memory,
  type: MeetingType,
  scope: Scope,
  on: PlainDate,
): Promise<HalfHourLeft[]> {
  const places: (Uuid | null)[] = isOnSite(type) ? placesFor(memory, type, scope) : [null];
  const isWhole = !isOnSite(type) || (scope.countyCode === null && scope.placeId === null);
  const halves = new Map<number, HalfHourLeft>();
  const half = (minute: number): HalfHourLeft => {
    const known = halves.get(minute) ?? { minute, scheduled: 0, free: 0, need: null };
    halves.set(minute, known);
    return known;
  };
  for (const placeId of places) {
    for (const { minute, scheduled, free } of halfHoursOn(memory.picture, memory.register, { ...memory, type, placeId }, on)) {
      half(minute).scheduled += scheduled;
      half(minute).free += free;
    }
  }
  for (const one of await needOn(db, type.code, on)) {
    if (!isWhole && (one.placeId === null || !places.includes(one.placeId))) continue;
    for (const { minute, need } of spread(one)) half(minute).need = (half(minute).need ?? 0) + need;
  }
  return [...halves.values()].toSorted((a, b) => a.minute - b.minute);
}

const step = 30;

/** A need within one day, by the half hours that it touches. */
export function spread({ start, end, need }: Pick<Needed, 'start' | 'end' | 'need'>): { minute: number; need: number }[] {
  const from = minutesOf(localTime(start).time);
  const to = localTime(end).date === localTime(start).date ? minutesOf(localTime(end).time) : 1440;
  const first = Math.floor(from / step) * step;
  const halves = Array.from({ length: Math.ceil((to - first) / step) }, (_, index) => first + index * step);
  return halves.map((minute) => {
    const within = Math.min(to, minute + step) - Math.max(from, minute);
    return { minute, need: (need * within) / (to - from) };
  });
}
