import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { addDays, day } from '../../platform/clock/index.ts';
import { networkEvents } from './events.ts';
import { networkProblem } from './problems.ts';
import { leaveAt, writeDesks } from './store/agreement-coverage.ts';
import { insertStep, lockAgreement, placesOfAgreement } from './store/agreement-write.ts';
import { touchRegister } from './store/version.ts';

/**
 * Ends what an agreement gives one place's desk, with a last day within its period; from the day after the desk does nothing by it. An agreement
 * about this place alone has ended then; for the other places of one about several it goes on.
 */
export const endServiceAgreement = command({
  name: 'network.end-service-agreement',
  roles: ['planner', 'administrator'],
  input: z.object({ placeId: z.uuid(), agreementId: z.uuid(), lastDay: day }),
  async run({ tx, actor, now, today, newId }, { placeId, agreementId, lastDay }) {
    const agreement = await lockAgreement(tx, agreementId, today);
    if (agreement === null || !(await leaveAt(tx, { agreementId, placeId, lastDay }, now)))
      throw networkProblem('agreement-unknown');
    if ((await placesOfAgreement(tx, agreementId)).length === 1)
      await insertStep(tx, { id: newId(), agreementId, state: 'ended', since: addDays(lastDay, 1), note: '' }, now, actor.id);
    await writeDesks(tx, [agreementId], now, actor.id);
    await touchRegister(tx);
    return {
      result: { agreementId },
      subject: `place:${placeId}`,
      details: { agreementId, lastDay },
      events: [networkEvents.agreementEnding(agreementId, [placeId], lastDay)],
    };
  },
});
