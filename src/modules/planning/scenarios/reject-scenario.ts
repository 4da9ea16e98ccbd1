import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { act, lockFor, note, planners, step } from './scenario-input.ts';

/** Sends a proposed scenario back, with why. */
export const rejectScenario = command({
  name: 'planning.reject-scenario',
  roles: planners,
  input: z.object({ ...act, note: note.pipe(z.string().min(1, 'why it is sent back')) }),
  async run(context, input) {
    const { scenario, to } = await lockFor(context, input, 'reject');
    await step(context, scenario, to, input.note);
    return {
      result: { scenarioId: scenario.id, state: to },
      subject: `scenario:${scenario.id}`,
      details: { number: scenario.number },
    };
  },
});
