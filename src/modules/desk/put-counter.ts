import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskRoles, requireDesk } from './access.ts';
import { deskProblem } from './problems.ts';
import { line, refuseTaken, uuid, which } from './setup-input.ts';
import { insertCounter, listServices, updateCounter } from './store/services.ts';

/** Adds a counter at a place, or says which services it calls from, in their order. */
export const putCounter = command({
  name: 'desk.put-counter',
  roles: deskRoles,
  input: z.object({ placeId: uuid, ...which, name: line(20), serviceIds: z.array(uuid).min(1, 'at least one service').max(26) }),
  async run({ tx, actor, newId, today }, { id, version, ...input }) {
    const { placeId } = await requireDesk(tx, actor, input.placeId, today, ['manager']);
    const known = new Set((await listServices(tx, placeId)).map((one) => one.id));
    if (!input.serviceIds.every((one) => known.has(one))) throw deskProblem('service-unknown');
    const facts = { name: input.name, serviceIds: [...new Set(input.serviceIds)] };
    const counterId = id ?? newId();
    await refuseTaken(async () => {
      if (id === null) await insertCounter(tx, placeId, counterId, facts);
      else if (!(await updateCounter(tx, { placeId, id, version: version ?? 0 }, facts))) throw deskProblem('changed-meanwhile');
    });
    return { result: { counterId }, subject: `place:${placeId}`, details: { counterId, ...facts } };
  },
});
