/** SQL for other authorities' programs. Of a key only its hash is kept. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { moment, uuid } from './shapes.ts';

const clientRow = z.object({
  id: uuid,
  /** Code of the authority whose program it is. */
  agency: z.string(),
  name: z.string(),
  madeAt: moment,
  endedAt: moment.nullable(),
});
export type Client = z.output<typeof clientRow>;

const columns = sql`id, agency, name, made_at as "madeAt", ended_at as "endedAt"`;

/** All of them, those in use first. */
export function listClients(db: Database): Promise<Client[]> {
  return rows(db, clientRow, sql`select ${columns} from desk.client order by ended_at is not null, agency, name, id`);
}

/** The program in use that has the key with this SHA-256. */
export function findClient(db: Database, keyHash: Buffer): Promise<Client | null> {
  return one(db, clientRow, sql`select ${columns} from desk.client where key_hash = ${keyHash} and ended_at is null`);
}

export async function insertClient(
  tx: Transaction,
  row: Pick<Client, 'id' | 'agency' | 'name' | 'madeAt'> & { keyHash: Buffer; by: string },
): Promise<void> {
  await sql`
    insert into desk.client (id, agency, name, key_hash, made_at, made_by)
    values (${row.id}, ${row.agency}, ${row.name}, ${row.keyHash}, ${row.madeAt}, ${row.by})`.execute(tx);
}

/** Its key opens nothing any more; false when there is none in use with this id. */
export async function endClientAt(tx: Transaction, id: Uuid, at: Instant): Promise<boolean> {
  const done = await sql`update desk.client set ended_at = ${at} where id = ${id} and ended_at is null`.execute(tx);
  return done.numAffectedRows === 1n;
}
