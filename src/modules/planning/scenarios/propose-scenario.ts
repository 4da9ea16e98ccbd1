import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { planningProblem } from '../problems.ts';
import { act, lockFor, note, planners, step } from './scenario-input.ts';

/** Sends a draft to whoever approves it. */
export const proposeScenario = command({
  name: 'planning.propose-scenario',
  roles: planners,
  input: z.object({ ...act, note }),
  async run(context, input) {
    const { scenario, to } = await lockFor(context, input, 'propose');
    if (scenario.changes.length === 0) throw planningProblem('scenario-empty');
    await step(context, scenario, to, input.note);
    return {
      result: { scenarioId: scenario.id, state: to },
      subject: `scenario:${scenario.id}`,
      details: { number: scenario.number },
    };
  },
});
