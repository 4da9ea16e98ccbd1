import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { factsFor } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { automaticDecision } from './rules/automatic-decision.ts';
import { askOfficer } from './settle-registration.ts';
import { refuseOwnCase } from './standing-of.ts';
import { findDecision, writeReview } from './store/decision.ts';
import { lockRegistration } from './store/registration.ts';

/**
 * A human looks at an automatic decision that was drawn: facts and reasons by code, without who it is about. Whoever disagrees
 * hands it to an officer; nothing else changes by that.
 */
export const reviewDecision = command({
  name: 'cases.review-decision',
  roles: ['caseworker', 'administrator'],
  input: z
    .object({
      personId: z.uuid().transform((id) => id as Uuid),
      decisionId: z.uuid(),
      review: z.enum(['agrees', 'disagrees']),
      note: z.string().trim().max(2000),
    })
    .refine(({ review, note }) => review === 'agrees' || note !== '', { path: ['note'], error: 'why, when you disagree' }),
  async run(context, input) {
    const { tx, actor, now } = context;
    const { personId } = input;
    const found = await findDecision(tx, personId, input.decisionId);
    // Someone who has become protected is looked after by named officers alone, and is not known here.
    const isKnown = (await factsFor(tx, personId))?.isProtected === false;
    const registration = found === null || !isKnown ? null : await lockRegistration(tx, personId, found.registrationId);
    const decision = registration === null ? null : await findDecision(tx, personId, input.decisionId);
    if (decision === null || registration === null || registration.protected || !decision.sampled)
      throw casesProblem('case-unknown');
    // The list does not say whom a decision is about, so only the command can tell.
    await refuseOwnCase(context, personId);
    if (decision.reviewedAt !== null) throw casesProblem('already-reviewed');
    await writeReview(tx, decision, { at: now, by: actor.id, review: input.review, note: input.note });
    const again = input.review === 'disagrees' && decision.replacedBy === null;
    const asked = again
      ? await askOfficer(context, registration, decision, { question: 'review-disagrees', by: actor.id })
      : null;
    return {
      result: { decisionId: decision.id, askedBy: asked?.decisionId ?? null },
      subject: `person:${personId}`,
      rules: [automaticDecision.id, decision.rule],
      details: { decisionId: decision.id, review: input.review },
    };
  },
});
