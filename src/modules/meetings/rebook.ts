/** A new time for a meeting that lost its own: one that is as good as the old is given, otherwise the person is asked. */
import { type Actor, execute } from '../../platform/auth/index.ts';
import { addDays, epochMilliseconds, type Instant, localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { withSomeone } from './book.ts';
import { findFreeTimes, type FreeTime, type Wanted } from './free-times.ts';
import type { Meetings } from './meetings.ts';
import { rebookMeeting } from './rebook-meeting.ts';
import { rebookSeatOf } from './rebook-session.ts';
import { equalTime, isEqual } from './rules/equal-time.ts';
import type { Meeting } from './store/meetings.ts';
import type { RebookingReason } from './store/rebooking.ts';
import { typeOn } from './store/types.ts';
import { anySecond, type AskedOfficers, wantedOfficers } from './together.ts';

/** 'asked': no time is as good, and the person, who has been told, chooses; `nearest`: the first that there was all the same. */
export type Rebooked = { is: 'moved' } | { is: 'asked'; why: RebookingReason; nearest: Instant | null };

/** The time that a meeting, or a session, had. */
type Had = Pick<Meeting, 'typeCode' | 'start' | 'channel' | 'placeId' | 'language' | 'interpreterId'>;

/** What two officers were to hold two hold. */
const officersOf = ({ officerIds }: Meeting): AskedOfficers => ({ together: officerIds.length > 1 ? anySecond : null });

/** Refusals of one time, after which another is tried. */
const oneTime: readonly string[] = ['time-taken', 'person-busy', 'time-not-offered'];

/**
 * Looks for a time as good as the old one, the nearest first, and gives it. `rebookingId`: as a part of which re-booking of many. Throws
 * what the command throws.
 */
export async function rebook(m: Meetings, actor: Actor, meeting: Meeting, rebookingId: Uuid | null = null): Promise<Rebooked> {
  if (meeting.sessionId !== null) return rebookSeatOf(m, actor, { ...meeting, sessionId: meeting.sessionId }, rebookingId);
  const found = await timesFor(m, meeting, officersOf(meeting));
  if (found === null) return { is: 'asked', why: 'type-ended', nearest: null };
  let isBusy = false;
  for (const { start } of found.equal) {
    const { personId, id: meetingId, typeCode, channel, placeId, language, interpreterId } = meeting;
    const interpreter = interpreterId !== null;
    const time = { personId, typeCode, start, channel, placeId, language, interpreter, ignoreWindow: true };
    const asked = { ...time, officers: officersOf(meeting) };
    try {
      await withSomeone(m, asked, (found) =>
        execute(m.house, actor, rebookMeeting, { personId, meetingId, start, found, rebookingId }),
      );
      return { is: 'moved' };
    } catch (error) {
      if (!(error instanceof Problem) || !oneTime.includes(error.code)) throw error;
      isBusy ||= error.code === 'person-busy';
    }
  }
  const nearest = found.all[0]?.start ?? null;
  if (found.equal.length > 0) return { is: 'asked', why: isBusy ? 'person-busy' : 'taken-meanwhile', nearest };
  return { is: 'asked', why: nearest === null ? 'nobody-free' : 'none-as-good', nearest };
}

/**
 * Free times like the old one, the soonest first; and of them those that may be given without asking, the nearest first: a few, for
 * someone may be quicker. Null when the type of meeting is no more.
 */
export async function timesFor(
  m: Meetings,
  meeting: Had,
  officers: AskedOfficers,
): Promise<{ all: FreeTime[]; equal: FreeTime[] } | null> {
  const { db, clock } = m.house;
  const now = clock.now();
  const { date: today } = localTime(now);
  const type = await typeOn(db, meeting.typeCode, today);
  if (type === null) return null;
  const value = valueOn(equalTime, today);
  const { date } = localTime(meeting.start);
  const wanted: Wanted = {
    ...wantedOfficers(type, officers),
    today,
    now,
    from: meeting.start > now ? meeting.start : now,
    until: addDays(date, value.days),
    channels: [meeting.channel],
    origin: null,
    withinMinutes: null,
    placeId: meeting.placeId,
    language: meeting.language,
    interpreter: meeting.interpreterId !== null,
    prefer: 'soonest',
    officerId: null,
    count: 500,
    ignoreWindow: true,
  };
  const { times: all } = findFreeTimes(m.picture.current(), m.register.current(), wanted);
  const equal = all.filter((one) =>
    isEqual(value, meeting, { ...one, placeId: one.place?.id ?? null, language: meeting.language }, now),
  );
  return { all, equal: equal.toSorted((a, b) => apart(meeting, a.start) - apart(meeting, b.start)).slice(0, 5) };
}

const apart = (meeting: Had, start: Instant): number => Math.abs(epochMilliseconds(meeting.start) - epochMilliseconds(start));
