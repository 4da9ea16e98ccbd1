import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { tell, untell } from '../contact/index.ts';
import { recordAct } from '../people/index.ts';
import { endWaitingFor } from './answer-offer.ts';
import { key } from './booking-input.ts';
import { freedBy } from './change-meeting.ts';
import { meetingsEvents } from './events.ts';
import { cancelReasons } from './kinds.ts';
import { lockOwn, requireMay } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { bookable } from './rules/bookable.ts';
import { bookingParties } from './state.ts';
import { writeState } from './store/meetings.ts';
import { freeTime, occupiedBy } from './store/occupancy.ts';
import { noteEvent } from './take-booking.ts';

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
    const { tx, now, newId } = context;
    const { standing, meeting } = await lockOwn(context, personId, meetingId);
    const done = { result: { meetingId }, subject: `person:${personId}` };
    if (meeting.state === 'cancelled') return { ...done, details: { meetingId, again: true } };
    requireMay(context, meeting, 'cancel', version);
    if (reason === 'authority' && standing.capacity !== 'staff') {
      throw problem('invalid-input', { fields: [{ field: 'reason', expected: 'a reason of the person’s' }] });
    }
    if (meeting.state === 'booked' && meeting.start <= now) throw meetingsProblem('time-past', { rule: bookable });
    await writeState(tx, meeting, { state: 'cancelled', cancelReason: reason, endedAt: now });
    await freeTime(tx, [meetingId], occupiedBy([meeting]), now);
    await noteEvent(context, meeting, 'cancelled', { reason });
    const offered = await endWaitingFor(context, meeting);
    await recordAct(tx, context, standing, 'meeting-cancelled', { meetingId });
    for (const source of ['meetings.booked', 'meetings.changed', 'meetings.displaced', 'meetings.moved']) {
      await untell(tx, personId, source, meetingId);
    }
    await tell(tx, { personId, source: 'meetings.cancelled', about: meetingId, dueAt: now, newId, now });
    return {
      ...done,
      details: { meetingId, reason },
      events: [
        meetingsEvents.cancelled(personId, { meetingId, purpose: meeting.purpose, reason }),
        ...freedBy(meeting, context),
        ...offered,
      ],
    };
  },
});
