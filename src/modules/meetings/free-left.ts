/** Free times left by type and place within the type's window, held against need (domain: MEET-2, MEET-4). */
import { type Instant, localTime, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import type { Register } from '../network/index.ts';
import { minutesOf } from './hours.ts';
import type { Picture } from './picture/index.ts';
import { type Capacity, capacityOf, halfHoursOn } from './search/capacity.ts';
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
export function freeByPlace(memory: Memory, type: MeetingType, scope: Scope): Map<Uuid | null, Capacity> {
  const places = isOnSite(type) ? placesFor(memory, type, scope) : [null];
  return new Map(
    places.map((placeId) => [placeId, capacityOf(memory.picture, memory.register, { ...memory, type, placeId })] as const),
  );
}

export const sumOf = ({ free }: Capacity): number => free.values().reduce((sum, one) => sum + one, 0);

export interface DayLeft {
  on: PlainDate;
  free: number;
  booked: number;
  /** Null: nothing is forecast of that day. */
  need: number | null;
}

export interface PlaceLeft {
  placeId: Uuid | null;
  free: number;
  firstFree: PlainDate | null;
  booked: number;
  need: number | null;
  atLeast: number | null;
}

export interface FreeLeft {
  window: { first: PlainDate; last: PlainDate };
  days: DayLeft[];
  /** Those with the fewest free times first. */
  places: PlaceLeft[];
}

/** What is needed and neither booked nor free to be booked; null when nothing is forecast. */
export function shortageOf({ free, booked, need }: Pick<DayLeft, 'free' | 'booked' | 'need'>): number | null {
  return need === null ? null : Math.max(0, need - booked - free);
}

export async function freeLeft(
  db: Database,
  memory: Memory,
  type: MeetingType,
  scope: Scope,
  thresholds: readonly Threshold[],
): Promise<FreeLeft> {
  const byPlace = freeByPlace(memory, type, scope);
  const window = [...byPlace.values()][0]?.window ?? { first: memory.today, last: memory.today };
  const asked = { typeCode: type.code, ...window };
  const isWhole = scope.countyCode === null && scope.placeId === null;
  // What is forecast of no place, and what is said of one that nobody is at any more, counts in the whole country.
  const within = ({ placeId }: CountedDay): boolean => !isOnSite(type) || isWhole || (placeId !== null && byPlace.has(placeId));
  const needs = (await needByDay(db, asked)).filter(within);
  const booked = (await bookedByDay(db, asked)).filter(within);
  const free = [...byPlace].flatMap(([placeId, one]) => [...one.free].map(([on, count]) => ({ placeId, on, count })));
  const days = [...new Set([...free, ...needs, ...booked].map(({ on }) => on))].toSorted();
  const [freeOn, bookedOn, needAt] = [sumBy(free, dayKey), sumBy(booked, dayKey), sumBy(needs, dayKey)];
  const ofPlace = ({ placeId }: Pick<CountedDay, 'placeId'>): string => placeId ?? '';
  const [bookedHere, neededHere] = [sumBy(booked, ofPlace), sumBy(needs, ofPlace)];
  const places = [...byPlace].map(([placeId, one]) => ({
    placeId,
    free: sumOf(one),
    firstFree: one.free.keys().next().value ?? null,
    booked: bookedHere.get(placeId ?? '') ?? 0,
    need: (placeId === null ? sumBy(needs, () => '') : neededHere).get(placeId ?? '') ?? null,
    atLeast: thresholdOf(thresholds, type.code, placeId),
  }));
  return {
    window,
    days: days.map((on) => ({ on, free: freeOn.get(on) ?? 0, booked: bookedOn.get(on) ?? 0, need: needAt.get(on) ?? null })),
    places: places.toSorted((a, b) => a.free - b.free),
  };
}

const dayKey = ({ on }: Pick<CountedDay, 'on'>): string => on;

function sumBy(counts: readonly CountedDay[], keyOf: (one: CountedDay) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of counts) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + one.count);
  return sums;
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
