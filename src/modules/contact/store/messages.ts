/** SQL for messages. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Instant, later } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type MessageChannel, messageChannels, messageStates } from '../kinds.ts';

export const uuid = z.string().transform((text) => text as Uuid);
export const moment = z.string().transform((text) => text as Instant);

/** As long as whoever took a message in hand may take to send it; after it another process does. Milliseconds. */
const lease = 5 * 60_000;

export interface NewMessage {
  personId: Uuid;
  id: Uuid;
  source: string;
  about: Uuid;
  dueAt: Instant;
  now: Instant;
}

/** One that waits gets the new time and a new id: what may be on its way with the old id says what was true before. */
export async function insertMessage(tx: Transaction, { personId, id, source, about, dueAt, now }: NewMessage): Promise<void> {
  await sql`
    insert into contact.message (person_id, id, source, about, due_at, state, next_attempt, made_at)
    values (${personId}, ${id}, ${source}, ${about}, ${dueAt}, 'waiting', ${dueAt}, ${now})
    on conflict (person_id, source, about) where state = 'waiting' do update
      set id = excluded.id, due_at = excluded.due_at, next_attempt = excluded.due_at, made_at = excluded.made_at, attempts = 0,
          last_error = null, refused = '{}'`.execute(tx);
}

const counted = z.object({ n: z.number() });

/** Takes back what is not out of the house: what waits, and letters that are not posted, which are destroyed. */
export async function withdrawMessages(
  tx: Transaction,
  { personId, sources, about }: { personId: Uuid; sources: readonly string[]; about: Uuid },
): Promise<number> {
  const of = sql`any(${[...sources]}::text[])`;
  const gone = await one(
    tx,
    counted,
    sql`
      with unposted as (
        delete from contact.letter l using contact.message m
        where m.person_id = ${personId} and m.source = ${of} and m.about = ${about}
          and (l.person_id, l.message_id) = (m.person_id, m.id) and l.posted_at is null
        returning l.message_id
      ), withdrawn as (
        update contact.message set state = 'unneeded'
        where person_id = ${personId} and source = ${of} and about = ${about}
          and (state in ('waiting', 'by-hand', 'failed') or id in (select message_id from unposted))
        returning 1
      ) select count(*) as n from withdrawn`,
  );
  return gone!.n;
}

/** Way → the code with which it refused the message for good. */
const refused = z.partialRecord(z.enum(messageChannels), z.string());
export type Refused = z.output<typeof refused>;

const claimed = z.object({
  personId: uuid,
  id: uuid,
  source: z.string(),
  about: uuid,
  dueAt: moment,
  attempts: z.number(),
  lastError: z.string().nullable(),
  refused,
});
export type ClaimedMessage = z.output<typeof claimed>;

/** Takes the next due message in hand; other processes leave it alone for a while. Null when there is none. */
export function claimMessage(db: Database, now: Instant): Promise<ClaimedMessage | null> {
  return one(
    db,
    claimed,
    sql`
      update contact.message set attempts = attempts + 1, next_attempt = ${later(now, lease)}
      where (person_id, id) = (
        select person_id, id from contact.message where state = 'waiting' and next_attempt <= ${now}
        order by next_attempt limit 1 for update skip locked)
      returning person_id as "personId", id, source, about, due_at as "dueAt", attempts, last_error as "lastError", refused`,
  );
}

export type Ending =
  | { state: 'sent'; channel: MessageChannel; receipt: string | null }
  | { state: 'unneeded' }
  | { state: 'by-hand' }
  | { state: 'failed'; channel: MessageChannel | null; error: string };

/**
 * Notes what became of a message that was taken in hand; false when it is another's by now (told again, or withdrawn). One that is
 * for staff takes the place of an earlier one of the same source about the same thing.
 */
