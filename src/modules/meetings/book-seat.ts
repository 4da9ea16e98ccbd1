import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { tell } from '../contact/index.ts';
import { recordAct } from '../people/index.ts';
import { bookingRequest, key, timeRequest } from './booking-input.ts';
import { type Asked, bookingRules, decideBooking } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { bookingParties } from './state.ts';
import { takeSeat } from './store/booking.ts';
import { findSession, type Session } from './store/sessions.ts';
import { newMeeting, noteEvent, timeOf } from './take-booking.ts';

const { exceptionGround } = timeRequest;

/** A seat as a booking that is decided: whoever may book outside the type's days may fill a seat then. */
export function seatAsked(
  { typeCode, start, channel, placeId }: Session,
  asked: Pick<Asked, 'personId' | 'exceptionGround'>,
): Asked {
  return { ...asked, typeCode, start, channel, placeId, ignoreWindow: true };
}

/** A seat in a meeting for several persons; the database counts the seats. Throws seats-taken, person-busy. */
export const bookSeat = command({
  name: 'meetings.book-seat',
  roles: bookingParties,
  input: z.object({ personId: key, sessionId: key, cameBy: bookingRequest.shape.cameBy, exceptionGround }),
  async run(context, { personId, sessionId, cameBy, exceptionGround: ground }) {
    const { tx, now, newId } = context;
    const session = await findSession(tx, sessionId);
    if (session === null || session.cancelledAt !== null) throw meetingsProblem('session-unknown');
    const { channel, placeId, language } = session;
    const asked = seatAsked(session, { personId, exceptionGround: ground });
    const decided = await decideBooking(context, asked, { asSeat: true });
    const { officerIds, roomId, interpreterId } = session;
    const held = { officerIds, roomId, interpreterId, versions: {} };
    const meeting = {
      ...newMeeting(context, { channel, placeId, language, cameBy }, decided, held, { hold: null }),
      end: session.end,
      sessionId,
    };
    const seat = await takeSeat(tx, meeting);
    if (seat === null) throw meetingsProblem('seats-taken', { params: { seats: session.seats } });
    const meetingId = meeting.id;
    await noteEvent(context, meeting, 'booked', { sessionId, seat, ...timeOf(meeting) });
    await recordAct(tx, context, decided.standing, 'meeting-booked', { meetingId });
    await tell(tx, { personId, source: 'meetings.booked', about: meetingId, dueAt: now, newId, now });
    return {
      result: { meetingId, seat },
      subject: `person:${personId}`,
      rules: bookingRules,
      details: { meetingId, sessionId, seat },
      events: [meetingsEvents.booked(personId, { meetingId, purpose: meeting.purpose, ...timeOf(meeting) })],
    };
  },
});
