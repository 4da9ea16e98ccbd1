import { command } from '../../platform/auth/index.ts';
import { bookingInput } from './booking-input.ts';
import { bookingRules, decideBooking } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { bookingParties } from './state.ts';
import { newMeeting, requireFound, timeOf, writeBooked } from './take-booking.ts';

/** Holds and confirms at once: by telephone, at the desk, by an officer, by the API. */
export const bookMeeting = command({
  name: 'meetings.book-meeting',
  roles: bookingParties,
  input: bookingInput,
  async run(context, input) {
    const decided = await decideBooking(context, input);
    const candidate = requireFound(input.found, decided.type);
    const meeting = newMeeting(context, input, decided, candidate, { hold: null });
    await writeBooked(context, decided.standing, meeting, candidate.versions);
    const { personId, id, purpose } = meeting;
    return {
      result: { meetingId: id },
      subject: `person:${personId}`,
      rules: bookingRules,
      details: { meetingId: id, ...timeOf(meeting) },
      events: [meetingsEvents.booked(personId, { meetingId: id, purpose, ...timeOf(meeting) })],
    };
  },
});
