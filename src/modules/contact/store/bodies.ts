/** SQL for the addresses of bodies. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';

const stored = z.object({
  key: z.string(),
  name: z.string().nullable(),
  role: z.string().nullable(),
  email: z.string().nullable(),
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  postTown: z.string().nullable(),
  version: z.number(),
  ended: z.boolean(),
});
export type StoredBody = z.output<typeof stored>;

const columns = sql`
  key, name, role, email, street, postal_code as "postalCode", post_town as "postTown", version, ended_at is not null as ended`;

/** What has been entered about bodies, also those that have ended; of one when its key is given. */
export function listStoredBodies(db: Database, key: string | null = null): Promise<StoredBody[]> {
  return rows(db, stored, sql`select ${columns} from contact.body where ${key}::text is null or key = ${key} order by key`);
}

export type PutBody = Omit<StoredBody, 'version' | 'ended'>;

/** Writes what is known of a body from now on; false when someone else has since `version` (0: nothing was entered). */
export async function putBody(
  tx: Transaction,
  body: PutBody,
  { version, at, by }: { version: number; at: Instant; by: string },
): Promise<boolean> {
  const put = await rows(
    tx,
    z.unknown(),
    sql`
      insert into contact.body (key, name, role, email, street, postal_code, post_town, changed_at, changed_by)
      select ${body.key}, ${body.name}::text, ${body.role}::text, ${body.email}::text, ${body.street}::text, ${body.postalCode}::text,
             ${body.postTown}::text, ${at}::timestamptz, ${by}::text
      where ${version} = 0 or exists (select from contact.body where key = ${body.key} and version = ${version} and ended_at is null)
      on conflict (key) do update set name = excluded.name, role = excluded.role, email = excluded.email, street = excluded.street,
        postal_code = excluded.postal_code, post_town = excluded.post_town, version = contact.body.version + 1,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
        where contact.body.version = ${version} and contact.body.ended_at is null
      returning key`,
  );
  return put.length > 0;
}

/** It is told of nothing any more, and its address is forgotten. False when it has changed since `version`. */
export async function endBody(
  tx: Transaction,
  key: string,
  { version, at, by }: { version: number; at: Instant; by: string },
): Promise<boolean> {
  const ended = await rows(
    tx,
    z.unknown(),
    sql`
      update contact.body set ended_at = ${at}, role = null, email = null, street = null, postal_code = null, post_town = null,
        version = version + 1, changed_at = ${at}, changed_by = ${by}
      where key = ${key} and version = ${version} and ended_at is null returning key`,
  );
  return ended.length > 0;
}
