/** SQL for what contact holds about persons: all of it for their export, and its erasure. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { countRowsWith, type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { uuid } from './messages.ts';

/** Letters first: they lie under their messages. */
const tables = ['letter', 'message'] as const;
const record = z.object({ items: z.array(z.record(z.string(), z.unknown())) });

export async function everythingAbout(db: Database, personId: Uuid): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const table of tables) {
    const statement = sql`
      select coalesce(jsonb_agg(to_jsonb(r)), '[]') as items
      from (select * from ${sql.table(`contact.${table}`)} where person_id = ${personId} order by made_at) r`;
    found[table] = (await one(db, record, statement))!.items;
  }
  return found;
}

/** Persons to whom something was said after a day. */
export async function busyAfter(db: Database, day: PlainDate, personIds: readonly Uuid[]): Promise<Uuid[]> {
  const found = await rows(
    db,
    z.object({ personId: uuid }),
    sql`
      select distinct person_id as "personId" from contact.message
      where person_id = any(${[...personIds]}::uuid[])
        and greatest(made_at, due_at, sent_at, told_at) >= (${day}::date + 1)::timestamp at time zone 'Europe/Stockholm'`,
  );
  return found.map(({ personId }) => personId);
}

/** Deletes every row of these persons; gives how many went, by table. */
export async function deleteMessages(tx: Transaction, personIds: readonly Uuid[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const gone = await rows(
      tx,
      z.unknown(),
      sql`delete from ${sql.table(`contact.${table}`)} where person_id = any(${[...personIds]}::uuid[]) returning 1`,
    );
    counts[`contact.${table}`] = gone.length;
  }
  return counts;
}

/** How many rows there still are about these persons, in whatever table: 0 after their erasure. */
export function remainingMessages(db: Database, personIds: readonly Uuid[]): Promise<number> {
  return countRowsWith(db, { schema: 'contact', column: 'person_id' }, personIds);
}
