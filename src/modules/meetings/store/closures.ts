/** SQL for places that are closed for a while: the database refuses every meeting there then. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { moment, uuid } from './meetings.ts';

const closureRow = z.object({
  placeId: uuid,
  id: uuid,
  start: moment,
  /** The first instant after it. */
  end: moment,
});
export type Closure = z.output<typeof closureRow>;

const columns = sql`place_id as "placeId", id, lower(during) as start, upper(during) as "end"`;

/** Closures that have not ended by an instant, of one place or of all, the first first. */
export function closuresSince(db: Database, since: Instant, placeId: Uuid | null = null): Promise<Closure[]> {
  return rows(
    db,
    closureRow,
    sql`
      select ${columns} from meetings.place_closure
      where not isempty(during) and upper(during) > ${since}::timestamptz
        and (${placeId}::uuid is null or place_id = ${placeId}::uuid)
      order by lower(during), id`,
  );
}

/** Locked until the transaction ends, when it is one. */
export function findClosure(db: Database, placeId: Uuid, id: Uuid): Promise<Closure | null> {
  return one(
    db,
    closureRow,
    sql`
      select ${columns} from meetings.place_closure
      where place_id = ${placeId} and id = ${id} and not isempty(during) ${db.isTransaction ? sql`for update` : sql``}`,
  );
}

/** Whoever books at the place is done, or waits until the transaction ends: what is booked there is all there is. */
export async function lockPlace(tx: Transaction, placeId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('place ' || ${placeId}::text, 13))`.execute(tx);
}

/** Refuses meetings at the place from now on; those that are there are the caller's to move before. */
export async function insertClosure(tx: Transaction, row: Closure & { at: Instant; by: string }): Promise<void> {
  await sql`
    insert into meetings.place_closure (place_id, id, during, noted_at, noted_by)
    values (${row.placeId}, ${row.id}, tstzrange(${row.start}, ${row.end}), ${row.at}, ${row.by})`.execute(tx);
}

/** Ends a closure at an instant within it, or takes it away when it had not begun. */
export async function endClosureAt(tx: Transaction, { placeId, id, start }: Closure, end: Instant, now: Instant): Promise<void> {
  const during = end <= start ? sql`'empty'::tstzrange` : sql`tstzrange(lower(during), ${end})`;
  await sql`
    update meetings.place_closure set during = ${during}, ended_at = ${now}
    where place_id = ${placeId} and id = ${id}`.execute(tx);
}
