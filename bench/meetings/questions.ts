/** The questions that the search is measured with: each asked from a random municipality, the same in every run. */
import type { Instant, PlainDate } from '../../src/platform/clock/index.ts';
import { findFreeTimes, type FreeTimes, type Wanted } from '../../src/modules/meetings/free-times.ts';
import type { Picture } from '../../src/modules/meetings/picture/index.ts';
import type { MeetingType } from '../../src/modules/meetings/store/types.ts';
import type { Origin, Register } from '../../src/modules/network/index.ts';

export interface Asking {
  picture: Picture;
  register: Register;
  /** By code. */
  types: ReadonlyMap<string, MeetingType>;
  today: PlainDate;
  now: Instant;
}

export interface Question {
  name: string;
  ask(origin: Origin): FreeTimes[];
}

/** So many times are asked for, within so many minutes. */
export const timesAsked = 10;
const minutes = 60;

export function questionsOf({ picture, register, types, today, now }: Asking): Question[] {
  const wanted = (code: string, origin: Origin, language: string): Wanted => ({
    type: types.get(code)!,
    today,
    now,
    from: null,
    until: null,
    channels: types.get(code)!.channels,
    origin,
    withinMinutes: minutes,
    placeId: null,
    language,
    interpreter: false,
    prefer: 'soonest',
    officerId: null,
    count: timesAsked,
  });
  const find = (code: string, origin: Origin, language: string): FreeTimes =>
    findFreeTimes(picture, register, wanted(code, origin, language));
  return [
    // The same conversation has a type for each channel: two searches.
    { name: 'remote-or-60-minutes', ask: (origin) => [find('21', origin, 'sv'), find('31', origin, 'sv')] },
    { name: 'on-site-swedish', ask: (origin) => [find('31', origin, 'sv')] },
    { name: 'on-site-arabic', ask: (origin) => [find('31', origin, 'ar')] },
    { name: 'rare-language', ask: (origin) => [find('31', origin, 'se')] },
  ];
}

/** Whole numbers below a limit, the same in every run (Park and Miller's minimal standard). */
export function dice(seed: number): (limit: number) => number {
  let state = seed % 2_147_483_647;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}
