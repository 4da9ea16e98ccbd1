/** SQL for the counters where someone sits, for telling of a place's queue, and for what the expected wait is worked out from. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { moment, uuid } from './shapes.ts';

export const queueChannel = 'desk_queue';

/** Tells every process, once the transaction is kept, that something happened in the place's queue. */
export async function tellQueue(tx: Database, placeId: Uuid): Promise<void> {
  await sql`select pg_notify(${queueChannel}, ${placeId})`.execute(tx);
}

/** The place that a notice is of; null for one that says none. */
export const placeOfNotice = (payload: string): Uuid | null => parseUuid(payload);

const sitting = z.object({ counterId: uuid, accountId: z.string(), since: moment });
export type Sitting = z.output<typeof sitting>;

/** Where someone sits who sat down since an instant: the day's beginning, so that whoever forgot to leave yesterday is not counted. */
export function listSittings(db: Database, placeId: Uuid, since: Instant): Promise<Sitting[]> {
  return rows(
    db,
    sitting,
    sql`select counter_id as "counterId", account_id as "accountId", since from desk.counter_open
        where place_id = ${placeId} and since >= ${since}`,
  );
}

/** Who sits at a counter; the row is locked, so that a counter calls one visitor at a time. */
export function lockSitting(tx: Transaction, placeId: Uuid, counterId: Uuid): Promise<Sitting | null> {
  return one(
    tx,
    sitting,
    sql`select counter_id as "counterId", account_id as "accountId", since from desk.counter_open
        where place_id = ${placeId} and counter_id = ${counterId} for update`,
  );
}

/** Where an account sits, at whatever place. */
export function sittingOf(tx: Transaction, accountId: string): Promise<(Sitting & { placeId: Uuid }) | null> {
  return one(
    tx,
    sitting.extend({ placeId: uuid }),
    sql`select place_id as "placeId", counter_id as "counterId", account_id as "accountId", since from desk.counter_open
        where account_id = ${accountId} for update`,
  );
}

export async function sitDown(tx: Transaction, placeId: Uuid, { counterId, accountId, since }: Sitting): Promise<void> {
  await sql`
    insert into desk.counter_open (place_id, counter_id, account_id, since) values (${placeId}, ${counterId}, ${accountId}, ${since})`.execute(
    tx,
  );
}

/** Nobody sits at the counter any more; that someone did is kept, without who. `until` null: nobody knows when they left. */
export async function standUp(tx: Transaction, placeId: Uuid, counterId: Uuid, until: Instant | null): Promise<void> {
  await sql`
    with sat as (delete from desk.counter_open where place_id = ${placeId} and counter_id = ${counterId} returning place_id, counter_id, since)
    insert into desk.counter_shift (place_id, counter_id, since, until)
    select place_id, counter_id, since, ${until}::timestamptz from sat where since <= ${until}::timestamptz`.execute(tx);
}

/** How long visitors took a counter up, in seconds, by service, also those who did not come when called: of some days, the newest first, at most so many of each service. */
export async function servedTimes(
  db: Database,
  placeId: Uuid,
  { from, before, most }: { from: PlainDate; before: PlainDate; most: number },
): Promise<Map<Uuid, number[]>> {
  const found = await rows(
    db,
    z.object({ serviceId: uuid, seconds: z.array(z.number()) }),
    sql`
      select service_id as "serviceId", array_agg(seconds::float8) as seconds
      from (
        select v.service_id, row_number() over (partition by v.service_id order by v.ended_at desc) as nth,
               v.served_seconds + extract(epoch from v.ended_at - coalesce(v.called_at, v.serving_at)) as seconds
        from desk.visit v
        where v.place_id = ${placeId} and v.day >= ${from} and v.day < ${before} and v.state = 'ended'
          and coalesce(v.called_at, v.serving_at) is not null and v.outcome <> 'left' and v.service_id is not null
      ) one
      where nth <= ${most} and seconds > 0
      group by service_id`,
  );
  return new Map(found.map(({ serviceId, seconds }) => [serviceId, seconds]));
}

const callRow = z.object({ ticket: z.string(), counterId: uuid, calledAt: moment, calls: z.number() });
export type LatestCall = z.output<typeof callRow>;

/** The latest calls of a day, the newest first. */
export function latestCalls(db: Database, placeId: Uuid, day: PlainDate, most: number): Promise<LatestCall[]> {
  return rows(
    db,
    callRow,
    sql`select ticket, counter_id as "counterId", called_at as "calledAt", calls from desk.visit
        where place_id = ${placeId} and day = ${day} and called_at is not null and counter_id is not null and ticket is not null
          and state in ('called', 'serving', 'ended')
        order by called_at desc limit ${most}`,
  );
}
