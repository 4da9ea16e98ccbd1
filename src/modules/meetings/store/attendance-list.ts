/** SQL for attendance as a list: where officers are on which weekdays, without their names. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';

const listedRow = z.object({
  id: z.uuid(),
  officerId: z.uuid(),
  placeId: z.uuid(),
  /** 1 = Monday … 7 = Sunday. */
  weekday: z.number().int(),
  validFrom: day,
  /** The last day; null = no end. */
  validTo: day.nullable(),
  /** Minutes after midnight in Sweden, `to` not included; 0 and 1440 = the whole day. */
  from: z.number().int(),
  to: z.number().int(),
});
export const listedAttendance = listedRow;
export type ListedAttendance = z.output<typeof listedRow>;

export interface AttendanceFilter {
  placeId?: string | undefined;
  officerId?: string | undefined;
  /** Those that count on this day: its weekday, within the period. */
  on?: PlainDate | undefined;
}

const matching = ({ placeId, officerId, on }: AttendanceFilter) => sql`
  (${placeId ?? null}::uuid is null or place_id = ${placeId ?? null}::uuid)
    and (${officerId ?? null}::uuid is null or officer_id = ${officerId ?? null}::uuid)
    and (${on ?? null}::date is null or (valid @> ${on ?? null}::date and weekday = extract(isodow from ${on ?? null}::date)))`;

/** By officer, weekday and period; all of them without `part`. */
export function listAttendanceOf(
  db: Database,
  filter: AttendanceFilter,
  part: { limit: number; offset: number } | null = null,
): Promise<ListedAttendance[]> {
  return rows(
    db,
    listedRow,
    sql`
      select id, officer_id as "officerId", place_id as "placeId", weekday, lower(valid) as "validFrom", upper(valid) - 1 as "validTo",
             lower(minutes) as "from", upper(minutes) as "to"
      from meetings.attendance where ${matching(filter)}
      order by officer_id, weekday, lower(valid), lower(minutes), id limit ${part?.limit ?? null} offset ${part?.offset ?? 0}`,
  );
}

export async function countAttendanceOf(db: Database, filter: AttendanceFilter): Promise<number> {
  const found = await one(
    db,
    z.object({ n: z.number() }),
    sql`select count(*) as n from meetings.attendance where ${matching(filter)}`,
  );
  return found!.n;
}
