import { z } from 'zod';
import { type CommandContext, command, type Outcome } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { requireDesk } from './access.ts';
import { requireOwnCounter } from './counters.ts';
import { deskProblem } from './problems.ts';
import { inQueueOrder, queueOrder } from './rules/queue-order.ts';
import { uuid } from './setup-input.ts';
import { atCounter, openVisits, takeFirst, type Visit } from './store/visits.ts';
import { visitSubject, writeAct } from './visit-act.ts';
import type { Counter } from './store/services.ts';

export type Called = { visitId: Uuid; ticket: string } | { visitId: null };

/**
 * Calls the next in line to a counter where the actor sits; whoever is called there already is answered again, so that a second press calls
 * nobody else. Two counters never get the same visitor. Throws counter-unknown, counter-closed and counter-busy.
 */
export const callNext = command({
  name: 'desk.call-next',
  roles: ['desk-officer'],
  input: z.object({ placeId: uuid, counterId: uuid }),
  async run(context, { placeId, counterId }): Promise<Outcome<Called>> {
    const { tx, actor, now, today } = context;
    await requireDesk(tx, actor, placeId, today, ['counter']);
    const counter = await requireOwnCounter(context, placeId, counterId);
    const there = await atCounter(tx, placeId, counterId, today);
    if (there?.state === 'serving') throw deskProblem('counter-busy', { params: { ticket: there.ticket } });
    const visit = there ?? (await nextFor(context, counter));
    const subject = visit === null ? `place:${placeId}` : visitSubject(visit);
    const done = { subject, rules: [queueOrder.id], details: { counterId } };
    if (visit === null) return { ...done, result: { visitId: null } };
    if (there === null) {
      await writeAct(context, called(visit, context, counterId), { what: 'called', at: now, details: { counterId } });
    }
    return { ...done, result: { visitId: visit.id, ticket: visit.ticket } };
  },
});

/** The visit as it is when it has been called to a counter. */
export function called(visit: Visit, { actor, now }: CommandContext, counterId: Visit['counterId']): Visit {
  return { ...visit, state: 'called', counterId, servedBy: actor.id, calledAt: now, calls: visit.calls + 1 };
}

/** Who is next for the counter, locked: whom another is just calling is passed over, and waited for when there is nobody else. */
async function nextFor({ tx, now, today }: CommandContext, { placeId, serviceIds }: Counter): Promise<Visit | null> {
  const open = await openVisits(tx, placeId, today);
  const waiting = open.filter(({ state, serviceId }) => state === 'waiting' && serviceIds.includes(serviceId));
  const ids = inQueueOrder(waiting, now, today).map(({ id }) => id);
  if (ids.length === 0) return null;
  return (await takeFirst(tx, placeId, ids, false)) ?? takeFirst(tx, placeId, ids, true);
}
