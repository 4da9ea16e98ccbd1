/** SQL for the letters of notices: who gets one, how far each has come, and what was tried. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Instant, later } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { letterStates, type LetterState } from '../notice-state.ts';
import { noticeGroups } from '../rules/notice-recipients.ts';
import { moment, uuid } from './messages.ts';

const letter = z.object({
  noticeId: uuid,
  id: uuid,
  bodyKey: z.string(),
  name: z.string(),
  why: z.array(z.enum(noticeGroups)),
  subject: z.string(),
  words: z.string(),
  state: z.enum(letterStates),
  attempts: z.number(),
  dueAt: moment,
});
export type NoticeLetter = z.output<typeof letter>;

const columns = sql`
  l.notice_id as "noticeId", l.id, l.body_key as "bodyKey", l.name, l.why, l.subject, l.words, l.state, l.attempts, l.due_at as "dueAt"`;

export type NewLetter = Pick<NoticeLetter, 'id' | 'bodyKey' | 'name' | 'why' | 'subject' | 'words'>;

export async function insertLetters(tx: Transaction, noticeId: Uuid, letters: readonly NewLetter[], at: Instant): Promise<void> {
  for (const one of letters) {
    await sql`
      insert into contact.notice_letter (notice_id, id, body_key, name, why, subject, words, state, next_attempt, due_at, made_at)
      values (${noticeId}, ${one.id}, ${one.bodyKey}, ${one.name}, ${one.why}, ${one.subject}, ${one.words}, 'waiting', ${at}, ${at}, ${at})`.execute(
      tx,
    );
  }
}

const lastTry = z.object({
  triedAt: moment.nullable(),
  way: z.string().nullable(),
  address: z.string().nullable(),
  outcome: z.string().nullable(),
  detail: z.string().nullable(),
  note: z.string().nullable(),
});
/** `reached`: its body has an address now. */
const listed = letter.extend({ ...lastTry.shape, reached: z.boolean() });
export type ListedLetter = z.output<typeof listed>;

/** The letters of a notice, in the order of its bodies, each with what was tried last. */
export function listLetters(db: Database, noticeId: Uuid): Promise<ListedLetter[]> {
  return rows(
    db,
    listed,
    sql`
      select ${columns}, num_nonnulls(b.email, b.street) > 0 as reached, y.at as "triedAt", y.way, y.address, y.outcome, y.detail, y.note
      from contact.notice_letter l left join lateral (
        select * from contact.notice_try where letter_id = l.id order by at desc, id desc limit 1
      ) y on true
      left join contact.body b on b.key = l.body_key and b.ended_at is null
      where l.notice_id = ${noticeId} order by l.body_key`,
  );
}

/** A letter, locked until the transaction ends. */
export function lockLetter(tx: Transaction, id: Uuid): Promise<NoticeLetter | null> {
  return one(tx, letter, sql`select ${columns} from contact.notice_letter l where l.id = ${id} for update`);
}

export function findNoticeLetter(db: Database, id: Uuid): Promise<NoticeLetter | null> {
  return one(db, letter, sql`select ${columns} from contact.notice_letter l where l.id = ${id}`);
}

/** As long as whoever took a letter in hand may take to hand it over; after it another process does. Milliseconds. */
const lease = 5 * 60_000;

const claimed = letter.extend({
  number: z.string(),
  replyTo: z.string().nullable(),
  approvedAt: moment,
  role: z.string().nullable(),
  email: z.string().nullable(),
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  postTown: z.string().nullable(),
  /** How many times it has ended before: a letter that is sent again is another e-mail. */
  ended: z.number(),
});
export type ClaimedLetter = z.output<typeof claimed>;

/** Takes the next letter in hand, with the address that holds now; null when none is due. */
export function claimLetter(db: Database, now: Instant): Promise<ClaimedLetter | null> {
  return one(
    db,
    claimed,
    sql`
      with taken as (
        update contact.notice_letter set attempts = attempts + 1, next_attempt = ${later(now, lease)}
        where id = (select id from contact.notice_letter where state = 'waiting' and next_attempt <= ${now}
                    order by next_attempt, id limit 1 for update skip locked)
        returning *
      )
      select ${columns}, n.number, n.reply_to as "replyTo", n.approved_at as "approvedAt", b.role, b.email, b.street,
             b.postal_code as "postalCode", b.post_town as "postTown",
             (select count(*) from contact.notice_try y where y.letter_id = l.id and y.outcome in ('sent', 'refused', 'gave-up', 'in-folder')) as ended
      from taken l join contact.notice n on n.id = l.notice_id
      left join contact.body b on b.key = l.body_key and b.ended_at is null`,
  );
}

export interface Try {
  id: Uuid;
  at: Instant;
  way: 'email' | 'folder' | 'post';
  address: string | null;
  outcome: 'sent' | 'in-folder' | 'to-post' | 'posted' | 'later' | 'refused' | 'gave-up' | 'bounced';
  detail: string | null;
  note?: string;
  by: string;
}

async function insertTry(tx: Transaction, letterId: Uuid, one: Try): Promise<void> {
  await sql`
    insert into contact.notice_try (letter_id, id, at, way, address, outcome, detail, note, by)
    values (${letterId}, ${one.id}, ${one.at}, ${one.way}, ${one.address}, ${one.outcome}, ${one.detail}, ${one.note ?? ''}, ${one.by})`.execute(
    tx,
  );
}

/** Notes what became of a letter that was taken in hand; nothing when it is another's by now. */
export async function endTry(
  db: Database,
  { id, attempts }: ClaimedLetter,
  to: { state: LetterState; nextAttempt: Instant },
  tries: readonly Try[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mine = await rows(
      tx,
      z.unknown(),
      sql`update contact.notice_letter set state = ${to.state}, next_attempt = ${to.nextAttempt}
          where id = ${id} and attempts = ${attempts} and state = 'waiting' returning id`,
    );
    if (mine.length > 0) for (const one of tries) await insertTry(tx, id, one);
  });
}

/** What staff note of a letter, or ask for. */
export async function setLetterState(
  tx: Transaction,
  id: Uuid,
  state: LetterState,
  at: Instant,
  noted: Try | null,
): Promise<void> {
  await sql`
    update contact.notice_letter set state = ${state}, next_attempt = ${at},
      due_at = case when ${state} = 'waiting' then ${at}::timestamptz else due_at end where id = ${id}`.execute(tx);
  if (noted !== null) await insertTry(tx, id, noted);
}
