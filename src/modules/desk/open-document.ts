import { z } from 'zod';
import { command, hasRole } from '../../platform/auth/index.ts';
import { handOver } from './custody.ts';
import { ofDocument, requireDesksDocument, requireUnitsDocument } from './document-act.ts';
import { deskProblem } from './problems.ts';
import { documentSubject } from './take-in-document.ts';

/**
 * Notes that someone reads a document: at the desk until it is taken over, and in the unit that it was forwarded to. Each reading is a link of
 * its chain, written before the first byte is given. Throws document-unknown, document-infected.
 */
export const openDocument = command({
  name: 'desk.open-document',
  roles: ['desk-officer', 'caseworker'],
  input: z.object({ ...ofDocument, as: z.enum(['desk', 'unit']) }),
  async run(context, { as, ...input }) {
    const { tx, keys, actor, now } = context;
    if (as === 'desk' && !hasRole(actor, ['desk-officer'])) throw deskProblem('document-unknown');
    const document = await (as === 'desk' ? requireDesksDocument : requireUnitsDocument)(context, input);
    // What the authority has taken over is its own to show.
    if (as === 'desk' && document.state === 'acknowledged')
      throw deskProblem('document-state', { params: { state: document.state } });
    if (document.virus === 'infected') throw deskProblem('document-infected');
    await handOver(tx, keys, document, [{ at: now, by: actor.id, what: 'opened', details: { as } }]);
    return { result: { documentId: document.id }, subject: documentSubject(document), details: { as } };
  },
});
