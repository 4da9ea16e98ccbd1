import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { endClientAt } from './store/clients.ts';

/** The program's key opens nothing any more; what it reported stays. Throws client-unknown. */
export const endClient = command({
  name: 'desk.end-client',
  roles: ['administrator'],
  input: z.object({ clientId: uuid }),
  async run({ tx, now }, { clientId }) {
    if (!(await endClientAt(tx, clientId, now))) throw deskProblem('client-unknown');
    return { result: {}, subject: `client:${clientId}` };
  },
});
