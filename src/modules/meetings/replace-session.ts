import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { foundInput, key, readStart } from './booking-input.ts';
import { spanOf } from './decide-booking.ts';
import { meetingsProblem } from './problems.ts';
import { rebookMeeting } from './rebook-meeting.ts';
import { equalTime, isEqual } from './rules/equal-time.ts';
import { takeSession } from './store/booking.ts';
import { findReplacement, lockSession } from './store/sessions.ts';
import { typeOn } from './store/types.ts';
import { requireCurrent, requireFound, timeOf } from './take-booking.ts';

/**
 * A session instead of one that lost its officer, room or place, at a time that is as good (rule equal-time), so that everyone who had a
 * seat can have one there. One only: asked again it gives the one that there is. What was cancelled for itself is not replaced.
 */
export const replaceSession = command({
  name: 'meetings.replace-session',
  roles: rebookMeeting.roles,
  input: z.object({ sessionId: key, start: z.string().max(40), found: foundInput }),
  async run({ tx, now, today, newId }, { sessionId, start, found }) {
    const old = await lockSession(tx, sessionId);
    if (old === null) throw meetingsProblem('session-unknown');
    if (old.cancelledAt === null || old.cancelReason !== null) {
      throw meetingsProblem('state-refuses', { params: { state: old.cancelledAt === null ? 'booked' : 'cancelled' } });
    }
    const done = { subject: `session:${sessionId}`, rules: [equalTime.id] };
    const there = await findReplacement(tx, sessionId);
    if (there !== null) return { ...done, result: { sessionId: there.id }, details: { sessionId: there.id, again: true } };
    const type = await typeOn(tx, old.typeCode, today);
    if (type === null) throw meetingsProblem('type-unknown', { params: { type: old.typeCode } });
    const { typeCode, channel, placeId, language, seats } = old;
    const { versions, ...held } = requireFound(found, type);
    const session = { id: newId(), typeCode, channel, placeId, language, seats, ...spanOf(readStart(start), type), ...held };
    if (!isEqual(valueOn(equalTime, today), old, session, now)) throw meetingsProblem('time-not-offered', { rule: equalTime });
    requireCurrent(await takeSession(tx, { ...session, replaces: sessionId, at: now }, versions));
    return { ...done, result: { sessionId: session.id }, details: { sessionId: session.id, ...timeOf(session) } };
  },
});
