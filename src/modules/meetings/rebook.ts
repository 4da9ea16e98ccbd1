/** New times for meetings that lost theirs: those as good as the old are given, for the others the person is asked. */
import { type Actor, execute } from '../../platform/auth/index.ts';
import { addDays, epochMilliseconds, type Instant, localTime } from '../../platform/clock/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { withSomeone } from './book.ts';
import { findFreeTimes, type FreeTime, type Wanted } from './free-times.ts';
import type { Meetings } from './meetings.ts';
import { rebookMeeting } from './rebook-meeting.ts';
import { equalTime, isEqual } from './rules/equal-time.ts';
import { type DisplacedFilter, listDisplaced } from './store/displace.ts';
import type { Meeting } from './store/meetings.ts';
import { typeOn } from './store/types.ts';

/** So many are re-booked at one press; the rest at the next. */
const mostAtOnce = 200;

/** 'moved': has a new time; 'asked': no time is as good, and the person, who has been told, chooses. */
export type Rebooked = 'moved' | 'asked';

/** Looks for a time as good as the old one, the nearest first, and gives it. Throws what the command throws. */
export async function rebook(m: Meetings, actor: Actor, meeting: Meeting, requestId: string | null = null): Promise<Rebooked> {
  for (const { start } of await equalTimes(m, meeting)) {
    const { personId, id: meetingId, typeCode, channel, placeId, language, interpreterId } = meeting;
    const asked = {
      personId,
      typeCode,
      start,
      channel,
      placeId,
      language,
      interpreter: interpreterId !== null,
      ignoreWindow: true,
    };
    try {
      await withSomeone(m, asked, (found) =>
        execute(m.house, actor, rebookMeeting, { personId, meetingId, start, found }, requestId),
      );
      return 'moved';
    } catch (error) {
      if (!(error instanceof Problem) || !['time-taken', 'person-busy', 'time-not-offered'].includes(error.code)) throw error;
    }
  }
  return 'asked';
}

/** Free times that may be given without asking, the nearest to the old one first: a few, for someone may be quicker. */
async function equalTimes(m: Meetings, meeting: Meeting): Promise<FreeTime[]> {
  const { db, clock } = m.house;
  const now = clock.now();
  const { date: today } = localTime(now);
  const type = await typeOn(db, meeting.typeCode, today);
  if (type === null) return [];
  const value = valueOn(equalTime, today);
  const { date } = localTime(meeting.start);
  const wanted: Wanted = {
    type,
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
  const { times } = findFreeTimes(m.picture.current(), m.register.current(), wanted);
  const equal = times.filter((one) => isEqual(value, meeting, { ...one, placeId: one.place?.id ?? null }, now));
  return equal.toSorted((a, b) => apart(meeting, a.start) - apart(meeting, b.start)).slice(0, 5);
}

const apart = (meeting: Meeting, start: Instant): number => Math.abs(epochMilliseconds(meeting.start) - epochMilliseconds(start));

/** Everyone whom a filter leaves, the first to have been met first. */
export async function rebookAll(m: Meetings, actor: Actor, filter: DisplacedFilter): Promise<Record<Rebooked, number>> {
  const done = { moved: 0, asked: 0 };
  await m.picture.refresh();
  for (const meeting of await listDisplaced(m.house.db, filter, mostAtOnce)) {
    const came = await rebook(m, actor, meeting).catch(noMore);
    if (came !== null) done[came] += 1;
  }
  return done;
}

/** Cancelled, changed or a named officer's since it was listed: the others get their times all the same. */
function noMore(error: unknown): null {
  if (error instanceof Problem && ['state-refuses', 'meeting-unknown'].includes(error.code)) return null;
  throw error;
}
