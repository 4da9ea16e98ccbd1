/** How many meetings of a type can still be booked: not the times at which one can begin, of which a long meeting takes several. */
import { type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Register } from '../../network/index.ts';
import type { Wanted } from '../free-times.ts';
import { remoteChannels } from '../kinds.ts';
import { at, bitsBetween, runs, wordBits, wordsADay } from '../picture/bits.ts';
import { crewOf } from '../picture/crew.ts';
import { dateOf, dayNumber, quarterMinutes, quartersADay } from '../picture/days.ts';
import { openWords } from '../picture/geography.ts';
import { type Picture, showsDay, slotOf } from '../picture/picture.ts';
import type { MeetingType } from '../store/types.ts';
import { type Option, type Plan, planOf } from './plan.ts';
import type { Need } from './starts.ts';

export interface CapacityAsked {
  type: MeetingType;
  /** Null: at a distance. */
  placeId: Uuid | null;
  today: PlainDate;
  now: Instant;
}

/** In any language; officers with the type's competence, rooms where it needs one. */
export interface Capacity {
  /** The type's window, as far as the picture shows it. */
  window: { first: PlainDate; last: PlainDate };
  /** How many meetings can be booked on each day of the window on which any can. */
  free: ReadonlyMap<PlainDate, number>;
}

/** Rows of a day that are looked at before others have their turn: some milliseconds. */
const atOnce = 20_000;

/**
 * Counts capacities one after the other, and lets others have their turn in between: the whole country takes longer than whoever asks for a
 * free time may wait.
 */
