/** SQL for a place's own weeks: each visit by its minutes, and when counters were staffed. Nobody is in it. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { plainDay } from './shapes.ts';

/** Minutes of the day by the wall clock. */
const minuteOf = (at: ReturnType<typeof sql>) =>
  sql`(extract(epoch from (${at}) at time zone 'Europe/Stockholm' - (${at} at time zone 'Europe/Stockholm')::date) / 60)::float8`;
const minutes = (from: ReturnType<typeof sql>, to: ReturnType<typeof sql>) =>
  sql`(extract(epoch from ${to} - ${from}) / 60)::float8`;

const pastVisit = z.object({
  day: plainDay,
  /** Minutes of the day. */
  arrived: z.number(),
  booked: z.number().nullable(),
  /** Minutes until the call, or until they had left; null: not known. */
  waited: z.number().nullable(),
  /** Went before they were called, or did not come when they were. */
  left: z.boolean(),
  /** Minutes that a counter was taken up; null: nobody was served, or nobody knows. */
  took: z.number().nullable(),
  counter: z.string().nullable(),
  /** Minutes of the day at which the counter was taken up and was free again. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** Made up by a program, for practice. */
  generated: z.boolean(),
});
export type PastVisit = z.output<typeof pastVisit>;

/** The visits of a place on some days, both counted, that are over or have been called. */
export function listPastVisits(db: Database, placeId: Uuid, from: PlainDate, to: PlainDate): Promise<PastVisit[]> {
  const called = sql`coalesce(called_at, serving_at)`;
  return rows(
    db,
    pastVisit,
    sql`
      select day, ${minuteOf(sql`arrived_at`)} as arrived, ${minuteOf(sql`booked_for`)} as booked,
             coalesce(outcome in ('left', 'no-show'), false) as left,
             greatest(0, ${minutes(sql`greatest(arrived_at, booked_for)`, sql`coalesce(${called}, case when outcome = 'left' then ended_at end)`)}
                         - served_seconds / 60.0)::float8 as waited,
             case when serving_at is null or ended_at is null or coalesce(outcome in ('left', 'no-show'), false) then null
                  else greatest(0, ${minutes(called, sql`ended_at`)} + served_seconds / 60.0)::float8 end as took,
             counter_id::text as counter, ${minuteOf(called)} as from, ${minuteOf(sql`ended_at`)} as to, generated
      from desk.stat_visit where place_id = ${placeId} and day between ${from} and ${to} order by day, arrived_at`,
  );
}

const shift = z.object({ day: plainDay, counter: z.string(), from: z.number(), to: z.number().nullable() });
export type CounterShift = z.output<typeof shift>;

/** When counters were staffed on some days; `to` null: still. */
export function listShifts(db: Database, placeId: Uuid, from: PlainDate, to: PlainDate): Promise<CounterShift[]> {
  const day = sql`(since at time zone 'Europe/Stockholm')::date`;
  return rows(
    db,
    shift,
    sql`
      select ${day} as day, counter_id::text as counter, ${minuteOf(sql`since`)} as from, ${minuteOf(sql`until`)} as to
      from (select place_id, counter_id, since, until from desk.counter_shift
            union all select place_id, counter_id, since, null from desk.counter_open) sat
      where place_id = ${placeId} and since >= ${from}::timestamp at time zone 'Europe/Stockholm'
        and since < (${to}::date + 1)::timestamp at time zone 'Europe/Stockholm'`,
  );
}
