import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { day } from '../../../platform/clock/index.ts';
import { agreementActions, canAgreement } from '../agreement-state.ts';
import { networkEvents } from '../events.ts';
import { networkProblem } from '../problems.ts';
import { leaveAt, writeDesks } from '../store/agreement-coverage.ts';
import { lockAgreement } from '../store/agreement-write.ts';
import { touchRegister } from '../store/version.ts';

/** A place leaves an agreement with a last day; for the other places it goes on. */
export const leaveAgreement = command({
  name: 'network.leave-agreement',
  roles: agreementActions['leave-place'].roles,
  input: z.object({
    agreementId: z.uuid(),
    placeId: z.uuid(),
    lastDay: day,
    reason: z.string().trim().min(1, 'why the place leaves the agreement').max(1000),
  }),
  async run({ tx, actor, now, today }, { agreementId, placeId, lastDay, reason }) {
    const before = await lockAgreement(tx, agreementId, today);
    if (before === null) throw networkProblem('agreement-unknown');
    if (!canAgreement(before.state, 'leave-place'))
      throw networkProblem('agreement-not-in-force', { params: { state: before.state } });
    if (!(await leaveAt(tx, { agreementId, placeId, lastDay }, now)))
      throw networkProblem('agreement-not-so-long', { params: { date: lastDay } });
    await writeDesks(tx, [agreementId], now, actor.name);
    await touchRegister(tx);
    return {
      result: { agreementId },
      subject: `agreement:${agreementId}`,
      details: { placeId, lastDay, reason },
      events: [networkEvents.agreementEnding(agreementId, [placeId], lastDay)],
    };
  },
});
