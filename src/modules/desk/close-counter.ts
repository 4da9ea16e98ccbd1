import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { requireDesk } from './access.ts';
import { isOfToday, requireCounter, requireIdle } from './counters.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { lockSitting, standUp, tellQueue } from './store/queue.ts';

/** Leaves a counter: one's own, or as manager anyone's. Throws counter-unknown, counter-taken and counter-busy. */
export const closeCounter = command({
  name: 'desk.close-counter',
  roles: ['desk-officer'],
  input: z.object({ placeId: uuid, counterId: uuid }),
  async run(context, { placeId, counterId }) {
    const { tx, actor, now, today } = context;
    const { position } = await requireDesk(tx, actor, placeId, today, ['counter']);
    await requireCounter(context, placeId, counterId);
    const sitting = await lockSitting(tx, placeId, counterId);
    if (sitting !== null) {
      if (sitting.accountId !== actor.id && position !== 'manager') throw deskProblem('counter-taken');
      await requireIdle(context, placeId, counterId);
      await standUp(tx, placeId, counterId, isOfToday(context, sitting) ? now : null);
      await tellQueue(tx, placeId);
    }
    return { subject: `counter:${placeId}:${counterId}`, details: { counterId }, result: { counterId } };
  },
});
