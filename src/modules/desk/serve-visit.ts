import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { requireCounter } from './counters.ts';
import { notedInput } from './noted.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { atCounter } from './store/visits.ts';
import { ofVisit, requireVisit, visitSubject, writeAct } from './visit-act.ts';

/**
 * The visitor is there and is being served: at the counter to which they were called, at another, or at none (the host at the entrance).
 * Throws visit-unknown, visit-state, counter-unknown, and counter-busy while someone else is served there.
 */
export const serveVisit = command({
  name: 'desk.serve-visit',
  roles: ['desk-officer'],
  input: z.object({ ...ofVisit, counterId: uuid.nullable().default(null), noted: notedInput }),
  async run(context, { counterId: asked, ...of }) {
    const { visit, at } = await requireVisit(context, of, 'serve');
    const counterId = asked ?? visit.counterId;
    if (counterId !== null) {
      await requireCounter(context, visit.placeId, counterId);
      const there = await atCounter(context.tx, visit.placeId, counterId, visit.day);
      // What was done without network was done, whoever else is there by now.
      if (there !== null && there.id !== visit.id && of.noted === null)
        throw deskProblem('counter-busy', { params: { ticket: there.ticket } });
    }
    const serving = { ...visit, state: 'serving' as const, counterId, servedBy: context.actor.id, servingAt: at };
    await writeAct(context, serving, { what: 'serving', at, details: { counterId } });
    return { subject: visitSubject(visit), details: { counterId }, result: { visitId: visit.id } };
  },
});
