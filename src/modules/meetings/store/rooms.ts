/** SQL for the rooms at places. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { stepFree } from '../kinds.ts';

const key = z.string().transform((id) => id as Uuid);

const roomRow = z.object({
  id: key,
  placeId: key,
  name: z.string(),
  seats: z.number(),
  stepFree: z.enum(stepFree),
  /** First and last day; null = no such bound. */
  validFrom: day.nullable(),
  validTo: day.nullable(),
  generated: z.boolean(),
  version: z.number(),
});
export type Room = z.output<typeof roomRow>;

const columns = sql`
  r.id, r.place_id as "placeId", r.name, r.seats, r.step_free as "stepFree", lower(r.valid) as "validFrom",
  upper(r.valid) - 1 as "validTo", r.generated, r.version`;

export interface RoomFilter {
  /** There is a room on this day; left out: of all periods. */
  on?: PlainDate | undefined;
  placeIds?: readonly string[] | undefined;
  text?: string | undefined;
}

function filtered(filter: RoomFilter) {
  const { on = null, placeIds, text = null } = filter;
  const places = placeIds === undefined ? null : [...placeIds];
  return sql`
    from meetings.room r
    where (${on}::date is null or r.valid @> ${on}::date)
      and (${places}::uuid[] is null or r.place_id = any (${places}::uuid[]))
      and (${text}::text is null or strpos(unaccent(lower(r.name)), unaccent(lower(${text}))) > 0)`;
}

/** By place and name. */
export function listRooms(db: Database, filter: RoomFilter, part: { offset?: number; limit?: number } = {}): Promise<Room[]> {
  return rows(
    db,
    roomRow,
    sql`select ${columns} ${filtered(filter)} order by r.place_id, r.name, r.id
        limit ${part.limit ?? null} offset ${part.offset ?? 0}`,
  );
}

export async function countRooms(db: Database, filter: RoomFilter): Promise<number> {
  const counted = sql`select count(*) as count ${filtered(filter)}`;
  return (await one(db, z.object({ count: z.number() }), counted))!.count;
}

/** Every room of all periods, or those with these ids. */
export function allRooms(db: Database, ids: readonly string[] | null = null): Promise<Room[]> {
  const some = ids === null ? null : [...ids];
  return rows(
    db,
    roomRow,
    sql`select ${columns} from meetings.room r where ${some}::uuid[] is null or r.id = any (${some}::uuid[]) order by r.id`,
  );
}

export function findRoom(db: Database, id: string): Promise<Room | null> {
  return one(db, roomRow, sql`select ${columns} from meetings.room r where r.id = ${id}`);
}

/** Locked until the transaction ends: no booking by the version that was is made meanwhile. */
export function lockRoom(tx: Transaction, id: string): Promise<Room | null> {
  return one(tx, roomRow, sql`select ${columns} from meetings.room r where r.id = ${id} for update`);
}

export type RoomFacts = Omit<Room, 'id' | 'generated' | 'version'>;

/** Throws the database's refusal of a name that is taken there then (room_name_once). */
export async function insertRoom(tx: Transaction, id: Uuid, facts: RoomFacts): Promise<void> {
  await sql`
    insert into meetings.room (id, place_id, name, seats, step_free, valid)
    values (${id}, ${facts.placeId}, ${facts.name}, ${facts.seats}, ${facts.stepFree},
            daterange(${facts.validFrom}::date, ${facts.validTo}::date, '[]'))`.execute(tx);
}

/** Throws as `insertRoom`. A room does not move: its place stays. */
export async function updateRoom(tx: Transaction, id: Uuid, facts: Omit<RoomFacts, 'placeId'>): Promise<void> {
  await sql`
    update meetings.room
    set name = ${facts.name}, seats = ${facts.seats}, step_free = ${facts.stepFree},
        valid = daterange(${facts.validFrom}::date, ${facts.validTo}::date, '[]')
    where id = ${id}`.execute(tx);
}

export async function countUpRoom(tx: Transaction, id: Uuid): Promise<void> {
  await sql`update meetings.room set version = version + 1 where id = ${id}`.execute(tx);
}
