import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { planningProblem } from '../problems.ts';
import { mayApprove, scenarioApproval } from '../rules/scenario-approval.ts';
import { act, lockFor, note, planners, step } from './scenario-input.ts';

/** Approves a proposed scenario: whoever approves has written none of it. */
export const approveScenario = command({
  name: 'planning.approve-scenario',
  roles: planners,
  input: z.object({ ...act, note }),
  async run(context, input) {
    const { scenario, to } = await lockFor(context, input, 'approve');
    if (!mayApprove(context.actor.id, scenario.authorIds))
      throw planningProblem('scenario-own-approval', { rule: scenarioApproval });
    await step(context, scenario, to, input.note);
    return {
      result: { scenarioId: scenario.id, state: to },
      subject: `scenario:${scenario.id}`,
      rules: [scenarioApproval.id],
      details: { number: scenario.number },
    };
  },
});
