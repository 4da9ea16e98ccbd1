import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { bookingInput } from './booking-input.ts';
import { bookingRules, decideBooking } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { overbooking, overbookingReasons } from './rules/overbooking.ts';
import { laneFor } from './store/booking.ts';
import { newMeeting, requireFound, timeOf, writeBooked } from './take-booking.ts';

/** One more meeting beside what an officer has, deliberately: for the types that allow it, with a reason, when nothing is free. */
export const overbookMeeting = command({
  name: 'meetings.overbook-meeting',
  roles: ['caseworker', 'protection-officer'],
  input: bookingInput.extend({ reason: z.enum(overbookingReasons) }),
  async run(context, input) {
    const decided = await decideBooking(context, input);
    const { type, standing } = decided;
    if (!type.overbooking || type.officers > 1 || type.seats > 1) {
      throw meetingsProblem('overbooking-not-allowed', { rule: overbooking, params: { type: type.code } });
    }
    const candidate = requireFound(input.found, type);
    // Beside what is there already.
    const lane = await laneFor(context.tx, candidate.officerIds[0]!, decided);
    if (lane === null) throw meetingsProblem('time-taken', { rule: overbooking });
    const meeting = newMeeting(context, input, decided, candidate, { hold: null, lane });
    await writeBooked(context, standing, meeting, candidate.versions);
    const { personId, id, purpose } = meeting;
    return {
      result: { meetingId: id, start: meeting.start },
      subject: `person:${personId}`,
      rules: [...bookingRules, overbooking.id],
      details: { meetingId: id, reason: input.reason, lane, ...timeOf(meeting) },
      events: [meetingsEvents.booked(personId, { meetingId: id, purpose, overbooked: lane > 0, ...timeOf(meeting) })],
    };
  },
});
