import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskRoles, requireDesk } from './access.ts';
import { deskProblem } from './problems.ts';
import { uuid, version } from './setup-input.ts';
import { endServiceOn, isWaitedFor } from './store/services.ts';

/** Takes no one into this line any more; not while someone is in it. */
export const endService = command({
  name: 'desk.end-service',
  roles: deskRoles,
  input: z.object({ placeId: uuid, id: uuid, version }),
  async run({ tx, actor, today }, input) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today, ['manager']);
    const at = { ...input, placeId };
    if (!(await endServiceOn(tx, at, today))) throw deskProblem('changed-meanwhile');
    if (await isWaitedFor(tx, at, today)) throw deskProblem('service-waited-for');
    return { result: { serviceId: input.id }, subject: `place:${placeId}`, details: { serviceId: input.id } };
  },
});
