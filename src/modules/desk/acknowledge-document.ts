import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { handOver } from './custody.ts';
import { ofDocument, requireDocumentState, requireUnitsDocument } from './document-act.ts';
import { afterAction } from './document-state.ts';
import { writeDocument } from './store/documents.ts';
import { documentSubject } from './take-in-document.ts';

/** A member of the unit takes a document over. Throws document-unknown and document-state. */
export const acknowledgeDocument = command({
  name: 'desk.acknowledge-document',
  roles: ['caseworker'],
  input: z.object(ofDocument),
  async run(context, input) {
    const { tx, keys, actor, now } = context;
    const document = await requireUnitsDocument(context, input);
    requireDocumentState('acknowledge', document);
    await writeDocument(tx, { ...document, state: afterAction('acknowledge'), acknowledgedAt: now });
    await handOver(tx, keys, document, [{ at: now, by: actor.id, what: 'acknowledged' }]);
    return { result: { documentId: document.id }, subject: documentSubject(document) };
  },
});
