import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { key } from './booking-input.ts';
import { callResults } from './kinds.ts';
import { lockOwn, requireMay } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { meetingStaff } from './state.ts';
import { tellCalendars } from './store/change.ts';
import { noteEvent } from './take-booking.ts';

/**
 * That someone was called, and how it went. It says nothing of how the meeting went, however often nobody answered: that is for a human
 * who is not the meeting's officer (record-outcome; JO 5700-2015).
 */
export const logCallAttempt = command({
  name: 'meetings.log-call-attempt',
  roles: meetingStaff,
  input: z.object({ personId: key, meetingId: key, result: z.enum(callResults) }),
  async run(context, { personId, meetingId, result }) {
    const { standing, meeting } = await lockOwn(context, personId, meetingId, { by: 'officer' });
    requireMay(context, meeting, 'log-call', null);
    // A video meeting is called about when video did not work.
    if (meeting.channel === 'on-site') throw meetingsProblem('not-by-phone');
    await noteEvent(context, meeting, 'call-attempt', { result });
    await tellCalendars(context.tx, meeting, context.now);
    await recordAct(context.tx, context, standing, 'call-attempt', { meetingId });
    return { result: {}, subject: `person:${personId}`, details: { meetingId, result } };
  },
});
