import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { standingOf } from './standing.ts';
import { closeOpenings } from './store/open-files.ts';

/** An officer is done with a person's file and closes it before its time is out. */
export const closeFile = command({
  name: 'people.close-file',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({ personId: z.string() }),
  async run({ tx, actor, now }, input) {
    const { personId } = await standingOf(tx, actor, input.personId, 'contact-details', now);
    await closeOpenings(tx, personId, actor.id, now);
    return { result: { personId }, subject: `person:${personId}` };
  },
});
