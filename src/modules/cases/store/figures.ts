/** Statistics of registration, read from the module's own stat_ views: no person, no protected person (0004-cases.sql). */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import type { Service } from './attempt.ts';

export const dimensions = ['month', 'municipality', 'age', 'language', 'ground'] as const;
export type Dimension = (typeof dimensions)[number];

const counted = z.object({
  registered: z.number(),
  /** By themselves, whatever the channel. */
  by_themselves: z.number(),
  decided: z.number(),
  automated: z.number(),
});
const part = counted.extend({ key: z.string() });
export type Counted = z.output<typeof counted>;
export type CountedPart = z.output<typeof part>;

const counts = sql`
  count(*)::int as registered,
  (count(*) filter (where capacity = 'self'))::int as by_themselves,
  (count(*) filter (where automated is not null))::int as decided,
  (count(*) filter (where automated))::int as automated`;

const keyOf: Readonly<Record<Dimension, ReturnType<typeof sql>>> = {
  month: sql`to_char(month, 'YYYY-MM')`,
  municipality: sql`municipality_code`,
  age: sql`age_band`,
  language: sql`language`,
  ground: sql`unnest(case when grounds = '{}' then '{none}' else grounds end)`,
};

/** Registrations of a period (first days of months, both count) by one property. */
export function countRegistrations(
  db: Database,
  by: Dimension,
  { from, to }: { from: PlainDate; to: PlainDate },
): Promise<CountedPart[]> {
  return rows(
    db,
    part,
    sql`
      select key, sum(registered)::int as registered, sum(by_themselves)::int as by_themselves,
             sum(decided)::int as decided, sum(automated)::int as automated
      from (
        select ${keyOf[by]} as key, registered, by_themselves, decided, automated
        from (
          select month, municipality_code, age_band, language, grounds, ${counts}
          from cases.stat_registration where month between ${from} and ${to}
          group by month, municipality_code, age_band, language, grounds
        ) cell
      ) keyed
      group by key order by key`,
  );
}

/** The whole of a period. */
export async function countAllRegistrations(db: Database, { from, to }: { from: PlainDate; to: PlainDate }): Promise<Counted> {
  return (await one(db, counted, sql`select ${counts} from cases.stat_registration where month between ${from} and ${to}`))!;
}

const funnelStep = z.object({
  step: z.string(),
  shown: z.number(),
  finished: z.number(),
  /** Seconds from first seen to finished; half of the ways through took less. */
  median_seconds: z.number().nullable(),
  with_errors: z.number(),
  assisted: z.number(),
  help_asked: z.number(),
  came_back: z.number(),
});
export type FunnelStep = z.output<typeof funnelStep>;

const about = z.object({
  step: z.string(),
  kind: z.enum(['error', 'assistance', 'help-asked']),
  what: z.string(),
  attempts: z.number(),
});
export type FunnelDetail = z.output<typeof about>;

interface FunnelQuestion {
  service: Service;
  from: PlainDate;
  to: PlainDate;
  /** null = every language. */
  language: string | null;
}

/** The ways through that began in the period: months by their first days, in Sweden. */
function attemptsOf({ service, from, to, language }: FunnelQuestion) {
  return sql`
    select attempt_id from cases.stat_attempt
    where service = ${service} and started_at >= ${from}::timestamp at time zone 'Europe/Stockholm'
      and started_at < (${to}::date + interval '1 month') at time zone 'Europe/Stockholm'
      and (${language}::text is null or language = ${language})`;
}

/** How many ways through began and ended, by outcome. */
export async function countAttempts(db: Database, question: FunnelQuestion): Promise<{ started: number; submitted: number }> {
  return (await one(
    db,
    z.object({ started: z.number(), submitted: z.number() }),
    sql`
      select count(*)::int as started, (count(*) filter (where outcome = 'submitted'))::int as submitted
      from cases.stat_attempt where attempt_id in (${attemptsOf(question)})`,
  ))!;
}

/** Each step with how many ways through met it, in no order: the flow knows the order. */
export function countSteps(db: Database, question: FunnelQuestion): Promise<FunnelStep[]> {
  return rows(
    db,
    funnelStep,
    sql`
      with met as (
        select attempt_id, step,
               min(at) filter (where kind = 'shown') as shown_at,
               max(at) filter (where kind = 'finished') as finished_at,
               bool_or(kind = 'error') as error, bool_or(kind = 'assistance') as assisted,
               bool_or(kind = 'help-asked') as help_asked, bool_or(kind = 'came-back') as came_back
        from cases.stat_attempt_event where attempt_id in (${attemptsOf(question)})
        group by attempt_id, step
      )
      select step, count(*)::int as shown, count(finished_at)::int as finished,
             (percentile_cont(0.5) within group (order by extract(epoch from finished_at - shown_at)))::float8 as median_seconds,
             (count(*) filter (where error))::int as with_errors, (count(*) filter (where assisted))::int as assisted,
             (count(*) filter (where help_asked))::int as help_asked, (count(*) filter (where came_back))::int as came_back
      from met group by step`,
  );
}

/** Which fields were wrong, and why help was needed, by step: ways through, most first. */
export function countDetails(db: Database, question: FunnelQuestion): Promise<FunnelDetail[]> {
  return rows(
    db,
    about,
    sql`
      select step, kind, what, count(distinct attempt_id)::int as attempts
      from cases.stat_attempt_event
      where attempt_id in (${attemptsOf(question)}) and kind in ('error', 'assistance', 'help-asked') and what is not null
      group by step, kind, what order by attempts desc, step, what`,
  );
}
