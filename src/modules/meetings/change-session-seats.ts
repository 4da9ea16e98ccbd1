import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { key } from './booking-input.ts';
import { requireSize } from './open-session.ts';
import { meetingsProblem } from './problems.ts';
import { bookable } from './rules/bookable.ts';
import { videoSize } from './rules/video-size.ts';
import { takeTurn } from './store/occupancy.ts';
import { findSession, lockSession, writeSeats } from './store/sessions.ts';
import { typeOn } from './store/types.ts';

/**
 * More seats or fewer: never fewer than are taken, nor more than the type, the room or a video meeting has. Throws seats-in-use,
 * seats-not-offered, room-too-small, video-too-many.
 */
export const changeSessionSeats = command({
  name: 'meetings.change-session-seats',
  roles: ['caseworker', 'protection-officer', 'planner'],
  input: z.object({ sessionId: key, seats: z.int().min(1).max(500), version: z.int().nullable().default(null) }),
  async run({ tx, now, today }, { sessionId, seats, version }) {
    const known = await findSession(tx, sessionId);
    if (known === null) throw meetingsProblem('session-unknown');
    // Its turn before its row, as whoever takes a seat does; and then as it is when nobody takes one meanwhile.
    await takeTurn(tx, [sessionId], [known]);
    const session = (await lockSession(tx, sessionId))!;
    if (session.cancelledAt !== null) throw meetingsProblem('session-cancelled');
    if (version !== null && version !== session.version) throw meetingsProblem('meeting-changed-meanwhile');
    if (session.start <= now) throw meetingsProblem('time-past', { rule: bookable });
    const type = await typeOn(tx, session.typeCode, today);
    if (type === null) throw meetingsProblem('type-unknown', { params: { type: session.typeCode } });
    const { officerIds, interpreterId } = session;
    const size = { ...session, seats, interpreter: interpreterId !== null, officers: officerIds.length };
    await requireSize(tx, type, size, today);
    if (seats < session.taken) throw meetingsProblem('seats-in-use', { params: { taken: session.taken } });
    await writeSeats(tx, sessionId, seats);
    return {
      result: { sessionId, seats },
      subject: `session:${sessionId}`,
      rules: [videoSize.id],
      details: { sessionId, before: session.seats, seats },
    };
  },
});
