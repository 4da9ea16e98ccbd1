import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { act, lockFor, planners, step, wording, writeVersion } from './scenario-input.ts';

/** A new version of a draft, or of one that was rejected. Those before are kept. */
export const changeScenario = command({
  name: 'planning.change-scenario',
  roles: planners,
  input: z.object({ ...act, ...wording }),
  async run(context, { scenarioId, version, register, title, ...of }) {
    const { scenario, to } = await lockFor(context, { scenarioId, version }, 'change');
    const number = scenario.number + 1;
    await writeVersion(context, { scenarioId: scenario.id, number, ...of }, register());
    await step(context, { ...scenario, title, number }, to, '');
    return {
      result: { scenarioId: scenario.id, number },
      subject: `scenario:${scenario.id}`,
      details: { number, baseDate: of.baseDate, changes: of.changes },
    };
  },
});
