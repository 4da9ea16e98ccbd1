import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { handOver } from './custody.ts';
import { ofDocument, requireDocumentState, requireUnitsDocument } from './document-act.ts';
import { afterAction } from './document-state.ts';
import { returnReasons } from './kinds.ts';
import { writeDocument } from './store/documents.ts';
import { documentSubject } from './take-in-document.ts';

/** A member of the unit sends a document back to the desk, which then has it before it again. Throws document-unknown and document-state. */
export const returnDocument = command({
  name: 'desk.return-document',
  roles: ['caseworker'],
  input: z.object({ ...ofDocument, reason: z.enum(returnReasons) }),
  async run(context, { reason, ...input }) {
    const { tx, keys, actor, now } = context;
    const document = await requireUnitsDocument(context, input);
    requireDocumentState('return', document);
    await writeDocument(tx, { ...document, state: afterAction('return') });
    await handOver(tx, keys, document, [{ at: now, by: actor.id, what: 'returned', details: { reason } }]);
    return { result: { documentId: document.id }, subject: documentSubject(document), details: { reason } };
  },
});
