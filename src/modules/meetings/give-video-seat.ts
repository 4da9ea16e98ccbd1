import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { contactProblem, putSeat, roomTimes } from '../contact/index.ts';
import { recordAct } from '../people/index.ts';
import { key } from './booking-input.ts';
import { hasRoom, holderOf, isRoomOpen, joiningParts, partsFor, roomOf } from './joining.ts';
import { lockOwn, requireMay } from './lock-own.ts';
import { meetingsProblem } from './problems.ts';
import { bookingParties } from './state.ts';
import { officerOfAccount } from './store/officers.ts';

/**
 * A seat at a video meeting: the person's own, the officer's, or the interpreter's, whose link may be sent before the room opens. The code
 * is made where it is shown and comes here as its SHA-256, so that nothing that is kept of the command has it. Throws not-by-video,
 * not-your-meeting, state-refuses, and video-not-open of contact.
 */
export const giveVideoSeat = command({
  name: 'meetings.give-video-seat',
  roles: bookingParties,
  input: z.object({ personId: key, meetingId: key, part: z.enum(joiningParts), codeHash: z.base64().length(44) }),
  async run(context, { personId, meetingId, part, codeHash }) {
    const { tx, actor, now, newId } = context;
    const { standing, meeting } = await lockOwn(context, personId, meetingId);
    requireMay(context, meeting, 'join', null);
    if (!hasRoom(meeting)) throw meetingsProblem('not-by-video');
    const isStaff = standing.capacity === 'staff';
    const officer = isStaff ? await officerOfAccount(tx, actor.id) : null;
    if (!partsFor(meeting, { isStaff, officerId: officer?.id ?? null }).includes(part)) {
      throw meetingsProblem('not-your-meeting', { params: { part } });
    }
    const isEarlyLink = part === 'interpreter' && now < roomTimes(meeting).opensAt;
    if (!isEarlyLink && !isRoomOpen(meeting, now)) throw contactProblem('video-not-open');
    const { start, end } = meeting;
    const holder = holderOf(part, meetingId, officer?.id ?? null, meeting.interpreterId);
    if (holder === null) throw meetingsProblem('not-your-meeting', { params: { part } });
    await putSeat(tx, { about: roomOf(meeting), start, end, part, holder, newId }, Buffer.from(codeHash, 'base64'));
    await recordAct(tx, context, standing, 'video-seat-given', { meetingId, part });
    return { result: {}, subject: `person:${personId}`, details: { meetingId, part } };
  },
});
