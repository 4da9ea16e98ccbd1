/** SQL that lists agreements. Their state is always that of a day. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { agreementStates } from '../agreement-state.ts';
import { agreementKinds, evidences } from '../kinds.ts';

const uuid = z.uuid().transform((text) => parseUuid(text)!);

export const summary = z.object({
  id: uuid,
  kind: z.enum(agreementKinds),
  agency: z.string(),
  title: z.string(),
  /** Its registration number, when it has one. */
  reference: z.string().nullable(),
  /** First day of the period agreed on; null until then. */
  from: z.string().nullable(),
  /** Last day; null = until further notice. */
  to: z.string().nullable(),
  noticeMonths: z.number().nullable(),
  evidence: z.enum(evidences),
  source: z.string().nullable(),
  method: z.string().nullable(),
  assumed: z.array(z.string()),
  version: z.number(),
  /** On the day asked for; null before its first step. */
  state: z.enum(agreementStates).nullable(),
  stateSince: z.string().nullable(),
  /** A step decided ahead, e.g. its end. */
  next: z.object({ state: z.enum(agreementStates), since: z.string() }).nullable(),
  /** The last day on which it covers anything, by its period or by its end; null = no end is known, or it covers nothing. */
  lastDay: z.string().nullable(),
  /** The parties' names, municipalities first. */
  partyNames: z.array(z.string()),
  places: z.number(),
});
export type AgreementSummary = z.output<typeof summary>;

export interface AgreementFilter {
  /** The day whose state is shown. */
  on: PlainDate;
  kind?: string | undefined;
  state?: string | undefined;
  /** Where it has a place or a municipality as a party. */
  countyCode?: string | undefined;
  municipalityCode?: string | undefined;
  placeId?: string | undefined;
  /** Part of its title, reference, or of the name of a party, place or municipality. */
  text?: string | undefined;
  /** Ends, by its period or by a decision, on one of these days; both count. */
  ends?: { from: PlainDate; to: PlainDate } | undefined;
  id?: string | undefined;
  limit?: number;
  offset?: number;
}

/** Since when it has been in its state without a break: an end that was decided and taken back before it came leaves it as it was. */
const unbrokenSince = sql`
  (select min(b.since) from network.agreement_state b
   where b.agreement_id = a.id and b.state = s.state and b.since <= s.since and not isempty(b.valid)
     and not exists (select from network.agreement_state o where o.agreement_id = a.id and o.state <> s.state and not isempty(o.valid)
                     and o.step_id > b.step_id and o.step_id < s.step_id))`;

export const columns = sql`
  a.id, a.kind, a.agency, a.title, a.reference, lower(a.valid) as "from", upper(a.valid) - 1 as "to", a.notice_months as "noticeMonths",
  a.evidence, a.source, a.method, a.assumed, a.version, s.state, ${unbrokenSince} as "stateSince", n.next, c."lastDay",
  coalesce((select array_agg(p.name order by p.kind <> 'municipality', p.name) from network.agreement_party p where p.agreement_id = a.id), '{}') as "partyNames",
  (select count(*) from network.agreement_place p where p.agreement_id = a.id) as places`;

/** `%text%` with the pattern's own signs taken literally. */
const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

export function filtered(filter: AgreementFilter) {
  const { on, kind = null, state = null, countyCode = null, municipalityCode = null, placeId = null, id = null, ends } = filter;
  const text = filter.text === undefined || filter.text.trim() === '' ? null : like(filter.text.trim());
  return sql`
    from network.agreement a
    left join network.agreement_state s on s.agreement_id = a.id and s.valid @> ${on}::date
    left join lateral (
      select json_build_object('state', f.state, 'since', f.since) as next from network.agreement_state f
      where f.agreement_id = a.id and f.since > ${on}::date and not isempty(f.valid) order by f.since limit 1
    ) n on true
    left join lateral (
      select case when bool_or(upper_inf(v.valid)) then null else max(upper(v.valid)) - 1 end as "lastDay"
      from network.agreement_coverage v where v.agreement_id = a.id
    ) c on true
    where (${id}::uuid is null or a.id = ${id})
      and (${kind}::text is null or a.kind = ${kind})
      and (${state}::text is null or s.state = ${state})
      and (${placeId}::uuid is null or exists (select from network.agreement_place p where p.agreement_id = a.id and p.place_id = ${placeId}))
      and (${ends?.from ?? null}::date is null or c."lastDay" between ${ends?.from ?? null}::date and ${ends?.to ?? null}::date)
      and ((${countyCode}::text is null and ${municipalityCode}::text is null) or exists (
        select from network.municipality m
        where (${countyCode}::text is null or m.county_code = ${countyCode}) and (${municipalityCode}::text is null or m.code = ${municipalityCode})
          and (exists (select from network.agreement_party p where p.agreement_id = a.id and p.municipality_code = m.code)
            or exists (select from network.agreement_place p join network.place_record r on r.place_id = p.place_id and upper_inf(r.recorded)
                       where p.agreement_id = a.id and r.municipality_code = m.code))))
      and (${text}::text is null or a.title ilike ${text} or a.reference ilike ${text}
        or exists (select from network.agreement_party p where p.agreement_id = a.id and p.name ilike ${text})
        or exists (select from network.agreement_place p join network.place_record r on r.place_id = p.place_id and upper_inf(r.recorded)
                   join network.municipality m on m.code = r.municipality_code
                   where p.agreement_id = a.id and (r.name ilike ${text} or m.name ilike ${text})))`;
}

/** Agreements, the newest period first; with `ends`, the one that ends first. */
export function listAgreementRecords(db: Database, filter: AgreementFilter): Promise<AgreementSummary[]> {
  const order = filter.ends === undefined ? sql`a.title, a.id` : sql`c."lastDay", a.title, a.id`;
  return rows(
    db,
    summary,
    sql`select ${columns} ${filtered(filter)} order by ${order} limit ${filter.limit ?? null} offset ${filter.offset ?? 0}`,
  );
}

export async function countAgreementRecords(db: Database, filter: AgreementFilter): Promise<number> {
  return (await one(db, z.object({ count: z.number() }), sql`select count(*) as count ${filtered(filter)}`))!.count;
}

const stateCount = z.object({ state: z.enum(agreementStates).nullable(), count: z.number() });

/** How many agreements are in each state on a day; null: those that had not begun. */
export function agreementStateCounts(db: Database, filter: AgreementFilter): Promise<z.output<typeof stateCount>[]> {
  return rows(db, stateCount, sql`select s.state, count(*) as count ${filtered(filter)} group by s.state`);
}
