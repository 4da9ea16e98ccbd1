/** Letters that staff print and post: which they see, and what they do with them. */
import { z } from 'zod';
import { type Actor, command } from '../../platform/auth/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { factsFor, namesFor } from '../people/index.ts';
import { contactProblem } from './problems.ts';
import { findLetter, type LetterToPost, listLetters, notePosted } from './store/letters.ts';
import { tellers } from './told-by-hand.ts';

/** More than are shown at once: among them are those that are a named officer's alone. */
const mostRead = 200;

/** Letters to post that this officer may know of, the oldest first, with whom they are to. */
export async function lettersFor(db: Database, viewer: Actor, limit: number): Promise<(LetterToPost & { name: string })[]> {
  const letters = await listLetters(db, mostRead);
  const names = await namesFor(
    db,
    viewer,
    letters.map(({ personId }) => personId),
  );
  const seen: (LetterToPost & { name: string })[] = [];
  for (const letter of letters) {
    if (seen.length === limit) break;
    const known = names.get(letter.personId);
    if (known?.masked === false && (await isAddressedRight(db, letter))) seen.push({ ...letter, name: known.name });
  }
  return seen;
}

/** A letter that was addressed before its person's protection changed lies wrong until it is made anew. */
async function isAddressedRight(db: Database, { personId, isProtected }: LetterToPost): Promise<boolean> {
  const facts = await factsFor(db, personId);
  return facts !== null && facts.isProtected === isProtected;
}

/** A letter to post, by its id. Throws letter-unknown, also for who may not know of it. */
async function requireLetter(db: Database, viewer: Actor, id: string): Promise<LetterToPost> {
  const messageId = parseUuid(id);
  const letter = messageId === null ? null : await findLetter(db, messageId);
  if (letter === null || !(await isAddressedRight(db, letter))) throw contactProblem('letter-unknown');
  const known = (await namesFor(db, viewer, [letter.personId])).get(letter.personId);
  if (known?.masked !== false) throw contactProblem('letter-unknown');
  return letter;
}

/** Someone takes out a letter to print it; that they did can be seen. */
export const readLetter = command({
  name: 'contact.read-letter',
  roles: tellers,
  input: z.object({ letterId: z.string() }),
  async run({ tx, actor }, { letterId }) {
    const { personId, messageId } = await requireLetter(tx, actor, letterId);
    return { result: { personId, messageId }, subject: `person:${personId}`, details: { letterId: messageId } };
  },
});

/** A letter is in the post: what it said is deleted, that it went is kept. */
export const postLetter = command({
  name: 'contact.post-letter',
  roles: tellers,
  input: z.object({ letterId: z.string() }),
  async run({ tx, actor, now }, { letterId }) {
    const letter = await requireLetter(tx, actor, letterId);
    if (!(await notePosted(tx, letter, now, actor.id))) throw contactProblem('letter-unknown');
    const { personId, messageId } = letter;
    return { result: { letterId: messageId }, subject: `person:${personId}`, details: { letterId: messageId } };
  },
});
