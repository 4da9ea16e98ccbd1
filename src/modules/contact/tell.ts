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
  /** Sources of older news about the same thing: what of it is not out of the house is taken back, so that nobody is told it after this. */
  insteadOf?: readonly string[];
}

/**
 * Queues a message in the caller's transaction: it goes out if that commits. Of one source about one thing one message waits at
 * a time; told again before it is sent it gets the later time, and what staff were to tell of it by hand is taken back.
 */
export function tell(tx: Transaction, { newId, insteadOf = [], ...message }: ToTell): Promise<void> {
  const id = newId();
  // Begun together, in this order: a caller may send statements without waiting for each (platform/db `together`).
  const { personId, source, about } = message;
  const isNews = insteadOf.length > 0;
  const taken = isNews ? withdrawMessages(tx, { personId, sources: [...new Set([source, ...insteadOf])], about }) : null;
  const queued = insertMessage(tx, { ...message, id });
  return Promise.all([taken, queued]).then(() => undefined);
}

/**
 * There is nothing to tell any more: what waits, for a machine or for staff, is taken back, and so is a letter not yet posted. What
 * has been sent stays. Gives how many.
 */
export function untell(tx: Transaction, personId: Uuid, source: string, about: Uuid): Promise<number> {
  return withdrawMessages(tx, { personId, sources: [source], about });
}
