import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';

import { stepIds } from './registration/index.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationParties } from './state.ts';
import { insertAttemptEvents } from './store/attempt.ts';
import { findDraft } from './store/draft.ts';

/** Someone looked for help from a step of the registration: the funnel is told which, not who. */
export const noteHelpAsked = command({
  name: 'cases.note-help-asked',
  roles: registrationParties,
  input: z.object({ personId: z.uuid(), step: z.enum(stepIds) }),
  async run(context, { personId, step }) {
    const { tx, now } = context;
    const standing = await requireOwnWay(context, personId, 'registration');
    const draft = await findDraft(tx, standing.personId);
    if (draft !== null) await insertAttemptEvents(tx, draft.attemptId, [{ step, kind: 'help-asked' }], now);
    return { result: { noted: draft !== null }, subject: `person:${standing.personId}`, details: { step } };
  },
});
