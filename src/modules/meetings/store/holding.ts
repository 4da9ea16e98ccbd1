/** SQL for what meetings holds about persons: all of it for their export, and its erasure. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { countRowsWith, type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { cutFacts } from './fact.ts';
import { uuid } from './meetings.ts';

/** Every table with rows about a person, and the column with whose they are; those that others lead to come last. */
const tables = {
  meeting_event: 'person_id',
  rebooking_item: 'person_id',
  waiting: 'person_id',
  channel_request: 'person_id',
  occupancy: 'resource_id',
  feed: 'owner_id',
  meeting: 'person_id',
} as const;
type Table = keyof typeof tables;

const record = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

/** Without what would let anyone else in: the hash of a feed's key. */
export async function everythingAbout(db: Database, personId: Uuid): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const [table, column] of Object.entries(tables)) {
    const statement = sql`
      select coalesce(jsonb_agg(to_jsonb(r) - 'key_hash' - 'held_by'), '[]') as items
      from (select * from ${sql.table(`meetings.${table}`)} where ${sql.ref(column)} = ${personId}) r`;
    found[table] = (await one(db, record, statement))!.items;
  }
  return found;
}

export async function busyAfter(db: Database, day: PlainDate, personIds: readonly Uuid[]): Promise<Uuid[]> {
  const after = sql`(${day}::date + 1)::timestamp at time zone 'Europe/Stockholm'`;
  const ids = sql`any(${[...personIds]}::uuid[])`;
  const found = await rows(
    db,
    z.object({ personId: uuid }),
    sql`
      select person_id as "personId" from meetings.meeting where person_id = ${ids} and greatest(upper(during), made_at, ended_at) >= ${after}
      union select person_id from meetings.waiting where person_id = ${ids} and since >= ${after}
      union select person_id from meetings.channel_request where person_id = ${ids} and greatest(asked_at, decided_at) >= ${after}`,
  );
  return found.map(({ personId }) => personId);
}

/** Deletes every row of these persons and cuts what is counted of them loose; gives how many went, by table. */
export async function deleteMeetings(tx: Transaction, personIds: readonly Uuid[]): Promise<Record<string, number>> {
  await cutFacts(tx, personIds);
  const counts: Record<string, number> = {};
  // Also what their meetings occupied of officers, rooms and interpreters.
  const own = sql`select id from meetings.meeting where person_id = any(${[...personIds]}::uuid[])`;
  counts['meetings.occupancy'] = await countOf(tx, sql`delete from meetings.occupancy where of in (${own}) returning 1`);
  for (const [table, column] of Object.entries(tables) as [Table, string][]) {
    const gone = sql`
      delete from ${sql.table(`meetings.${table}`)} where ${sql.ref(column)} = any(${[...personIds]}::uuid[]) returning 1`;
    counts[`meetings.${table}`] = (counts[`meetings.${table}`] ?? 0) + (await countOf(tx, gone));
  }
  return counts;
}

/** How many rows there still are about these persons, in whatever table: 0 after their erasure. */
export async function remainingMeetings(db: Database, personIds: readonly Uuid[]): Promise<number> {
  let count = 0;
  for (const column of new Set(Object.values(tables)))
    count += await countRowsWith(db, { schema: 'meetings', column }, personIds);
  return count;
}

async function countOf(db: Database, gone: RawBuilder<unknown>): Promise<number> {
  return (await one(db, z.object({ n: z.number() }), sql`with gone as (${gone}) select count(*) as n from gone`))!.n;
}
