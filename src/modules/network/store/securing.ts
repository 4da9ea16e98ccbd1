/** SQL for the securing of every place that lost its office: where each stands on a day, and what is to be done next. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';
import { evidences } from '../kinds.ts';
import { securedStates, securingStates } from '../state.ts';
import { replacementKinds } from './closures.ts';

export const trackedPlace = z.object({
  closureId: z.string(),
  placeId: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  county: z.string(),
  decidedOn: z.string(),
  endDate: z.string(),
  replacedByKind: z.enum(replacementKinds),
  state: z.enum(securingStates),
  stateSince: z.string(),
  evidence: z.enum(evidences),
  source: z.string().nullable(),
  method: z.string().nullable(),
  /** Who answers for the next step, what it is, by when, and what stands in its way; null: no plan was made by that day. */
  region: z.string().nullable(),
  nextStep: z.string().nullable(),
  dueOn: z.string().nullable(),
  blockedBy: z.string().nullable(),
  /** The next step should have been taken before that day, and the place is not secured. */
  overdue: z.boolean(),
});
export type TrackedPlace = z.output<typeof trackedPlace>;

export interface TrackerFilter {
  /** The states of that day, with what was planned by then. */
  on: PlainDate;
  county?: string | undefined;
  /** A securing state, or `remaining`: all that are neither secured nor restored. */
  state?: string | undefined;
  region?: string | undefined;
  /** `overdue`, `blocked`, or `unplanned`: without a plan though not secured. */
  plan?: 'overdue' | 'blocked' | 'unplanned' | undefined;
  /** Part of a place's or a municipality's name; marks over letters and capitals aside. */
  text?: string | undefined;
}

const secured = sql`(${sql.join([...securedStates])})`;

/**
 * The places with a closure decided by the day, by when their office closes: one row each, of its newest decision, as the published counts
 * have it.
 */
export function listTracked(db: Database, filter: TrackerFilter): Promise<TrackedPlace[]> {
  const { on, county = null, state = null, region = null, plan = null, text = null } = filter;
  return rows(
    db,
    trackedPlace,
    sql`
      with decided as (
        select distinct on (place_id) * from network.closure where decided_on <= ${on} order by place_id, decided_on desc
      ),
      tracked as (
        select c.id as "closureId", c.place_id as "placeId", p.code as "placeCode", pr.name as "placeName",
               m.code as "municipalityCode", m.name as municipality, m.county_code as "countyCode", k.name as county,
               c.decided_on as "decidedOn", c.end_date as "endDate", c.replaced_by_kind as "replacedByKind",
               s.state, s.since as "stateSince", s.evidence, s.source, s.method,
               n.region, n.next_step as "nextStep", n.due_on as "dueOn", n.blocked_by as "blockedBy",
               coalesce(n.due_on < ${on}::date and s.state not in ${secured}, false) as overdue
        from decided c
        join network.place p on p.id = c.place_id
        join network.place_record pr on pr.place_id = c.place_id and upper_inf(pr.recorded)
        join network.municipality m on m.code = pr.municipality_code
        join network.county k on k.code = m.county_code
        join lateral (
          select state, since, evidence, source, method from network.securing
          where closure_id = c.id and since <= ${on} order by since desc, id desc limit 1
        ) s on true
        left join lateral (
          select region, next_step, due_on, blocked_by from network.securing_plan
          where closure_id = c.id and recorded_at < (${on}::date + 1)::timestamp at time zone 'Europe/Stockholm'
          order by recorded_at desc, id desc limit 1
        ) n on true
      )
      select * from tracked
      where (${county}::text is null or "countyCode" = ${county})
        and (${state}::text is null or state = ${state} or (${state} = 'remaining' and state not in ${secured}))
        and (${region}::text is null or region = ${region})
        and case ${plan}::text
              when 'overdue' then overdue
              when 'blocked' then "blockedBy" is not null and state not in ${secured}
              when 'unplanned' then "nextStep" is null and state not in ${secured}
              else true end
        and (${text}::text is null or strpos(unaccent(lower("placeName" || ' ' || municipality)), unaccent(lower(${text}))) > 0)
      order by state in ${secured}, "dueOn" nulls last, "endDate", municipality, "placeCode"`,
  );
}

const month = z.object({ on: z.string(), state: z.enum(securingStates), places: z.number() });
export type MonthOfSecuring = z.output<typeof month>;

/** How many places were in each state on the first of each month from the first decision, at most `most` of them, and on the day itself. */
export function monthsOfSecuring(db: Database, on: PlainDate, most: number): Promise<MonthOfSecuring[]> {
  return rows(
    db,
    month,
    sql`
      with day as (
        select generate_series(date_trunc('month', min(decided_on) + interval '1 month'), ${on}::date, interval '1 month')::date as "on"
        from network.closure where decided_on <= ${on}
        union select ${on}::date
      ),
      shown as (select "on" from day order by "on" limit ${most}),
      newest as (
        select distinct on (d."on", c.place_id) d."on", s.state
        from shown d
        join network.closure c on c.decided_on <= d."on"
        join network.securing s on s.closure_id = c.id and s.since <= d."on"
        order by d."on", c.place_id, c.decided_on desc, s.since desc, s.id desc
      )
      select "on", state, count(*)::int as places from newest group by "on", state order by "on", state`,
  );
}

const plan = z.object({
  id: z.string(),
  region: z.string(),
  nextStep: z.string(),
  dueOn: z.string().nullable(),
  blockedBy: z.string().nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type SecuringPlan = z.output<typeof plan>;

/** The plans of one closure, the newest first: the first is what counts. */
export function listSecuringPlans(db: Database, closureId: string): Promise<SecuringPlan[]> {
  return rows(
    db,
    plan,
    sql`
      select id, region, next_step as "nextStep", due_on as "dueOn", blocked_by as "blockedBy", recorded_at as "recordedAt",
             recorded_by as "recordedBy"
      from network.securing_plan where closure_id = ${closureId} order by recorded_at desc, id desc`,
  );
}

/** Who answers for a next step anywhere, as they have been called, by name. */
export async function listRegions(db: Database): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ region: z.string() }),
    sql`select distinct region from network.securing_plan order by region`,
  );
  return found.map(({ region }) => region);
}
