import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { listServices } from './store/services.ts';
import { ofVisit, requireVisit, unserved, visitSubject, writeAct } from './visit-act.ts';

/**
 * To another line, with the same ticket. Whoever stood in the wrong line keeps their place; whoever was served waits in the new line from now
 * (rule queue-order). Throws visit-unknown, visit-state and service-unknown.
 */
export const transferVisit = command({
  name: 'desk.transfer-visit',
  roles: ['desk-officer'],
  input: z.object({ ...ofVisit, serviceId: uuid }),
  async run(context, { serviceId, ...of }) {
    const { visit, at } = await requireVisit(context, of, 'transfer');
    if (!(await listServices(context.tx, visit.placeId)).some(({ id }) => id === serviceId)) throw deskProblem('service-unknown');
    const wasServed = visit.state === 'serving';
    const moved = {
      ...unserved(visit, at),
      state: 'waiting' as const,
      serviceId,
      waitingSince: wasServed ? at : visit.waitingSince,
      counterId: null,
      servedBy: null,
      calledAt: null,
      servingAt: null,
    };
    await writeAct(context, moved, { what: 'transferred', at, details: { from: visit.serviceId, to: serviceId } });
    return { subject: visitSubject(visit), details: { serviceId }, result: { visitId: visit.id } };
  },
});
