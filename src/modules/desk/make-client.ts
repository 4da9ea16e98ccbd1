import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskProblem } from './problems.ts';
import { code, line } from './setup-input.ts';
import { insertClient } from './store/clients.ts';
import { listTopics } from './store/topics.ts';

/**
 * Another authority's program may read, and report visits, in its own matters from now on. Only the key's hash comes here: the key is
 * shown once and kept nowhere. Throws agency-unknown for an authority without topics.
 */
export const makeClient = command({
  name: 'desk.make-client',
  roles: ['administrator'],
  input: z.object({ agency: code, name: line(60), keyHash: z.base64url().length(43) }),
  async run({ tx, newId, now, actor, today }, { agency, name, keyHash }) {
    if (!(await listTopics(tx, today)).some((topic) => topic.agency === agency)) throw deskProblem('agency-unknown');
    const clientId = newId();
    await insertClient(tx, { id: clientId, agency, name, keyHash: Buffer.from(keyHash, 'base64url'), madeAt: now, by: actor.id });
    return { result: { clientId }, subject: `client:${clientId}`, details: { agency } };
  },
});
