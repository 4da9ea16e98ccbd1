/** SQL for what officers offer: weekly patterns, days that differ, and at which place they are on which weekday. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { daysHours, weeklyHours } from '../../network/index.ts';

const key = z.string().transform((id) => id as Uuid);

const patternRow = z.object({
  officerId: key,
  id: key,
  /** First and last day; null = no end. */
  validFrom: day,
  validTo: day.nullable(),
  weekly: weeklyHours,
});
export type WorkingPattern = z.output<typeof patternRow>;

const dayRow = z.object({
  officerId: key,
  on: day,
  /** [] = free that day. */
  hours: daysHours,
  note: z.string(),
});
export type WorkingDay = z.output<typeof dayRow>;

const attendanceRow = z.object({
  officerId: key,
  id: key,
  placeId: key,
  validFrom: day,
  validTo: day.nullable(),
  /** 1 = Monday … 7 = Sunday. */
  weekday: z.number(),
  /** Minutes after midnight in Sweden, the second not included; 0 and 1440 = all day. */
  from: z.number(),
  to: z.number(),
});
export type Attendance = z.output<typeof attendanceRow>;

/** Of these officers, or of all. */
export interface Of {
  officerIds?: readonly string[] | undefined;
  /** Those whose period reaches this day or later. */
  since?: PlainDate | undefined;
}

const ids = ({ officerIds }: Of) => (officerIds === undefined ? null : [...officerIds]);

export function listPatterns(db: Database, of: Of): Promise<WorkingPattern[]> {
  return rows(
    db,
    patternRow,
    sql`
      select officer_id as "officerId", id, lower(valid) as "validFrom", upper(valid) - 1 as "validTo", weekly
      from meetings.working_pattern
      where (${ids(of)}::uuid[] is null or officer_id = any (${ids(of)}::uuid[]))
        and (${of.since ?? null}::date is null or valid && daterange(${of.since ?? null}::date, null))
      order by officer_id, lower(valid)`,
  );
}

export function listWorkingDays(db: Database, of: Of): Promise<WorkingDay[]> {
  return rows(
    db,
    dayRow,
    sql`
      select officer_id as "officerId", "on", hours, note from meetings.working_day
      where (${ids(of)}::uuid[] is null or officer_id = any (${ids(of)}::uuid[]))
        and (${of.since ?? null}::date is null or "on" >= ${of.since ?? null}::date)
      order by officer_id, "on"`,
  );
}

export function listAttendance(db: Database, of: Of & { placeId?: string }): Promise<Attendance[]> {
  return rows(
    db,
    attendanceRow,
    sql`
      select officer_id as "officerId", id, place_id as "placeId", lower(valid) as "validFrom", upper(valid) - 1 as "validTo",
             weekday, lower(minutes) as "from", upper(minutes) as "to"
      from meetings.attendance
      where (${ids(of)}::uuid[] is null or officer_id = any (${ids(of)}::uuid[]))
        and (${of.placeId ?? null}::uuid is null or place_id = ${of.placeId ?? null})
        and (${of.since ?? null}::date is null or valid && daterange(${of.since ?? null}::date, null))
      order by officer_id, lower(valid), weekday, lower(minutes)`,
  );
}

/** All that is said of an officer's time, each list in order of time. */
export interface Timetable {
  patterns: WorkingPattern[];
  days: WorkingDay[];
  attendance: Attendance[];
}

export async function timetableOf(db: Database, officerId: string): Promise<Timetable> {
  const of = { officerIds: [officerId] };
  return { patterns: await listPatterns(db, of), days: await listWorkingDays(db, of), attendance: await listAttendance(db, of) };
}

/** Writes all patterns of an officer anew. Throws the database's refusal of an overlap (working_pattern_one_at_a_time). */
export async function replacePatterns(tx: Transaction, officerId: Uuid, patterns: readonly WorkingPattern[]): Promise<void> {
  await sql`delete from meetings.working_pattern where officer_id = ${officerId}`.execute(tx);
  await sql`
    insert into meetings.working_pattern (officer_id, id, valid, weekly)
    select ${officerId}, id, daterange("validFrom", "validTo", '[]'), weekly
    from jsonb_to_recordset(${JSON.stringify(patterns)}::jsonb) as r (id uuid, "validFrom" date, "validTo" date, weekly jsonb)`.execute(
    tx,
  );
}

export async function putWorkingDay(tx: Transaction, { officerId, on, hours, note }: WorkingDay): Promise<void> {
  await sql`
    insert into meetings.working_day (officer_id, "on", hours, note)
    values (${officerId}, ${on}, ${JSON.stringify(hours)}::jsonb, ${note})
    on conflict (officer_id, "on") do update set hours = excluded.hours, note = excluded.note`.execute(tx);
}

/** The day is as the pattern says again. */
export async function removeWorkingDay(tx: Transaction, officerId: Uuid, on: PlainDate): Promise<void> {
  await sql`delete from meetings.working_day where officer_id = ${officerId} and "on" = ${on}`.execute(tx);
}

/** Writes all attendance of an officer anew. Throws the database's refusal of an overlap (attendance_one_place_at_a_time). */
export async function replaceAttendance(tx: Transaction, officerId: Uuid, attendance: readonly Attendance[]): Promise<void> {
  await sql`delete from meetings.attendance where officer_id = ${officerId}`.execute(tx);
  await sql`
    insert into meetings.attendance (officer_id, id, place_id, valid, weekday, minutes)
    select ${officerId}, id, "placeId", daterange("validFrom", "validTo", '[]'), weekday, int4range("from", "to")
    from jsonb_to_recordset(${JSON.stringify(attendance)}::jsonb)
      as r (id uuid, "placeId" uuid, "validFrom" date, "validTo" date, weekday smallint, "from" integer, "to" integer)`.execute(
    tx,
  );
}
