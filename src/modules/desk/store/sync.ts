/** SQL for what devices noted without network, and the key that they seal it to. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { moment, uuid } from './shapes.ts';

const syncedRow = z.object({
  seq: z.number(),
  opId: uuid,
  at: moment,
  skewMs: z.number().nullable(),
  visitId: uuid.nullable(),
  kind: z.string(),
  /** 'begun', 'done' or the code of a refusal. */
  outcome: z.string(),
});
export type Synced = z.output<typeof syncedRow>;

const columns = sql`seq, op_id as "opId", at, skew_ms as "skewMs", visit_id as "visitId", kind, outcome`;

/** The latest of a device; null before its first. */
export function latestSynced(db: Database, deviceId: Uuid): Promise<Synced | null> {
  return one(db, syncedRow, sql`select ${columns} from desk.synced where device_id = ${deviceId} order by seq desc limit 1`);
}

export function findSynced(db: Database, deviceId: Uuid, seq: number): Promise<Synced | null> {
  return one(db, syncedRow, sql`select ${columns} from desk.synced where device_id = ${deviceId} and seq = ${seq}`);
}

export interface NewSynced {
  deviceId: Uuid;
  seq: number;
  opId: Uuid;
  placeId: Uuid;
  deviceAt: Instant | null;
  skewMs: number | null;
  at: Instant;
  now: Instant;
  by: string;
  notedBy: string | null;
  kind: string;
  visitId: Uuid | null;
}

/**
 * The row as it was made the first time: what was reckoned then stays, so that a retry asks for exactly the same. Null when its number is
 * not the device's next, or its id was used for something else.
 */
export async function beginSynced(db: Database, of: NewSynced): Promise<Synced | null> {
  await sql`
    insert into desk.synced (device_id, seq, op_id, place_id, device_at, skew_ms, at, synced_at, by, noted_by, kind, visit_id, outcome)
    select ${of.deviceId}::uuid, ${of.seq}::integer, ${of.opId}::uuid, ${of.placeId}::uuid, ${of.deviceAt}::timestamptz, ${of.skewMs}::bigint,
           ${of.at}::timestamptz, ${of.now}::timestamptz, ${of.by}::text, ${of.notedBy}::text, ${of.kind}::text, ${of.visitId}::uuid, 'begun'
    where ${of.seq}::integer = 1
       or exists (select from desk.synced where device_id = ${of.deviceId} and seq = ${of.seq}::integer - 1 and outcome <> 'begun')
    on conflict do nothing`.execute(db);
  const found = await findSynced(db, of.deviceId, of.seq);
  return found?.opId === of.opId ? found : null;
}

/** Says what it came to; a document that was refused may be tried again until someone has looked at it. `sealed`: as it came, kept for whoever looks at a refusal. */
export async function endSynced(
  db: Database,
  at: { deviceId: Uuid; seq: number },
  outcome: string,
  sealed: Uint8Array | null,
): Promise<void> {
  await sql`
    update desk.synced set outcome = ${outcome}, sealed = ${sealed === null ? null : Buffer.from(sealed)}
    where device_id = ${at.deviceId} and seq = ${at.seq} and outcome <> 'done' and settled_at is null`.execute(db);
}

/** Whether something that the device noted of this visit was refused before. */
export async function wasRefused(db: Database, of: { deviceId: Uuid; seq: number; visitId: Uuid }): Promise<boolean> {
  const found = await one(
    db,
    z.object({}),
    sql`
      select from desk.synced
      where device_id = ${of.deviceId} and seq < ${of.seq} and visit_id = ${of.visitId} and outcome not in ('begun', 'done', 'ticket-other')
        and kind <> 'receive-document'
      limit 1`,
  );
  return found !== null;
}

const refusedRow = z.object({
  deviceId: uuid,
  code: z.string(),
  seq: z.number(),
  kind: z.string(),
  at: moment,
  outcome: z.string(),
});
export type RefusedNote = z.output<typeof refusedRow>;

