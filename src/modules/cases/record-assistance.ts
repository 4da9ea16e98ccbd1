import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { stepIds } from './registration/index.ts';
import { leastAlone } from './registration/progress.ts';
import { requireOwnWay } from './standing-of.ts';
import { continueAttempt, insertAssistance, insertAttemptEvents } from './store/attempt.ts';
import { continueDraft, lockDraft } from './store/draft.ts';

/** Why someone was helped with a step: what was in the way, never what is wrong with anyone. */
export const assistanceReasons = [
  'language',
  'reading',
  'digital',
  'no-e-identification',
  'question-unclear',
  'technical-fault',
  'own-request',
] as const;

/** Someone helps with a step of the registration: which, why, and how far the person did it alone. */
export const recordAssistance = command({
  name: 'cases.record-assistance',
  roles: ['helper', 'desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({
    personId: z.uuid(),
    step: z.enum(stepIds),
    why: z.enum(assistanceReasons),
    autonomy: z.enum(['together', 'for-the-person']),
  }),
  async run(context, { personId, step, why, autonomy }) {
    const { tx, actor, now, newId } = context;
    const standing = await requireOwnWay(context, personId, 'registration');
    if (standing.capacity === 'self') throw problem('not-allowed', { detail: 'no one assists themselves' });
    const draft = await lockDraft(tx, standing.personId);
    if (draft === null) throw casesProblem('draft-unknown');
    const how = standing.capacity === 'mandate' ? 'mandate' : draft.channel === 'phone' ? 'phone' : 'in-person';
    const { attemptId } = draft;
    const service = 'registration';
    await insertAssistance(tx, {
      personId: standing.personId,
      id: newId(),
      attemptId,
      service,
      step,
      why,
      how,
      autonomy,
      by: actor.id,
      at: now,
    });
    await insertAttemptEvents(tx, attemptId, [{ step, kind: 'assistance', what: why }], now);
    // Whoever was helped did not register all alone, however little it was.
    const capacity = leastAlone(draft.capacity, standing.capacity);
    await continueAttempt(tx, attemptId, { language: draft.language, capacity });
    await continueDraft(tx, draft, { ...draft, capacity, at: now });
    await recordAct(tx, context, standing, 'assistance-recorded', { step });
    return {
      result: { draftId: draft.id },
      subject: `person:${standing.personId}`,
      details: { draftId: draft.id, step, why, how, autonomy },
    };
  },
});
