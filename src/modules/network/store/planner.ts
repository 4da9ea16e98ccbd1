/** SQL for the planner's pages: the register as a list, and everything that it ever said of one place. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import { evidences, placeFacts, presenceKinds } from '../kinds.ts';
import { securingStates } from '../state.ts';

export const listedPresence = z.object({
  placeId: z.string(),
  placeCode: z.string(),
  placeName: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  county: z.string(),
  kind: z.enum(presenceKinds),
  validFrom: z.string(),
  /** Last day; null = no end. */
  validTo: z.string().nullable(),
  evidence: z.enum(evidences),
  source: z.string().nullable(),
  method: z.string().nullable(),
  assumed: z.array(z.string()),
});
export type ListedPresence = z.output<typeof listedPresence>;

export interface RegisterFilter {
  /** Valid on this day. */
  on: PlainDate;
  county?: string | undefined;
  municipality?: string | undefined;
  kind?: string | undefined;
  evidence?: string | undefined;
  /** Part of a place's name, code or street, or of a municipality's name; marks over letters and capitals aside. */
  text?: string | undefined;
}

function filtered(filter: RegisterFilter) {
  const { on, county = null, municipality = null, kind = null, evidence = null, text = null } = filter;
  return sql`
    from network.presence r
    join network.place p on p.id = r.place_id
    join network.place_record pr on pr.place_id = r.place_id and upper_inf(pr.recorded)
    join network.municipality m on m.code = pr.municipality_code
    join network.county c on c.code = m.county_code
    where upper_inf(r.recorded) and r.valid @> ${on}::date
      and (${county}::text is null or m.county_code = ${county})
      and (${municipality}::text is null or m.code = ${municipality})
      and (${kind}::text is null or r.kind = ${kind})
      and (${evidence}::text is null or r.evidence = ${evidence})
      and (${text}::text is null or strpos(
        unaccent(lower(concat_ws(' ', pr.name, p.code, pr.street, m.name))), unaccent(lower(${text}))) > 0)`;
}

/** The presences valid on a day that match a filter, by municipality and place. */
export function listRegister(
  db: Database,
  filter: RegisterFilter,
  page?: { offset: number; limit: number },
): Promise<ListedPresence[]> {
  return rows(
    db,
    listedPresence,
    sql`
      select p.id as "placeId", p.code as "placeCode", pr.name as "placeName", m.code as "municipalityCode", m.name as municipality,
             c.name as county, r.kind, lower(r.valid) as "validFrom", upper(r.valid) - 1 as "validTo",
             r.evidence, r.source, r.method, r.assumed
      ${filtered(filter)}
      order by m.name, p.code, r.kind limit ${page?.limit ?? null} offset ${page?.offset ?? 0}`,
  );
}

export async function countRegister(db: Database, filter: RegisterFilter): Promise<number> {
  return (await one(db, z.object({ count: z.number() }), sql`select count(*) as count ${filtered(filter)}`))!.count;
}

const placeVersion = z.object({
  name: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  locality: z.string().nullable(),
  ...placeFacts,
  recordedAt: z.string(),
  recordedTo: z.string().nullable(),
  recordedBy: z.string(),
});
export type PlaceVersion = z.output<typeof placeVersion>;

/** Everything that the register ever said of a place itself, the newest first. */
export function placeHistory(db: Database, placeId: string): Promise<PlaceVersion[]> {
  return rows(
    db,
    placeVersion,
    sql`
      select r.name, r.municipality_code as "municipalityCode", m.name as municipality, r.locality_code as "localityCode",
             l.name as locality, r.street, r.postal_code as "postalCode", r.latitude, r.longitude, r.accessibility,
             lower(r.recorded) as "recordedAt", upper(r.recorded) as "recordedTo", r.recorded_by as "recordedBy"
      from network.place_record r
      join network.municipality m on m.code = r.municipality_code
      left join network.locality l on l.code = r.locality_code
      where r.place_id = ${placeId} order by lower(r.recorded) desc`,
  );
}

const recordedAct = z.object({
  at: z.string(),
  command: z.string(),
  /** null when not by an account. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** The securing state that a step led to. */
  state: z.enum(securingStates).nullable(),
});
export type RecordedAct = z.output<typeof recordedAct>;

/** The commands that acted on a place, the newest first. */
export function listActs(db: Database, placeId: string): Promise<RecordedAct[]> {
  return rows(
    db,
    recordedAct,
    sql`
      select u.at, u.command, a.name as by, u.details ->> 'reason' as reason, u.details ->> 'state' as state
      from platform.audit u left join platform.account a on a.id::text = u.actor
      where u.subject = ${`place:${placeId}`} order by u.at desc`,
  );
}

const recordedDecision = z.object({ closureId: z.string(), since: z.string().nullable() });

/** What was recorded up to an instant of a place's closures: the decisions themselves (since null) and the steps. */
export function decisionsKnownAt(db: Database, placeId: string, at: Instant): Promise<z.output<typeof recordedDecision>[]> {
  return rows(
    db,
    recordedDecision,
    sql`
      select id as "closureId", null as since from network.closure where place_id = ${placeId} and recorded_at <= ${at}
      union all
      select s.closure_id, s.since::text from network.securing s join network.closure c on c.id = s.closure_id
      where c.place_id = ${placeId} and s.recorded_at <= ${at}`,
  );
}

/** The place of a presence that the register has now; null when it has none such. */
export async function placeOfPresence(db: Database, presenceId: string): Promise<string | null> {
  const found = await one(
    db,
    z.object({ placeId: z.string() }),
    sql`select place_id as "placeId" from network.presence where presence_id = ${presenceId} and upper_inf(recorded)`,
  );
  return found?.placeId ?? null;
}