export async function endMessage(
  db: Database,
  { personId, id, source, about, attempts }: ClaimedMessage,
  end: Ending,
  now: Instant,
) {
  const channel = 'channel' in end ? end.channel : 'none';
  const ended = await rows(
    db,
    z.unknown(),
    sql`
      update contact.message set state = ${end.state}, channel = ${channel},
        receipt = ${'receipt' in end ? end.receipt : null}, last_error = ${'error' in end ? end.error : null},
        sent_at = case when ${end.state} = 'sent' then ${now}::timestamptz end
      where person_id = ${personId} and id = ${id} and attempts = ${attempts} and state = 'waiting' returning id`,
  );
  if (ended.length > 0 && (end.state === 'by-hand' || end.state === 'failed')) {
    await sql`
      update contact.message set state = 'unneeded'
      where person_id = ${personId} and source = ${source} and about = ${about} and state in ('by-hand', 'failed') and id <> ${id}`.execute(
      db,
    );
  }
  return ended.length > 0;
}

/** Notes a try that failed and when the next one comes. */
export async function postponeMessage(db: Database, { personId, id, attempts }: ClaimedMessage, error: string, next: Instant) {
  await sql`
    update contact.message set next_attempt = ${next}, last_error = ${error}
    where person_id = ${personId} and id = ${id} and attempts = ${attempts} and state = 'waiting'`.execute(db);
}

/** Notes that a way refused it for good: whoever is next takes it in hand at once. */
export async function noteRefused(
  db: Database,
  { personId, id, attempts }: ClaimedMessage,
  { channel, error, now }: { channel: MessageChannel; error: string; now: Instant },
): Promise<void> {
  await sql`
    update contact.message
    set refused = refused || jsonb_build_object(${channel}::text, ${error}::text), last_error = ${error}, next_attempt = ${now}
    where person_id = ${personId} and id = ${id} and attempts = ${attempts} and state = 'waiting'`.execute(db);
}

const forStaff = z.object({
  personId: uuid,
  id: uuid,
  source: z.string(),
  about: uuid,
  state: z.enum(messageStates),
  error: z.string().nullable(),
  refused,
  madeAt: moment,
});
export type MessageForStaff = z.output<typeof forStaff>;

const forStaffColumns = sql`person_id as "personId", id, source, about, state, last_error as error, refused, made_at as "madeAt"`;

/** What waits to be told by staff, the oldest first. */
export function listByHand(db: Database, limit: number): Promise<MessageForStaff[]> {
  return rows(
    db,
    forStaff,
    sql`select ${forStaffColumns} from contact.message where state in ('by-hand', 'failed') order by made_at, id limit ${limit}`,
  );
}

/** One of them, by person and id. */
export function findByHand(db: Database, personId: Uuid, id: Uuid): Promise<MessageForStaff | null> {
  return one(
    db,
    forStaff,
    sql`
      select ${forStaffColumns} from contact.message
      where person_id = ${personId} and id = ${id} and state in ('by-hand', 'failed')`,
  );
}

/** Notes that staff told it; false when it waits no longer. */
export async function noteTold(
  tx: Transaction,
  told: { personId: Uuid; id: Uuid; at: Instant; by: string; note: string },
): Promise<boolean> {
  const done = await rows(
    tx,
    z.unknown(),
    sql`
      update contact.message set state = 'told', told_at = ${told.at}, told_by = ${told.by}, note = ${told.note}
      where person_id = ${told.personId} and id = ${told.id} and state in ('by-hand', 'failed') returning id`,
  );
  return done.length > 0;
}

/**
 * Deletes messages that ended before an instant, with their letters; gives how many. What waits, for a machine, for staff or for the post,
 * stays.
 */
export async function pruneMessages(db: Database, before: Instant): Promise<number> {
  const gone = await rows(
    db,
    z.unknown(),
    sql`
      delete from contact.message m
      where state in ('sent', 'told', 'unneeded') and greatest(made_at, due_at, sent_at, told_at) < ${before}::timestamptz
        and not exists (
          select from contact.letter l
          where (l.person_id, l.message_id) = (m.person_id, m.id) and coalesce(l.posted_at, 'infinity') >= ${before}::timestamptz)
      returning id`,
  );
  return gone.length;
}

/** Deletes every message and letter of a person. */
export async function deleteMessages(tx: Transaction, personId: Uuid): Promise<void> {
  await sql`delete from contact.letter where person_id = ${personId}`.execute(tx);
  await sql`delete from contact.message where person_id = ${personId}`.execute(tx);
}
