/** SQL for those in line for an earlier time. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { channels } from '../kinds.ts';
import { moment, uuid } from './meetings.ts';

export const waitingStates = ['waiting', 'offered', 'taken', 'ended'] as const;

const waitingRow = z.object({
  personId: uuid,
  id: uuid,
  /** The later meeting that an earlier time would replace; null: none. */
  meetingId: uuid.nullable(),
  typeCodes: z.array(z.string()),
  channels: z.array(z.enum(channels)),
  language: z.string(),
  interpreter: z.boolean(),
  /** A municipality code, from where they travel; with the minutes that they would. */
  origin: z.string().nullable(),
  withinMinutes: z.number().nullable(),
  /** Only a time before it is of use. */
  before: moment.nullable(),
  since: moment,
  state: z.enum(waitingStates),
  /** The hold that is offered. */
  offeredId: uuid.nullable(),
  offeredAt: moment.nullable(),
  declined: z.number(),
  isProtected: z.boolean(),
});
export type Waiting = z.output<typeof waitingRow>;

const columns = sql`
  person_id as "personId", id, meeting_id as "meetingId", type_codes as "typeCodes", channels, language, interpreter, origin,
  within_minutes as "withinMinutes", before, since, state, offered_id as "offeredId", offered_at as "offeredAt", declined,
  protected as "isProtected"`;

type NewWaiting = Omit<Waiting, 'state' | 'offeredId' | 'offeredAt' | 'declined'>;

export async function insertWaiting(tx: Transaction, row: NewWaiting): Promise<void> {
  await sql`
    insert into meetings.waiting
      (person_id, id, meeting_id, type_codes, channels, language, interpreter, origin, within_minutes, before, since, state, protected)
    values (${row.personId}, ${row.id}, ${row.meetingId}, ${[...row.typeCodes]}, ${[...row.channels]}, ${row.language},
            ${row.interpreter}, ${row.origin}, ${row.withinMinutes}, ${row.before}, ${row.since}, 'waiting', ${row.isProtected})`.execute(
    tx,
  );
}

/** The person's place in line, waiting or with an offer; null when they have none. In a transaction it is held until the end. */
export function findWaiting(db: Database, personId: Uuid): Promise<Waiting | null> {
  return one(
    db,
    waitingRow,
    sql`select ${columns} from meetings.waiting
        where person_id = ${personId} and state in ('waiting', 'offered') ${db.isTransaction ? sql`for update` : sql``}`,
  );
}

/** The place in line that a person last left by letting offers go, when they have none since; null when there is none. */
export function findLeftLine(db: Database, personId: Uuid, mostDeclined: number): Promise<Waiting | null> {
  return one(
    db,
    waitingRow,
    sql`select ${columns} from meetings.waiting w
        where person_id = ${personId} and state = 'ended' and declined >= ${mostDeclined} and not exists (
          select from meetings.waiting later where later.person_id = w.person_id and later.id > w.id)
        order by id desc limit 1`,
  );
}

/** Those for whom a time is early enough, by their wish and by their meeting as it is now, the longest in line first, after one of them. */
export function listInLine(
  db: Database,
  start: Instant,
  after: Pick<Waiting, 'since' | 'id'> | null,
  limit: number,
): Promise<Waiting[]> {
  return rows(
    db,
    waitingRow,
    sql`
      select ${columns} from meetings.waiting w
      where state = 'waiting' and not protected and (before is null or before > ${start}::timestamptz)
        and not exists (
          select from meetings.meeting m
          where m.person_id = w.person_id and m.id = w.meeting_id and m.state = 'booked' and lower(m.during) <= ${start}::timestamptz)
        and (${after?.since ?? null}::timestamptz is null
             or (since, id) > (${after?.since ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by since, id limit ${limit}`,
  );
}

/** Holds someone's place in line until the transaction ends; false when they wait no longer, or are in another's hand. */
export async function lockStillWaiting(tx: Transaction, of: Pick<Waiting, 'personId' | 'id'>): Promise<boolean> {
  const found = await one(
    tx,
    z.object({ id: uuid }),
    sql`select id from meetings.waiting
        where person_id = ${of.personId} and id = ${of.id} and state = 'waiting' for update skip locked`,
  );
  return found !== null;
}

/** Who has an offer by the time that is held for them; null when there is none. */
export function lockOffered(tx: Transaction, holdId: Uuid): Promise<Waiting | null> {
  return one(
    tx,
    waitingRow,
    sql`select ${columns} from meetings.waiting where offered_id = ${holdId} and state = 'offered' for update`,
  );
}

export async function writeOffered(
  tx: Transaction,
  of: Pick<Waiting, 'personId' | 'id'>,
  holdId: Uuid,
  at: Instant,
): Promise<void> {
  await sql`
    update meetings.waiting set state = 'offered', offered_id = ${holdId}, offered_at = ${at}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** The offer is over: back in line with the place that they had, taken, or out of it. */
export async function writeAnswered(
  tx: Transaction,
  of: Pick<Waiting, 'personId' | 'id'>,
  to: { state: 'waiting' | 'taken' | 'ended'; declined: number },
): Promise<void> {
  await sql`
    update meetings.waiting set state = ${to.state}, offered_id = null, offered_at = null, declined = ${to.declined}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** What was offered is gone: whoever had the offer is in line as before. */
export async function withdrawOffers(tx: Transaction, holdIds: readonly Uuid[]): Promise<void> {
  await sql`
    update meetings.waiting set state = 'waiting', offered_id = null, offered_at = null
    where offered_id = any(${[...holdIds]}::uuid[]) and state = 'offered'`.execute(tx);
}

export async function writeWaitingProtected(tx: Transaction, personId: Uuid, isProtected: boolean): Promise<void> {
  await sql`update meetings.waiting set protected = ${isProtected} where person_id = ${personId}`.execute(tx);
}
