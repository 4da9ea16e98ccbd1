/** Who holds the meeting at a time: those with most room in their day, and not always the same of them. */
import { epochMilliseconds, type Instant } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Register } from '../../network/index.ts';
import type { Candidate, Wanted } from '../free-times.ts';
import type { Channel } from '../kinds.ts';
import { countBits, wordBits, wordsADay } from '../picture/bits.ts';
import { quarterMinutes, whenIs } from '../picture/days.ts';
import { type Picture, type Resources, showsDay, slotOf } from '../picture/picture.ts';
import { type Option, type Plan, planOf, startsOn } from './plan.ts';
import { isFree, type Need } from './starts.ts';

export interface At {
  start: Instant;
  channel: Channel;
  placeId: Uuid | null;
}

/** Quarters of an hour that make no difference between two officers' days. */
const alike = 4;

/** At most `max` ways; none when nobody is free then, or the time is none at which a meeting can begin there. */
export function candidatesOf(picture: Picture, register: Register, wanted: Wanted, at: At, max: number): Candidate[] {
  const { day, minute } = whenIs(epochMilliseconds(at.start));
  if (!showsDay(picture, day) || minute % quarterMinutes !== 0) return [];
  const quarter = minute / quarterMinutes;
  const here = { ...wanted, channels: [at.channel], placeId: at.placeId, from: null, until: null, ignoreWindow: true };
  const plan = planOf(picture, register, here);
  const option = plan.options[0];
  if (option === undefined || !mayBegin(plan, option, day, quarter)) return [];
  return chosen(plan, option, slotOf(day), quarter, max);
}

function mayBegin(plan: Plan, option: Option, day: number, quarter: number): boolean {
  const starts = new Uint32Array(wordsADay);
  if (!startsOn(plan, option, day, starts)) return false;
  return (starts[Math.floor(quarter / wordBits)]! & (1 << (quarter % wordBits))) !== 0;
}

function chosen(plan: Plan, option: Option, slot: number, quarter: number, max: number): Candidate[] {
  const { picture, wanted, length } = plan;
  const { officers, rooms, interpreters } = picture;
  const free = (need: Need): number[] => {
    const found: number[] = [];
    for (const row of need.rows) if (isFree(need, row, slot, quarter, length)) found.push(need.takenRow[row]!);
    return found;
  };
  const turn = (picture.turn += 1);
  const before = wanted.officerId === null ? undefined : officers.numbers.get(wanted.officerId);
  const { count } = option.officers;
  const inOrder = (need: Need, most: number): number[] => mostRoomFirst(officers, free(need), slot, turn, before, most);
  const ordered = inOrder(option.officers, max * count);
  const crews = option.must === null ? inCrews(ordered, count, max) : ledBy(inOrder(option.must, max), ordered, count, max);
  const freeRooms = option.room === null ? null : free(option.room);
  const freeInterpreters = option.interpreter === null ? null : free(option.interpreter);
  return crews.map((numbers, index) => {
    const room = freeRooms === null ? null : rooms.rows[inTurn(freeRooms, turn + index)]!;
    const interpreter = freeInterpreters === null ? null : interpreters.rows[inTurn(freeInterpreters, turn + index)]!;
    const own = numbers.map((number) => officers.rows[number]!);
    const all = [...own, ...(room === null ? [] : [room]), ...(interpreter === null ? [] : [interpreter])];
    return {
      officerIds: own.map(({ id }) => id),
      roomId: room?.id ?? null,
      interpreterId: interpreter?.id ?? null,
      versions: Object.fromEntries(all.map(({ id, version }) => [id, version])),
    };
  });
}

/** So many at a time, in order; the last crew begins again from the first. */
function inCrews(ordered: readonly number[], count: number, max: number): number[][] {
  return Array.from({ length: Math.min(max, Math.ceil(ordered.length / count)) }, (_, index) =>
    Array.from({ length: count }, (__, seat) => ordered[(index * count + seat) % ordered.length]!),
  );
}

/** Each crew with one of those of whom one must be there, and others beside. */
function ledBy(leading: readonly number[], ordered: readonly number[], count: number, max: number): number[][] {
  if (leading.length === 0) return [];
  if (count === 1) return leading.map((one) => [one]);
  return Array.from({ length: max }, (_, index) => {
    const first = leading[index % leading.length]!;
    const others = ordered.filter((one) => one !== first);
    return others.length === 0 ? [] : [first, others[index % others.length]!];
  }).filter((crew) => crew.length > 0);
}

const inTurn = (numbers: readonly number[], turn: number): number => numbers[turn % numbers.length]!;

/** The best `max` of them: the officer of before, then who has least that day; those alike in turn. */
function mostRoomFirst(
  officers: Resources<unknown>,
  free: readonly number[],
  slot: number,
  turn: number,
  before: number | undefined,
  max: number,
): number[] {
  const best: { number: number; load: number }[] = [];
  for (let index = 0; index < free.length; index += 1) {
    const number = free[(index + turn) % free.length]!;
    const load = number === before ? -1 : Math.floor(countBits(officers.taken, slot, number) / alike);
    if (best.length === max && load >= best.at(-1)!.load) continue;
    const place = best.findIndex((one) => load < one.load);
    best.splice(place === -1 ? best.length : place, 0, { number, load });
    if (best.length > max) best.pop();
  }
  return best.map(({ number }) => number);
}
