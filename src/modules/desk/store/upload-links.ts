/** SQL for the links by which a visitor's telephone sends one document. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { documentKinds } from '../kinds.ts';
import { moment, uuid } from './shapes.ts';

const linkRow = z.object({
  placeId: uuid,
  id: uuid,
  visitId: uuid.nullable(),
  agency: z.string(),
  kind: z.enum(documentKinds),
  madeAt: moment,
  expiresAt: moment,
  /** What it brought; null: nothing yet. */
  documentId: uuid.nullable(),
});
export type UploadLink = z.output<typeof linkRow>;

const columns = sql`
  place_id as "placeId", id, visit_id as "visitId", agency, kind, made_at as "madeAt", expires_at as "expiresAt",
  document_id as "documentId"`;

export async function insertUploadLink(
  tx: Transaction,
  row: Omit<UploadLink, 'documentId'> & { tokenHash: Buffer; madeBy: string },
): Promise<void> {
  await sql`
    insert into desk.upload_link (place_id, id, visit_id, token_hash, agency, kind, made_at, made_by, expires_at)
    values (${row.placeId}, ${row.id}, ${row.visitId}, ${row.tokenHash}, ${row.agency}, ${row.kind}, ${row.madeAt}, ${row.madeBy},
            ${row.expiresAt})`.execute(tx);
}

export function findUploadLink(db: Database, tokenHash: Buffer): Promise<UploadLink | null> {
  return one(db, linkRow, sql`select ${columns} from desk.upload_link where token_hash = ${tokenHash}`);
}

export function lockUploadLink(tx: Transaction, tokenHash: Buffer): Promise<UploadLink | null> {
  return one(tx, linkRow, sql`select ${columns} from desk.upload_link where token_hash = ${tokenHash} for update`);
}

export async function useUploadLink(tx: Transaction, { placeId, id }: UploadLink, documentId: Uuid): Promise<void> {
  await sql`update desk.upload_link set document_id = ${documentId} where place_id = ${placeId} and id = ${id}`.execute(tx);
}

/** Forgets those that can be used no more since an instant; gives how many. */
export async function removeOldLinks(tx: Transaction, before: Instant): Promise<number> {
  const done = await sql`delete from desk.upload_link where expires_at < ${before}`.execute(tx);
  return Number(done.numAffectedRows ?? 0);
}
