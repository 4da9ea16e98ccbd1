/**
 * Events. A module on the left writes an event in its own transaction; modules on the right subscribe (app lists the
 * subscriptions). Delivered at least once and in order per aggregate, by a worker that may be killed at any point:
 * the mark "delivered" is written in the same transaction as the handler's own writes.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Clock, type Instant, later } from '../clock/index.ts';
import { type Database, one, type Transaction } from '../db/index.ts';
import { keepDoing, type Repeating } from '../repeat/index.ts';

export interface Event {
  /** What the order is kept for, e.g. `place:0190…`. */
  aggregate: string;
  type: string;
  payload: Readonly<Record<string, unknown>>;
}

export interface DeliveredEvent extends Event {
  id: number;
  occurredAt: Instant;
}

export interface Subscription {
  /** Stable name, `<module>.<what it does>`: deliveries are kept under it. */
  name: string;
  types: readonly string[];
  handle(event: DeliveredEvent, tx: Transaction): Promise<void>;
}

/** Writes an event. Two transactions on one aggregate take turns, so that the order of ids is the order of commits. */
export async function writeEvent(tx: Transaction, event: Event, at: Instant): Promise<void> {
  // One statement: the lock is taken by the row that is inserted, before its id is.
  await sql`
    with turn as materialized (select pg_advisory_xact_lock(hashtextextended(${event.aggregate}, 7)))
    insert into platform.event (aggregate, type, payload, occurred_at)
    select ${event.aggregate}, ${event.type}, ${JSON.stringify(event.payload)}::jsonb, ${at}::timestamptz from turn
  `.execute(tx);
}

const due = z.object({
  event_id: z.number(),
  subscriber: z.string(),
  aggregate: z.string(),
  attempts: z.number(),
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  occurred_at: z.string(),
});

/**
 * Notes, once per event, which subscribers it is for. Two workers take turns: one that passed over what the other has in
 * hand would note, and deliver, a later event of the same aggregate first.
 */
async function fanOut(db: Database, subscriptions: readonly Subscription[], now: Instant): Promise<void> {
  const pairs = subscriptions.flatMap((to) => to.types.map((type) => ({ name: to.name, type })));
  await sql`
    with waiting as (
      select id, aggregate, type from platform.event where not fanned_out order by id limit 500 for update
    ), noted as (
      insert into platform.delivery (event_id, subscriber, aggregate, next_attempt)
      select waiting.id, pair.name, waiting.aggregate, ${now}::timestamptz
      from waiting join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair (name text, type text) using (type)
      on conflict do nothing
    )
    update platform.event set fanned_out = true where id in (select id from waiting)
  `.execute(db);
}

interface Failure {
  id: number;
  subscriber: string;
  attempts: number;
  error: unknown;
}

/** Delivers the next due event, if any, and says whether there was one. */
async function deliverNext(
  db: Database,
  subscriptions: readonly Subscription[],
  clock: Clock,
  onFailure: OnFailure,
): Promise<boolean> {
  const byName = new Map(subscriptions.map((one) => [one.name, one]));
  const failures: Failure[] = [];
  const found = await db
    .transaction()
    .execute(async (tx) => {
      const next = await one(
        tx,
        due,
        sql`
          select d.event_id, d.subscriber, d.aggregate, d.attempts, e.type, e.payload, e.occurred_at
          from platform.delivery d join platform.event e on e.id = d.event_id
          where d.delivered_at is null and d.next_attempt <= ${clock.now()} and d.subscriber = any(${[...byName.keys()]})
            and not exists (
              select from platform.delivery earlier
              where earlier.subscriber = d.subscriber and earlier.aggregate = d.aggregate
                and earlier.event_id < d.event_id and earlier.delivered_at is null)
          order by d.event_id limit 1
          for update of d skip locked`,
      );
      if (next === null) return false;
      const event = {
        id: next.event_id,
        aggregate: next.aggregate,
        type: next.type,
        payload: next.payload,
        occurredAt: next.occurred_at as Instant,
      };
      try {
        await byName.get(next.subscriber)!.handle(event, tx);
      } catch (error) {
        failures.push({ id: next.event_id, subscriber: next.subscriber, attempts: next.attempts + 1, error });
        throw error;
      }
      await sql`
        update platform.delivery set delivered_at = ${clock.now()}, attempts = attempts + 1, last_error = null
        where event_id = ${next.event_id} and subscriber = ${next.subscriber}`.execute(tx);
      return true;
    })
    .catch((error: unknown) => {
      if (failures.length === 0) throw error;
      return true;
    });
  for (const failure of failures) {
    onFailure(failure.error, { event: failure.id, subscriber: failure.subscriber });
    await noteFailure(db, failure, clock.now());
  }
  return found;
}

/** The next try comes after 1, 2, 4 … seconds, at most five minutes; later events of the same aggregate wait for it. */
async function noteFailure(db: Database, failure: Failure, now: Instant): Promise<void> {
  const wait = Math.min(1000 * 2 ** (failure.attempts - 1), 300_000);
  const message = failure.error instanceof Error ? failure.error.message : String(failure.error);
  await sql`
    update platform.delivery set attempts = ${failure.attempts}, next_attempt = ${later(now, wait)}, last_error = ${message}
    where event_id = ${failure.id} and subscriber = ${failure.subscriber} and delivered_at is null`.execute(db);
}

/** Is told of a handler that failed: its error, and which event it was for which subscriber. The payload is not told. */
type OnFailure = (error: unknown, at: { event: number; subscriber: string }) => void;

/**
 * Delivers what is due now, of what is new at most the 500 oldest events; returns how many handlers were called. `signal`
 * ends it after the handler under way. A handler that fails is told to `onFailure` and tried again later.
 */
export async function deliverDue(
  db: Database,
  subscriptions: readonly Subscription[],
  clock: Clock,
  { signal, onFailure = () => undefined }: { signal?: AbortSignal; onFailure?: OnFailure } = {},
): Promise<number> {
  let count = 0;
  await fanOut(db, subscriptions, clock.now());
  while (signal?.aborted !== true && (await deliverNext(db, subscriptions, clock, onFailure))) count += 1;
  return count;
}

/**
 * Delivers for as long as the process lives. `stop` waits for the handler under way and begins no other. `onError` is told
 * of a handler that failed, with its event and subscriber, and of a database that did not answer, without.
 */
export function startWorker(
  db: Database,
  subscriptions: readonly Subscription[],
  options: {
    clock: Clock;
    everyMs?: number;
    onError: (error: unknown, at?: { event: number; subscriber: string }) => void;
  },
): Repeating {
  const { clock, everyMs = 500, onError } = options;
  const work = (signal: AbortSignal) => deliverDue(db, subscriptions, clock, { signal, onFailure: onError });
  return keepDoing(work, { pauseMs: everyMs, onError: (error) => onError(error) });
}
