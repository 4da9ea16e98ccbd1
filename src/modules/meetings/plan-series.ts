/** Which times of a series are free, with the same officer each time where that is wished, and the nearest others where one is not. */
import {
  addDays,
  epochMilliseconds,
  type Instant,
  instantAt,
  later,
  localTime,
  type PlainDate,
} from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { candidatesAt, findFreeTimes, type FreeTime, type Wanted } from './free-times.ts';
import type { Channel } from './kinds.ts';
import type { Meetings } from './meetings.ts';
import { whenIs } from './picture/days.ts';
import { showsDay } from './picture/picture.ts';
import type { Span } from './store/occupancy.ts';

export interface SeriesWish {
  /** Of the type, with language, interpreter, channel and place. */
  wanted: Wanted & { channels: readonly [Channel] };
  first: PlainDate;
  /** HH:MM in Sweden. */
  time: string;
  /** Weeks between two. */
  every: 1 | 2;
  count: number;
  /** The same officer each time. */
  isSame: boolean;
}

export interface Occurrence {
  start: Instant;
  /** 'far': later than the calendar shows. */
  is: 'free' | 'taken' | 'far';
  /** The nearest free times, when it is taken. */
  others: FreeTime[];
}

export interface SeriesPlan {
  /** Who holds all of them; null: whoever can, or nobody. */
  officerId: Uuid | null;
  occurrences: Occurrence[];
}

/** So many ways to hold a meeting are looked at, to find who could hold most of them. */
const mostLooked = 200;
const daysAround = 3;
const mostOthers = 3;

/** `busy`: when the person has something else; `before`: whom they met last, who is taken of those who can as often. */
export function planSeries(m: Meetings, wish: SeriesWish, busy: readonly Span[], before: Uuid | null): SeriesPlan {
  const starts = startsOf(wish);
  const officerId = wish.isSame ? officerOfMost(m, wish, starts, before) : null;
  const wanted = officerId === null ? wish.wanted : { ...wish.wanted, must: { officerId } };
  const isBusy = (start: Instant): boolean => {
    const end = later(start, wanted.type.minutes * 60_000);
    return busy.some((one) => one.start < end && start < one.end);
  };
  const nobody = wish.isSame && officerId === null;
  const occurrences = starts.map((start): Occurrence => {
    if (!showsDay(m.picture.current(), whenIs(epochMilliseconds(start)).day)) return { start, is: 'far', others: [] };
    const isFree = !nobody && start > wanted.now && !isBusy(start) && canHold(m, wanted, start, 1).length > 0;
    if (isFree) return { start, is: 'free', others: [] };
    const others = nobody ? [] : othersAround(m, wanted, start).filter((one) => !isBusy(one.start));
    return { start, is: 'taken', others: others.slice(0, mostOthers) };
  });
  return { officerId, occurrences };
}

function startsOf({ first, time, every, count }: SeriesWish): Instant[] {
  const days = Array.from({ length: count }, (_, index) => addDays(first, 7 * every * index));
  return days.flatMap((day) => instantAt(day, time) ?? []);
}

const canHold = (m: Meetings, wanted: SeriesWish['wanted'], start: Instant, most: number) =>
  candidatesAt(
    m.picture.current(),
    m.register.current(),
    wanted,
    { start, channel: wanted.channels[0], placeId: wanted.placeId },
    most,
  );

/** Who could hold most of the times; null when nobody could hold any. */
function officerOfMost(m: Meetings, { wanted }: SeriesWish, starts: readonly Instant[], before: Uuid | null): Uuid | null {
  const counts = new Map<Uuid, number>();
  for (const start of starts) {
    const able = new Set(canHold(m, wanted, start, mostLooked).flatMap(({ officerIds }) => officerIds));
    for (const id of able) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  if (before !== null && counts.get(before) === most) return before;
  return [...counts].find(([, count]) => count === most)?.[0] ?? null;
}

function othersAround(m: Meetings, wanted: SeriesWish['wanted'], start: Instant): FreeTime[] {
  const { date } = localTime(start);
  const from = instantAt(addDays(date, -daysAround), '00:00')!;
  const asked = { ...wanted, from, until: addDays(date, daysAround), count: 200 };
  const { times } = findFreeTimes(m.picture.current(), m.register.current(), asked);
  const apart = (one: FreeTime): number => Math.abs(epochMilliseconds(one.start) - epochMilliseconds(start));
  return times.toSorted((a, b) => apart(a) - apart(b));
}
