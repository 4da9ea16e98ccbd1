/**
 * A person books a time, not an officer: who holds it is found in the picture, and when someone was quicker, found anew. The database
 * has the last word at each try; what it refuses never reaches anyone as anything but "taken", with the nearest other times.
 */
import { type Actor, type Command, execute } from '../../platform/auth/index.ts';
import {
  addDays,
  epochMilliseconds,
  type Instant,
  instantAt,
  later,
  localTime,
  type PlainDate,
} from '../../platform/clock/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { placeAgreement } from '../network/index.ts';
import type { z } from 'zod';
import { bookMeeting } from './book-meeting.ts';
import { bookSeries, type seriesRequest } from './book-series.ts';
import { type bookingRequest, type Found, readStart } from './booking-input.ts';
import { changeMeeting, type changeRequest } from './change-meeting.ts';
import { type Candidate, candidatesAt, findFreeTimes, type FreeTime, type Wanted } from './free-times.ts';
import { holdMeeting } from './hold-meeting.ts';
import { minutesOf } from './hours.ts';
import type { Meetings } from './meetings.ts';
import { openSession, type sessionRequest } from './open-session.ts';
import { closedSpans } from './picture/index.ts';
import { typesIn } from './picture/index.ts';
import { meetingsProblem } from './problems.ts';
import { bookingWindow, isWorkingDay } from './rules/booking-window.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { mayLie, meetingHours, meetingHoursOn } from './rules/meeting-hours.ts';
import { placeMeetings, placeTakes } from './rules/place-meetings.ts';
import { resourcesOf } from './store/occupancy.ts';
import { findMeeting } from './store/meetings.ts';
import { type RefusedTime, refusedTime } from './store/refused-time.ts';
import { type MeetingType } from './store/types.ts';
import { anySecond, type AskedOfficers, typeAsked, wantedOfficers } from './together.ts';

/** So many ways to hold a meeting are tried before the time is said to be taken. */
const mostTries = 5;
/** So many other times are told of, within so many days before and after the one that was taken. */
const otherTimes = 6;
const otherDays = 14;
const dayMs = 86_400_000;

/** What the routes get: as the commands take it, without who was found. */
export type BookingAsked = z.input<typeof bookingRequest>;

export type TimeAsked = Pick<
  BookingAsked,
  'typeCode' | 'start' | 'channel' | 'placeId' | 'language' | 'interpreter' | 'ignoreWindow'
> & { officers?: AskedOfficers };

/** Holds a time for a person. Throws time-taken with other times (`otherTimesOf`), and what the command throws. */
export function holdTime(m: Meetings, actor: Actor, asked: BookingAsked, requestId: string | null) {
  const officers = { together: asked.together ?? null };
  return withSomeone(m, { ...asked, officers }, (found) => execute(m.house, actor, holdMeeting, { ...asked, found }, requestId));
}

/** Books a time at once. Throws as `holdTime`. */
export function bookTime(m: Meetings, actor: Actor, asked: BookingAsked, requestId: string | null) {
  const officers = { together: asked.together ?? null };
  return withSomeone(m, { ...asked, officers }, (found) => execute(m.house, actor, bookMeeting, { ...asked, found }, requestId));
}

/** Another time for a meeting; if it is taken the old one stays, and what two officers held they hold. Throws as `holdTime`. */
export async function changeTo(m: Meetings, actor: Actor, asked: z.input<typeof changeRequest>, requestId: string | null) {
  const before =
    parseUuid(asked.personId) === null ? null : await findMeeting(m.house.db, asked.personId as Uuid, asked.meetingId);
  const together = asked.together ?? (before !== null && before.officerIds.length > 1 ? anySecond : null);
  return withSomeone(m, { ...asked, officers: { together } }, (found) =>
    execute(m.house, actor, changeMeeting, { ...asked, found }, requestId),
  );
}

/** Tries a command with one after the other who could hold the meeting. */
export function withSomeone<Result>(
  m: Meetings,
  asked: TimeAsked & { personId?: string },
  run: (found: Found) => Promise<Result>,
): Promise<Result> {
  return withEach(m, [asked], ([found]) => run(found!));
}

