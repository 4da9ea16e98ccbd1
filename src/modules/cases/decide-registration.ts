import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { inForceOn, valueOn } from '../../platform/rule/index.ts';
import { recordAct } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { casesProblem } from './problems.ts';
import { factsOf } from './registration/facts.ts';
import { communicationBeforeDecision, refuseDecision } from './rules/communication-before-decision.ts';
import { type OfficerQuestion, registrationDecision } from './rules/registration-decision.ts';
import { settle } from './settle-registration.ts';
import { requireOfficer } from './standing-of.ts';
import { registrationTable, stepTo } from './state.ts';
import { currentDecision, insertDecision, writeReplaced } from './store/decision.ts';
import { lockRegistration } from './store/registration.ts';

/** What an officer can reject for: each has a text in every language. */
export const rejectReasons = ['permit-none', 'identity-not-proved', 'no-telephone-ground', 'not-available', 'other'] as const;

const input = z.object({
  personId: z.uuid(),
  registrationId: z.uuid(),
  /** The decision that asks, as the officer saw it: one that came later is not answered unseen. */
  decisionId: z.uuid(),
  outcome: z.enum(['approve', 'reject']),
  reasons: z.array(z.enum(rejectReasons)).max(rejectReasons.length),
  /** In the officer's own words: which rule, and which facts decided (FvL §32). */
  reasonText: z.string().trim().max(5000),
  /** A rejection: when the person was told what it rests on, and until when they could answer, or that they have (FvL §25). */
  communicatedOn: day.nullable(),
  answerBy: day.nullable(),
  answered: z.boolean(),
});

/** An officer answers the question of a registration: approves, or rejects with reasons after the person was told. */
export const decideRegistration = command({
  name: 'cases.decide-registration',
  roles: registrationTable.approve.roles,
  input,
  async run(context, said) {
    const { tx, actor, now, today, newId } = context;
    const standing = await requireOfficer(context, said.personId, 'registration');
    const { personId } = standing;
    const registration = await lockRegistration(tx, personId, said.registrationId);
    if (registration === null) throw casesProblem('case-unknown');
    const asking = await currentDecision(tx, personId, registration.id);
    if (asking?.id !== said.decisionId) throw casesProblem('changed-meanwhile', { params: { version: registration.version } });
    if (stepTo(registration.state, said.outcome) === null || asking.outcome !== 'to-officer') {
      throw casesProblem('action-refused', { params: { state: registration.state, action: said.outcome } });
    }
    const refusal = refuseDecision(valueOn(communicationBeforeDecision, today), { ...said, question: asking.question, today });
    if (refusal !== null) throw casesProblem(refusal, { rule: communicationBeforeDecision });

    const mayWork = registration.answers.permit?.mayWork ?? 'dont-know';
    const { facts, person } = await factsOf(tx, { ...registration, registrationId: registration.id, mayWork });
    const { communicatedOn, answerBy, answered, outcome, reasonText } = said;
    const decisionId: Uuid = newId();
    await insertDecision(tx, {
      personId,
      id: decisionId,
      registrationId: registration.id,
      outcome,
      reasonText,
      communicatedOn,
      rule: registrationDecision.id,
      ruleValueFrom: inForceOn(registrationDecision, today).from,
      facts: { ...facts, ...(outcome === 'reject' ? { communicatedOn, answerBy, answered } : {}) },
      reasons: outcome === 'approve' ? foundRight(asking.question) : said.reasons,
      automatic: false,
      question: null,
      decidedAt: now,
      decidedBy: actor.id,
      toldAt: now,
      sampled: false,
    });
    await writeReplaced(tx, asking, decisionId);
    const state = await settle(context, registration, { outcome, automatic: false, bornOn: person.bornOn });
    await recordAct(tx, context, standing, 'registration-decided', { registrationId: registration.id, outcome });
    const about = { registrationId: registration.id, outcome };
    return {
      result: { decisionId, state },
      subject: `person:${personId}`,
      rules: [registrationDecision.id, communicationBeforeDecision.id],
      details: { ...about, decisionId, reasons: said.reasons },
      events: [casesEvents.registrationDecided(personId, { ...about, registeredOn: registration.registeredOn })],
    };
  },
});

/** What the rule found stands where it asked nothing else; what it doubted is answered by the officer, in their own words. */
function foundRight(question: OfficerQuestion | null): string[] {
  return [question === 'not-automatic' ? 'requirements-met' : 'officer-found-it-right'];
}
