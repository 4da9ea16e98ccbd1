import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { called } from './call-next.ts';
import { requireOwnCounter } from './counters.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { atCounter } from './store/visits.ts';
import { ofVisit, requireVisit, visitSubject, writeAct } from './visit-act.ts';

/** Calls a certain visitor out of turn. Throws visit-unknown, visit-state, counter-unknown, counter-closed and counter-busy. */
export const callVisit = command({
  name: 'desk.call-visit',
  roles: ['desk-officer'],
  input: z.object({ ...ofVisit, counterId: uuid }),
  async run(context, { counterId, ...of }) {
    const { visit, at } = await requireVisit(context, of, 'call');
    await requireOwnCounter(context, visit.placeId, counterId);
    const there = await atCounter(context.tx, visit.placeId, counterId, context.today);
    if (there !== null) throw deskProblem('counter-busy', { params: { ticket: there.ticket } });
    await writeAct(context, called(visit, context, counterId), { what: 'called', at, details: { counterId, chosen: true } });
    return { subject: visitSubject(visit), details: { counterId }, result: { visitId: visit.id, ticket: visit.ticket } };
  },
});
