import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { recordAct } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { officersToChoose } from './officers.ts';
import { casesProblem } from './problems.ts';
import { conversationOutcomes, mayRecordAttendance, signalAttendance } from './rules/signal-attendance.ts';
import { signalGrounds } from './rules/signal-grounds.ts';
import { holdLater, planningConversationKind, signalsOf } from './settle-conversation.ts';
import { requireOfficer } from './standing-of.ts';
import { lockOpenCase } from './store/open-case.ts';
import { completeTodo, lockTodo } from './store/todo.ts';

export { planningConversationKind } from './settle-conversation.ts';

const conversation = z.object({
  personId: z.uuid(),
  todoId: z.uuid(),
  outcome: z.enum(conversationOutcomes),
  /** The day that it was to be held. */
  on: day,
  /** Account that was to hold it (one of `officersToChoose`), someone else than whoever records it; null: the officer of the case. */
  heldBy: z.union([z.uuid(), z.literal('someone-else')]).nullable(),
  /** The day on which the person was told of the time; null when it is not known that they were. */
  toldOn: day.nullable(),
  /** The day it is moved to; null when it is not yet set. */
  newDay: day.nullable(),
  note: z.string().trim().max(2000),
});

/** How a planning conversation went. One that was not held is to be held still; the authority's failure never falls on the person. */
export const recordConversation = command({
  name: 'cases.record-conversation',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: conversation,
  async run(context, input) {
    const { tx, actor, now, today } = context;
    const standing = await requireOfficer(context, input.personId, 'plan');
    const { personId } = standing;
    if (input.on > today) throw casesProblem('arrival-to-come', { fields: [{ field: 'on', expected: `${today} or earlier` }] });
    const todo = await lockTodo(tx, personId, input.todoId);
    if (todo === null) throw casesProblem('todo-unknown');
    if (todo.kind !== planningConversationKind) throw casesProblem('todo-other-way');
    const open = await lockOpenCase(tx, personId);
    if (open === null || open.id !== todo.registrationId) throw casesProblem('case-unknown');
    await requireOfficerKnown(context, input.heldBy);
    if (!mayRecordAttendance(valueOn(signalAttendance, today), input.outcome, actor.id, [input.heldBy, open.officerId])) {
      const fields = [{ field: 'heldBy', expected: 'the account of the officer who was to hold it, another than yours' }];
      throw casesProblem('attendance-by-another', { rule: signalAttendance, fields });
    }
    await completeTodo(tx, todo, { by: actor.id, outcome: input.outcome, note: input.note, at: now });
    if (input.outcome !== 'attended') await holdLater(context, open, todo, input.newDay);
    await recordAct(tx, context, standing, 'conversation-recorded', { outcome: input.outcome });
    const told = input.toldOn !== null && input.toldOn <= input.on;
    const signals = await signalsOf(
      context,
      { ...open, isProtected: standing.isProtected },
      { todoId: todo.id, outcome: input.outcome, told },
    );
    return {
      result: { outcome: input.outcome },
      subject: `person:${personId}`,
      rules: [signalAttendance.id, signalGrounds.id],
      details: { todoId: todo.id, outcome: input.outcome, on: input.on, heldBy: input.heldBy, toldOn: input.toldOn },
      events: [casesEvents.conversationRecorded(personId, { todoId: todo.id, outcome: input.outcome }), ...signals],
    };
  },
});

/** One that is said to have been to hold it is an officer, not any id that is not one's own. */
async function requireOfficerKnown({ tx }: CommandContext, heldBy: string | null): Promise<void> {
  if (heldBy === null || heldBy === 'someone-else') return;
  if ((await officersToChoose(tx)).some(({ accountId }) => accountId === heldBy)) return;
  throw problem('invalid-input', { fields: [{ field: 'heldBy', expected: 'the account of an officer, or someone-else' }] });
}
