/** What follows from a decision about a registration: its state, what comes next and by when, to-dos, and who decided. */
import type { CommandContext } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import type { Answers } from './registration/index.ts';
import { firstPlanBy, planDeadlines, shouldBeEarlier } from './rules/plan-deadlines.ts';
import { needsPlanning, planningConversation } from './rules/planning-conversation.ts';
import type { OfficerQuestion } from './rules/registration-decision.ts';
import type { RegistrationState } from './state.ts';
import { type Decision, insertDecision, writeReplaced } from './store/decision.ts';
import { isOvertaken, type Next, type Registration, writeAutomated, writeState } from './store/registration.ts';
import { closeTodos, insertTodo } from './store/todo.ts';

export type Settled = Pick<Registration, 'personId' | 'id' | 'state' | 'firstDay' | 'registeredOn' | 'leavesOn' | 'protected'> & {
  answers: Answers;
};

const nothing: Next = { nextDue: null, nextKind: null, dueEarly: false };

/**
 * What the authority does next, and by when. An officer's question has no set time: it stands under the day it came in. Whoever
 * leaves soon has no planning conversation, but the plan's last day knows no exception (SFS 2000:628 §6).
 */
export function nextOf(of: Settled, state: RegistrationState, bornOn: PlainDate | null): Next {
  if (state === 'with-officer') return { nextDue: of.registeredOn, nextKind: 'decide', dueEarly: false };
  if (state !== 'registered') return nothing;
  const deadlines = valueOn(planDeadlines, of.registeredOn);
  return {
    nextDue: firstPlanBy(of.registeredOn, deadlines),
    nextKind: 'first-plan',
    dueEarly: shouldBeEarlier(bornOn, of.registeredOn, deadlines),
  };
}

function hasPlanning({ firstDay, registeredOn, leavesOn }: Settled): boolean {
  return needsPlanning(valueOn(planningConversation, registeredOn), { firstDay, leavesOn });
}

/** The to-dos of someone who has just been registered: a planning conversation, or the question when they leave (AF, Register). */
export async function openTodos({ tx, now, newId }: CommandContext, of: Settled, nextDue: PlainDate | null): Promise<void> {
  const { personId, id: registrationId, protected: isProtected } = of;
  const todo = { personId, id: newId(), registrationId, protected: isProtected, at: now };
  if (hasPlanning(of)) {
    const { planningChannel = null, planningTimes = [] } = of.answers.planning ?? {};
    const details = { channel: planningChannel, times: planningTimes };
    await insertTodo(tx, { ...todo, kind: 'book-planning-conversation', dueOn: nextDue, details });
  } else {
    await insertTodo(tx, { ...todo, kind: 'ask-deregistration', dueOn: of.leavesOn });
  }
}

/** Carries out an approval or a rejection of a registration that is there already. */
export async function settle(
  context: CommandContext,
  of: Settled,
  decided: { outcome: 'approve' | 'reject'; automatic: boolean; bornOn: PlainDate | null },
): Promise<RegistrationState> {
  const { tx, actor, now } = context;
  const state = decided.outcome === 'approve' ? 'registered' : 'rejected';
  const done = { by: actor.id, outcome: decided.outcome, at: now };
  const open = decided.outcome === 'reject' ? registrationTodos : ['reconsider-decision'];
  await closeTodos(tx, { personId: of.personId, registrationId: of.id, kinds: open }, done);
  // A registration that stood while it was looked at again keeps its plan and its deadlines.
  if (state !== of.state) {
    const next = nextOf(of, state, decided.bornOn);
    await writeState(tx, of, state, next);
    if (state === 'registered') await openTodos(context, of, next.nextDue);
  }
  await writeAutomated(tx, of.id, decided.automatic);
  return state;
}

/** To-dos that lapse when a registration ends. */
export const registrationTodos = ['book-planning-conversation', 'ask-deregistration', 'reconsider-decision'] as const;

/**
 * Hands a decision that was made to an officer, as a question. A rejection is open again; a registration stands until the
 * officer has decided. Gives the id of the decision that asks.
 */
export async function askOfficer(
  { tx, now, newId }: CommandContext,
  of: Settled,
  before: Decision,
  asked: {
    question: OfficerQuestion;
    by: string;
    facts?: object;
    reasons?: string[];
    valueFrom?: PlainDate;
  },
): Promise<{ decisionId: Uuid; state: RegistrationState }> {
  const { personId, id: registrationId } = of;
  const decisionId = newId();
  await insertDecision(tx, {
    personId,
    id: decisionId,
    registrationId,
    rule: before.rule,
    ruleValueFrom: asked.valueFrom ?? before.ruleValueFrom,
    outcome: 'to-officer',
    automatic: false,
    facts: asked.facts ?? before.facts,
    reasons: asked.reasons ?? before.reasons,
    reasonText: '',
    question: asked.question,
    decidedAt: now,
    decidedBy: asked.by,
    toldAt: null,
    sampled: false,
  });
  await writeReplaced(tx, before, decisionId);
  // Whoever has registered anew since has another registration for that time: this one stays as it was, and is looked at beside it.
  const reopens = of.state === 'rejected' && !(await isOvertaken(tx, of));
  if (reopens) {
    await writeState(tx, of, 'with-officer', nextOf(of, 'with-officer', null));
    await writeAutomated(tx, registrationId, null);
  } else {
    const details = { question: asked.question, decisionId };
    // One that is in force is decided; of one that is not, the officer says what is done.
    const kind = of.state === 'registered' ? 'reconsider-decision' : 'reconsider-ended';
    await insertTodo(tx, {
      personId,
      id: newId(),
      kind,
      registrationId,
      details,
      protected: of.protected,
      at: now,
    });
  }
  return { decisionId, state: reopens ? 'with-officer' : of.state };
}
