import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationParties } from './state.ts';
import { endAttempt } from './store/attempt.ts';
import { removeAttachments } from './store/attachment.ts';
import { closeDraft, lockDraft } from './store/draft.ts';

/** Throws away what has been filled in, files included; the registration that is not sent in is none. */
export const discardDraft = command({
  name: 'cases.discard-draft',
  roles: registrationParties,
  input: z.object({ personId: z.uuid(), draftId: z.uuid() }),
  async run(context, input) {
    const { tx, now } = context;
    const standing = await requireOwnWay(context, input.personId, 'registration');
    const draft = await lockDraft(tx, standing.personId);
    if (draft === null || draft.id !== input.draftId) throw casesProblem('draft-unknown');
    await removeAttachments(tx, standing.personId, draft.id);
    await closeDraft(tx, draft, now);
    await endAttempt(tx, draft.attemptId, 'thrown-away', now);
    await recordAct(tx, context, standing, 'registration-discarded');
    return { result: { draftId: draft.id }, subject: `person:${standing.personId}`, details: { draftId: draft.id } };
  },
});
