import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { contactProblem, putSeat, roomTimes } from '../contact/index.ts';
import { key } from './booking-input.ts';
import { hasRoom, holderOf, isRoomOpen } from './joining.ts';
import { meetingsProblem } from './problems.ts';
import { meetingStaff } from './state.ts';
import { officerOfAccount } from './store/officers.ts';
import { findSession } from './store/sessions.ts';

/**
 * As give-video-seat, for the officers of a session, who need no one's file to open its room, and for the link of its interpreter. Throws
 * session-unknown, not-by-video, not-your-meeting, and video-not-open of contact.
 */
export const giveSessionSeat = command({
  name: 'meetings.give-session-seat',
  roles: meetingStaff,
  input: z.object({ sessionId: key, part: z.enum(['host', 'interpreter']), codeHash: z.base64().length(44) }),
  async run({ tx, actor, now, newId }, { sessionId, part, codeHash }) {
    const session = await findSession(tx, sessionId);
    if (session === null || session.cancelledAt !== null) throw meetingsProblem('session-unknown');
    if (!hasRoom(session)) throw meetingsProblem('not-by-video');
    const officer = await officerOfAccount(tx, actor.id);
    const isOwn = officer !== null && session.officerIds.includes(officer.id);
    const holder = isOwn ? holderOf(part, sessionId, officer.id, session.interpreterId) : null;
    if (holder === null) throw meetingsProblem('not-your-meeting', { params: { part } });
    const isEarlyLink = part === 'interpreter' && now < roomTimes(session).opensAt;
    if (!isEarlyLink && !isRoomOpen(session, now)) throw contactProblem('video-not-open');
    const { start, end } = session;
    await putSeat(tx, { about: sessionId, start, end, part, holder, newId }, Buffer.from(codeHash, 'base64'));
    return { result: {}, subject: `session:${sessionId}`, details: { sessionId, part } };
  },
});
