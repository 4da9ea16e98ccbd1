import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { bookingRequest, foundInput, key } from './booking-input.ts';
import { bookingRules, decideBooking } from './decide-booking.ts';
import { meetingsEvents } from './events.ts';
import { meetingStaff } from './state.ts';
import { newMeeting, requireFound, timeOf, writeBooked } from './take-booking.ts';

/** More than this is no series of meetings but a plan. */
export const longestSeries = 12;

export const seriesRequest = bookingRequest.omit({ start: true }).extend({
  /** Each as a single start. */
  starts: z.array(bookingRequest.shape.start).min(2).max(longestSeries),
  /** Who holds all of them; null: whoever can. */
  officerId: key.nullable().default(null),
});

/** Several meetings of one kind, all of them or none. */
export const bookSeries = command({
  name: 'meetings.book-series',
  roles: meetingStaff,
  input: seriesRequest.extend({
    /** For each start who holds it, in the same order. */
    found: z.array(foundInput),
  }),
  async run(context, { starts, found, ...input }) {
    const seriesId = context.newId();
    const meetings = [];
    for (const [index, start] of starts.entries()) {
      const decided = await decideBooking(context, { ...input, start });
      const candidate = requireFound(found[index]!, decided.type);
      const meeting = newMeeting(context, input, decided, candidate, { hold: null, seriesId });
      await writeBooked(context, decided.standing, meeting, candidate.versions);
      meetings.push(meeting);
    }
    const meetingIds = meetings.map(({ id }) => id);
    return {
      result: { seriesId, meetingIds },
      subject: `person:${input.personId}`,
      rules: bookingRules,
      details: { seriesId, meetingIds },
      events: meetings.map((one) =>
        meetingsEvents.booked(one.personId, { meetingId: one.id, purpose: one.purpose, ...timeOf(one) }),
      ),
    };
  },
});
