import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { insertScenario, insertStep } from '../store/scenarios.ts';
import { planners, register, requireScenario, title, writeVersion } from './scenario-input.ts';

/** A draft of one's own that begins with what another scenario says now. */
export const copyScenario = command({
  name: 'planning.copy-scenario',
  roles: planners,
  input: z.object({ scenarioId: z.string(), title, register }),
  async run(context, input) {
    const { tx, actor, now, newId } = context;
    const from = await requireScenario(tx, input.scenarioId);
    const id = newId();
    await insertScenario(tx, { id, title: input.title, at: now, copiedFrom: { id: from.id, number: from.number } });
    const { baseDate, assumptions, changes } = from;
    await writeVersion(context, { scenarioId: id, number: 1, baseDate, assumptions, changes }, input.register());
    const first = { id: newId(), scenarioId: id, state: 'draft', number: 1, note: '' } as const;
    await insertStep(tx, { ...first, actorId: actor.id, actor: actor.name, at: now });
    return {
      result: { scenarioId: id },
      subject: `scenario:${id}`,
      details: { copiedFrom: from.id, number: from.number },
    };
  },
});
