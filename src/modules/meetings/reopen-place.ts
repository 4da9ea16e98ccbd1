import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { midnight } from './change-officer-supply.ts';
import { planners } from './disruption-input.ts';
import { endAbsenceOf } from './end-absence.ts';
import { meetingsEvents } from './events.ts';
import { meetingsProblem } from './problems.ts';
import { lockAbsence } from './store/absence.ts';
import { writeChange } from './store/change.ts';
import { endClosureAt, findClosure, lockPlace } from './store/closures.ts';
import { lockSupply, roomsAt } from './store/displace.ts';
import { daysOf } from './store/occupancy.ts';
import { uuid } from './supply-input.ts';

/** A place that was closed is open again: `backOn` is the first day. On or before the day it closes, it is not closed at all. */
export const reopenPlace = command({
  name: 'meetings.reopen-place',
  roles: planners,
  input: z.object({ placeId: uuid, closureId: uuid, backOn: day }),
  async run({ tx, now }, { placeId, closureId, backOn }) {
    const rooms = await roomsAt(tx, placeId);
    await lockSupply(tx, rooms);
    await lockPlace(tx, placeId);
    const closure = await findClosure(tx, placeId, closureId);
    if (closure === null) throw meetingsProblem('absence-unknown');
    const end = midnight(backOn);
    if (end >= closure.end) throw meetingsProblem('absence-over');
    await endClosureAt(tx, closure, end, now);
    for (const room of rooms) {
      const absence = await lockAbsence(tx, room, closureId);
      if (absence !== null && end < absence.end) await endAbsenceOf(tx, absence, end, now);
    }
    const days = daysOf(closure);
    await writeChange(tx, { kind: 'occupancy', resources: rooms, days }, now);
    await writeChange(tx, { kind: 'supply', resources: [placeId], days }, now);
    const freed = {
      what: 'place',
      resourceId: placeId,
      first: backOn > days.first ? backOn : days.first,
      last: days.last,
    } as const;
    return {
      result: { resources: [...rooms, placeId] },
      subject: `place:${placeId}`,
      details: { closureId, backOn },
      events: [meetingsEvents.supplyFreed(freed)],
    };
  },
});