/**
 * Tries a command with who could hold each of several times. They are found when the command asks, not before it waited for its turn:
 * what has been taken since is not tried. Without anyone it is run once all the same: what it refuses by its rules is said before that
 * nobody is free.
 */
async function withEach<Result>(
  m: Meetings,
  asked: readonly (TimeAsked & { personId?: string })[],
  run: (found: Found[]) => Promise<Result>,
): Promise<Result> {
  const tried = new Set<string>();
  for (let left = mostTries; left > 0; left -= 1) {
    const candidates: (Candidate | null)[] = asked.map(() => null);
    const find =
      (index: number): Found =>
      (type) =>
        (candidates[index] = findSomeone(m, asked[index]!, ofType(wantedOf(m, asked[index]!), type, asked[index]!), tried));
    try {
      const result = await run(asked.map((_one, index) => find(index)));
      m.picture.tell(candidates.flatMap((one) => (one === null ? [] : resourcesOf(one))));
      return result;
    } catch (error) {
      const refused = requireTaken(error, asked[0]?.personId);
      if (candidates.includes(null)) break;
      if (asked.length === 1 && refused?.kind !== 'again') tried.add(JSON.stringify(candidates[0]));
      await m.picture.refresh();
    }
  }
  throw taken(m, asked);
}

/** By the type as the command read it, which may be another by then. */
const ofType = (wanted: Wanted | null, type: MeetingType, { officers = {} }: TimeAsked): Wanted | null =>
  wanted === null ? null : { ...wanted, type: typeAsked(type, officers) };

/** That a time was taken, or supply changed; throws every other refusal. */
function requireTaken(error: unknown, personId: string | undefined): RefusedTime | null {
  const refused = refusedTime(error);
  if (refused === null && !(error instanceof Problem && error.code === 'time-taken')) throw error;
  if (refused?.kind === 'taken' && refused.resourceId === personId) throw meetingsProblem('person-busy');
  return refused;
}

/** Who could hold the meeting, besides those who were tried; null when nobody could, or there is no such type. */
function findSomeone(m: Meetings, asked: TimeAsked, wanted: Wanted | null, tried: ReadonlySet<string>): Candidate | null {
  if (wanted === null) return null;
  const at = { start: readStart(asked.start), channel: asked.channel, placeId: wanted.placeId };
  const found = candidatesAt(m.picture.current(), m.register.current(), wanted, at, mostTries);
  return found.find((one) => !tried.has(JSON.stringify(one))) ?? null;
}

/** What is looked for; null when there is no such type. */
export function wantedOf(m: Meetings, asked: TimeAsked): Wanted | null {
  const now = m.house.clock.now();
  const { date } = localTime(now);
  const type = typesIn(m.picture.current(), date).find(({ code }) => code === asked.typeCode);
  if (type === undefined) return null;
  return {
    ...wantedOfficers(type, asked.officers ?? {}),
    today: date,
    now,
    from: null,
    until: null,
    channels: [asked.channel],
    origin: null,
    withinMinutes: null,
    placeId: (asked.placeId ?? null) as Uuid | null,
    language: asked.language ?? 'sv',
    interpreter: asked.interpreter ?? false,
    prefer: 'soonest',
    officerId: null,
    count: 1,
    ignoreWindow: asked.ignoreWindow ?? false,
  };
}

/** That a time is taken, or not offered at all, with the nearest other times; of several the first that nobody can hold. */
function taken(m: Meetings, asked: readonly TimeAsked[]): Problem {
  for (const one of asked) {
    const isLast = one === asked.at(-1);
    const wanted = wantedOf(m, one);
    if (!isLast && findSomeone(m, one, wanted, new Set()) !== null) continue;
    if (wanted === null) return meetingsProblem('type-unknown', { params: { type: one.typeCode } });
    const start = readStart(one.start);
    const alternatives = othersNear(m, wanted, start).map((time) => ({ ...time }));
    return notOffered(m, wanted, start, alternatives) ?? meetingsProblem('time-taken', { params: { start }, alternatives });
  }
  return meetingsProblem('time-taken');
}

