import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { handOver } from './custody.ts';
import { ofDocument, requireDesksDocument } from './document-act.ts';
import { deskProblem } from './problems.ts';
import { documentSubject } from './take-in-document.ts';

/** Notes that the paper itself was sent by post. Throws document-unknown, and document-state before it was forwarded. */
export const noteOriginalSent = command({
  name: 'desk.note-original-sent',
  roles: ['desk-officer'],
  input: z.object(ofDocument),
  async run(context, input) {
    const { tx, keys, actor, now } = context;
    const document = await requireDesksDocument(context, input);
    const { state, unitId } = document;
    if (unitId === null || state === 'returned') throw deskProblem('document-state', { params: { state } });
    await handOver(tx, keys, document, [{ at: now, by: actor.id, what: 'original-sent', details: { unit: unitId } }]);
    return { result: { documentId: document.id }, subject: documentSubject(document) };
  },
});
