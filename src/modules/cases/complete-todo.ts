import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { planningConversationKind } from './record-conversation.ts';
import { windowOfMonth } from './report-days.ts';
import { month } from './report-input.ts';
import { considerReport, onItsWay } from './report-signal.ts';
import { requireOfficer } from './standing-of.ts';
import { lockOpenCase, type OpenCase } from './store/open-case.ts';
import { lastWatched } from './store/signal.ts';
import { completeTodo as completeTodoRow, lockTodo } from './store/todo.ts';
import { outageOf } from './submit-report.ts';

/** Tasks that are finished by what they are about: the conversation is recorded, the report reviewed, the decision looked at. */
export const finishedElsewhere: readonly string[] = [planningConversationKind, 'review-report', 'reconsider-decision'];

/** A task is done, or turned out not to be needed. */
export const completeTodo = command({
  name: 'cases.complete-todo',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({
    personId: z.uuid(),
    todoId: z.uuid(),
    outcome: z.enum(['done', 'not-needed']),
    note: z.string().trim().max(2000),
  }),
  async run(context, { personId, todoId, outcome, note }) {
    const { tx, actor, now } = context;
    const standing = await requireOfficer(context, personId, 'contact-details');
    const todo = await lockTodo(tx, standing.personId, todoId);
    if (todo === null) throw casesProblem('todo-unknown');
    if (finishedElsewhere.includes(todo.kind)) throw casesProblem('todo-other-way');
    await completeTodoRow(tx, todo, { by: actor.id, outcome, note, at: now });
    await recordAct(tx, context, standing, 'todo-done', { kind: todo.kind });
    const open = todo.kind === onItsWay ? await lockOpenCase(tx, standing.personId) : null;
    // A paper report that is no longer on its way: what was held back for it is looked at again.
    const events =
      open === null || open.id !== todo.registrationId
        ? []
        : await considerAgain(context, open, month.parse(todo.details['month']));
    return {
      result: { todoId: todo.id },
      subject: `person:${personId}`,
      details: { todoId: todo.id, kind: todo.kind, outcome },
      events,
    };
  },
});

/** Not before the night has gone through the month: until then the missing report may be a paper at a desk (rule report-papers). */
async function considerAgain(context: CommandContext, open: OpenCase, of: PlainDate): Promise<Event[]> {
  const watched = await lastWatched(context.tx);
  if (watched === null || watched < of) return [];
  return considerReport({ ...context, by: context.actor.id }, open, of, await outageOf(context.tx, windowOfMonth(of)));
}