export function capacityCounter(picture: Picture, register: Register): (asked: CapacityAsked) => Promise<Capacity> {
  let looked = 0;
  return async (asked) => {
    const plan = planFor(picture, register, asked);
    const option = plan.options[0];
    const free = new Map<PlainDate, number>();
    for (let day = plan.first; option !== undefined && day <= plan.last; day += 1) {
      const count = countDay(plan, option, day);
      if (count > 0) free.set(dateOf(day), count);
      looked += option.officers.rows.length + (option.room?.rows.length ?? 0);
      if (looked < atOnce) continue;
      looked = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { window: { first: plan.window.first, last: plan.window.last }, free };
  };
}

export interface HalfHour {
  /** Minutes after midnight. */
  minute: number;
  /** Officers at work who hold such meetings, booked or not; those who are away are not counted. */
  scheduled: number;
  /** Meetings that could begin then, each with a room where it needs one. */
  free: number;
}

/** The half hours of a day in which meetings lie. */
export function halfHoursOn(picture: Picture, register: Register, asked: CapacityAsked, on: PlainDate): HalfHour[] {
  const plan = planFor(picture, register, asked);
  const [option, day] = [plan.options[0], dayNumber(on)];
  if (option === undefined || !showsDay(picture, day)) return [];
  const starts = startsOf(plan, option, option.officers, day);
  const rooms = option.room === null ? null : startsOf(plan, option, option.room, day);
  const open = openWords(plan.geography, option.opening, day);
  return quartersIn(plan.geography.words, open).map((quarter) => {
    const free = Math.floor(countStarts(starts, quarter) / option.officers.count);
    const scheduled = countScheduled(picture, option.officers, slotOf(day), quarter);
    return {
      minute: quarter * quarterMinutes,
      scheduled,
      free: rooms === null ? free : Math.min(free, countStarts(rooms, quarter)),
    };
  });
}

function planFor(picture: Picture, register: Register, { type, placeId, today, now }: CapacityAsked): Plan {
  const channel = placeId === null ? type.channels.filter((one) => one !== 'on-site')[0] : 'on-site';
  const wanted: Wanted = {
    type,
    today,
    now,
    from: null,
    until: null,
    // Video and telephone are held by the same officers.
    channels: [channel ?? remoteChannels[0]],
    origin: null,
    withinMinutes: null,
    placeId,
    language: '',
    interpreter: false,
    prefer: 'soonest',
    officerId: null,
    count: 0,
  };
  return planOf(picture, register, wanted, crewOf(picture, null, type.competence));
}

/**
 * As many as can be booked one after the other from the morning on. Meetings of a type are equally long, so that taking the earliest
 * leaves the most room; which of several officers takes one makes hardly any difference.
 */
function countDay(plan: Plan, option: Option, day: number): number {
  if (isClosed(plan, option, day)) return 0;
  const officers = startsOf(plan, option, option.officers, day);
  const rooms = option.room === null ? null : startsOf(plan, option, option.room, day);
  let count = 0;
  for (const quarter of quartersOf(officers)) {
    const crews = Math.floor(countStarts(officers, quarter) / option.officers.count);
    const can = rooms === null ? crews : Math.min(crews, countStarts(rooms, quarter));
    if (can === 0) continue;
    count += can;
    take(officers, quarter, plan.length, can * option.officers.count);
    if (rooms !== null) take(rooms, quarter, plan.length, can);
  }
  return count;
}

function isClosed({ geography }: Plan, { opening }: Option, day: number): boolean {
  const from = openWords(geography, opening, day);
  for (let word = 0; word < wordsADay; word += 1) if (geography.words[from + word] !== 0) return false;
  return true;
}

/** For each of `rows` three words of the quarters at which a meeting can begin. */
function startsOf({ geography, length, earliest }: Plan, { opening }: Option, need: Need, day: number): Uint32Array {
  const { rows, takenRow, offered, taken } = need;
  const slot = slotOf(day);
  const from = openWords(geography, opening, day);
  const { words } = geography;
  const grid = words[from + wordsADay]!;
  const starts = new Uint32Array(rows.length * wordsADay);
  for (let word = 0; word < wordsADay; word += 1) {
    const open = words[from + word]!;
    if (open === 0) continue;
    const openNext = word + 1 < wordsADay ? words[from + word + 1]! : 0;
    const possible = grid & (day === earliest.day ? bitsBetween(word, earliest.quarter, quartersADay) : -1);
    const [offeredFrom, takenFrom] = [at(offered, slot, word, 0), at(taken, slot, word, 0)];
    for (let index = 0; index < rows.length; index += 1) {
      const [row, own] = [rows[index]!, takenRow[rows[index]!]!];
      const free = offered.words[offeredFrom + row]! & ~taken.words[takenFrom + own]! & open;
      if (free === 0) continue;
      const next =
        openNext === 0
          ? 0
          : offered.words[offeredFrom + offered.rows + row]! & ~taken.words[takenFrom + taken.rows + own]! & openNext;
      starts[index * wordsADay + word] = runs(free, next, length) & possible;
    }
  }
  return starts;
}

const bitOf = (quarter: number): number => (1 << (quarter % wordBits)) >>> 0;
const wordOf = (quarter: number): number => Math.floor(quarter / wordBits);

/** The quarters at which any row has a bit, the first first. */
function quartersOf(starts: Uint32Array): number[] {
  const union = new Uint32Array(wordsADay);
  for (let index = 0; index < starts.length; index += wordsADay) {
    for (let word = 0; word < wordsADay; word += 1) union[word]! |= starts[index + word]!;
  }
  return bitsOf(union);
}

function bitsOf(words: Uint32Array): number[] {
  const quarters: number[] = [];
  for (let word = 0; word < wordsADay; word += 1) {
    for (let bits = words[word]!; bits !== 0; bits &= bits - 1) quarters.push(word * wordBits + 31 - Math.clz32(bits & -bits));
  }
  return quarters;
}

/** The open quarters on the grid. */
function quartersIn(words: Uint32Array, open: number): number[] {
  const grid = words[open + wordsADay]!;
  return bitsOf(words.slice(open, open + wordsADay).map((word) => word & grid));
}

function countStarts(starts: Uint32Array, quarter: number): number {
  const [word, bit] = [wordOf(quarter), bitOf(quarter)];
  let count = 0;
  for (let index = word; index < starts.length; index += wordsADay) if ((starts[index]! & bit) !== 0) count += 1;
  return count;
}

/** So many of those who can begin at a quarter do, and can begin nothing else before they are done. */
function take(starts: Uint32Array, quarter: number, length: number, many: number): void {
  const [word, bit] = [wordOf(quarter), bitOf(quarter)];
  let left = many;
  for (let index = word; index < starts.length && left > 0; index += wordsADay) {
    if ((starts[index]! & bit) === 0) continue;
    left -= 1;
    for (let other = 0; other < wordsADay; other += 1) {
      starts[index - word + other]! &= ~bitsBetween(other, quarter, quarter + length);
    }
  }
}

function countScheduled({ officers }: Picture, { rows, takenRow, offered, taken }: Need, slot: number, quarter: number): number {
  const word = wordOf(quarter);
  const half = bitsBetween(word, quarter, quarter + 2);
  let count = 0;
  for (const row of rows) {
    const own = takenRow[row]!;
    if ((offered.words[at(offered, slot, word, row)]! & half) >>> 0 !== half) continue;
    const isAway = officers.away[slot * officers.taken.rows + own] === 1;
    if (!isAway || (taken.words[at(taken, slot, word, own)]! & half) === 0) count += 1;
  }
  return count;
}
