import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { protectedAmong } from '../people/index.ts';
import { key } from './booking-input.ts';
import { displacements } from './kinds.ts';
import { rebookMeeting } from './rebook-meeting.ts';
import { meetingsProblem } from './problems.ts';
import { listDisplaced } from './store/displace.ts';
import { insertRebooking } from './store/rebooking.ts';
import { typeHistory } from './store/types.ts';
import { timeOf } from './take-booking.ts';

/**
 * New times for everyone whom a filter leaves, or for one meeting of it: written down in the order in which they were to be met, and gone
 * through by `rebookings.ts`. Protected persons are in no list: their named officer re-books each by itself.
 */
export const startRebooking = command({
  name: 'meetings.start-rebooking',
  roles: rebookMeeting.roles,
  input: z.object({
    by: z.enum(displacements).nullable().default(null),
    placeId: key.nullable().default(null),
    typeCode: z.string().min(1).max(20).nullable().default(null),
    meetingId: key.nullable().default(null),
  }),
  async run({ tx, actor, now, newId }, { meetingId, ...filter }) {
    const { typeCode: code } = filter;
    if (code !== null && (await typeHistory(tx, code)).length === 0)
      throw meetingsProblem('type-unknown', { params: { type: code } });
    const found = await listDisplaced(tx, filter, null);
    const asked = found.filter(({ id }) => meetingId === null || id === meetingId);
    // People knows of protection also while the mark is on its way here.
    const hidden = await protectedAmong(
      tx,
      asked.map(({ personId }) => personId),
    );
    const items = asked.flatMap((one) =>
      hidden.has(one.personId) ? [] : [{ personId: one.personId, meetingId: one.id, before: timeOf(one) }],
    );
    const rebookingId = newId();
    await insertRebooking(tx, { id: rebookingId, startedAt: now, startedBy: actor.id, roles: [...actor.roles] }, items);
    return {
      result: { rebookingId, meetings: items.length },
      subject: `rebooking:${rebookingId}`,
      details: { ...filter, meetingId, meetings: items.length },
    };
  },
});
