/** SQL for documents that were handed in. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { documentKinds, documentStates, documentWays, virusStates } from '../kinds.ts';
import { mediaTypes } from '../vault/media-types.ts';
import { moment, uuid } from './shapes.ts';

const documentRow = z.object({
  placeId: uuid,
  id: uuid,
  visitId: uuid.nullable(),
  receiptCode: z.string(),
  agency: z.string(),
  kind: z.enum(documentKinds),
  how: z.enum(documentWays),
  mediaType: z.enum(mediaTypes),
  bytes: z.coerce.number(),
  sha256: z.instanceof(Buffer),
  receivedSha256: z.instanceof(Buffer),
  /** When it reached the desk; never changed. */
  arrivedAt: moment,
  notedAt: moment,
  notedBy: z.string(),
  deviceId: uuid.nullable(),
  virus: z.enum(virusStates),
  virusAt: moment.nullable(),
  virusName: z.string().nullable(),
  keyId: z.string(),
  wrappedKey: z.instanceof(Buffer),
  state: z.enum(documentStates),
  unitId: uuid.nullable(),
  forwardedAt: moment.nullable(),
  remindedAt: moment.nullable(),
  escalatedAt: moment.nullable(),
  acknowledgedAt: moment.nullable(),
  version: z.number(),
});
export type DeskDocument = z.output<typeof documentRow>;

const columns = sql`
  d.place_id as "placeId", d.id, d.visit_id as "visitId", d.receipt_code as "receiptCode", d.agency, d.kind, d.how,
  d.media_type as "mediaType", d.bytes, d.sha256, d.received_sha256 as "receivedSha256", d.arrived_at as "arrivedAt",
  d.noted_at as "notedAt", d.noted_by as "notedBy", d.device_id as "deviceId", d.virus, d.virus_at as "virusAt",
  d.virus_name as "virusName", d.key_id as "keyId", d.wrapped_key as "wrappedKey", d.state, d.unit_id as "unitId",
  d.forwarded_at as "forwardedAt", d.reminded_at as "remindedAt", d.escalated_at as "escalatedAt",
  d.acknowledged_at as "acknowledgedAt", d.version`;

/** What two of the same id wait for: whoever comes second sees what the first wrote. */
export async function lockDocumentId(tx: Transaction, documentId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${documentId}, 24))`.execute(tx);
}

export type NewDocument = Omit<
  DeskDocument,
  'state' | 'unitId' | 'forwardedAt' | 'remindedAt' | 'escalatedAt' | 'acknowledgedAt' | 'version'
>;

/** As received: nothing has been done with it. Its version is the number of hand-overs in its chain. */
export async function insertDocument(tx: Transaction, d: NewDocument): Promise<void> {
  await sql`
    insert into desk.document (place_id, id, visit_id, receipt_code, agency, kind, how, media_type, bytes, sha256, received_sha256,
                               arrived_at, noted_at, noted_by, device_id, virus, virus_at, virus_name, key_id, wrapped_key, state, version)
    values (${d.placeId}, ${d.id}, ${d.visitId}, ${d.receiptCode}, ${d.agency}, ${d.kind}, ${d.how}, ${d.mediaType}, ${d.bytes},
            ${d.sha256}, ${d.receivedSha256}, ${d.arrivedAt}, ${d.notedAt}, ${d.notedBy}, ${d.deviceId}, ${d.virus}, ${d.virusAt},
            ${d.virusName}, ${d.keyId}, ${d.wrappedKey}, 'received', 0)`.execute(tx);
}

export function findDocument(db: Database, placeId: string, id: string): Promise<DeskDocument | null> {
  return one(db, documentRow, sql`select ${columns} from desk.document d where d.place_id = ${placeId} and d.id = ${id}`);
}

export function lockDocument(tx: Transaction, placeId: string, id: string): Promise<DeskDocument | null> {
  return one(
    tx,
    documentRow,
    sql`select ${columns} from desk.document d where d.place_id = ${placeId} and d.id = ${id} for update`,
  );
}

/** By the code on its receipt; there is no other search. */
export function findByReceipt(db: Database, receiptCode: string): Promise<DeskDocument | null> {
  return one(db, documentRow, sql`select ${columns} from desk.document d where d.receipt_code = ${receiptCode}`);
}

/** What a desk has before it: what came since an instant, and what is still on its way from there. Newest first. */
export function documentsOfDesk(db: Database, placeId: Uuid, since: Instant): Promise<DeskDocument[]> {
  return rows(
    db,
    documentRow,
    sql`select ${columns} from desk.document d
        where d.place_id = ${placeId} and (d.arrived_at >= ${since} or d.state <> 'acknowledged')
        order by d.arrived_at desc, d.id limit 500`,
  );
}

/** What was forwarded to these units: what waits first, by when it came; then the latest that were taken over. */
export function documentsOfUnits(db: Database, unitIds: readonly Uuid[]): Promise<DeskDocument[]> {
  return rows(
    db,
    documentRow,
    sql`(select ${columns} from desk.document d
         where d.unit_id = any(${[...unitIds]}::uuid[]) and d.state = 'forwarded' order by d.forwarded_at, d.id limit 500)
        union all
        (select ${columns} from desk.document d
         where d.unit_id = any(${[...unitIds]}::uuid[]) and d.state = 'acknowledged' order by d.acknowledged_at desc, d.id limit 50)`,
  );
}

/** Everything that waits to be taken over, with the days that its unit has agreed to. */
export function waitingDocuments(db: Database): Promise<WaitingDocument[]> {
  return rows(
    db,
    waitingRow,
    sql`select ${columns}, u.remind_after_days as "remindAfterDays", u.escalate_after_days as "escalateAfterDays"
        from desk.document d join desk.unit u on u.id = d.unit_id
        where d.state = 'forwarded' and coalesce(u.remind_after_days, u.escalate_after_days) is not null
        order by d.forwarded_at, d.id`,
  );
}
const waitingRow = documentRow.extend({ remindAfterDays: z.number().nullable(), escalateAfterDays: z.number().nullable() });
export type WaitingDocument = z.output<typeof waitingRow>;

/** Those whose virus check did not come about. */
export function uncheckedDocuments(db: Database): Promise<DeskDocument[]> {
  return rows(
    db,
    documentRow,
    sql`select ${columns} from desk.document d where d.virus = 'unreachable' order by d.noted_at limit 500`,
  );
}

/** Of these ids, the documents that there are. */
export function documentsWithIds(db: Database, ids: readonly Uuid[]): Promise<DeskDocument[]> {
  return rows(db, documentRow, sql`select ${columns} from desk.document d where d.id = any(${[...ids]}::uuid[])`);
}

/** All documents after one, in the order of their ids. */
export function documentsAfter(db: Database, id: string | null, limit: number): Promise<DeskDocument[]> {
  return rows(
    db,
    documentRow,
    sql`select ${columns} from desk.document d where ${id}::uuid is null or d.id > ${id}::uuid order by d.id limit ${limit}`,
  );
}

/** Writes what may change in a document. */
export async function writeDocument(tx: Transaction, d: DeskDocument): Promise<void> {
  await sql`
    update desk.document
    set state = ${d.state}, unit_id = ${d.unitId}, forwarded_at = ${d.forwardedAt}, reminded_at = ${d.remindedAt},
        escalated_at = ${d.escalatedAt}, acknowledged_at = ${d.acknowledgedAt}, virus = ${d.virus}, virus_at = ${d.virusAt},
        virus_name = ${d.virusName}
    where place_id = ${d.placeId} and id = ${d.id}`.execute(tx);
}
