import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { act, lockFor, note, planners, step } from './scenario-input.ts';

/** Gives a scenario up. */
export const withdrawScenario = command({
  name: 'planning.withdraw-scenario',
  roles: planners,
  input: z.object({ ...act, note }),
  async run(context, input) {
    const { scenario, to } = await lockFor(context, input, 'withdraw');
    await step(context, scenario, to, input.note);
    return {
      result: { scenarioId: scenario.id, state: to },
      subject: `scenario:${scenario.id}`,
      details: { number: scenario.number },
    };
  },
});
