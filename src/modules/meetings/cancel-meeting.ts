import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { recordAct, type Standing } from '../people/index.ts';
import { endWaitingFor } from './answer-offer.ts';
import { key } from './booking-input.ts';
import { freedBy } from './change-meeting.ts';
import { meetingsEvents } from './events.ts';
import { type CancelReason, cancelReasons } from './kinds.ts';
import { lockOwn, requireMay } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { bookable } from './rules/bookable.ts';
import { bookingParties } from './state.ts';
import { type Meeting, writeState } from './store/meetings.ts';
import { freeTime, occupiedBy } from './store/occupancy.ts';
import { noteEvent } from './take-booking.ts';
import { tellNews } from './tell-news.ts';

/** A meeting that will not be held; its time is free. That the authority cancels is said by staff alone (domain: MEET-3). */
export const cancelMeeting = command({
  name: 'meetings.cancel-meeting',
  roles: bookingParties,
  input: z.object({
    personId: key,
    meetingId: key,
    version: z.int().nullable().default(null),
    reason: z.enum(cancelReasons),
  }),
  async run(context, { personId, meetingId, version, reason }) {
    const { now } = context;
    const { standing, meeting } = await lockOwn(context, personId, meetingId);
    const done = { result: { meetingId }, subject: `person:${personId}` };
    if (meeting.state === 'cancelled') return { ...done, details: { meetingId, again: true } };
    requireMay(context, meeting, 'cancel', version);
    if (reason === 'authority' && standing.capacity !== 'staff') {
      throw problem('invalid-input', { fields: [{ field: 'reason', expected: 'a reason of the person’s' }] });
    }
    if (meeting.state === 'booked' && meeting.start <= now) throw meetingsProblem('time-past', { rule: bookable });
    return { ...done, details: { meetingId, reason }, events: await cancelOne(context, standing, meeting, reason) };
  },
});

/** Cancels a meeting that may be, whose row is held; gives what it tells. */
export async function cancelOne(
  context: CommandContext,
  standing: Standing,
  meeting: Meeting,
  reason: CancelReason,
): Promise<Event[]> {
  const { tx, now } = context;
  const { personId, id: meetingId, purpose } = meeting;
  await writeState(tx, meeting, { state: 'cancelled', cancelReason: reason, endedAt: now });
  await freeTime(tx, [meetingId], occupiedBy([meeting]), now);
  await noteEvent(context, meeting, 'cancelled', { reason });
  const offered = await endWaitingFor(context, meeting);
  await recordAct(tx, context, standing, 'meeting-cancelled', { meetingId });
  await tellNews(context, meeting, 'meetings.cancelled');
  return [meetingsEvents.cancelled(personId, { meetingId, purpose, reason }), ...freedBy(meeting, context), ...offered];
}
