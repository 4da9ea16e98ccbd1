/** A file of addresses is written as a whole or not at all. */
import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { contactProblem } from '../problems.ts';
import { putBody } from '../store/bodies.ts';
import { allBodies, informers } from './put-body.ts';
import { readBodies } from './read-bodies.ts';

/** Characters of a file: some hundred bodies. */
export const longestBodyFile = 300_000;

export const importBodies = command({
  name: 'contact.import-bodies',
  roles: informers,
  input: z.object({ text: z.string().min(1).max(longestBodyFile) }),
  async run({ tx, now, actor }, { text }) {
    const { changes, same, faults } = readBodies(text, await allBodies(tx));
    const [first] = faults;
    if (first !== undefined)
      throw contactProblem('bodies-refused', { params: { faults: faults.length, line: first.line, column: first.column } });
    for (const { body, to } of changes) {
      if (!(await putBody(tx, to, { version: body.version, at: now, by: actor.id })))
        throw contactProblem('body-changed-meanwhile');
    }
    const result = { changed: changes.length, same };
    return { result, subject: 'bodies', details: { ...result, keys: changes.map(({ body }) => body.key) } };
  },
});
