import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskRoles, requireDesk } from './access.ts';
import { deskProblem } from './problems.ts';
import { uuid, version } from './setup-input.ts';
import { endCounterOn, isStaffed } from './store/services.ts';

/** The counter is there no longer; not while someone sits at it. */
export const endCounter = command({
  name: 'desk.end-counter',
  roles: deskRoles,
  input: z.object({ placeId: uuid, id: uuid, version }),
  async run({ tx, actor, today }, input) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today, ['manager']);
    const at = { ...input, placeId };
    if (!(await endCounterOn(tx, at, today))) throw deskProblem('changed-meanwhile');
    if (await isStaffed(tx, at)) throw deskProblem('counter-staffed');
    return { result: { counterId: input.id }, subject: `place:${placeId}`, details: { counterId: input.id } };
  },
});
