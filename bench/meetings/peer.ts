/**
 * The slot calculation of cal.com beside ours. Written anew from what its source does (packages/lib date-ranges.ts and slots.ts, read
 * 2026-11): for every request, each host's schedule becomes a range for every day in the host's zone; what the host has booked is
 * subtracted; the ranges of all hosts are laid together; and through them one steps by the length of the meeting, each step a
 * date with a zone, kept under its ISO text. Its packages cannot be run without its database and application. What is left out here makes it
 * quicker than it is: its queries, its limits and buffers, and dayjs, whose dates with zones cost more than those of Temporal.
 */
import { Temporal } from 'temporal-polyfill';
import { addDays, plainDate, timeZone } from '../../src/platform/clock/index.ts';
import type { Wanted } from '../../src/modules/meetings/free-times.ts';
import { at } from '../../src/modules/meetings/picture/bits.ts';
import { dayNumber, instantsOf, weekdayOf } from '../../src/modules/meetings/picture/days.ts';
import { type Picture, slotOf } from '../../src/modules/meetings/picture/picture.ts';
import { planOf } from '../../src/modules/meetings/search/plan.ts';
import { timesOf } from '../../src/modules/meetings/search/times.ts';
import { claim, median } from '../claims.ts';
import type { Asking } from './questions.ts';

const days = 28;
const hostsCompared = [1, 10, 50, 100] as const;
/** The hours of meetings, for every host on every working day. */
const hours = [
  [9, 11],
  [12, 16],
] as const;

interface Range {
  start: Temporal.ZonedDateTime;
  end: Temporal.ZonedDateTime;
}

interface Host {
  number: number;
  /** In order, as a database would give them. */
  busy: { start: Temporal.Instant; end: Temporal.Instant }[];
}

export function measurePeer(asking: Asking): void {
  const from = plainDate('2020-03-03');
  const hosts = plainHosts(asking.picture, dayNumber(from));
  for (const count of hostsCompared) {
    const some = hosts.slice(0, count);
    const ours = (limit: number) => ourSlots(asking, some, limit);
    const all = peerSlots(some, from);
    const same = new Set(ours(10_000));
    const differing = all.filter((one) => !same.has(one)).length + Math.abs(all.length - same.size);
    if (differing > 0) throw new Error(`the two differ in ${differing} of ${all.length} slots`);
    const peerMs = timed(() => peerSlots(some, from), 5);
    const allMs = timed(() => ours(10_000), 2000);
    const tenMs = timed(() => ours(10), 20_000);
    console.log(
      `${count} hosts, four weeks, ${all.length} slots: cal.com’s calculation ${peerMs.toFixed(2)} ms, ours ${(allMs * 1000).toFixed(1)} µs ` +
        `for all of them, ${(tenMs * 1000).toFixed(1)} µs for the first ten`,
    );
    claim(`meetings.search.times-faster-than-calcom.${count}-hosts`, peerMs / allMs, { atLeast: 100 });
  }
}

function timed(work: () => unknown, times: number): number {
  for (let warm = 0; warm < times; warm += 1) work();
  const took = Array.from({ length: 5 }, () => {
    const began = performance.now();
    for (let count = 0; count < times; count += 1) work();
    return (performance.now() - began) / times;
  });
  return median(took);
}

/** Officers who are there all meeting hours of every working day: what a weekly schedule can say. */
function plainHosts(picture: Picture, first: number): Host[] {
  const { officers } = picture;
  const wanted = 24;
  const isPlain = (number: number): boolean =>
    Array.from({ length: days }, (_, index) => first + index).every((day) => {
      if (weekdayOf(day) > 5) return true;
      let offered = 0;
      for (const [a, b] of hours)
        for (let quarter = a * 4; quarter < b * 4; quarter += 1) if (isSet(officers.offered, day, number, quarter)) offered += 1;
      return offered === wanted;
    });
  return officers.self
    .subarray(0, officers.rows.length)
    .reduce<number[]>((found, number) => (found.length < 100 && isPlain(number) ? [...found, number] : found), [])
    .map((number) => ({ number, busy: busyOf(picture, number, first) }));
}

