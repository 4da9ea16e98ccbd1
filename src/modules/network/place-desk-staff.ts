import { z } from 'zod';
import { accountsWithRole, command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { requireManager, requireOrder } from './desk-input.ts';
import { deskPositions } from './kinds.ts';
import { networkProblem } from './problems.ts';
import { insertPlaceStaff } from './store/agreements.ts';

/** Says who staffs a place's desk, as what and from when. */
export const placeDeskStaff = command({
  name: 'network.place-desk-staff',
  roles: ['desk-officer', 'planner', 'administrator'],
  input: z.object({
    placeId: z.uuid().transform((id) => parseUuid(id)!),
    accountId: z.uuid(),
    position: z.enum(deskPositions),
    from: day,
    /** Last day; null = no end. */
    to: day.nullable(),
  }),
  async run({ tx, actor, now, newId, today }, input) {
    const { placeId, accountId, ...details } = input;
    await requireManager(tx, actor, placeId, today);
    requireOrder(input);
    const officers = await accountsWithRole(tx, ['desk-officer']);
    if (!officers.some((one) => one.accountId === accountId)) throw networkProblem('desk-account-unknown');
    const id = newId();
    try {
      await insertPlaceStaff(tx, { ...input, id, at: now, by: actor.id });
    } catch (error) {
      if (violatedConstraint(error) === 'place_staff_place_id_account_id_valid_excl') throw networkProblem('desk-staff-overlaps');
      throw error;
    }
    return { result: { staffId: id }, subject: `place:${placeId}`, details: { staffId: id, accountId, ...details } };
  },
});
