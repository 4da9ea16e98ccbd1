import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { command, type CommandContext, type Outcome } from '../../platform/auth/index.ts';
import { type PlainDate, plainDate } from '../../platform/clock/index.ts';
import { together } from '../../platform/db/index.ts';
import { randomId, type Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { type Ground, type PersonFacts, recordAct, type Standing } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { casesProblem } from './problems.ts';
import { newReceiptNumber } from './receipt-number.ts';
import { ageBand } from './registration/age-band.ts';
import { factsOf, proposalOf } from './registration/facts.ts';
import { countedAnswers, missingSteps } from './registration/index.ts';
import { leastAlone } from './registration/progress.ts';
import { groundsWith, tellPeople, withoutAddress } from './registration/tell-people.ts';
import { automaticDecision, isDrawn, underAutomation } from './rules/automatic-decision.ts';
import { needsPlanning, planningConversation } from './rules/planning-conversation.ts';
import { registrationDecision, type RegistrationFacts } from './rules/registration-decision.ts';
import { countsFrom, maySendIn, registrationFirstDay } from './rules/registration-first-day.ts';
import { telephoneRegistration } from './rules/telephone-registration.ts';
import { nextOf, openTodos } from './settle-registration.ts';
import { requireOwnWay } from './standing-of.ts';
import { registrationParties, type RegistrationState } from './state.ts';
import { endAttempt, insertAttemptEvents } from './store/attempt.ts';
import { automationOf } from './store/automation.ts';
import { insertDecision, type NewDecision } from './store/decision.ts';
import { closeDraft, type Draft, lockDraft } from './store/draft.ts';
import {
  findRegistration,
  insertRegistration,
  insertRegistrationFact,
  type NewRegistration,
  type NewRegistrationFact,
  openRegistration,
  type Registration,
} from './store/registration.ts';

export interface Receipt {
  /** The draft's own id: what was filled in and what was sent in are one. */
  registrationId: Uuid;
  receiptNumber: string;
  state: RegistrationState;
  registeredOn: string;
}

/**
 * Sends in a registration: all of it or nothing. What was sent in already gives its first receipt again, from whichever tab.
 * Throws draft-unknown, changed-meanwhile, steps-missing, send-in-later and already-registered.
 */
export const submitRegistration = command({
  name: 'cases.submit-registration',
  roles: registrationParties,
  input: z.object({
    personId: z.uuid(),
    draftId: z.uuid(),
    /** The draft's version that was looked through before it was sent. */
    version: z.int().min(1),
  }),
  async run(context, input): Promise<Outcome<Receipt>> {
    const { tx, today } = context;
    const standing = await requireOwnWay(context, input.personId, 'registration');
    const subject = `person:${standing.personId}`;
    // Two that send at once take turns here: the second finds the draft closed, and the registration.
    const [draft, open] = await together(tx, (at) => [lockDraft(at, standing.personId), openRegistration(at, standing.personId)]);
    if (draft === null || draft.id !== input.draftId) {
      const sent = await findRegistration(tx, standing.personId, input.draftId);
      if (sent === null) throw casesProblem('draft-unknown');
      return { result: receiptOf(sent), subject, details: { registrationId: sent.id, again: true } };
    }
    if (draft.version !== input.version) throw casesProblem('changed-meanwhile', { params: { version: draft.version } });
    if (open !== null) throw casesProblem('already-registered');

    const sent = await decide(context, standing, draft, requireWhole(draft, today));
    await write(context, standing, draft, sent);
    const { registration, decision } = sent;
    return {
      result: receiptOf(registration),
      subject,
      rules: [registrationDecision, automaticDecision, registrationFirstDay, telephoneRegistration, planningConversation].map(
        ({ id }) => id,
      ),
      details: {
        registrationId: registration.id,
        outcome: decision.outcome,
        reasons: decision.reasons,
        question: decision.question,
      },
      events: [
        casesEvents.registrationDecided(standing.personId, {
          registrationId: registration.id,
          outcome: decision.outcome,
          registeredOn: registration.registeredOn,
        }),
      ],
    };
  },
});

type Whole = ReturnType<typeof requireWhole>;

/** The answers that are sent, when nothing is missing and the day has come. */
function requireWhole(draft: Draft, today: PlainDate) {
  const missing = missingSteps(draft.answers, draft.done);
  const answers = countedAnswers(draft.answers);
  const { firstDay, leavesOn = null } = answers['first-day'] ?? {};
  const { municipalityCode } = answers.contact ?? {};
  const { mayWork } = answers.permit ?? {};
  if (missing.length > 0 || firstDay === undefined || municipalityCode === undefined || mayWork === undefined) {
    throw casesProblem('steps-missing', { fields: missing.map((field) => ({ field, expected: 'finished' })) });
  }
  if (!maySendIn(today, firstDay)) {
    throw casesProblem('send-in-later', { rule: registrationFirstDay, params: { date: firstDay } });
  }
  return { answers, firstDay, leavesOn, municipalityCode, mayWork };
}

interface Sent {
  registration: NewRegistration;
  decision: NewDecision;
  person: PersonFacts;
}

/** What the rules make of it; nothing is written yet. */
async function decide({ tx, now, today, newId }: CommandContext, standing: Standing, draft: Draft, whole: Whole): Promise<Sent> {
  const { personId } = standing;
  const { answers, firstDay, municipalityCode, mayWork } = whole;
  // Whoever sends it themselves does so on the web, however it was begun.
  const channel = standing.capacity === 'staff' ? draft.channel : 'web';
  const phoneGround = channel === 'phone' ? draft.phoneGround : null;
  const sentIn = {
    personId,
    registrationId: draft.id,
    firstDay,
    arrivedAt: now,
    channel,
    phoneGround,
    municipalityCode,
    mayWork,
  };
  const [{ facts, person }, automation] = await together(tx, (at) => [
    factsOf(at, sentIn),
    automationOf(at, registrationDecision.id),
  ]);
  const proposal = proposalOf(facts, today);
  const decided = underAutomation(proposal, automation);
  const state = stateAfter[decided.outcome];
  const planning = needsPlanning(valueOn(planningConversation, today), { firstDay, leavesOn: whole.leavesOn });
  const registration = {
    personId,
    id: draft.id,
    state,
    firstDay,
    registeredOn: countsFrom(facts.arrivedOn, firstDay),
    arrivedAt: now,
    channel,
    phoneGround,
    identityProof: facts.identityProof,
    language: draft.language,
    municipalityCode,
    capacity: leastAlone(draft.capacity, standing.capacity),
    answers: facts.isProtected ? withoutAddress(answers) : answers,
    leavesOn: planning ? null : whole.leavesOn,
    receiptNumber: newReceiptNumber(),
    claimsBenefit: answers.benefit?.claimsBenefit === 'yes',
    protected: facts.isProtected,
  };
  const decision = decisionRow({ registration, facts, decided, valueFrom: proposal.valueFrom, id: newId() });
  const isDrawnNow = decision.toldAt !== null && isDrawn(automation, randomInt(2 ** 47) / 2 ** 47);
  return {
    registration: { ...registration, ...nextOf(registration, state, person.bornOn) },
    decision: { ...decision, sampled: isDrawnNow },
    person,
  };
}

const stateAfter = { approve: 'registered', reject: 'rejected', 'to-officer': 'with-officer' } as const;

function decisionRow({
  registration,
  facts,
  decided,
  valueFrom,
  id,
}: {
  registration: Pick<Registration, 'personId' | 'id' | 'arrivedAt'>;
  facts: RegistrationFacts;
  decided: ReturnType<typeof underAutomation>;
  valueFrom: NewDecision['ruleValueFrom'];
  id: Uuid;
}): NewDecision {
  const { personId, id: registrationId, arrivedAt } = registration;
  return {
    personId,
    id,
    registrationId,
    rule: registrationDecision.id,
    ruleValueFrom: valueFrom,
    facts,
    outcome: decided.outcome,
    question: decided.question,
    reasons: decided.reasons,
    automatic: decided.automatic,
    reasonText: '',
    decidedAt: arrivedAt,
    decidedBy: 'rule',
    sampled: false,
    // The receipt shows the decision; a question to an officer is none yet.
    toldAt: decided.outcome === 'to-officer' ? null : arrivedAt,
  };
}

/** In one go: none of these statements needs the answer to another. */
async function write(context: CommandContext, standing: Standing, draft: Draft, sent: Sent): Promise<void> {
  const { now } = context;
  const { registration, decision, person } = sent;
  const { id, answers } = registration;
  await together(context.tx, (tx) => [
    insertRegistration(tx, registration),
    insertDecision(tx, decision),
    tellPeople({ ...context, tx }, standing, answers),
    insertRegistrationFact(tx, factOf(randomId(), sent, groundsWith(answers, person.grounds))),
    registration.state === 'registered' ? openTodos({ ...context, tx }, registration, registration.nextDue) : null,
    insertAttemptEvents(tx, draft.attemptId, [{ step: 'check', kind: 'finished' }], now),
    endAttempt(tx, draft.attemptId, 'submitted', now),
    closeDraft(tx, draft, now),
    recordAct(tx, context, standing, 'registration-submitted', { registrationId: id }),
  ]);
}

function factOf(id: Uuid, { registration, decision, person }: Sent, grounds: readonly Ground[]): NewRegistrationFact {
  const { registeredOn, municipalityCode, language, channel, capacity } = registration;
  return {
    id,
    registrationId: registration.id,
    month: plainDate(`${registeredOn.slice(0, 7)}-01`),
    grounds,
    ageBand: ageBand(person.bornOn, registeredOn),
    municipalityCode,
    language,
    channel,
    capacity,
    automated: decision.outcome === 'to-officer' ? null : true,
    protected: registration.protected,
  };
}

function receiptOf({
  id,
  receiptNumber,
  state,
  registeredOn,
}: Pick<Registration, 'id' | 'receiptNumber' | 'state' | 'registeredOn'>): Receipt {
  return { registrationId: id, receiptNumber, state, registeredOn };
}
