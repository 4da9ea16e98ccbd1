import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { key } from './booking-input.ts';
import { cancelOne } from './cancel-meeting.ts';
import { cancelReasons } from './kinds.ts';
import { lockOwn } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { requireOwnWay } from './standing-of.ts';
import { bookingParties, can } from './state.ts';
import { listSeries } from './store/meetings.ts';

/** All that remain of a series are cancelled at once; what has begun, was held or is cancelled stays as it is. Throws series-unknown. */
export const cancelSeries = command({
  name: 'meetings.cancel-series',
  roles: bookingParties,
  input: z.object({ personId: key, seriesId: key, reason: z.enum(cancelReasons) }),
  async run(context, { personId, seriesId, reason }) {
    const { tx, now, actor } = context;
    await requireOwnWay(context, personId);
    const meetingIds = [];
    const events = [];
    for (const { id } of await listSeries(tx, personId, seriesId)) {
      const { standing, meeting } = await lockOwn(context, personId, id);
      if (reason === 'authority' && standing.capacity !== 'staff') {
        throw problem('invalid-input', { fields: [{ field: 'reason', expected: 'a reason of the person’s' }] });
      }
      const remains = meeting.state === 'displaced' || meeting.start > now;
      if (!remains || !can(actor.roles, 'cancel', meeting.state)) continue;
      events.push(...(await cancelOne(context, standing, meeting, reason)));
      meetingIds.push(id);
    }
    if (meetingIds.length === 0) throw meetingsProblem('series-unknown');
    return {
      result: { seriesId, meetingIds },
      subject: `person:${personId}`,
      details: { seriesId, meetingIds, reason },
      events,
    };
  },
});
