/** The national picture: one statement, so that every figure is of the same instant. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import { municipalityStates, type PresenceKind } from '../kinds.ts';
import { securedStates } from '../state.ts';
import { knownAt } from './places.ts';

export const counts = z.object({
  municipalities: z.number(),
  municipalities_staffed: z.number(),
  municipalities_visiting: z.number(),
  municipalities_cooperation: z.number(),
  municipalities_neighbour: z.number(),
  municipalities_with_own_office: z.number(),
  municipalities_meeting_bookable: z.number(),
  offices: z.number(),
  offices_staffed: z.number(),
  offices_visiting: z.number(),
  cooperation_solutions: z.number(),
  service_offices: z.number(),
  service_office_municipalities: z.number(),
  service_offices_pilot: z.number(),
  places_losing_office: z.number(),
  places_secured: z.number(),
  places_remaining: z.number(),
  places_in_dialogue: z.number(),
  places_otherwise_remaining: z.number(),
  places_closing: z.number(),
  places_restored: z.number(),
  rows_sourced: z.number(),
  rows_reconstructed: z.number(),
  rows_entered: z.number(),
});
export type Counts = z.output<typeof counts>;

/**
 * The state of each municipality on a day, as a common table expression `state (code, state)`; `precedence` is the
 * value of the rule municipality-state. The same expression serves the picture, the map and the time line.
 */
function valid(on: PlainDate, known: Instant | undefined) {
  return sql`
    valid as materialized (
      select r.kind, r.services, r.evidence, pr.municipality_code
      from network.presence r
      join network.place_record pr on pr.place_id = r.place_id and ${knownAt(known, 'pr')}
      where r.valid @> ${on}::date and ${knownAt(known, 'r')}
    )`;
}

function state(precedence: readonly PresenceKind[]) {
  return sql`
    state as (
      select m.code, coalesce(
        (array[${sql.join([...precedence])}]::text[])[min(array_position(array[${sql.join([...precedence])}]::text[], v.kind))], 'neighbour') as state
      from network.municipality m left join valid v on v.municipality_code = m.code
      group by m.code
    )`;
}

/** The statement itself is exported so that its plan can be measured (bench/network.ts). */
export function countsStatement(on: PlainDate, precedence: readonly PresenceKind[], known?: Instant) {
  return sql`
    with ${valid(on, known)}, ${state(precedence)},
    -- One row per place: the last step of its newest decision.
    securing as (
      select distinct on (c.place_id) s.state
      from network.closure c join network.securing s on s.closure_id = c.id
      where c.decided_on <= ${on} and s.since <= ${on}
        and (${known ?? null}::timestamptz is null or (c.recorded_at <= ${known ?? null} and s.recorded_at <= ${known ?? null}))
      order by c.place_id, c.decided_on desc, s.since desc, s.id desc
    ),
    states as (
      select count(*) as municipalities,
             count(*) filter (where state = 'staffed_office') as municipalities_staffed,
             count(*) filter (where state = 'visiting_office') as municipalities_visiting,
             count(*) filter (where state = 'cooperation_place') as municipalities_cooperation,
             count(*) filter (where state = 'neighbour') as municipalities_neighbour,
             count(*) filter (where state in ('staffed_office', 'visiting_office')) as municipalities_with_own_office,
             (select count(distinct p.municipality_code) from network.stat_meeting_places(${known ?? null}::timestamptz) p
              where p.valid @> ${on}::date) as municipalities_meeting_bookable
      from state
    ),
    presences as (
      select count(*) filter (where kind in ('staffed_office', 'visiting_office')) as offices,
             count(*) filter (where kind = 'staffed_office') as offices_staffed,
             count(*) filter (where kind = 'visiting_office') as offices_visiting,
             count(*) filter (where kind = 'cooperation_place') as cooperation_solutions,
             count(*) filter (where kind = 'service_office') as service_offices,
             count(distinct municipality_code) filter (where kind = 'service_office') as service_office_municipalities,
             count(*) filter (where kind = 'service_office' and 'drop-in-pilot' = any(services)) as service_offices_pilot,
             count(*) filter (where evidence = 'sourced') as rows_sourced,
             count(*) filter (where evidence = 'reconstructed') as rows_reconstructed,
             count(*) filter (where evidence = 'entered') as rows_entered
      from valid
    ),
    places as (
      select count(*) as places_losing_office,
             count(*) filter (where state in (${sql.join([...securedStates])})) as places_secured,
             count(*) filter (where state not in (${sql.join([...securedStates])})) as places_remaining,
             count(*) filter (where state = 'in_dialogue') as places_in_dialogue,
             count(*) filter (where state in ('decided', 'agreed')) as places_otherwise_remaining,
             count(*) filter (where state <> 'restored') as places_closing,
             count(*) filter (where state = 'restored') as places_restored
      from securing
    )
    select * from states, presences, places`;
}

export async function nationalCounts(
  db: Database,
  on: PlainDate,
  precedence: readonly PresenceKind[],
  known?: Instant,
): Promise<Counts> {
  return (await one(db, counts, countsStatement(on, precedence, known)))!;
}

const stateRow = z.object({ code: z.string(), state: z.enum(municipalityStates) });

/** The state of each of the 290 on a day. */
export function statesOn(db: Database, on: PlainDate, precedence: readonly PresenceKind[]): Promise<z.output<typeof stateRow>[]> {
  return rows(db, stateRow, sql`with ${valid(on, undefined)}, ${state(precedence)} select code, state from state order by code`);
}

const monthRow = z.object({
  on: z.string(),
  staffed_office: z.number(),
  visiting_office: z.number(),
  cooperation_place: z.number(),
  neighbour: z.number(),
});
export type MonthCounts = z.output<typeof monthRow>;

/** How many municipalities are in each state on the first of each month, and on the last day asked for. */
export function monthlyStates(
  db: Database,
  from: PlainDate,
  to: PlainDate,
  precedence: readonly PresenceKind[],
): Promise<MonthCounts[]> {
  const order = sql`array[${sql.join([...precedence])}]::text[]`;
  return rows(
    db,
    monthRow,
    sql`
      with day as (
        select generate_series(${from}::date, ${to}::date, interval '1 month')::date as "on" union select ${to}::date
      ),
      ranked as (
        select day."on", pr.municipality_code, min(array_position(${order}, r.kind)) as rank
        from day
        join network.presence r on r.valid @> day."on" and upper_inf(r.recorded) and r.kind = any(${order})
        join network.place_record pr on pr.place_id = r.place_id and upper_inf(pr.recorded)
        group by day."on", pr.municipality_code
      )
      select day."on",
             count(*) filter (where (${order})[rank] = 'staffed_office') as staffed_office,
             count(*) filter (where (${order})[rank] = 'visiting_office') as visiting_office,
             count(*) filter (where (${order})[rank] = 'cooperation_place') as cooperation_place,
             (select count(*) from network.municipality) - count(rank) as neighbour
      from day left join ranked using ("on")
      group by day."on" order by day."on"`,
  );
}

const reported = z.object({ key: z.string(), asOf: z.string(), value: z.number(), meaning: z.string(), source: z.string() });
export type Reported = z.output<typeof reported>;

/** What was published, in order of date. */
export function listReported(db: Database): Promise<Reported[]> {
  return rows(
    db,
    reported,
    sql`select key, as_of as "asOf", value, meaning, source from network.reported order by as_of, key, value`,
  );
}
