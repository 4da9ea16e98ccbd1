import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { peopleProblem } from './problems.ts';
import { recordAct, requireStanding } from './standing.ts';
import { can, mandateState } from './state.ts';
import { listMandates, revokeMandate as writeRevocation } from './store/mandates.ts';
import { lockPerson } from './store/persons.ts';

/** A mandate ends at once, by the person or by staff for them. */
export const revokeMandate = command({
  name: 'people.revoke-mandate',
  roles: ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({ personId: z.string(), mandateId: z.string() }),
  async run(context, { personId, mandateId }) {
    const { tx, actor, now, today } = context;
    const standing = await requireStanding(tx, actor, personId, 'contact-details', now);
    await lockPerson(tx, standing.personId);
    const mandate = (await listMandates(tx, standing.personId)).find((one) => one.id === mandateId);
    if (mandate === undefined) throw peopleProblem('mandate-unknown');
    const facts = { from: mandate.from, to: mandate.to, isRevoked: mandate.revokedAt !== null };
    if (!can(mandateState(facts, today, standing.isProtected), 'revoke', standing.capacity)) {
      throw peopleProblem('mandate-already-ended');
    }
    await writeRevocation(tx, standing.personId, mandate.id, now, actor.id);
    await recordAct(tx, context, standing, 'mandate-revoked', { mandateId });
    return { result: { mandateId: mandate.id }, subject: `person:${standing.personId}`, details: { mandateId: mandate.id } };
  },
});
