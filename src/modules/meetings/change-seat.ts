import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { bookingRequest, key, timeRequest } from './booking-input.ts';
import { seatAsked } from './book-seat.ts';
import { freedBy } from './change-meeting.ts';
import { bookingRules, decideBooking } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { lockOwn, requireMay } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { bookable } from './rules/bookable.ts';
import { bookingParties } from './state.ts';
import { moveToSeat } from './store/booking.ts';
import { findSession } from './store/sessions.ts';
import { noteEvent, timeOf } from './take-booking.ts';
import { tellNews } from './tell-news.ts';

/**
 * A seat in a meeting for several persons instead of the time, or the lost time, of a meeting of the same purpose; one transaction, so that
 * nobody stands without. Throws session-unknown, seats-taken, person-busy.
 */
export const changeSeat = command({
  name: 'meetings.change-seat',
  roles: bookingParties,
  input: z.object({
    personId: key,
    meetingId: key,
    sessionId: key,
    version: z.int().nullable().default(null),
    cameBy: bookingRequest.shape.cameBy,
    exceptionGround: timeRequest.exceptionGround,
  }),
  async run(context, { personId, meetingId, sessionId, version, cameBy, exceptionGround }) {
    const { tx, now } = context;
    const { standing, meeting } = await lockOwn(context, personId, meetingId);
    requireMay(context, meeting, 'change', version);
    if (meeting.state === 'booked' && meeting.start <= now) throw meetingsProblem('time-past', { rule: bookable });
    const session = await findSession(tx, sessionId);
    const isOther = session !== null && session.cancelledAt === null && session.id !== meeting.sessionId;
    if (!isOther) throw meetingsProblem('session-unknown');
    const decided = await decideBooking(context, seatAsked(session, { personId, exceptionGround }), {
      asSeat: true,
      moves: meeting,
    });
    const { purpose } = decided.type;
    if (purpose !== meeting.purpose) throw meetingsProblem('session-unknown');
    const taken = { purpose, channelBy: decided.by, exceptionGround: decided.ground, cameBy };
    const seat = await moveToSeat(tx, meeting, session, { taken, at: now });
    if (seat === null) throw meetingsProblem('seats-taken', { params: { seats: session.seats } });
    await noteEvent(context, meeting, 'changed', { before: timeOf(meeting), sessionId, seat, ...timeOf(session) });
    await recordAct(tx, context, standing, 'meeting-changed', { meetingId });
    await tellNews(context, meeting, 'meetings.changed');
    return {
      result: { meetingId, seat },
      subject: `person:${personId}`,
      rules: bookingRules,
      details: { meetingId, sessionId, seat, before: timeOf(meeting) },
      events: [meetingsEvents.changed(personId, { meetingId, purpose, ...timeOf(session) }), ...freedBy(meeting, context)],
    };
  },
});
