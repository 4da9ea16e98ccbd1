import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { requireManager } from './desk-input.ts';
import { networkProblem } from './problems.ts';
import { endPlaceStaffOn } from './store/agreements.ts';

/** Someone staffs a place's desk until a last day and no longer. */
export const endDeskStaff = command({
  name: 'network.end-desk-staff',
  roles: ['desk-officer', 'planner', 'administrator'],
  input: z.object({ placeId: z.uuid(), staffId: z.uuid(), lastDay: day }),
  async run({ tx, actor, today }, { placeId, staffId, lastDay }) {
    await requireManager(tx, actor, placeId, today);
    const id = parseUuid(staffId);
    if (id === null || !(await endPlaceStaffOn(tx, placeId, id, lastDay))) throw networkProblem('desk-staff-unknown');
    return { result: { staffId }, subject: `place:${placeId}`, details: { staffId, lastDay } };
  },
});
