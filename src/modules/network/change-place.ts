import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { placeInput, writePlace } from './add-place.ts';
import { networkEvents } from './events.ts';
import { recordedAfter } from './presence-input.ts';
import { networkProblem } from './problems.ts';
import { lockPlace, recordPlace } from './store/places.ts';
import { touchRegister } from './store/version.ts';
import { isMoved, writeEstimates } from './travel/index.ts';

/** Says something new of a place (name, address, point, accessibility). What was said before stays in the history. */
export const changePlace = command({
  name: 'network.change-place',
  roles: ['planner', 'administrator'],
  input: placeInput.extend({ placeId: z.uuid() }),
  async run({ tx, actor, now, newId }, { placeId, ...facts }) {
    const before = await lockPlace(tx, placeId);
    if (before === null) throw networkProblem('place-unknown');
    const at = recordedAfter(now, before.recordedAt);
    await writePlace(tx, facts, () => recordPlace(tx, { id: newId(), placeId, facts, at, by: actor.name }));
    const moved = isMoved(before, facts);
    if (moved) await writeEstimates(tx, [placeId as Uuid], now);
    await touchRegister(tx);
    return {
      result: { placeId },
      subject: `place:${placeId}`,
      details: { moved, ...facts },
      events: moved ? [networkEvents.placeLocated(placeId)] : [],
    };
  },
});
