import { command } from '../../platform/auth/index.ts';
import { bookingInput } from './booking-input.ts';
import { bookingRules, decideBooking } from './decide-booking.ts';
import { holdTime, holdUntil } from './rules/hold-time.ts';
import { bookingParties } from './state.ts';
import { takeTime } from './store/booking.ts';
import { newMeeting, requireCurrent, requireFound, timeOf } from './take-booking.ts';

/** Holds a time for a person while they look it through; the time that they, or their browser, held before is let go. */
export const holdMeeting = command({
  name: 'meetings.hold-meeting',
  roles: bookingParties,
  input: bookingInput,
  async run(context, input) {
    const { tx, now, today } = context;
    const decided = await decideBooking(context, input);
    const candidate = requireFound(input.found, decided.type);
    const hold = { until: holdUntil(now, today), by: input.heldBy };
    const meeting = newMeeting(context, input, decided, candidate, { hold });
    requireCurrent(await takeTime(tx, meeting, candidate.versions));
    return {
      result: { meetingId: meeting.id, holdUntil: hold.until },
      subject: `person:${meeting.personId}`,
      rules: [...bookingRules, holdTime.id],
      details: { meetingId: meeting.id, ...timeOf(meeting) },
    };
  },
});
