/** What follows when a planning conversation was held, or was not. */
import type { CommandContext } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { casesEvents } from './events.ts';
import { settleSignal } from './report-signal.ts';
import type { ConversationOutcome } from './rules/signal-attendance.ts';
import { receiverOf } from './rules/signal-grounds.ts';
import { lockOpenCase, type OpenCase } from './store/open-case.ts';
import { completeTodo, insertTodo, listTodos, type Todo } from './store/todo.ts';

/** The kind of task that is a planning conversation. */
export const planningConversationKind = 'book-planning-conversation' as const;

export interface HeldConversation {
  personId: Uuid;
  isProtected: boolean;
  outcome: ConversationOutcome;
  /** Whether the person was told of the time beforehand. */
  told: boolean;
  /** Set when an outcome is corrected: the to-do that the first one settled, as this function gave it. */
  settledTodoId: Uuid | null;
}

/**
 * Settles the to-do of a planning conversation that was booked as a meeting, in the caller's transaction: done when it was held,
 * otherwise to be held still. Nothing for someone who has no case or none to hold. Gives the to-do, for a later correction, and the
 * events to write. Who may say that someone did not come is for the caller (`signalAttendance`).
 */
export async function settleConversation(
  context: CommandContext,
  { personId, isProtected, outcome, told, settledTodoId }: HeldConversation,
): Promise<{ todoId: Uuid | null; events: Event[] }> {
  const { tx, actor, now } = context;
  const open = await lockOpenCase(tx, personId);
  const todos = open === null ? [] : (await listTodos(tx, personId)).filter(({ kind }) => kind === planningConversationKind);
  const todo = todos.find(({ details }) => settledTodoId === null || details['insteadOf'] === settledTodoId) ?? null;
  const todoId = settledTodoId ?? todo?.id ?? null;
  if (open === null || todoId === null) return { todoId: null, events: [] };
  const isCorrection = settledTodoId !== null;
  if (todo !== null && (!isCorrection || outcome === 'attended')) {
    await completeTodo(tx, todo, { by: actor.id, outcome, at: now });
    if (outcome !== 'attended') await holdLater(context, open, todo, null);
  }
  const signals = await signalsOf(context, { ...open, isProtected }, { todoId, outcome, told });
  return { todoId, events: [casesEvents.conversationRecorded(personId, { todoId, outcome }), ...signals] };
}

/** It is to be held still, by the day that it had or a new one. */
export async function holdLater(
  { tx, newId, now }: Pick<CommandContext, 'tx' | 'newId' | 'now'>,
  open: OpenCase,
  todo: Todo,
  newDay: PlainDate | null,
): Promise<void> {
  await insertTodo(tx, {
    personId: open.personId,
    id: newId(),
    kind: planningConversationKind,
    registrationId: open.id,
    dueOn: newDay ?? todo.dueOn,
    details: { insteadOf: todo.id },
    protected: open.isProtected,
    at: now,
  });
}

/** What follows for control: only of someone who was told of the time and did not come. */
export async function signalsOf(
  context: CommandContext,
  open: OpenCase,
  { todoId, outcome, told }: { todoId: string; outcome: ConversationOutcome; told: boolean },
): Promise<Event[]> {
  const facts = {
    about: 'conversation',
    outcome,
    told,
    isProtected: open.isProtected,
    receiver: receiverOf(open),
    authorityFailed: outcome === 'authority-failed',
  } as const;
  return settleSignal({ ...context, by: context.actor.id }, open, facts, { about: `conversation:${todoId}` });
}
