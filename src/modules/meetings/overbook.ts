/** An extra meeting is placed by the rule, not by whoever asks: see rules/overbooking.ts. */
import { type Actor, execute } from '../../platform/auth/index.ts';
import { localTime, type PlainDate } from '../../platform/clock/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { type BookingAsked, wantedOf } from './book.ts';
import type { Found } from './booking-input.ts';
import { type Candidate, findFreeTimes, type Wanted } from './free-times.ts';
import type { Meetings } from './meetings.ts';
import { overbookMeeting } from './overbook-meeting.ts';
import { meetingsProblem } from './problems.ts';
import { bookingWindow, windowOf } from './rules/booking-window.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { fewestFirst, overbooking, type OverbookingReason } from './rules/overbooking.ts';
import { extraTimes } from './search/extra.ts';
import { refusedTime } from './store/refused-time.ts';
import type { MeetingType } from './store/types.ts';

export interface ExtraAsked extends Omit<BookingAsked, 'start' | 'heldBy' | 'ignoreWindow'> {
  /** The day that is asked for; on site the rule takes the last day of the type's instead. */
  on: PlainDate;
  reason: OverbookingReason;
}

/**
 * Books one more meeting on a day. Throws free-times-left while there are free times in the type's days, time-taken when nobody works
 * then, and what the command throws.
 */
export async function overbook(m: Meetings, actor: Actor, asked: ExtraAsked, requestId: string | null) {
  const { on, ...request } = asked;
  const wanted = wantedOf(m, { ...request, start: '' });
  if (wanted === null) throw meetingsProblem('type-unknown', { params: { type: asked.typeCode } });
  for (const { start, candidates } of await placesFor(m, wanted, on)) {
    for (const candidate of candidates) {
      // Placed by the type as it was read here: by another it is no place for it.
      const found: Found = (type) => (isSame(type, wanted.type) ? notWhileFree(m, wanted, candidate) : null);
      const input = { ...request, start, found };
      try {
        const result = await execute(m.house, actor, overbookMeeting, input, requestId);
        m.picture.tell(candidate.officerIds);
        return result;
      } catch (error) {
        const isTaken = error instanceof Problem && error.code === 'time-taken';
        if (refusedTime(error) === null && !isTaken) throw error;
      }
    }
  }
  throw meetingsProblem('time-taken', { rule: overbooking });
}

const isSame = (type: MeetingType, other: MeetingType): boolean => JSON.stringify(type) === JSON.stringify(other);

async function placesFor(m: Meetings, wanted: Wanted, on: PlainDate) {
  await m.picture.refresh();
  const { today, type, channels } = wanted;
  const rule = valueOn(overbooking, today);
  const place = channels.includes('on-site') ? rule.onSite : rule.remote;
  const { last } = windowOf(valueOn(bookingWindow, today), today, type, isClosedDay);
  const date = place === 'last-day' && last !== null ? last : on;
  return fewestFirst(extraTimes(m.picture.current(), m.register.current(), wanted, date));
}

/** Asked within the command: a request that was carried out is answered as it was then. */
function notWhileFree(m: Meetings, wanted: Wanted, candidate: Candidate): Candidate {
  const { times } = findFreeTimes(m.picture.current(), m.register.current(), { ...wanted, from: wanted.now, count: 3 });
  if (times.length === 0) return candidate;
  const alternatives = times.map((one) => ({ ...one }));
  throw meetingsProblem('free-times-left', { rule: overbooking, params: { day: localTime(times[0]!.start).date }, alternatives });
}
