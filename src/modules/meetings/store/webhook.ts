/** SQL for partners' webhooks and what is on its way to them. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Instant, later } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type WebhookEvent, webhookEvents } from '../webhooks/event.ts';
import { moment, uuid } from './meetings.ts';

/** As long as whoever took a delivery in hand may take; after it another process does. Milliseconds, more than a try may take. */
const lease = 60_000;

export interface NewWebhook {
  id: Uuid;
  name: string;
  url: string;
  placeIds: readonly Uuid[];
  at: Instant;
  by: string;
}

export async function insertWebhook(tx: Transaction, { id, name, url, placeIds, at, by }: NewWebhook): Promise<void> {
  await sql`
    insert into meetings.webhook (id, name, url, place_ids, made_at, made_by)
    values (${id}, ${name}, ${url}, ${[...placeIds]}::uuid[], ${at}, ${by})`.execute(tx);
}

const webhookRow = z.object({
  id: uuid,
  name: z.string(),
  url: z.string(),
  placeIds: z.array(uuid),
  madeAt: moment,
  endedAt: moment.nullable(),
  waiting: z.number(),
  failed: z.number(),
  lastDeliveredAt: moment.nullable(),
});
export type Webhook = z.output<typeof webhookRow>;

const webhookColumns = sql`
  w.id, w.name, w.url, w.place_ids::text[] as "placeIds", w.made_at as "madeAt", w.ended_at as "endedAt",
  count(d.id) filter (where d.delivered_at is null and d.failed_at is null) as waiting, count(d.failed_at) as failed,
  max(d.delivered_at) as "lastDeliveredAt"`;

/** Those in use, by name. */
export function listWebhooks(db: Database): Promise<Webhook[]> {
  return rows(
    db,
    webhookRow,
    sql`
      select ${webhookColumns} from meetings.webhook w left join meetings.webhook_delivery d on d.webhook_id = w.id
      where w.ended_at is null group by w.id order by w.name, w.id`,
  );
}

/** Also one that has ended; null when there is none. */
export function findWebhook(db: Database, id: string): Promise<Webhook | null> {
  return one(
    db,
    webhookRow,
    sql`
      select ${webhookColumns} from meetings.webhook w left join meetings.webhook_delivery d on d.webhook_id = w.id
      where w.id = ${id} group by w.id`,
  );
}

/** Ends it; what waits is not sent. False when it had ended, or there is none. */
export async function endWebhook(tx: Transaction, id: Uuid, at: Instant): Promise<boolean> {
  const ended = await rows(
    tx,
    z.unknown(),
    sql`update meetings.webhook set ended_at = ${at} where id = ${id} and ended_at is null returning id`,
  );
  await sql`
    delete from meetings.webhook_delivery where webhook_id = ${id} and delivered_at is null and failed_at is null`.execute(tx);
  return ended.length > 0;
}

const toldRow = z.object({ webhookId: uuid, isTheirs: z.boolean(), last: z.enum(webhookEvents).nullable() });

/** Webhooks in use whose place it is, or who were told of the meeting before; `last`: what they were told last. */
export function webhooksTold(tx: Transaction, meetingId: Uuid, placeId: Uuid | null): Promise<z.output<typeof toldRow>[]> {
  return rows(
    tx,
    toldRow,
    sql`
      select w.id as "webhookId", coalesce(${placeId}::uuid = any(w.place_ids), false) as "isTheirs", told.what as last
      from meetings.webhook w left join lateral (
        select d.what from meetings.webhook_delivery d where d.webhook_id = w.id and d.meeting_id = ${meetingId}
        order by d.number desc limit 1) told on true
      where w.ended_at is null and (${placeId}::uuid = any(w.place_ids) or told.what is not null)
      order by w.id`,
  );
}

export interface NewDelivery {
  webhookId: Uuid;
  id: Uuid;
  meetingId: Uuid;
  what: WebhookEvent;
  occurredAt: Instant;
}

export async function insertDelivery(
  tx: Transaction,
  { webhookId, id, meetingId, what, occurredAt }: NewDelivery,
): Promise<void> {
  await sql`
    insert into meetings.webhook_delivery (webhook_id, id, meeting_id, what, occurred_at, next_attempt)
    values (${webhookId}, ${id}, ${meetingId}, ${what}, ${occurredAt}, ${occurredAt})`.execute(tx);
}

const toSend = sql`w.ended_at is null and d.delivered_at is null and d.failed_at is null`;

