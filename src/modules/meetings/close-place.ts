import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { displaceMeetings } from './displace.ts';
import { planners, requireSpan, spanInput } from './disruption-input.ts';
import { insertAbsence } from './store/absence.ts';
import { roomsAt } from './store/displace.ts';
import { occupyRest } from './store/occupancy.ts';
import { requirePlace, uuid } from './supply-input.ts';

/** A place closes for a while, without notice: its meetings are to be held at another time or elsewhere, and its rooms are taken by nobody. */
export const closePlace = command({
  name: 'meetings.close-place',
  roles: planners,
  input: z.object({ placeId: uuid, ...spanInput }),
  async run(context, { placeId, ...said }) {
    const { tx, actor, now, newId } = context;
    await requirePlace(tx, placeId);
    const span = requireSpan(said, now);
    const rooms = await roomsAt(tx, placeId);
    const { meetingIds, events } = await displaceMeetings(context, 'place-closed', { resources: rooms, placeId, span });
    for (const resourceId of rooms) {
      const id = newId();
      await insertAbsence(tx, { resourceId, id, ...span, kind: 'closed', at: now, by: actor.id });
      await occupyRest(tx, { resourceId, span, why: 'closed', of: id }, now);
    }
    return {
      result: { meetingIds, resources: rooms },
      subject: `place:${placeId}`,
      details: { ...span, rooms: rooms.length, displaced: meetingIds.length },
      events,
    };
  },
});
