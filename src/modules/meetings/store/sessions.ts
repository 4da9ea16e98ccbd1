/** SQL for meetings of several persons. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { channels, type SessionCancelReason, sessionCancelReasons } from '../kinds.ts';
import { type Meeting, meetingColumns, meetingRow, moment, uuid } from './meetings.ts';

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
  /** How many of them are taken, or were when it was held. */
  taken: z.number(),
  cancelledAt: moment.nullable(),
  /** Why, when it was cancelled for itself and not because something was lost. */
  cancelReason: z.enum(sessionCancelReasons).nullable(),
  version: z.number(),
});
export type Session = z.output<typeof sessionRow>;

const columns = sql`
  s.id, s.type_code as "typeCode", s.channel, lower(s.during) as start, upper(s.during) as end, s.officer_ids::text[] as "officerIds",
  s.place_id as "placeId", s.room_id as "roomId", s.interpreter_id as "interpreterId", s.language, s.seats,
  (select count(*) from meetings.meeting m where m.session_id = s.id and m.state not in ('cancelled', 'displaced')) as taken,
  s.cancelled_at as "cancelledAt", s.cancel_reason as "cancelReason", s.version`;

export function findSession(db: Database, id: Uuid): Promise<Session | null> {
  return one(db, sessionRow, sql`select ${columns} from meetings.session s where s.id = ${id}`);
}

/** As `findSession`, held until the transaction ends: who takes a seat waits, or has taken it. */
export async function lockSession(tx: Transaction, id: Uuid): Promise<Session | null> {
  await sql`select from meetings.session where id = ${id} for update`.execute(tx);
  return findSession(tx, id);
}

/** The session that is held instead of one that lost what it needs; null when there is none. */
export function findReplacement(db: Database, id: Uuid): Promise<Session | null> {
  return one(db, sessionRow, sql`select ${columns} from meetings.session s where s.replaces = ${id} and s.cancelled_at is null`);
}

export interface SessionFilter {
  typeCodes?: readonly string[] | null;
  /** At these places, or at a distance. */
  placeIds?: readonly string[] | null;
  language?: string | null;
  /** Those in which a seat is left, or is this person's, before all others. */
  seatFor?: Uuid | null;
  /** Also those that were cancelled. */
  withCancelled?: boolean;
  /** Those that have begun by then, the latest first. */
  begunBy?: Instant | null;
}

const hasSeatFor = (personId: Uuid): RawBuilder<unknown> => sql`
  (s.seats > (select count(*) from meetings.meeting m where m.session_id = s.id and m.state in ('held', 'booked'))
   or exists (select from meetings.meeting m where m.session_id = s.id and m.person_id = ${personId} and m.state = 'booked'))`;

/** Sessions that begin after an instant, the earliest first; at most 200, so whoever looks for one says what is of use. */
export function listSessions(
  db: Database,
  from: Instant,
  {
    typeCodes = null,
    placeIds = null,
    language = null,
    seatFor = null,
    withCancelled = false,
    begunBy = null,
  }: SessionFilter = {},
): Promise<Session[]> {
  return rows(
    db,
    sessionRow,
    sql`
      select ${columns} from meetings.session s
      where lower(s.during) > ${from}::timestamptz and (s.cancelled_at is null or ${withCancelled}::boolean)
        and (${typeCodes === null ? null : [...typeCodes]}::text[] is null or s.type_code = any(${[...(typeCodes ?? [])]}::text[]))
        and (${placeIds === null ? null : [...placeIds]}::uuid[] is null or s.place_id is null
             or s.place_id = any(${[...(placeIds ?? [])]}::uuid[]))
        and (${language}::text is null or s.language = ${language})
        and (${begunBy}::timestamptz is null or lower(s.during) <= ${begunBy}::timestamptz)
      order by ${seatFor === null ? sql`` : sql`${hasSeatFor(seatFor)} desc,`} lower(s.during) ${begunBy === null ? sql`` : sql`desc`}, s.id limit 200`,
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

export async function writeCancelReason(tx: Transaction, id: Uuid, reason: SessionCancelReason): Promise<void> {
  await sql`update meetings.session set cancel_reason = ${reason} where id = ${id}`.execute(tx);
}

/** Everyone's seat, also of those who cancelled or have lost it, in the order of seats. In a transaction they are held until it ends. */
export function seatsOf(db: Database, sessionId: Uuid): Promise<Meeting[]> {
  const order = db.isTransaction ? sql`order by person_id, id for update` : sql`order by seat, made_at, id`;
  return rows(db, meetingRow, sql`select ${meetingColumns} from meetings.meeting where session_id = ${sessionId} ${order}`);
}

/**
 * The session has so many seats, of which at least as many as are taken: whoever sits beyond them gets a lower number. The session is
 * held by the caller, and so is its turn.
 */
export async function writeSeats(tx: Transaction, id: Uuid, seats: number): Promise<void> {
  const isTaken = sql`state in ('held', 'booked')`;
  await sql`update meetings.meeting set seat = 1 where session_id = ${id} and not ${isTaken} and seat > ${seats}::smallint`.execute(
    tx,
  );
  await sql`
    with beyond as (
      select person_id, id, row_number() over (order by seat) as number from meetings.meeting
      where session_id = ${id} and ${isTaken} and seat > ${seats}::smallint
    ), free as (
      select seat, row_number() over (order by seat) as number from generate_series(1, ${seats}::smallint) as seat
      where not exists (select from meetings.meeting m where m.session_id = ${id} and m.seat = seat.seat and m.state in ('held', 'booked'))
    )
    update meetings.meeting m set seat = free.seat from beyond join free using (number)
    where m.person_id = beyond.person_id and m.id = beyond.id`.execute(tx);
  await sql`update meetings.session set seats = ${seats}::smallint, version = version + 1 where id = ${id}`.execute(tx);
}
