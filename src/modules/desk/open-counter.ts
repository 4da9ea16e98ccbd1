import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { requireDesk } from './access.ts';
import { isOfToday, requireCounter, requireIdle } from './counters.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { lockSitting, sitDown, sittingOf, standUp, tellQueue } from './store/queue.ts';

/** Sits down at a counter; leaves the one before it. Throws counter-unknown, counter-taken and counter-busy. */
export const openCounter = command({
  name: 'desk.open-counter',
  roles: ['desk-officer'],
  input: z.object({ placeId: uuid, counterId: uuid }),
  async run(context, { placeId, counterId }) {
    const { tx, actor, now, today } = context;
    await requireDesk(tx, actor, placeId, today, ['counter']);
    await requireCounter(context, placeId, counterId);
    const done = { subject: `counter:${placeId}:${counterId}`, details: { counterId }, result: { counterId } };
    const sitting = await lockSitting(tx, placeId, counterId);
    if (sitting !== null && isOfToday(context, sitting)) {
      if (sitting.accountId === actor.id) return done;
      throw deskProblem('counter-taken');
    }
    if (sitting !== null) await standUp(tx, placeId, counterId, null);
    const before = await sittingOf(tx, actor.id);
    if (before !== null) {
      await requireIdle(context, before.placeId, before.counterId);
      await standUp(tx, before.placeId, before.counterId, isOfToday(context, before) ? now : null);
    }
    await sitDown(tx, placeId, { counterId, accountId: actor.id, since: now });
    await tellQueue(tx, placeId);
    return done;
  },
});
