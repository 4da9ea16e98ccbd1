/** What who books meetings asks of a case: since when someone is registered, and which conversation is still to be held. */
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Database, Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { planningConversationKind } from './record-conversation.ts';
import { openRegistration } from './store/registration.ts';
import { listTodos, noteInTodo } from './store/todo.ts';

/** The day from which the open registration counts, also while it is with an officer; null for someone who has none. */
export async function registeredSince(db: Database, personId: Uuid): Promise<PlainDate | null> {
  return (await openRegistration(db, personId))?.registeredOn ?? null;
}

export interface ConversationToHold {
  todoId: Uuid;
  /** The last day for it. */
  dueOn: PlainDate | null;
  /** How the person wished to talk when they registered: 'phone', 'video' or 'in-person'; null when they did not say. */
  wish: string | null;
  /** When it is to be held; null while no time is booked. */
  bookedAt: Instant | null;
}

/** The planning conversation that is still to be held with someone; null when there is none. */
export async function conversationToHold(db: Database, personId: Uuid): Promise<ConversationToHold | null> {
  const todo = (await listTodos(db, personId)).find(({ kind }) => kind === planningConversationKind);
  if (todo === undefined) return null;
  const { channel, bookedAt } = todo.details;
  return {
    todoId: todo.id,
    dueOn: todo.dueOn,
    wish: typeof channel === 'string' ? channel : null,
    bookedAt: typeof bookedAt === 'string' ? (bookedAt as Instant) : null,
  };
}

/**
 * Notes when the planning conversation is to be held, or with null that no time is booked any more. The to-do stays until the
 * conversation is held. Nothing for someone who has none to hold.
 */
export async function noteConversationBooked(tx: Transaction, personId: Uuid, at: Instant | null): Promise<void> {
  const toHold = await conversationToHold(tx, personId);
  if (toHold !== null && toHold.bookedAt !== at) await noteInTodo(tx, { personId, id: toHold.todoId }, { bookedAt: at });
}
