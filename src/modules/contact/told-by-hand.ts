/** What could not be sent by itself: staff tell it, and note that they did. */
import { z } from 'zod';
import { type Actor, command, type Role } from '../../platform/auth/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { MessageLanguage } from '../../platform/i18n/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { namesFor, recordAct, requireStanding } from '../people/index.ts';
import { contactProblem } from './problems.ts';
import type { MessageSource, Words } from './source.ts';
import { findByHand, listByHand, type MessageForStaff, noteTold } from './store/messages.ts';

/** Who meets people. */
export const tellers = ['desk-officer', 'caseworker', 'protection-officer'] as const satisfies readonly Role[];

const mostRead = 500;

export interface ToTellByHand extends MessageForStaff {
  name: string;
  words: Words;
}

/** What this officer may know is to be told, the oldest first; what nobody needs to hear any more is left out. */
export async function toTellFor(
  db: Database,
  sources: readonly MessageSource[],
  viewer: Actor,
  asked: { language: MessageLanguage; limit: number },
): Promise<ToTellByHand[]> {
  const messages = await listByHand(db, mostRead);
  const names = await namesFor(
    db,
    viewer,
    messages.map(({ personId }) => personId),
  );
  const seen: ToTellByHand[] = [];
  for (const message of messages) {
    if (seen.length === asked.limit) break;
    const known = names.get(message.personId);
    if (known?.masked !== false) continue;
    const words = await wordsNow(db, sources, message, asked.language);
    if (words !== null) seen.push({ ...message, name: known.name, words });
  }
  return seen;
}

/** What a message says now; null when there is nothing to say any more. */
export async function wordsNow(
  db: Database,
  sources: readonly MessageSource[],
  { source, about, personId }: Pick<MessageForStaff, 'source' | 'about' | 'personId'>,
  language: MessageLanguage,
): Promise<Words | null> {
  return (await sources.find(({ name }) => name === source)?.make(db, about, personId, language)) ?? null;
}

/** One message for staff; ask for standing first. Throws message-unknown. */
export async function requireToTell(db: Database, personId: Uuid, id: string): Promise<MessageForStaff> {
  const messageId = parseUuid(id);
  const message = messageId === null ? null : await findByHand(db, personId, messageId);
  if (message === null) throw contactProblem('message-unknown');
  return message;
}

export const longestNote = 500;

/** An officer with the person's file open has told what could not be sent. */
export const noteToldByHand = command({
  name: 'contact.note-told-by-hand',
  roles: tellers,
  input: z.object({ personId: z.string(), messageId: z.string(), note: z.string().trim().max(longestNote) }),
  async run(context, { personId: id, messageId, note }) {
    const { tx, actor, now } = context;
    const standing = await requireStanding(tx, actor, id, 'contact-details', now);
    const { personId } = standing;
    const message = await requireToTell(tx, personId, messageId);
    if (!(await noteTold(tx, { personId, id: message.id, at: now, by: actor.id, note }))) throw contactProblem('message-unknown');
    await recordAct(tx, context, standing, 'told-by-hand', { messageId: message.id });
    return {
      result: { messageId: message.id },
      subject: `person:${personId}`,
      details: { messageId: message.id, source: message.source },
    };
  },
});
