/** SQL for what the pilot is to yield, read from the stat_ views: what happened, and to nobody (0014-desk.sql). */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

/** Both days count; `placeId` null: all desks. */
export interface ReportFilter {
  placeId: Uuid | null;
  from: PlainDate;
  to: PlainDate;
  /** Only topics of this authority; left out: all. */
  agency?: string;
}

export const dimensions = ['week', 'weekday', 'hour', 'place', 'topic', 'language', 'way', 'outcome', 'reason'] as const;
export type Dimension = (typeof dimensions)[number];

const keyOf: Readonly<Record<Dimension, ReturnType<typeof sql>>> = {
  week: sql`to_char(day, 'IYYY-"W"IW')`,
  weekday: sql`extract(isodow from day)::int::text`,
  hour: sql`to_char(arrived_at at time zone 'Europe/Stockholm', 'HH24')`,
  place: sql`place_id::text`,
  topic: sql`topic`,
  language: sql`coalesce(language, '-')`,
  way: sql`case when booked then 'booked' else 'drop-in' end`,
  outcome: sql`coalesce(outcome, 'open')`,
  reason: sql`coalesce(reason, '-')`,
};

// date_part and not extract, whose exact arithmetic takes three times as long over millions of visits.
const seconds = (from: ReturnType<typeof sql>, to: ReturnType<typeof sql>) => sql`date_part('epoch', ${to} - ${from})`;
/** Minutes, to the lower whole one, that were waited by whoever was called and came: from arrival, or the booked time of who was early. */
const waited = sql`
  case when outcome in ('left', 'no-show') then null else
    least(599, greatest(0, floor((${seconds(sql`greatest(arrived_at, booked_for)`, sql`coalesce(called_at, serving_at)`)} - served_seconds) / 60)))
  end::int`;
/** Minutes that one visitor was served. */
const served = sql`
  case when serving_at is null or ended_at is null or outcome in ('left', 'no-show') then null else
    least(599, greatest(0, floor((${seconds(sql`serving_at`, sql`ended_at`)} + served_seconds) / 60)))
  end::int`;

const inPeriod = ({ placeId, from, to, agency }: ReportFilter) =>
  sql`day between ${from} and ${to} ${placeId === null ? sql`` : sql`and place_id = ${placeId}`}
      ${agency === undefined ? sql`` : sql`and topic in (select code from desk.topic where agency = ${agency})`}`;

const visitCell = z.object({
  key: z.string(),
  /** Minutes waited; null: nobody was called, or nobody knows when. */
  minutes: z.number().nullable(),
  visits: z.number(),
  booked: z.number(),
  notHelped: z.number(),
  /** Came again for the same thing, of those of whom it is known. */
  repeats: z.number(),
  repeatsKnown: z.number(),
  /** Read in from the log of an office without the software. */
  imported: z.number(),
  /** Made up by a program, for practice. */
  generated: z.number(),
});
export type VisitCell = z.output<typeof visitCell>;

const counts = sql`
  count(*)::int as visits, (count(*) filter (where booked))::int as booked,
             (count(*) filter (where outcome = 'not-helped'))::int as "notHelped", (count(*) filter (where is_repeat))::int as repeats,
             count(is_repeat)::int as "repeatsKnown", (count(*) filter (where imported))::int as imported,
             (count(*) filter (where generated))::int as generated`;

/** Visits by one property and by how many minutes they waited: from the second come medians without sorting every visit. */
export function countVisits(db: Database, by: Dimension, filter: ReportFilter): Promise<VisitCell[]> {
  return rows(
    db,
    visitCell,
    sql`
      select ${keyOf[by]} as key, ${waited} as minutes, ${counts}
      from desk.stat_visit where ${inPeriod(filter)}
      group by 1, 2 order by 1, 2`,
  );
}

const minuteCell = visitCell.omit({ key: true }).extend({ served: z.number().nullable() });
export type MinuteCell = z.output<typeof minuteCell>;

