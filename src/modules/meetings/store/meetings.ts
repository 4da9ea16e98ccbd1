/** SQL for meetings: each of one person. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Instant, instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import {
  type CancelReason,
  cancelReasons,
  channelGrounds,
  channels,
  type Displacement,
  displacements,
  type MeetingState,
  meetingStates,
  ways,
} from '../kinds.ts';

export const uuid = z.string().transform((text) => text as Uuid);
export const moment = z.string().transform(instant);

export const meetingRow = z.object({
  personId: uuid,
  id: uuid,
  state: z.enum(meetingStates),
  typeCode: z.string(),
  purpose: z.string(),
  channel: z.enum(channels),
  start: moment,
  end: moment,
  officerIds: z.array(uuid),
  placeId: uuid.nullable(),
  roomId: uuid.nullable(),
  interpreterId: uuid.nullable(),
  language: z.string(),
  sessionId: uuid.nullable(),
  seriesId: uuid.nullable(),
  overbooked: z.boolean(),
  holdUntil: moment.nullable(),
  heldBy: z.string().nullable(),
  channelBy: z.enum(channelGrounds),
  exceptionGround: z.string().nullable(),
  cameBy: z.enum(ways),
  madeAt: moment,
  madeBy: z.string(),
  cancelReason: z.enum(cancelReasons).nullable(),
  displacedBy: z.enum(displacements).nullable(),
  isProtected: z.boolean(),
  version: z.number(),
});
export type Meeting = z.output<typeof meetingRow>;

export const meetingColumns = sql`
  person_id as "personId", id, state, type_code as "typeCode", purpose, channel, lower(during) as start, upper(during) as end,
  officer_ids::text[] as "officerIds", place_id as "placeId", room_id as "roomId", interpreter_id as "interpreterId", language,
  session_id as "sessionId", series_id as "seriesId", overbooked, hold_until as "holdUntil", held_by as "heldBy",
  channel_by as "channelBy", exception_ground as "exceptionGround", came_by as "cameBy", made_at as "madeAt", made_by as "madeBy",
  cancel_reason as "cancelReason", displaced_by as "displacedBy", protected as "isProtected", version`;

/** A person's meeting, also a hold that is over; null when there is none with this id. */
export function findMeeting(db: Database, personId: Uuid, id: string): Promise<Meeting | null> {
  return one(db, meetingRow, sql`select ${meetingColumns} from meetings.meeting where person_id = ${personId} and id = ${id}`);
}

/** As `findMeeting`, held until the transaction ends. */
export function lockMeeting(tx: Transaction, personId: Uuid, id: string): Promise<Meeting | null> {
  return one(
    tx,
    meetingRow,
    sql`select ${meetingColumns} from meetings.meeting where person_id = ${personId} and id = ${id} for update`,
  );
}

/** Whose meeting an id is, for what knows only the id (a message, a video room); null when there is none. */
export function findMeetingById(db: Database, id: Uuid): Promise<Meeting | null> {
  return one(db, meetingRow, sql`select ${meetingColumns} from meetings.meeting where id = ${id}`);
}

/** A person's meetings, the earliest first, without holds; with `from` those that end after it. */
export function listMeetings(db: Database, personId: Uuid, from: Instant | null = null): Promise<Meeting[]> {
  return rows(
    db,
    meetingRow,
    sql`
      select ${meetingColumns} from meetings.meeting
      where person_id = ${personId} and state <> 'held' and (${from}::timestamptz is null or upper(during) > ${from}::timestamptz)
      order by lower(during), id`,
  );
}

/** A person's meetings that are to come, or have lost their time whenever it was. */
export function listComing(db: Database, personId: Uuid, now: Instant): Promise<Meeting[]> {
  return rows(
    db,
    meetingRow,
    sql`
      select ${meetingColumns} from meetings.meeting
      where person_id = ${personId} and (state = 'displaced' or state = 'booked' and upper(during) > ${now}::timestamptz)
      order by lower(during), id`,
  );
}

/** The meeting of a purpose that a person would rather have sooner: the first that has not begun, or has lost its time; null: none. */
export async function comingOf(db: Database, personId: Uuid, purpose: string, now: Instant): Promise<Meeting | null> {
  const coming = await listComing(db, personId, now);
  return coming.find((one) => one.purpose === purpose && (one.state === 'displaced' || one.start > now)) ?? null;
}

/** The time that a person holds themselves, with `now` one that is not over; null: none. In a transaction it is held until the end. */
export function findHold(db: Database, personId: Uuid, now: Instant | null = null): Promise<Meeting | null> {
  return one(
    db,
    meetingRow,
    sql`select ${meetingColumns} from meetings.meeting
        where person_id = ${personId} and state = 'held' and came_by <> 'waiting-list'
          and (${now}::timestamptz is null or hold_until > ${now}::timestamptz) ${db.isTransaction ? sql`for update` : sql``}`,
  );
}

