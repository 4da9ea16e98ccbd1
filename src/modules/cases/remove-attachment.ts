import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationParties } from './state.ts';
import { removeAttachmentRow } from './store/attachment.ts';
import { lockDraft } from './store/draft.ts';

/** Takes a file back while the registration is being filled in. What was sent in stays. */
export const removeAttachment = command({
  name: 'cases.remove-attachment',
  roles: registrationParties,
  input: z.object({ personId: z.uuid(), draftId: z.uuid(), attachmentId: z.uuid() }),
  async run(context, { personId, draftId, attachmentId }) {
    const { tx } = context;
    const standing = await requireOwnWay(context, personId, 'registration');
    const draft = await lockDraft(tx, standing.personId);
    if (draft === null || draft.id !== draftId) throw casesProblem('draft-unknown');
    const removed = await removeAttachmentRow(tx, standing.personId, draft.id, attachmentId);
    if (!removed) throw casesProblem('attachment-unknown');
    await recordAct(tx, context, standing, 'attachment-removed');
    return { result: { attachmentId }, subject: `person:${standing.personId}`, details: { draftId, attachmentId } };
  },
});
