/** SQL for letters. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { moment, uuid } from './messages.ts';

export interface NewLetter {
  personId: Uuid;
  messageId: Uuid;
  pdf: Buffer;
  /** Whether the person was protected when it was addressed. */
  isProtected: boolean;
  now: Instant;
}

export async function insertLetter(tx: Transaction, { personId, messageId, pdf, isProtected, now }: NewLetter): Promise<void> {
  await sql`
    insert into contact.letter (person_id, message_id, pdf, protected, made_at)
    values (${personId}, ${messageId}, ${pdf}, ${isProtected}, ${now})`.execute(tx);
}

const toPost = z.object({
  personId: uuid,
  messageId: uuid,
  source: z.string(),
  about: uuid,
  isProtected: z.boolean(),
  madeAt: moment,
});
export type LetterToPost = z.output<typeof toPost>;

const columns = sql`
  l.person_id as "personId", l.message_id as "messageId", m.source, m.about, l.protected as "isProtected", l.made_at as "madeAt"`;
const unposted = sql`
  from contact.letter l join contact.message m on (m.person_id, m.id) = (l.person_id, l.message_id) where l.posted_at is null`;

/** Letters that no one has posted, the oldest first. */
export function listLetters(db: Database, limit: number): Promise<LetterToPost[]> {
  return rows(db, toPost, sql`select ${columns} ${unposted} order by l.made_at, l.message_id limit ${limit}`);
}

export function findLetter(db: Database, messageId: Uuid): Promise<LetterToPost | null> {
  return one(db, toPost, sql`select ${columns} ${unposted} and l.message_id = ${messageId}`);
}

const file = z.object({ pdf: z.instanceof(Buffer) });

export async function letterFile(
  db: Database,
  { personId, messageId }: Pick<LetterToPost, 'personId' | 'messageId'>,
): Promise<Buffer | null> {
  const found = await one(
    db,
    file,
    sql`select pdf from contact.letter where person_id = ${personId} and message_id = ${messageId}`,
  );
  return found?.pdf ?? null;
}

/** The letter is in the post: that it was is kept, what it says is not. False when it was posted or destroyed before. */
export async function notePosted(tx: Transaction, letter: LetterToPost, at: Instant, by: string): Promise<boolean> {
  const posted = await rows(
    tx,
    z.unknown(),
    sql`
      update contact.letter set posted_at = ${at}, posted_by = ${by}, pdf = ''
      where person_id = ${letter.personId} and message_id = ${letter.messageId} and posted_at is null returning message_id`,
  );
  return posted.length > 0;
}

/**
 * Destroys a person's letters that are not posted and says their messages again: they are addressed anew, to where letters to
 * this person go now.
 */
export async function readdressLetters(tx: Transaction, personId: Uuid, now: Instant): Promise<void> {
  await sql`
    with unposted as (
      delete from contact.letter where person_id = ${personId} and posted_at is null returning message_id
    )
    update contact.message m set channel = null, sent_at = null, next_attempt = ${now}, attempts = 0,
      -- Unless the same is waiting to be said anyway.
      state = case when exists (
        select from contact.message o
        where o.person_id = m.person_id and o.source = m.source and o.about = m.about and o.state = 'waiting')
        then 'unneeded' else 'waiting' end
    where person_id = ${personId} and id in (select message_id from unposted)`.execute(tx);
}
