/** SQL for the types of meeting: dated rows, of which one per code is in force on a day. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { bookers, channels } from '../kinds.ts';

export const meetingType = z.object({
  id: z.string().transform((id) => id as Uuid),
  code: z.string(),
  /** First and last day in force; null = no end. */
  validFrom: day,
  validTo: day.nullable(),
  purpose: z.string(),
  /** By language, Swedish always. */
  names: z.record(z.string(), z.string()),
  channels: z.array(z.enum(channels)),
  minutes: z.number(),
  /** First and last working day that can be booked, counted from today; null: not bounded. */
  windowFirst: z.number().nullable(),
  windowLast: z.number().nullable(),
  bookedBy: z.array(z.enum(bookers)),
  /** What an officer must be able to; null when every officer can. */
  competence: z.string().nullable(),
  needsRoom: z.boolean(),
  overbooking: z.boolean(),
  /** How many officers take part, and how many persons there is room for. */
  officers: z.number(),
  seats: z.number(),
  source: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
});
export type MeetingType = z.output<typeof meetingType>;

const columns = sql`
  id, code, lower(valid) as "validFrom", upper(valid) - 1 as "validTo", purpose, names, channels, minutes,
  window_first as "windowFirst", window_last as "windowLast", booked_by as "bookedBy", competence, needs_room as "needsRoom",
  overbooking, officers, seats, source, changed_at as "changedAt", changed_by as "changedBy"`;

/** The type as it is in force on a day; null when there is none with that code then. */
export function typeOn(db: Database, code: string, on: PlainDate): Promise<MeetingType | null> {
  return one(db, meetingType, sql`select ${columns} from meetings.meeting_type where code = ${code} and valid @> ${on}::date`);
}

/** Every type in force on a day, by code. */
export function typesOn(db: Database, on: PlainDate): Promise<MeetingType[]> {
  return rows(db, meetingType, sql`select ${columns} from meetings.meeting_type where valid @> ${on}::date order by code`);
}

/** The types of one purpose in force on a day: the same conversation in its channels. */
export function typesFor(db: Database, purpose: string, on: PlainDate): Promise<MeetingType[]> {
  return rows(
    db,
    meetingType,
    sql`select ${columns} from meetings.meeting_type where purpose = ${purpose} and valid @> ${on}::date order by code`,
  );
}

/** Every row of every code that is in force on a day or later. */
export function typesSince(db: Database, since: PlainDate): Promise<MeetingType[]> {
  return rows(
    db,
    meetingType,
    sql`select ${columns} from meetings.meeting_type where valid && daterange(${since}::date, null) order by code, lower(valid)`,
  );
}

/** What can be a type's code: an address may hold anything. */
export const typeCode = /^[0-9a-z][0-9a-z-]{1,19}$/;

/** Every row that a code ever had and will have, the newest first. */
export async function typeHistory(db: Database, code: string): Promise<MeetingType[]> {
  if (!typeCode.test(code)) return [];
  return rows(db, meetingType, sql`select ${columns} from meetings.meeting_type where code = ${code} order by lower(valid) desc`);
}

/** As `typeHistory`, locked until the transaction ends; two who change one code at once take turns, also when it is new. */
export async function lockType(tx: Transaction, code: string): Promise<MeetingType[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`meeting type ${code}`}, 0))`.execute(tx);
  return typeHistory(tx, code);
}

export type TypeFacts = Omit<MeetingType, 'id' | 'code' | 'validFrom' | 'validTo' | 'changedAt' | 'changedBy'>;

/** The row in force ends on a day; what it said until then stays. */
export async function endType(tx: Transaction, id: Uuid, lastDay: PlainDate): Promise<void> {
  await sql`
    update meetings.meeting_type set valid = daterange(lower(valid), ${lastDay}::date, '[]') where id = ${id}`.execute(tx);
}

/** Takes away a row that was never in force. */
export async function removeType(tx: Transaction, id: Uuid): Promise<void> {
  await sql`delete from meetings.meeting_type where id = ${id}`.execute(tx);
}

export async function insertType(
  tx: Transaction,
  row: { id: Uuid; code: string; validFrom: PlainDate; validTo: PlainDate | null; facts: TypeFacts; at: Instant; by: string },
): Promise<void> {
  const { facts } = row;
  await sql`
    insert into meetings.meeting_type
      (id, code, valid, purpose, names, channels, minutes, window_first, window_last, booked_by, competence, needs_room,
       overbooking, officers, seats, source, changed_at, changed_by)
    values (${row.id}, ${row.code}, daterange(${row.validFrom}::date, ${row.validTo}::date, '[]'), ${facts.purpose},
            ${JSON.stringify(facts.names)}::jsonb, ${[...facts.channels]}, ${facts.minutes}, ${facts.windowFirst}, ${facts.windowLast},
            ${[...facts.bookedBy]}, ${facts.competence}, ${facts.needsRoom}, ${facts.overbooking}, ${facts.officers}, ${facts.seats},
            ${facts.source}, ${row.at}, ${row.by})`.execute(tx);
}
