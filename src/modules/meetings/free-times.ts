/** Which times a person can have, and why there are none. Reads the picture and the register in memory; asks no database. */
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Origin, Register, TravelSource } from '../network/index.ts';
import type { Channel, Preference } from './kinds.ts';
import type { Picture } from './picture/index.ts';
import { candidatesOf } from './search/candidates.ts';
import { planOf } from './search/plan.ts';
import { timesOf } from './search/times.ts';
import { whyFew, whyNotSame } from './search/why.ts';
import type { MeetingType } from './store/types.ts';

/** What someone asks for. */
export interface Wanted {
  type: MeetingType;
  today: PlainDate;
  now: Instant;
  /** No time before it; null: from now on. */
  from: Instant | null;
  /** No time after this day; null: as far as the type's window goes. */
  until: PlainDate | null;
  /** In the order in which they are preferred. */
  channels: readonly Channel[];
  /** Where the person starts from; without it only `placeId` can be on site. */
  origin: Origin | null;
  withinMinutes: number | null;
  placeId: Uuid | null;
  /** Spoken by the officer, or by the interpreter when there is to be one. */
  language: string;
  interpreter: boolean;
  prefer: Preference;
  /** The officer of before: whose times come first when that is preferred. */
  officerId: Uuid | null;
  count: number;
  /** For officers, who may book outside the type's window. */
  ignoreWindow?: boolean;
  stepFree?: boolean;
  /** One of its officers is this one, or has this competence. */
  must?: Must | null;
  /** On site in this room and no other. */
  roomId?: Uuid | null;
  /** Other types of the same purpose, in other channels: told of when this one has no time. */
  otherTypes?: readonly MeetingType[];
}

export type Must = { officerId: Uuid } | { competence: string };

export interface FreeTime {
  start: Instant;
  end: Instant;
  typeCode: string;
  channel: Channel;
  place: FreePlace | null;
  officerRole: string;
  language: string;
  interpreter: boolean;
}

export interface FreePlace {
  id: string;
  code: string;
  name: string;
  municipalityCode: string;
  municipality: string;
  /** Whole minutes by car from where the person starts; null when that is not known. */
  minutes: number | null;
  source: TravelSource | null;
}

/** A reason as a code with the values that its text speaks of: texts/free-times.<language>.json under `why`. */
export interface Why {
  code: string;
  params: Readonly<Record<string, string | number>>;
}

export interface FreeTimes {
  times: FreeTime[];
  /** The first and the last day that can be booked. */
  window: { first: PlainDate; last: PlainDate };
  why: Why[];
}

export interface Candidate {
  officerIds: Uuid[];
  roomId: Uuid | null;
  interpreterId: Uuid | null;
  /** By which versions of officers, room and interpreter the time was found. */
  versions: Record<Uuid, number>;
}

/** The first `count` times in the preferred order, one per start, place and channel. */
export function findFreeTimes(picture: Picture, register: Register, wanted: Wanted): FreeTimes {
  const plan = planOf(picture, register, wanted);
  const times = timesOf(plan, wanted.count);
  const { first, last } = plan.window;
  const other = wanted.prefer === 'same-officer' && wanted.officerId !== null ? whyNotSame(plan, wanted.officerId) : [];
  const few = times.length < wanted.count ? whyFew(plan, times.length) : [];
  return { times, window: { first, last }, why: [...other, ...few] };
}

/** Who can hold the meeting at a time: at most `max` ways, those with most room in their day first, not always the same. */
export function candidatesAt(
  picture: Picture,
  register: Register,
  wanted: Wanted,
  at: { start: Instant; channel: Channel; placeId: Uuid | null },
  max: number,
): Candidate[] {
  return candidatesOf(picture, register, wanted, at, max);
}