/** All visits by how many whole minutes they waited and were served. */
export function countMinutes(db: Database, filter: ReportFilter): Promise<MinuteCell[]> {
  return rows(
    db,
    minuteCell,
    sql`select ${waited} as minutes, ${served} as served, ${counts} from desk.stat_visit where ${inPeriod(filter)} group by 1, 2`,
  );
}

const notOffered = z.object({ topic: z.string(), reason: z.string(), task: z.string(), visits: z.number() });

/**
 * Visits in which something was asked for that could not be given, by topic, reason and what was asked for; each once for each. Task '-':
 * it was not said, as where only the visit's end has the reason, or where the reason has nothing to do with it.
 */
export function countNotOffered(db: Database, filter: ReportFilter): Promise<z.output<typeof notOffered>[]> {
  return rows(
    db,
    notOffered,
    sql`
      with noted as (
        select distinct topic, visit_id, reason, coalesce(task, '-') as task
        from desk.stat_step where what = 'not-helped' and reason is not null and ${inPeriod(filter)}
      )
      select topic, reason, task, count(*)::int as visits
      from (
        select * from noted
        union all
        select topic, visit_id, reason, '-' from desk.stat_visit ended
        where reason is not null and ${inPeriod(filter)}
          and not exists (select from noted where noted.visit_id = ended.visit_id and noted.reason = ended.reason)
      ) refused
      group by topic, reason, task order by visits desc, topic, reason, task`,
  );
}

const guidance = z.object({
  service: z.string(),
  times: z.number(),
  alone: z.number(),
  together: z.number(),
  forThePerson: z.number(),
  /** Half took no longer; null when no time was noted. */
  minutes: z.number().nullable(),
});

/** Guidance in digital services, by service and by who did it. */
export function countGuidance(db: Database, filter: ReportFilter): Promise<z.output<typeof guidance>[]> {
  return rows(
    db,
    guidance,
    sql`
      select service, count(*)::int as times, (count(*) filter (where autonomy = 'alone'))::int as alone,
             (count(*) filter (where autonomy = 'together'))::int as together,
             (count(*) filter (where autonomy = 'for-the-person'))::int as "forThePerson",
             (percentile_disc(0.5) within group (order by seconds / 60))::int as minutes
      from desk.stat_step where what = 'guided' and service is not null and ${inPeriod(filter)}
      group by service order by times desc, service`,
  );
}

const documents = z.object({
  key: z.string(),
  received: z.number(),
  acknowledged: z.number(),
  open: z.number(),
  half: z.number().nullable(),
  most: z.number().nullable(),
});

/** Documents that arrived in the period, by kind; hours from arrival until the unit has acknowledged them, half and nine of ten. */
export function countDocuments(db: Database, { placeId, from, to }: ReportFilter): Promise<z.output<typeof documents>[]> {
  const hours = sql`(extract(epoch from acknowledged_at - arrived_at) / 3600)::float8`;
  return rows(
    db,
    documents,
    sql`
      select kind as key, count(*)::int as received, count(acknowledged_at)::int as acknowledged,
             (count(*) filter (where state in ('received', 'forwarded')))::int as open,
             percentile_disc(0.5) within group (order by ${hours}) as half, percentile_disc(0.9) within group (order by ${hours}) as most
      from desk.stat_document
      where arrived_at >= ${from}::timestamp at time zone 'Europe/Stockholm'
        and arrived_at < (${to}::date + 1)::timestamp at time zone 'Europe/Stockholm'
        ${placeId === null ? sql`` : sql`and place_id = ${placeId}`}
      group by kind order by kind`,
  );
}

const feedback = z.object({ key: z.string(), visits: z.number() });

/** What visitors said with one tap. */
export function countFeedback(db: Database, filter: ReportFilter): Promise<z.output<typeof feedback>[]> {
  return rows(
    db,
    feedback,
    sql`
      select feedback as key, count(*)::int as visits from desk.stat_visit where feedback is not null and ${inPeriod(filter)}
      group by feedback order by feedback`,
  );
}

/** Places that have a line of visitors or had one. */
export async function placesWithDesks(db: Database): Promise<Uuid[]> {
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`
    select distinct place_id as id from desk.service union select distinct place_id from desk.import`,
  );
  return found.map(({ id }) => id as Uuid);
}
