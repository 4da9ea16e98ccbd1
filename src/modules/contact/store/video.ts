/** SQL for video rooms: who may come in, who is there, and how their browsers find each other. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

export const parts = ['host', 'guest', 'interpreter'] as const;
export type Part = (typeof parts)[number];

const room = z.object({
  id: z.string(),
  about: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  closedAt: z.string().nullable(),
});
export type VideoRoom = z.output<typeof room>;
const roomColumns = sql`id, about, opens_at as "opensAt", closes_at as "closesAt", closed_at as "closedAt"`;

/** The room for this; made, or its times moved, when they differ. */
export async function putRoom(
  db: Database,
  { id, about, opensAt, closesAt }: { id: Uuid; about: Uuid; opensAt: Instant; closesAt: Instant },
): Promise<Uuid> {
  const found = await one(
    db,
    z.object({ id: z.string() }),
    sql`
      insert into contact.video_room (id, about, opens_at, closes_at) values (${id}, ${about}, ${opensAt}, ${closesAt})
      on conflict (about) do update set opens_at = excluded.opens_at, closes_at = excluded.closes_at, closed_at = null
      returning id`,
  );
  return found!.id as Uuid;
}

export async function closeRoom(tx: Transaction, about: Uuid, at: Instant): Promise<void> {
  await sql`update contact.video_room set closed_at = ${at} where about = ${about} and closed_at is null`.execute(tx);
}

/** The room, if there is one, is open between these instants. */
export async function moveRoom(
  tx: Transaction,
  about: Uuid,
  { opensAt, closesAt }: { opensAt: Instant; closesAt: Instant },
): Promise<void> {
  await sql`
    update contact.video_room set opens_at = ${opensAt}, closes_at = ${closesAt}, closed_at = null
    where about = ${about}`.execute(tx);
}

/** Everyone in the room leaves; the codes of all but guests are void. */
export async function emptyRoom(tx: Transaction, about: Uuid, at: Instant): Promise<void> {
  await sql`
    update contact.video_seat
    set left_at = case when key_hash is null then left_at else ${at}::timestamptz end, key_hash = null,
        code_hash = case when part = 'guest' then code_hash end
    where room_id in (select id from contact.video_room where about = ${about})`.execute(tx);
  await noteRoom(tx);
}

/** The seats of a holder are void, but for those in the room of `except`. */
export async function endSeatsOf(tx: Transaction, holder: Uuid, except: Uuid | null, at: Instant): Promise<void> {
  await sql`
    update contact.video_seat set left_at = ${at}, key_hash = null, code_hash = null
    where holder = ${holder} and room_id in (select id from contact.video_room where about is distinct from ${except}::uuid)`.execute(
    tx,
  );
  await noteRoom(tx);
}

export function findRoom(db: Database, id: string): Promise<VideoRoom | null> {
  return one(db, room, sql`select ${roomColumns} from contact.video_room where id = ${id}`);
}

const seat = z.object({
  id: z.string(),
  roomId: z.string(),
  part: z.enum(parts),
  holder: z.string().nullable(),
  admittedAt: z.string().nullable(),
  seenAt: z.string().nullable(),
  leftAt: z.string().nullable(),
});
export type Seat = z.output<typeof seat>;
const seatColumns = sql`
  id, room_id as "roomId", part, holder, admitted_at as "admittedAt", seen_at as "seenAt", left_at as "leftAt"`;

export async function insertSeat(
  db: Database,
  { roomId, id, part, holder, codeHash }: { roomId: Uuid; id: Uuid; part: Part; holder: Uuid; codeHash: Buffer },
): Promise<void> {
  await sql`
    insert into contact.video_seat (room_id, id, part, holder, code_hash)
    values (${roomId}, ${id}, ${part}, ${holder}, ${codeHash})`.execute(db);
}

/** The room that a code leads into, for the page before one enters. */
export function roomOfCode(db: Database, codeHash: Buffer): Promise<VideoRoom | null> {
  return one(
    db,
    room,
    sql`select ${roomColumns} from contact.video_room
        where id = (select room_id from contact.video_seat where code_hash = ${codeHash})`,
  );
}