/** The webhooks for which something is due. */
export async function webhooksDue(db: Database, now: Instant): Promise<Uuid[]> {
  const due = await rows(
    db,
    z.object({ id: uuid }),
    sql`
      select w.id from meetings.webhook w where exists (
        select from meetings.webhook_delivery d where d.webhook_id = w.id and ${toSend} and d.next_attempt <= ${now})`,
  );
  return due.map(({ id }) => id);
}

const claimedRow = z.object({
  webhookId: uuid,
  id: uuid,
  meetingId: uuid,
  what: z.enum(webhookEvents),
  occurredAt: moment,
  attempts: z.number(),
  url: z.string(),
  placeIds: z.array(uuid),
});
export type ClaimedDelivery = z.output<typeof claimedRow>;

/** Takes the oldest due delivery of a webhook in hand; other processes leave it alone for a while. Null when there is none. */
export function claimDelivery(db: Database, webhookId: Uuid, now: Instant): Promise<ClaimedDelivery | null> {
  return one(
    db,
    claimedRow,
    sql`
      update meetings.webhook_delivery d set attempts = d.attempts + 1, next_attempt = ${later(now, lease)}
      from meetings.webhook w
      where w.id = d.webhook_id and (d.webhook_id, d.id) = (
        select d.webhook_id, d.id from meetings.webhook_delivery d join meetings.webhook w on w.id = d.webhook_id
        where d.webhook_id = ${webhookId} and ${toSend} and d.next_attempt <= ${now}
        order by d.number limit 1 for update of d skip locked)
      returning d.webhook_id as "webhookId", d.id, d.meeting_id as "meetingId", d.what, d.occurred_at as "occurredAt", d.attempts,
                w.url, w.place_ids::text[] as "placeIds"`,
  );
}

/** What is in hand with this try and no other; a later try is another's. */
const inHand = ({ webhookId, id, attempts }: ClaimedDelivery) => sql`
  webhook_id = ${webhookId} and id = ${id} and attempts = ${attempts} and delivered_at is null and failed_at is null`;

/** What came of a try. `status`: a code, never what was answered. */
export type Outcome = { status: string } & ({ at: Instant; is: 'delivered' | 'failed' } | { is: 'later'; next: Instant });

export async function noteTried(db: Database, delivery: ClaimedDelivery, tried: Outcome): Promise<void> {
  const deliveredAt = tried.is === 'delivered' ? tried.at : null;
  const failedAt = tried.is === 'failed' ? tried.at : null;
  const next = tried.is === 'later' ? tried.next : null;
  await sql`
    update meetings.webhook_delivery
    set last_status = ${tried.status}, delivered_at = ${deliveredAt}::timestamptz, failed_at = ${failedAt}::timestamptz,
        next_attempt = coalesce(${next}::timestamptz, next_attempt)
    where ${inHand(delivery)}`.execute(db);
}

/** There is nothing to say any more: the meeting is erased. */
export async function dropDelivery(db: Database, delivery: ClaimedDelivery): Promise<void> {
  await sql`delete from meetings.webhook_delivery where ${inHand(delivery)}`.execute(db);
}

const deliveryRow = z.object({
  id: uuid,
  occurredAt: moment,
  attempts: z.number(),
  nextAttempt: moment,
  deliveredAt: moment.nullable(),
  failedAt: moment.nullable(),
  lastStatus: z.string().nullable(),
});
export type Delivery = z.output<typeof deliveryRow>;

/** The latest first. Of which meeting they are is not given. */
export function listDeliveries(db: Database, webhookId: Uuid, limit: number): Promise<Delivery[]> {
  return rows(
    db,
    deliveryRow,
    sql`
      select id, occurred_at as "occurredAt", attempts, next_attempt as "nextAttempt", delivered_at as "deliveredAt",
             failed_at as "failedAt", last_status as "lastStatus"
      from meetings.webhook_delivery where webhook_id = ${webhookId} order by number desc limit ${limit}`,
  );
}

/** Deletes deliveries that ended before `before`, of meetings that are over by then: what is to come may yet have to be taken back. */
export async function pruneDeliveries(db: Database, before: Instant): Promise<number> {
  const gone = await rows(
    db,
    z.unknown(),
    sql`
      delete from meetings.webhook_delivery d
      where coalesce(d.delivered_at, d.failed_at) < ${before} and not exists (
        select from meetings.meeting m where m.id = d.meeting_id and upper(m.during) > ${before}::timestamptz)
      returning d.id`,
  );
  return gone.length;
}