/** Every meeting of these officers, or in these rooms, that touches a time, the earliest first; holds are left out. */
export function listMeetingsOf(
  db: Database,
  of: { officerIds?: readonly Uuid[]; roomIds?: readonly Uuid[]; placeId?: Uuid },
  from: Instant,
  to: Instant,
): Promise<Meeting[]> {
  return rows(
    db,
    meetingRow,
    sql`
      select ${meetingColumns} from meetings.meeting
      where state in ('booked', 'done', 'no-show', 'authority-failed') and during && tstzrange(${from}::timestamptz, ${to}::timestamptz)
        and (officer_ids && ${[...(of.officerIds ?? [])]}::uuid[] or room_id = any(${[...(of.roomIds ?? [])]}::uuid[])
             or place_id = ${of.placeId ?? null}::uuid)
      order by lower(during), id`,
  );
}

type Key = Pick<Meeting, 'personId' | 'id'>;

/** What changes when a meeting goes from one state to another; what is left out is emptied. */
export interface Step {
  state: Exclude<MeetingState, 'held'>;
  cancelReason?: CancelReason;
  displacedBy?: Displacement;
  endedAt?: Instant;
}

export async function writeState(tx: Transaction, of: Key, to: Step): Promise<void> {
  await sql`
    update meetings.meeting
    set state = ${to.state}, hold_until = null, held_by = null, cancel_reason = ${to.cancelReason ?? null},
        displaced_by = ${to.displacedBy ?? null}, ended_at = ${to.endedAt ?? null}::timestamptz, version = version + 1
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** A hold is let go, or was over: nothing of it remains. */
export async function deleteHolds(tx: Transaction, ids: readonly Uuid[]): Promise<void> {
  await sql`delete from meetings.meeting where id = any(${[...ids]}::uuid[]) and state = 'held'`.execute(tx);
}

/** Holds whose time is over, the oldest first. */
export function lockHoldsOver(tx: Transaction, now: Instant, limit: number): Promise<Meeting[]> {
  return rows(
    tx,
    meetingRow,
    sql`
      select ${meetingColumns} from meetings.meeting where state = 'held' and hold_until <= ${now}
      order by hold_until, id limit ${limit} for update skip locked`,
  );
}

export interface MeetingEvent {
  personId: Uuid;
  meetingId: Uuid;
  id: Uuid;
  at: Instant;
  by: string;
  /** The command's verb: 'booked', 'changed', 'cancelled', … */
  what: string;
  /** Internal ids, codes and instants only. */
  details: Readonly<Record<string, unknown>>;
}

export async function insertMeetingEvent(tx: Transaction, event: MeetingEvent): Promise<void> {
  await sql`
    insert into meetings.meeting_event (person_id, meeting_id, id, at, by, what, details)
    values (${event.personId}, ${event.meetingId}, ${event.id}, ${event.at}, ${event.by}, ${event.what},
            ${JSON.stringify(event.details)}::jsonb)`.execute(tx);
}

const eventRow = z.object({
  id: uuid,
  at: moment,
  by: z.string(),
  what: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type ShownMeetingEvent = z.output<typeof eventRow>;

/** What happened to a meeting, in order. */
export function listMeetingEvents(db: Database, of: { personId: Uuid; meetingId: Uuid }): Promise<ShownMeetingEvent[]> {
  return rows(
    db,
    eventRow,
    sql`select id, at, by, what, details from meetings.meeting_event
        where person_id = ${of.personId} and meeting_id = ${of.meetingId} order by at, id`,
  );
}

/** The to-do that the latest outcome of a meeting settled; null when none is noted. */
export async function lastOutcome(db: Database, of: Key): Promise<Uuid | null> {
  const found = await one(
    db,
    z.object({ todoId: uuid.nullable() }),
    sql`select details ->> 'todoId' as "todoId" from meetings.meeting_event
        where person_id = ${of.personId} and meeting_id = ${of.id} and what = 'outcome' and details ->> 'todoId' is not null
        order by at desc, id desc limit 1`,
  );
  return found?.todoId ?? null;
}

/** People's word of protected identity, for every meeting of the person. */
export async function writeMeetingsProtected(tx: Transaction, personId: Uuid, isProtected: boolean): Promise<void> {
  await sql`update meetings.meeting set protected = ${isProtected} where person_id = ${personId} and protected <> ${isProtected}`.execute(
    tx,
  );
}

/** What a person has and had of a series, the earliest first. */
export function listSeries(db: Database, personId: Uuid, seriesId: Uuid): Promise<Meeting[]> {
  return rows(
    db,
    meetingRow,
    sql`select ${meetingColumns} from meetings.meeting
        where person_id = ${personId} and series_id = ${seriesId} and state <> 'held' order by lower(during), id`,
  );
}
