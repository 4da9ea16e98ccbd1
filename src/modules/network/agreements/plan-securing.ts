import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { day } from '../../../platform/clock/index.ts';
import { problem } from '../../../platform/problem/index.ts';
import { networkProblem } from '../problems.ts';
import { insertSecuringPlan, lockClosure } from '../store/closures.ts';
import { listSecuringPlans } from '../store/securing.ts';
import { line } from './agreement-input.ts';

/** Says who answers for the next step of a place that lost its office, what it is, by when, and what stands in the way. The newest counts. */
export const planSecuring = command({
  name: 'network.plan-securing',
  roles: ['planner', 'administrator'],
  input: z.object({
    closureId: z.uuid(),
    region: line(200),
    nextStep: line(1000),
    /** Null: no day is set. */
    dueOn: day.nullable(),
    /** Null: nothing. */
    blockedBy: line(1000).nullable(),
  }),
  async run({ tx, actor, now, today, newId }, plan) {
    const closure = await lockClosure(tx, plan.closureId);
    if (closure === null) throw networkProblem('closure-unknown');
    // What is late stays late when something else is said of it.
    const [before] = await listSecuringPlans(tx, plan.closureId);
    if (plan.dueOn !== null && plan.dueOn < today && plan.dueOn !== before?.dueOn)
      throw problem('invalid-input', { fields: [{ field: 'dueOn', expected: `${today} or later, or none` }] });
    await insertSecuringPlan(tx, { ...plan, id: newId() }, now, actor.name);
    const { closureId, dueOn } = plan;
    return {
      result: { placeId: closure.placeId },
      subject: `place:${closure.placeId}`,
      details: { closureId, dueOn, region: plan.region, isBlocked: plan.blockedBy !== null },
    };
  },
});
