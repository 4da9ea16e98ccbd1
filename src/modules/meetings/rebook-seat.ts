import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { key } from './booking-input.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { lockDisplaced, rebookMeeting } from './rebook-meeting.ts';
import { equalTime, isEqual } from './rules/equal-time.ts';
import { moveToSeat } from './store/booking.ts';
import { writeItem } from './store/rebooking.ts';
import { findSession } from './store/sessions.ts';
import { noteEvent, timeOf } from './take-booking.ts';
import { tellNews } from './tell-news.ts';

/**
 * As rebook-meeting, for a seat that was lost: a seat in another session of the same type that is as good. Throws session-unknown,
 * seats-taken, person-busy, time-not-offered.
 */
export const rebookSeat = command({
  name: 'meetings.rebook-seat',
  roles: rebookMeeting.roles,
  input: z.object({ personId: key, meetingId: key, sessionId: key, rebookingId: key.nullable().default(null) }),
  async run(context, { personId, meetingId, sessionId, rebookingId }) {
    const { tx, now, today } = context;
    const meeting = await lockDisplaced(context, personId, meetingId);
    const session = await findSession(tx, sessionId);
    if (session === null || session.cancelledAt !== null || session.typeCode !== meeting.typeCode) {
      throw meetingsProblem('session-unknown');
    }
    if (!isEqual(valueOn(equalTime, today), meeting, session, now))
      throw meetingsProblem('time-not-offered', { rule: equalTime });
    const { purpose, channelBy, exceptionGround } = meeting;
    const taken = { purpose, channelBy, exceptionGround, cameBy: 'rebooking' as const };
    const seat = await moveToSeat(tx, meeting, session, { taken, at: now });
    if (seat === null) throw meetingsProblem('seats-taken', { params: { seats: session.seats } });
    await noteEvent(context, meeting, 'moved', { before: timeOf(meeting), sessionId, seat, ...timeOf(session) });
    await tellNews(context, meeting, 'meetings.moved');
    const after = timeOf(session);
    if (rebookingId !== null) await writeItem(tx, { personId, rebookingId, meetingId }, { is: 'moved', after }, now);
    return {
      result: { meetingId, seat },
      subject: `person:${personId}`,
      rules: [equalTime.id],
      details: { meetingId, sessionId, seat, before: timeOf(meeting), ...after },
      events: [meetingsEvents.changed(personId, { meetingId, purpose, ...after })],
    };
  },
});
