import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../clock/index.ts';
import { type Database, one, rows, type Transaction } from '../db/index.ts';
import type { Uuid } from '../ids/index.ts';

/** A time when the service, or a part of it, could not be used. */
export interface Outage {
  id: Uuid;
  /** 'service' for all of it; 'sign-in' for a part. */
  part: string;
  beganAt: Instant;
  /** Null while it lasts. */
  endedAt: Instant | null;
  /** 'system', or the account that entered it. */
  foundBy: string;
  note: string;
}

const at = z.string().transform((text) => text as Instant);
const outage = z
  .object({
    id: z.string().transform((text) => text as Uuid),
    part: z.string(),
    began_at: at,
    ended_at: at.nullable(),
    found_by: z.string(),
    note: z.string(),
  })
  .transform((row): Outage => ({
    id: row.id,
    part: row.part,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    foundBy: row.found_by,
    note: row.note,
  }));

const columns = sql`id, part, began_at, ended_at, found_by, note`;

/** Outages that touch the time between two instants (the second not included), the latest first. */
export async function outagesBetween(db: Database, from: Instant, to: Instant): Promise<Outage[]> {
  return rows(
    db,
    outage,
    sql`select ${columns} from platform.outage
        where began_at < ${to} and (ended_at is null or ended_at > ${from}) order by began_at desc, id`,
  );
}

export async function outageById(db: Database, id: Uuid): Promise<Outage | null> {
  return one(db, outage, sql`select ${columns} from platform.outage where id = ${id}`);
}

/** Two writers of one part take turns, so that one outage seen by several processes is one row. */
export async function lockPart(tx: Transaction, part: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`outage:${part}`}, 29))`.execute(tx);
}

/** The outage that the system noticed and that touches the time between two instants, ends included; null without one. */
export async function noticedBetween(tx: Transaction, part: string, from: Instant, to: Instant): Promise<Outage | null> {
  return one(
    tx,
    outage,
    sql`select ${columns} from platform.outage
        where part = ${part} and found_by = 'system' and began_at <= ${to} and (ended_at is null or ended_at >= ${from})
        order by began_at limit 1`,
  );
}

/** Refused by outage_one_open when the part has one that is not ended. */
export async function insertOutage(tx: Transaction, row: Outage, now: Instant): Promise<void> {
  await sql`
    insert into platform.outage (id, part, began_at, ended_at, found_by, note, recorded_at)
    values (${row.id}, ${row.part}, ${row.beganAt}, ${row.endedAt}, ${row.foundBy}, ${row.note}, ${now})`.execute(tx);
}

export async function updateOutage(tx: Transaction, row: Omit<Outage, 'part'>): Promise<void> {
  await sql`
    update platform.outage
    set began_at = ${row.beganAt}, ended_at = ${row.endedAt}, found_by = ${row.foundBy}, note = ${row.note}
    where id = ${row.id}`.execute(tx);
}

/** Begins an outage unless one is open. */
export async function beginOutage(db: Database, id: Uuid, part: string, now: Instant): Promise<void> {
  await sql`
    insert into platform.outage (id, part, began_at, found_by, recorded_at) values (${id}, ${part}, ${now}, 'system', ${now})
    on conflict (part) where ended_at is null do nothing`.execute(db);
}

/** Ends the part's open outage, if there is one. */
export async function finishOutage(db: Database, part: string, now: Instant): Promise<void> {
  await sql`
    update platform.outage set ended_at = greatest(began_at, ${now}::timestamptz)
    where part = ${part} and ended_at is null`.execute(db);
}

/** When any process last knew that it and the database were there; null before the first. */
export async function lastBeat(db: Database): Promise<Instant | null> {
  const found = await one(db, z.object({ last: at.nullable() }), sql`select max(beat_at) as last from platform.pulse`);
  return found?.last ?? null;
}

export async function writeBeat(db: Database, process: Uuid, startedAt: Instant, now: Instant): Promise<void> {
  await sql`
    insert into platform.pulse (process, started_at, beat_at) values (${process}, ${startedAt}, ${now})
    on conflict (process) do update set beat_at = excluded.beat_at`.execute(db);
}

/** Processes that are gone, but for the one that beat last: its beat is where an outage would begin. */
export async function forgetOldPulses(db: Database, before: Instant): Promise<void> {
  await sql`
    delete from platform.pulse
    where beat_at < ${before} and beat_at < (select max(beat_at) from platform.pulse)`.execute(db);
}