/** Takes the seat of a code, which is used up by it; whoever had that part for the same holder before has left. Null when it is used or no one's. */
export async function useCode(
  tx: Transaction,
  { codeHash, keyHash, at }: { codeHash: Buffer; keyHash: Buffer; at: Instant },
): Promise<Seat | null> {
  const taken = await one(
    tx,
    seat,
    sql`
      update contact.video_seat
      set code_hash = null, key_hash = ${keyHash}, admitted_at = case when part = 'host' then ${at}::timestamptz end
      where code_hash = ${codeHash} returning ${seatColumns}`,
  );
  if (taken !== null) {
    await sql`
      update contact.video_seat set left_at = ${at}, key_hash = null
      where room_id = ${taken.roomId} and part = ${taken.part} and holder is not distinct from ${taken.holder}::uuid
        and id <> ${taken.id} and key_hash is not null`.execute(tx);
  }
  return taken;
}

export function seatOfKey(db: Database, roomId: string, keyHash: Buffer): Promise<Seat | null> {
  return one(
    db,
    seat,
    sql`select ${seatColumns} from contact.video_seat where room_id = ${roomId} and key_hash = ${keyHash} and left_at is null`,
  );
}

/** Whether someone still has this seat, in a room that is open. */
export async function isSeated(db: Database, { roomId, id }: Pick<Seat, 'roomId' | 'id'>, now: Instant): Promise<boolean> {
  const found = await rows(
    db,
    z.unknown(),
    sql`
      select from contact.video_seat s join contact.video_room r on r.id = s.room_id
      where s.room_id = ${roomId} and s.id = ${id} and s.key_hash is not null and s.left_at is null
        and r.closed_at is null and r.closes_at > ${now}`,
  );
  return found.length > 0;
}

/** Who is in the room or waits to be let in: seen within so many milliseconds. */
export function seatsPresent(db: Database, roomId: string, since: Instant): Promise<Seat[]> {
  return rows(
    db,
    seat,
    sql`select ${seatColumns} from contact.video_seat
        where room_id = ${roomId} and key_hash is not null and left_at is null and seen_at > ${since} order by id`,
  );
}

export async function admitSeat(tx: Transaction, roomId: string, id: string, at: Instant): Promise<void> {
  await sql`
    update contact.video_seat set admitted_at = ${at}
    where room_id = ${roomId} and id = ${id} and admitted_at is null`.execute(tx);
}

export async function seeSeat(db: Database, roomId: string, id: string, at: Instant | null): Promise<void> {
  await sql`update contact.video_seat set seen_at = ${at} where room_id = ${roomId} and id = ${id}`.execute(db);
}

export async function leaveSeat(tx: Transaction, roomId: string, id: string, at: Instant): Promise<void> {
  await sql`
    update contact.video_seat set left_at = ${at}, key_hash = null where room_id = ${roomId} and id = ${id}`.execute(tx);
}

const signal = z.object({ id: z.coerce.string(), from: z.string(), body: z.record(z.string(), z.unknown()) });
export type Signal = z.output<typeof signal>;

/** Those to one seat take turns: a line that has shown a signal has shown every one with a lower number. */
export async function insertSignal(
  db: Database,
  { roomId, from, to, body, at }: { roomId: string; from: string; to: string; body: Record<string, unknown>; at: Instant },
): Promise<void> {
  await sql`
    with turn as materialized (select pg_advisory_xact_lock(hashtextextended(${to}, 17)))
    insert into contact.video_signal (room_id, to_seat, from_seat, body, at)
    select ${roomId}::uuid, ${to}::uuid, ${from}::uuid, ${JSON.stringify(body)}::jsonb, ${at}::timestamptz from turn`.execute(db);
}

/** Signals to a seat after the one that it has seen. */
export function signalsTo(db: Database, roomId: string, to: string, after: string): Promise<Signal[]> {
  return rows(
    db,
    signal,
    sql`select id, from_seat as "from", body from contact.video_signal
        where room_id = ${roomId} and to_seat = ${to} and id > ${after}::bigint order by id limit 200`,
  );
}

export const videoChannel = 'contact_video';

/** Tells every process that something happened in some room. */
export async function noteRoom(db: Database): Promise<void> {
  await sql`select pg_notify(${videoChannel}, '')`.execute(db);
}

/** Rooms that closed before `before` go, with their seats and signals; gives how many. */
export async function forgetRooms(db: Database, before: Instant): Promise<number> {
  const gone = await sql`delete from contact.video_room where closes_at < ${before}`.execute(db);
  return Number(gone.numAffectedRows ?? 0);
}
