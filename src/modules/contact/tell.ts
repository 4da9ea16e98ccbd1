import type { Instant } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { NewId, Uuid } from '../../platform/ids/index.ts';
import { insertMessage, withdrawMessages } from './store/messages.ts';

/** What is to be told: a source's name and what it is about. Its words are made when it is sent, from what is true then. */
export interface ToTell {
  personId: Uuid;
  source: string;
  about: Uuid;
  /** Not before. */
  dueAt: Instant;
  newId: NewId;
  now: Instant;
}

/**
 * Queues a message in the caller's transaction: it goes out if that commits. Of one source about one thing one message waits at
 * a time; told again before it is sent it gets the later time.
 */
export function tell(tx: Transaction, { newId, ...message }: ToTell): Promise<void> {
  return insertMessage(tx, { ...message, id: newId() });
}

/**
 * There is nothing to tell any more: what waits, for a machine or for staff, is taken back, and so is a letter not yet posted. What
 * has been sent stays. Gives how many.
 */
export function untell(tx: Transaction, personId: Uuid, source: string, about: Uuid): Promise<number> {
  return withdrawMessages(tx, { personId, source, about });
}