/** That the time lies where nobody is met: outside the hours of meetings, or where the place takes none. */
function notOffered(
  m: Meetings,
  { type, placeId, today }: Wanted,
  start: Instant,
  alternatives: readonly Readonly<Record<string, unknown>>[],
): Problem | null {
  const { date, time } = localTime(start);
  if (!isWorkingDay(valueOn(bookingWindow, today), date, isClosedDay)) {
    return meetingsProblem('time-not-offered', { rule: bookingWindow, params: { date }, alternatives });
  }
  if (!mayLie(meetingHoursOn(date), null, minutesOf(time), type.minutes)) {
    return meetingsProblem('time-not-offered', { rule: meetingHours, params: { time }, alternatives });
  }
  const place = placeId === null ? null : m.register.current().places.find((one) => one.place.id === placeId);
  const when = { date, from: minutesOf(time), to: minutesOf(time) + type.minutes };
  if (placeId === null) return null;
  const isClosed = closedSpans(m.picture.current().closures, placeId, date).some(
    (one) => one.from < when.to && when.from < one.to,
  );
  if (!isClosed && placeTakes(valueOn(placeMeetings, today), place?.presences ?? [], when)) return null;
  const lacksAgreement = (place?.presences ?? []).some(
    ({ validFrom, validTo, withheld }) =>
      validFrom <= date && (validTo === null || date <= validTo) && withheld.includes('booked-meeting'),
  );
  return meetingsProblem('place-not-open', {
    rule: lacksAgreement ? placeAgreement : placeMeetings,
    params: { date },
    alternatives,
  });
}

/** The free times nearest to one, of the same kind and at the same place. */
function othersNear(m: Meetings, wanted: Wanted, start: Instant): FreeTime[] {
  const { date } = localTime(start);
  const look = (from: Instant, until: PlainDate, count: number): FreeTime[] =>
    from > later(start, otherDays * dayMs)
      ? []
      : findFreeTimes(m.picture.current(), m.register.current(), { ...wanted, from, until, count }).times;
  const after = look(start > wanted.now ? start : wanted.now, addDays(date, otherDays), otherTimes);
  const before = look(instantAt(addDays(date, -1), '00:00')!, date, 50).filter((one) => one.start < start);
  const distance = (one: FreeTime): number => Math.abs(epochMilliseconds(one.start) - epochMilliseconds(start));
  const times = new Map([...before, ...after].map((one) => [one.start, one]));
  return [...times.values()].toSorted((a, b) => distance(a) - distance(b)).slice(0, otherTimes);
}

/** Several meetings at once, all of them or none. Throws as `holdTime`, for the first that nobody can hold. */
export function bookSeriesOf(m: Meetings, actor: Actor, asked: z.input<typeof seriesRequest>, requestId: string | null) {
  const officers = { together: asked.together ?? null, officerId: asked.officerId ?? null };
  const each = asked.starts.map((start) => ({ ...asked, start, officers }));
  return withEach(m, each, (found) => execute(m.house, actor, bookSeries, { ...asked, found }, requestId));
}

/** Opens a meeting for several persons, with whoever can hold it. Throws as `holdTime`. */
export function openSessionAt(m: Meetings, actor: Actor, asked: z.input<typeof sessionRequest>, requestId: string | null) {
  const { officerId = null, roomId = null, seats } = asked;
  return withSomeone(m, { ...asked, ignoreWindow: true, officers: { officerId, roomId, seats } }, (found) =>
    execute(m.house, actor, openSession, { ...asked, found }, requestId),
  );
}

/** Runs a command about meetings again when two met on the way, and tells the pictures in memory when it is done. */
export async function act<Input extends z.ZodType, Result>(
  m: Meetings,
  actor: Actor,
  of: Command<Input, Result>,
  input: unknown,
  requestId: string | null = null,
): Promise<Result> {
  for (let left = mostTries; ; left -= 1) {
    try {
      const result = await execute(m.house, actor, of, input, requestId);
      m.picture.tell([]);
      return result;
    } catch (error) {
      const refused = refusedTime(error);
      if (refused === null) throw error;
      if (refused.kind === 'taken' || left <= 1) throw meetingsProblem('time-taken');
    }
  }
}
