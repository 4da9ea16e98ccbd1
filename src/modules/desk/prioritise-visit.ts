import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { priorities } from './kinds.ts';
import { queueOrder } from './rules/queue-order.ts';
import { ofVisit, requireVisit, visitSubject, writeAct } from './visit-act.ts';

/** Lets someone go before others, for a reason; null takes it back. Throws visit-unknown and visit-state. */
export const prioritiseVisit = command({
  name: 'desk.prioritise-visit',
  roles: ['desk-officer'],
  input: z.object({ ...ofVisit, priority: z.enum(priorities).nullable() }),
  async run(context, { priority, ...of }) {
    const { visit, at } = await requireVisit(context, of, 'prioritise');
    await writeAct(context, { ...visit, priority }, { what: 'prioritised', at, details: { priority } });
    return { subject: visitSubject(visit), rules: [queueOrder.id], details: { priority }, result: { visitId: visit.id } };
  },
});
