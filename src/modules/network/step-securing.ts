import { z } from 'zod';
import { day } from '../../platform/clock/index.ts';
import { command } from '../../platform/auth/index.ts';
import { networkEvents } from './events.ts';
import { networkProblem } from './problems.ts';
import { canStep, securingStates } from './state.ts';
import { insertSecuring, listSecuring, lockClosure } from './store/closures.ts';
import { touchRegister } from './store/version.ts';

/** Takes the securing of a place one step on (decided → in_dialogue → agreed → secured, or restored). */
export const stepSecuring = command({
  name: 'network.step-securing',
  roles: ['planner', 'administrator'],
  input: z.object({
    closureId: z.uuid(),
    state: z.enum(securingStates),
    since: day,
    note: z.string().trim().max(1000),
  }),
  async run({ tx, actor, now, newId, today }, { closureId, state, since, note }) {
    const closure = await lockClosure(tx, closureId);
    if (closure === null) throw networkProblem('closure-unknown');
    if (since > today)
      throw networkProblem('day-to-come', {
        params: { date: since },
        fields: [{ field: 'since', expected: `${today} or earlier` }],
      });
    const last = (await listSecuring(tx, closureId)).at(-1);
    if (last !== undefined) {
      if (!canStep(last.state, state)) throw networkProblem('securing-step-refused', { params: { from: last.state, to: state } });
      if (since < last.since) throw networkProblem('securing-goes-back', { params: { date: last.since } });
    }
    const told = { evidence: 'entered', source: null, method: actor.name, at: now, by: actor.name } as const;
    await insertSecuring(tx, { id: newId(), closureId, state, since, note, ...told });
    await touchRegister(tx);
    return {
      result: { placeId: closure.placeId },
      subject: `place:${closure.placeId}`,
      details: { closureId, state, since, note },
      events: [networkEvents.securingStepped(closure.placeId, { closureId, state, since })],
    };
  },
});