const isSet = (of: Picture['officers']['offered'], day: number, row: number, quarter: number): boolean =>
  (of.words[at(of, slotOf(day), quarter >>> 5, row)]! & (1 << (quarter & 31))) !== 0;

function busyOf({ officers }: Picture, number: number, first: number): Host['busy'] {
  const busy: Host['busy'] = [];
  for (let day = first; day < first + days; day += 1) {
    const instants = instantsOf(day);
    for (let quarter = 0; quarter < 96; quarter += 2) {
      if (!isSet(officers.taken, day, number, quarter)) continue;
      busy.push({ start: Temporal.Instant.from(instants[quarter]!), end: Temporal.Instant.from(instants[quarter + 2]!) });
    }
  }
  return busy;
}

function ourSlots({ picture, register, types, today, now }: Asking, hosts: readonly Host[], count: number): string[] {
  const wanted: Wanted = {
    type: types.get('21')!,
    today,
    now,
    from: instantsOf(dayNumber(plainDate('2020-03-03')))[0]!,
    until: addDays(plainDate('2020-03-03'), days - 1),
    channels: ['phone'],
    origin: null,
    withinMinutes: null,
    placeId: null,
    language: 'sv',
    interpreter: false,
    prefer: 'soonest',
    officerId: null,
    count,
    ignoreWindow: true,
  };
  const none = new Int32Array(0);
  const crew = { officers: Int32Array.from(hosts.map(({ number }) => number)), posts: [], places: none, role: 'host' };
  return timesOf(planOf(picture, register, wanted, crew), count).map(({ start }) => start);
}

function peerSlots(hosts: readonly Host[], from: string): string[] {
  const free = hosts.flatMap(({ busy }) => subtract(rangesOf(from), busy));
  return slotsIn(merged(free));
}

/** A host's schedule as ranges, day by day in the host's zone. */
function rangesOf(from: string): Range[] {
  const ranges: Range[] = [];
  let date = Temporal.PlainDate.from(from).toZonedDateTime(timeZone);
  for (let day = 0; day < days; day += 1, date = date.add({ days: 1 })) {
    if (date.dayOfWeek > 5) continue;
    for (const [a, b] of hours) ranges.push({ start: date.with({ hour: a }), end: date.with({ hour: b }) });
  }
  return ranges;
}

function subtract(ranges: readonly Range[], busy: Host['busy']): Range[] {
  const free: Range[] = [];
  for (const { start, end } of ranges) {
    let open = start;
    const [first, last] = [start.epochMilliseconds, end.epochMilliseconds];
    for (const one of busy.filter((other) => other.start.epochMilliseconds < last && other.end.epochMilliseconds > first)) {
      if (one.start.epochMilliseconds > open.epochMilliseconds)
        free.push({ start: open, end: one.start.toZonedDateTimeISO(timeZone) });
      if (one.end.epochMilliseconds > open.epochMilliseconds) open = one.end.toZonedDateTimeISO(timeZone);
    }
    if (open.epochMilliseconds < last) free.push({ start: open, end });
  }
  return free;
}

/** Ranges that overlap or touch are one: somebody is free all the time, and meetings of half an hour begin where hosts' ranges do. */
function merged(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start.epochMilliseconds - b.start.epochMilliseconds)) {
    const last = found.at(-1);
    if (last === undefined || range.start.epochMilliseconds > last.end.epochMilliseconds) found.push({ ...range });
    else if (range.end.epochMilliseconds > last.end.epochMilliseconds) last.end = range.end;
  }
  return found;
}

function slotsIn(ranges: readonly Range[]): string[] {
  const slots = new Map<string, Temporal.ZonedDateTime>();
  for (const { start, end } of ranges) {
    let slot = start;
    for (
      let next = slot.add({ minutes: 30 });
      next.epochMilliseconds <= end.epochMilliseconds;
      next = next.add({ minutes: 30 })
    ) {
      slots.set(slot.toInstant().toString({ smallestUnit: 'millisecond' }), slot.withTimeZone(timeZone));
      slot = next;
    }
  }
  return [...slots.keys()].toSorted();
}
