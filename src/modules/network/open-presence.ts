import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { networkEvents } from './events.ts';
import { enteredFacts, presenceInput, presenceKind, refuseOverlap } from './presence-input.ts';
import { networkProblem } from './problems.ts';
import { lockPlace } from './store/places.ts';
import { insertPresence, recordableAt } from './store/presence.ts';
import { touchRegister } from './store/version.ts';

/** Opens a presence at a place for a period. The database refuses two of one kind there at the same time. */
export const openPresence = command({
  name: 'network.open-presence',
  roles: ['planner', 'administrator'],
  input: presenceInput.extend({ placeId: z.uuid(), kind: presenceKind }),
  async run({ tx, actor, now, newId }, { placeId, kind, ...input }) {
    if ((await lockPlace(tx, placeId)) === null) throw networkProblem('place-unknown');
    const facts = enteredFacts(input, placeId, kind, actor);
    const presenceId = newId();
    const at = await recordableAt(tx, facts, now);
    await refuseOverlap(() => insertPresence(tx, { id: newId(), presenceId, facts, at, by: actor.name }));
    await touchRegister(tx);
    return {
      result: { presenceId },
      subject: `place:${placeId}`,
      details: { presenceId, ...facts },
      events: [networkEvents.presenceChanged(placeId, { presenceId })],
    };
  },
});
