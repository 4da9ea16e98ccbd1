import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { insertScenario, insertStep } from '../store/scenarios.ts';
import { planners, wording, writeVersion } from './scenario-input.ts';

/** Begins a scenario: the network of a day, and what is changed in it. */
export const createScenario = command({
  name: 'planning.create-scenario',
  roles: planners,
  input: z.object(wording),
  async run(context, { register, title, ...of }) {
    const { tx, actor, now, newId } = context;
    const id = newId();
    await insertScenario(tx, { id, title, at: now, copiedFrom: null });
    await writeVersion(context, { scenarioId: id, number: 1, ...of }, register());
    const first = { id: newId(), scenarioId: id, state: 'draft', number: 1, note: '' } as const;
    await insertStep(tx, { ...first, actorId: actor.id, actor: actor.name, at: now });
    return {
      result: { scenarioId: id },
      subject: `scenario:${id}`,
      details: { baseDate: of.baseDate, changes: of.changes.length },
    };
  },
});