/** What was refused at a place and nobody has looked at yet, the oldest first. `code`: the device's. */
export function refusedAt(db: Database, placeId: Uuid): Promise<RefusedNote[]> {
  return rows(
    db,
    refusedRow,
    sql`
      select s.device_id as "deviceId", d.code, s.seq, s.kind, s.at, s.outcome
      from desk.synced s join desk.device d on d.place_id = s.place_id and d.id = s.device_id
      where s.place_id = ${placeId} and s.outcome not in ('begun', 'done') and s.settled_at is null
      order by s.at, s.device_id, s.seq`,
  );
}

/** Someone has looked at it: what was kept of it goes. False when there is no such refusal. */
export async function settleRefused(
  tx: Transaction,
  of: { placeId: Uuid; deviceId: Uuid; seq: number },
  by: string,
  at: Instant,
): Promise<boolean> {
  const done = await sql`
    update desk.synced set settled_at = ${at}, settled_by = ${by}, sealed = null
    where place_id = ${of.placeId} and device_id = ${of.deviceId} and seq = ${of.seq} and outcome not in ('begun', 'done')
      and settled_at is null`.execute(tx);
  return done.numAffectedRows === 1n;
}

const deviceRow = z.object({ id: uuid, placeId: uuid, code: z.string(), endedAt: moment.nullable() });
export type StaffDevice = z.output<typeof deviceRow>;

/** A device of staff, also one that has ended: what it noted before is still taken. */
export function findStaffDevice(db: Database, placeId: Uuid, id: Uuid): Promise<StaffDevice | null> {
  return one(
    db,
    deviceRow,
    sql`select id, place_id as "placeId", code, ended_at as "endedAt" from desk.device where place_id = ${placeId} and id = ${id} and kind = 'staff'`,
  );
}

/** A device of staff is heard of; written at most once a minute. */
export async function noteContact(db: Database, { placeId, id }: { placeId: Uuid; id: Uuid }, now: Instant): Promise<void> {
  await sql`
    update desk.device set contact_at = ${now}
    where place_id = ${placeId} and id = ${id} and kind = 'staff'
      and (contact_at is null or contact_at <= ${now}::timestamptz - interval '1 minute')`.execute(db);
}

/** Adds a device under the first free code of its letter. */
export function addStaffDevice(
  tx: Transaction,
  of: { placeId: Uuid; id: Uuid; letter: string; now: Instant; by: string },
): Promise<StaffDevice | null> {
  return one(
    tx,
    deviceRow,
    sql`
      insert into desk.device (place_id, id, kind, code, noted_at, noted_by)
      select ${of.placeId}, ${of.id}, 'staff', ${of.letter}::text || coalesce(max(substr(code, 2)::integer) filter (where code like ${of.letter}::text || '%'), 0) + 1,
             ${of.now}, ${of.by}
      from desk.device where place_id = ${of.placeId}
      returning id, place_id as "placeId", code, ended_at as "endedAt"`,
  );
}

/** One at a time adds a device at a place. */
export async function lockDevices(tx: Transaction, placeId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`desk-device ${placeId}`}, 14))`.execute(tx);
}

const keyRow = z.object({ id: uuid, publicKey: z.instanceof(Buffer), keyId: z.string(), privateKey: z.instanceof(Buffer) });
export type SyncKeyRow = z.output<typeof keyRow>;

/** The keys that devices may have sealed to, the latest first. */
export function listSyncKeys(db: Database): Promise<SyncKeyRow[]> {
  return rows(
    db,
    keyRow,
    sql`
      select id, public_key as "publicKey", key_id as "keyId", private_key as "privateKey" from desk.sync_key order by made_at desc, id desc`,
  );
}

/** Adds the first key; another process may have been faster, then nothing is added. */
export async function insertFirstSyncKey(tx: Transaction, key: SyncKeyRow & { madeAt: Instant }): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('desk-sync-key', 14))`.execute(tx);
  await sql`
    insert into desk.sync_key (id, public_key, key_id, private_key, made_at)
    select ${key.id}::uuid, ${key.publicKey}::bytea, ${key.keyId}::text, ${key.privateKey}::bytea, ${key.madeAt}::timestamptz
    where not exists (select from desk.sync_key)`.execute(tx);
}
