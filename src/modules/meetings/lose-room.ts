import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { displaceMeetings } from './displace.ts';
import { planners, requireSpan, spanInput } from './disruption-input.ts';
import { meetingsProblem } from './problems.ts';
import { insertAbsence } from './store/absence.ts';
import { occupyRest } from './store/occupancy.ts';
import { findRoom } from './store/rooms.ts';
import { uuid } from './supply-input.ts';

/** A room cannot be used for a while; who was to meet there is told, and is given a new time after. */
export const loseRoom = command({
  name: 'meetings.lose-room',
  roles: planners,
  input: z.object({ roomId: uuid, ...spanInput }),
  async run(context, { roomId, ...said }) {
    const { tx, actor, now, newId } = context;
    if ((await findRoom(tx, roomId)) === null) throw meetingsProblem('room-unknown');
    const span = requireSpan(said, now);
    const { meetingIds, events } = await displaceMeetings(context, 'room-lost', { resources: [roomId], placeId: null, span });
    const absenceId = newId();
    await insertAbsence(tx, { resourceId: roomId, id: absenceId, ...span, kind: 'closed', at: now, by: actor.id });
    await occupyRest(tx, { resourceId: roomId, span, why: 'closed', of: absenceId }, now);
    return {
      result: { absenceId, meetingIds, resources: [roomId] },
      subject: `room:${roomId}`,
      details: { absenceId, ...span, displaced: meetingIds.length },
      events,
    };
  },
});
