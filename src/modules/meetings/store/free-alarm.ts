/** SQL for how many free times there are to be, and for when there were fewer. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { moment, uuid } from './meetings.ts';

interface Of {
  typeCode: string;
  /** Null: at a distance the whole country; on site, of a threshold, every place without one of its own. */
  placeId: Uuid | null;
}

const threshold = z.object({ typeCode: z.string(), placeId: uuid.nullable(), atLeast: z.number() });
export type Threshold = z.output<typeof threshold>;

export function listThresholds(db: Database, typeCode: string | null = null): Promise<Threshold[]> {
  return rows(
    db,
    threshold,
    sql`
      select type_code as "typeCode", place_id as "placeId", at_least as "atLeast" from meetings.free_threshold
      where ${typeCode}::text is null or type_code = ${typeCode} order by type_code, place_id nulls first`,
  );
}

/** `atLeast` null: none from now on. */
export async function putThreshold(tx: Transaction, of: Of, atLeast: number | null, at: Instant, by: string): Promise<void> {
  if (atLeast === null) {
    await sql`
      delete from meetings.free_threshold
      where type_code = ${of.typeCode} and place_id is not distinct from ${of.placeId}::uuid`.execute(tx);
    return;
  }
  await sql`
    insert into meetings.free_threshold (type_code, place_id, at_least, set_at, set_by)
    values (${of.typeCode}, ${of.placeId}, ${atLeast}, ${at}, ${by})
    on conflict on constraint free_threshold_once
    do update set at_least = excluded.at_least, set_at = excluded.set_at, set_by = excluded.set_by`.execute(tx);
}

const alarm = z.object({
  id: uuid,
  typeCode: z.string(),
  placeId: uuid.nullable(),
  atLeast: z.number(),
  free: z.number(),
  raisedAt: moment,
});
export type Alarm = z.output<typeof alarm>;

/** The alarms that stand, the oldest first. In a transaction they are held until it ends. */
export function openAlarms(db: Database): Promise<Alarm[]> {
  return rows(
    db,
    alarm,
    sql`
      select id, type_code as "typeCode", place_id as "placeId", at_least as "atLeast", free, raised_at as "raisedAt"
      from meetings.free_alarm where ended_at is null order by raised_at, id ${db.isTransaction ? sql`for update` : sql``}`,
  );
}

export async function raiseAlarm(tx: Transaction, { id, typeCode, placeId, atLeast, free, raisedAt }: Alarm): Promise<void> {
  await sql`
    insert into meetings.free_alarm (id, type_code, place_id, at_least, free, raised_at)
    values (${id}, ${typeCode}, ${placeId}, ${atLeast}, ${free}, ${raisedAt})`.execute(tx);
}

/** It stands still, with what was counted now. */
export async function renewAlarm(tx: Transaction, { id, atLeast, free }: Pick<Alarm, 'id' | 'atLeast' | 'free'>): Promise<void> {
  await sql`update meetings.free_alarm set at_least = ${atLeast}, free = ${free} where id = ${id}`.execute(tx);
}

export async function endAlarms(tx: Transaction, ids: readonly Uuid[], at: Instant): Promise<void> {
  await sql`update meetings.free_alarm set ended_at = ${at} where id = any (${[...ids]}::uuid[]) and ended_at is null`.execute(
    tx,
  );
}
