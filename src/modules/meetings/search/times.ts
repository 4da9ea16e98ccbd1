/** The times of a plan, in the order that is preferred. */
import type { Uuid } from '../../../platform/ids/index.ts';
import type { FreeTime } from '../free-times.ts';
import { wordBits, wordsADay } from '../picture/bits.ts';
import { crewOfOne } from '../picture/crew.ts';
import { instantsOf } from '../picture/days.ts';
import { openWords } from '../picture/geography.ts';
import { slotOf } from '../picture/picture.ts';
import { type Option, type Plan, planOf, startsOn } from './plan.ts';
import { isFree } from './starts.ts';

/** At most `count` times, in the order that the wish prefers. */
export function timesOf(plan: Plan, count: number): FreeTime[] {
  const { prefer, officerId } = plan.wanted;
  if (prefer === 'nearest') return nearest(plan, count);
  return prefer === 'same-officer' && officerId !== null ? sameOfficer(plan, officerId, count) : soonest(plan, count);
}

/** Day by day; what begins at once comes in the order of the channels, and on site the nearest first. */
export function soonest(plan: Plan, count: number): FreeTime[] {
  const { options } = plan;
  const times: FreeTime[] = [];
  const starts = options.map(() => new Uint32Array(wordsADay));
  const found: number[] = [];
  for (let day = plan.first; day <= plan.last && times.length < count; day += 1) {
    if (isClosed(plan, day)) continue;
    found.length = 0;
    for (let index = 0; index < options.length; index += 1) {
      if (startsOn(plan, options[index]!, day, starts[index]!)) found.push(index);
    }
    if (found.length > 0) takeInOrder(plan, day, found, starts, times, count);
  }
  return times;
}

function takeInOrder(
  plan: Plan,
  day: number,
  found: readonly number[],
  starts: readonly Uint32Array[],
  times: FreeTime[],
  count: number,
): void {
  for (let word = 0; word < wordsADay; word += 1) {
    let some = 0;
    for (const index of found) some |= starts[index]![word]!;
    for (; some !== 0; some &= some - 1) {
      const bit = some & -some;
      for (const index of found) {
        if ((starts[index]![word]! & bit) === 0) continue;
        times.push(timeOf(plan, plan.options[index]!, day, word * wordBits + bitNumber(bit)));
        if (times.length === count) return;
      }
    }
  }
}

const bitNumber = (bit: number): number => 31 - Math.clz32(bit);

/**
 * The nearest first; places equally far are one, by day as always. Whoever asks for what is near asks for a place: what is at none comes
 * after.
 */
function nearest(plan: Plan, count: number): FreeTime[] {
  const minutes = ({ place, shown }: Option): number => (place === null ? Number.MAX_SAFE_INTEGER : (shown?.minutes ?? 0));
  const times: FreeTime[] = [];
  for (const [, options] of [...Map.groupBy(plan.options, minutes)].toSorted(([a], [b]) => a - b)) {
    times.push(...soonest({ ...plan, options }, count - times.length));
    if (times.length === count) break;
  }
  return times;
}

/** The officer's own times first, the soonest first; then those of others. */
function sameOfficer(plan: Plan, officerId: Uuid, count: number): FreeTime[] {
  const own = ownPlan(plan, officerId);
  const times = own === null ? [] : soonest(own, count);
  if (times.length === count) return times;
  const keyOf = ({ start, channel, place }: FreeTime): string => `${start} ${channel} ${place?.id ?? ''}`;
  const known = new Set(times.map(keyOf));
  const others = soonest(plan, count + times.length).filter((one) => !known.has(keyOf(one)));
  return [...times, ...others].slice(0, count);
}

/** The same with one officer only; null when that officer cannot hold the meeting. */
export function ownPlan({ picture, geography, wanted, crew }: Plan, officerId: Uuid): Plan | null {
  const number = picture.officers.numbers.get(officerId);
  const own = number === undefined ? null : crewOfOne(picture, crew, number);
  return own === null ? null : planOf(picture, geography.register, wanted, own);
}

/** Some way in which there is a time on some day; null when there is none. */
export function possible(plan: Plan): Option | null {
  const starts = new Uint32Array(wordsADay);
  for (const option of plan.options) {
    for (let day = plan.first; day <= plan.last; day += 1) {
      if (!isClosed(plan, day) && startsOn(plan, option, day, starts)) return option;
    }
  }
  return null;
}

/** Weekends and public holidays. */
function isClosed({ geography }: Plan, day: number): boolean {
  const from = openWords(geography, null, day);
  for (let word = 0; word < wordsADay; word += 1) if (geography.words[from + word] !== 0) return false;
  return true;
}

function timeOf(plan: Plan, option: Option, day: number, quarter: number): FreeTime {
  const { wanted, length, crew } = plan;
  const instants = instantsOf(day);
  return {
    start: instants[quarter]!,
    end: instants[quarter + length]!,
    typeCode: wanted.type.code,
    channel: option.channel,
    place: option.shown,
    officerRole: toldRole(crew.role ?? roleAt(plan, option, day, quarter)),
    language: wanted.language,
    interpreter: wanted.interpreter,
  };
}

/** Free times are open to everyone: the role of those who look after protected persons would say where and when they sit. */
const toldRole = (role: string): string => (role === 'protection-officer' ? 'planning-officer' : role);

/** What the first officer is who is free then. */
function roleAt({ picture, length }: Plan, { officers, place }: Option, day: number, quarter: number): string {
  for (const row of officers.rows) {
    if (!isFree(officers, row, slotOf(day), quarter, length)) continue;
    return picture.officers.rows[place === null ? row : picture.posts.officerOf[row]!]!.role;
  }
  return '';
}
