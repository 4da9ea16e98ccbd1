import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { key } from './booking-input.ts';
import { lockOwn, requireChosen, requireMay } from './lock-own.ts';
import { bookingParties } from './state.ts';
import { deleteHolds } from './store/meetings.ts';
import { freeTime, occupiedBy } from './store/occupancy.ts';

/** A time that someone held and does not want is anyone's again. */
export const releaseHold = command({
  name: 'meetings.release-hold',
  roles: bookingParties,
  input: z.object({ personId: key, meetingId: key }),
  async run(context, { personId, meetingId }) {
    const { tx, now } = context;
    const { meeting } = await lockOwn(context, personId, meetingId);
    requireMay(context, meeting, 'release', null);
    requireChosen(meeting, 'release');
    await deleteHolds(tx, [meetingId]);
    await freeTime(tx, [meetingId], occupiedBy([meeting]), now);
    return { result: { meetingId }, subject: `person:${personId}`, details: { meetingId } };
  },
});
