import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { displaceMeetings } from './displace.ts';
import { planners, requireSpan, spanInput } from './disruption-input.ts';
import { insertAbsence } from './store/absence.ts';
import { writeChange } from './store/change.ts';
import { insertClosure, lockPlace } from './store/closures.ts';
import { lockSupply, roomsAt, takeTurnsOf } from './store/displace.ts';
import { daysOf, occupyRest } from './store/occupancy.ts';
import { requirePlace, uuid } from './supply-input.ts';

/**
 * A place closes for a while, without notice: its meetings are to be held at another time or elsewhere, and until it is open again nobody
 * can book there, with a room or without. Its officers meet people at a distance meanwhile.
 */
export const closePlace = command({
  name: 'meetings.close-place',
  roles: planners,
  input: z.object({ placeId: uuid, ...spanInput }),
  async run(context, { placeId, ...said }) {
    const { tx, actor, now, newId } = context;
    await requirePlace(tx, placeId);
    const span = requireSpan(said, now);
    const rooms = await roomsAt(tx, placeId);
    const lost = { resources: rooms, placeId, span };
    // In the order in which whoever books takes them: rooms, then the place.
    await takeTurnsOf(tx, lost);
    await lockSupply(tx, rooms);
    await lockPlace(tx, placeId);
    const { meetingIds, events } = await displaceMeetings(context, 'place-closed', lost);
    const id = newId();
    await insertClosure(tx, { placeId, id, ...span, at: now, by: actor.id });
    for (const resourceId of rooms) {
      await insertAbsence(tx, { resourceId, id, ...span, kind: 'closed', at: now, by: actor.id });
      await occupyRest(tx, { resourceId, span, why: 'closed', of: id }, now);
    }
    await writeChange(tx, { kind: 'supply', resources: [placeId], days: daysOf(span) }, now);
    return {
      result: { meetingIds, resources: [...rooms, placeId], closureId: id },
      subject: `place:${placeId}`,
      details: { closureId: id, ...span, rooms: rooms.length, displaced: meetingIds.length },
      events,
    };
  },
});
