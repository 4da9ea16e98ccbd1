import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { askOfficer } from './settle-registration.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationTable, stepTo } from './state.ts';
import { findDecision, writeObjection } from './store/decision.ts';
import { lockRegistration } from './store/registration.ts';

/** The person does not agree with an automatic decision: an officer looks at it again. A registration stands meanwhile. */
export const objectToDecision = command({
  name: 'cases.object-to-decision',
  roles: registrationTable.object.roles,
  input: z.object({
    personId: z.uuid(),
    decisionId: z.uuid(),
    /** In the person's own words, in any language. */
    text: z.string().trim().min(1, 'what is wrong').max(5000),
  }),
  async run(context, { personId, decisionId, text }) {
    const { tx, actor, now } = context;
    const standing = await requireOwnWay(context, personId, 'registration');
    const found = await findDecision(tx, standing.personId, decisionId);
    const registration = found === null ? null : await lockRegistration(tx, standing.personId, found.registrationId);
    // Read again under the registration's lock: whatever replaced it meanwhile is what counts.
    const decision = registration === null ? null : await findDecision(tx, standing.personId, decisionId);
    if (registration === null || decision === null) throw casesProblem('case-unknown');
    if (decision.objectedAt !== null) throw casesProblem('already-objected');
    const open = decision.automatic && decision.outcome !== 'to-officer' && decision.replacedBy === null;
    if (!open || stepTo(registration.state, 'object') === null) {
      throw casesProblem('action-refused', { params: { state: registration.state, action: 'object' } });
    }
    await writeObjection(tx, decision, { at: now, text });
    const asked = await askOfficer(context, registration, decision, { question: 'objection', by: actor.id });
    await recordAct(tx, context, standing, 'decision-objected', { registrationId: registration.id });
    return {
      result: asked,
      subject: `person:${standing.personId}`,
      rules: [decision.rule],
      details: { registrationId: registration.id, decisionId, askedBy: standing.capacity },
    };
  },
});
