/** SQL for meetings of several persons. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { channels } from '../kinds.ts';
import { moment, uuid } from './meetings.ts';

const sessionRow = z.object({
  id: uuid,
  typeCode: z.string(),
  channel: z.enum(channels),
  start: moment,
  end: moment,
  officerIds: z.array(uuid),
  placeId: uuid.nullable(),
  roomId: uuid.nullable(),
  interpreterId: uuid.nullable(),
  language: z.string(),
  seats: z.number(),
  /** How many of them are taken. */
  taken: z.number(),
  cancelledAt: moment.nullable(),
});
export type Session = z.output<typeof sessionRow>;

const columns = sql`
  s.id, s.type_code as "typeCode", s.channel, lower(s.during) as start, upper(s.during) as end, s.officer_ids::text[] as "officerIds",
  s.place_id as "placeId", s.room_id as "roomId", s.interpreter_id as "interpreterId", s.language, s.seats,
  (select count(*) from meetings.meeting m where m.session_id = s.id and m.state in ('held', 'booked')) as taken,
  s.cancelled_at as "cancelledAt"`;

export function findSession(db: Database, id: Uuid): Promise<Session | null> {
  return one(db, sessionRow, sql`select ${columns} from meetings.session s where s.id = ${id}`);
}

/** Sessions to come, the earliest first; of one type when one is given. */
export function listSessions(db: Database, from: Instant, typeCode: string | null = null): Promise<Session[]> {
  return rows(
    db,
    sessionRow,
    sql`
      select ${columns} from meetings.session s
      where lower(s.during) > ${from}::timestamptz and s.cancelled_at is null
        and (${typeCode}::text is null or s.type_code = ${typeCode})
      order by lower(s.during), s.id limit 200`,
  );
}

/** It will not be held; those who had a seat have theirs in their own rows. */
export async function cancelSessions(tx: Transaction, ids: readonly Uuid[], at: Instant): Promise<void> {
  await sql`
    update meetings.session set cancelled_at = ${at}, version = version + 1
    where id = any(${[...ids]}::uuid[]) and cancelled_at is null`.execute(tx);
}

const heldRow = sessionRow.pick({ id: true, start: true, end: true, officerIds: true, roomId: true, interpreterId: true });
/** A session with what it occupies. */
export type HeldSession = z.output<typeof heldRow>;

/**
 * Sessions still to be held that meet a condition on `meetings.session`. In a transaction they are locked until it ends: who takes a
 * seat waits, or has taken it.
 */
export function sessionsWhere(db: Database, condition: RawBuilder<unknown>): Promise<HeldSession[]> {
  return rows(
    db,
    heldRow,
    sql`
      select id, lower(during) as start, upper(during) as end, officer_ids::text[] as "officerIds", room_id as "roomId",
             interpreter_id as "interpreterId"
      from meetings.session where cancelled_at is null and ${condition} order by id ${db.isTransaction ? sql`for update` : sql``}`,
  );
}
