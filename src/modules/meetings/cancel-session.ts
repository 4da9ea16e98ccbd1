import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { key } from './booking-input.ts';
import { loseTime } from './displace.ts';
import { sessionCancelReasons } from './kinds.ts';
import { meetingsProblem } from './problems.ts';
import { bookable } from './rules/bookable.ts';
import { lockSession, seatsOf, writeCancelReason } from './store/sessions.ts';

/**
 * A meeting for several persons that will not be held. Everyone in it has lost their time, not their meeting: they are told, each in their
 * own language and channel, and choose another such meeting or an ordinary time (rule displaced-alarm: what the authority fails is not the person's).
 */
export const cancelSession = command({
  name: 'meetings.cancel-session',
  roles: ['caseworker', 'protection-officer', 'planner'],
  input: z.object({ sessionId: key, reason: z.enum(sessionCancelReasons), version: z.int().nullable().default(null) }),
  async run(context, { sessionId, reason, version }) {
    const { tx, now } = context;
    const session = await lockSession(tx, sessionId);
    if (session === null) throw meetingsProblem('session-unknown');
    const done = { subject: `session:${sessionId}` };
    if (session.cancelledAt !== null)
      return { ...done, result: { sessionId, meetingIds: [] }, details: { sessionId, again: true } };
    if (version !== null && version !== session.version) throw meetingsProblem('meeting-changed-meanwhile');
    if (session.start <= now) throw meetingsProblem('time-past', { rule: bookable });
    const seated = (await seatsOf(tx, sessionId)).filter(({ state }) => state === 'booked' || state === 'held');
    const { meetingIds, events } = await loseTime(context, 'session-cancelled', seated, [session]);
    await writeCancelReason(tx, sessionId, reason);
    return { ...done, result: { sessionId, meetingIds }, details: { sessionId, reason, displaced: meetingIds.length }, events };
  },
});
