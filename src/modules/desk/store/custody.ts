/** SQL for the chain of hand-overs of a document. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { custodySteps } from '../kinds.ts';
import { moment } from './shapes.ts';

const linkRow = z.object({
  seq: z.number(),
  at: moment,
  /** An account, a kiosk, or whoever had the link. */
  by: z.string(),
  what: z.enum(custodySteps),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  seal: z.instanceof(Buffer),
});
export type CustodyLink = z.output<typeof linkRow>;

/** From the first. */
export function custodyOf(db: Database, placeId: Uuid, documentId: Uuid): Promise<CustodyLink[]> {
  return rows(
    db,
    linkRow,
    sql`select seq, at, by, what, details, seal from desk.custody
        where place_id = ${placeId} and document_id = ${documentId} order by seq`,
  );
}

/** Writes the next hand-over; the document's version is its number. */
export async function insertLink(tx: Transaction, placeId: Uuid, documentId: Uuid, link: CustodyLink): Promise<void> {
  await sql`
    insert into desk.custody (place_id, document_id, seq, at, by, what, details, seal)
    values (${placeId}, ${documentId}, ${link.seq}, ${link.at}, ${link.by}, ${link.what}, ${JSON.stringify(link.details)}::jsonb,
            ${link.seal})`.execute(tx);
  await sql`update desk.document set version = ${link.seq} where place_id = ${placeId} and id = ${documentId}`.execute(tx);
}
