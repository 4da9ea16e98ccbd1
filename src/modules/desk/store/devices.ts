/** SQL for the devices of a place: those that work without network, and kiosks in the hall. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { deviceKinds } from '../kinds.ts';
import { moment, uuid } from './shapes.ts';

const deviceRow = z.object({
  placeId: uuid,
  id: uuid,
  kind: z.enum(deviceKinds),
  code: z.string(),
  notedAt: moment,
  /** When a device of staff was last heard of, to the minute; null: never. */
  contactAt: moment.nullable(),
  endedAt: moment.nullable(),
});
export type Device = z.output<typeof deviceRow>;

const columns = sql`place_id as "placeId", id, kind, code, noted_at as "notedAt", contact_at as "contactAt", ended_at as "endedAt"`;

/** The devices in use at a place, by code; `ended`: those that have ended too. */
export function listDevices(db: Database, placeId: string, { ended = false } = {}): Promise<Device[]> {
  return rows(
    db,
    deviceRow,
    sql`select ${columns} from desk.device where place_id = ${placeId} and (${ended} or ended_at is null)
        order by kind, length(code), code`,
  );
}

/** The kiosk that has this key, by the key's SHA-256; null: none, or it has ended. */
export function findKiosk(db: Database, keyHash: Buffer): Promise<Device | null> {
  return one(db, deviceRow, sql`select ${columns} from desk.device where key_hash = ${keyHash} and ended_at is null`);
}

export async function insertDevice(
  tx: Transaction,
  row: Pick<Device, 'placeId' | 'id' | 'kind' | 'code'> & { keyHash: Buffer | null; at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into desk.device (place_id, id, kind, code, key_hash, noted_at, noted_by)
    values (${row.placeId}, ${row.id}, ${row.kind}, ${row.code}, ${row.keyHash}, ${row.at}, ${row.by})`.execute(tx);
}

/** False when there is none in use with this id. */
export async function endDeviceAt(tx: Transaction, placeId: Uuid, id: Uuid, at: Instant): Promise<boolean> {
  const done = await sql`
    update desk.device set ended_at = ${at} where place_id = ${placeId} and id = ${id} and ended_at is null`.execute(tx);
  return done.numAffectedRows === 1n;
}
