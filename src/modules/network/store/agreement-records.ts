/** SQL that reads agreements: lists, one as a whole, and what is missing. Their state is always that of a day. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { agreementStates } from '../agreement-state.ts';
import {
  agreementKinds,
  agreementOffers,
  agreementTerms,
  deskTasks,
  evidences,
  partyKinds,
  taskCategories,
  weeklyHours,
} from '../kinds.ts';

const uuid = z.uuid().transform((text) => parseUuid(text)!);

const summary = z.object({
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

const columns = sql`
  a.id, a.kind, a.agency, a.title, a.reference, lower(a.valid) as "from", upper(a.valid) - 1 as "to", a.notice_months as "noticeMonths",
  a.evidence, a.source, a.method, a.assumed, a.version, s.state, s.since as "stateSince", n.next, c."lastDay",
  coalesce((select array_agg(p.name order by p.kind <> 'municipality', p.name) from network.agreement_party p where p.agreement_id = a.id), '{}') as "partyNames",
  (select count(*) from network.agreement_place p where p.agreement_id = a.id) as places`;

/** `%text%` with the pattern's own signs taken literally. */
const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

function filtered(filter: AgreementFilter) {
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

const party = z.object({
  id: uuid,
  kind: z.enum(partyKinds),
  name: z.string(),
  municipalityCode: z.string().nullable(),
  /** A function, not a person, where that can be. */
  contactRole: z.string().nullable(),
  contact: z.string().nullable(),
});
export type AgreementParty = z.output<typeof party>;

const placeOfIt = z.object({
  placeId: uuid,
  placeCode: z.string(),
  placeName: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  countyCode: z.string(),
  offers: z.array(z.enum(agreementOffers)),
  hours: weeklyHours.nullable(),
  /** The last day of a place that leaves before the agreement ends. */
  until: z.string().nullable(),
});
export type AgreementPlace = z.output<typeof placeOfIt>;

const duty = z.object({
  task: z.enum(deskTasks),
  category: z.enum(taskCategories),
  words: z.string(),
  access: z.string().nullable(),
});
export type AgreementDuty = z.output<typeof duty>;

const step = z.object({
  id: uuid,
  state: z.enum(agreementStates),
  since: z.string(),
  note: z.string(),
  recordedAt: z.string(),
  recordedBy: z.string(),
  /** A later step took its place before it began. */
  superseded: z.boolean(),
});
export type AgreementStep = z.output<typeof step>;

const document = z.object({
  id: uuid,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  /** Of its content, as hexadecimal digits. */
  sha256: z.string(),
  addedAt: z.string(),
  addedBy: z.string(),
});
export type AgreementDocument = z.output<typeof document>;

const whole = summary.extend({
  terms: z.partialRecord(z.enum(agreementTerms), z.string()),
  /** Whether what is handed in there has reached the authority that day; null: it does not say. */
  arrivalCounts: z.boolean().nullable(),
  /** The agreement that it takes the place of. */
  replaces: uuid.nullable(),
  gapReason: z.string().nullable(),
  replacedBy: uuid.nullable(),
  recordedAt: z.string(),
  recordedBy: z.string(),
});

export type AgreementRecord = z.output<typeof whole> & {
  parties: AgreementParty[];
  placeList: AgreementPlace[];
  duties: AgreementDuty[];
  /** Oldest first. */
  steps: AgreementStep[];
  documents: AgreementDocument[];
};

/** One agreement as a whole, with its state on a day; null when there is none with this id. */
export async function agreementRecord(db: Database, id: string, on: PlainDate): Promise<AgreementRecord | null> {
  const found = await one(
    db,
    whole,
    sql`
      select ${columns}, a.terms, a.arrival_counts as "arrivalCounts", a.replaces, a.gap_reason as "gapReason",
             (select r.id from network.agreement r join network.agreement_state rs on rs.agreement_id = r.id and rs.valid @> ${on}::date
              where r.replaces = a.id and rs.state <> 'ended' order by r.id desc limit 1) as "replacedBy",
             a.recorded_at as "recordedAt", a.recorded_by as "recordedBy"
      ${filtered({ on, id })}`,
  );
  if (found === null) return null;
  const parties = await rows(
    db,
    party,
    sql`select id, kind, name, municipality_code as "municipalityCode", contact_role as "contactRole", contact
        from network.agreement_party where agreement_id = ${id} order by kind <> 'municipality', name, id`,
  );
  const placeList = await agreementPlaces(db, id);
  const duties = await rows(
    db,
    duty,
    sql`select task, category, words, access from network.agreement_duty where agreement_id = ${id} order by category, task`,
  );
  return {
    ...found,
    parties,
    placeList,
    duties,
    steps: await agreementSteps(db, id),
    documents: await agreementDocuments(db, id),
  };
}

function agreementPlaces(db: Database, id: string): Promise<AgreementPlace[]> {
  return rows(
    db,
    placeOfIt,
    sql`
      select p.place_id as "placeId", pl.code as "placeCode", r.name as "placeName", r.municipality_code as "municipalityCode",
             m.name as municipality, m.county_code as "countyCode", p.offers, p.hours, p.until
      from network.agreement_place p join network.place pl on pl.id = p.place_id
      join network.place_record r on r.place_id = p.place_id and upper_inf(r.recorded)
      join network.municipality m on m.code = r.municipality_code
      where p.agreement_id = ${id} order by m.name, pl.code`,
  );
}

function agreementSteps(db: Database, id: string): Promise<AgreementStep[]> {
  return rows(
    db,
    step,
    sql`
      select s.id, s.state, s.since, s.note, s.recorded_at as "recordedAt", s.recorded_by as "recordedBy", isempty(v.valid) as superseded
      from network.agreement_step s join network.agreement_state v on v.agreement_id = s.agreement_id and v.step_id = s.id
      where s.agreement_id = ${id} order by s.id`,
  );
}

function agreementDocuments(db: Database, id: string): Promise<AgreementDocument[]> {
  return rows(
    db,
    document,
    sql`select id, name, media_type as "mediaType", length(content) as bytes, encode(sha256, 'hex') as sha256,
               added_at as "addedAt", added_by as "addedBy"
        from network.agreement_document where agreement_id = ${id} order by id`,
  );
}

const content = z.object({ name: z.string(), mediaType: z.string(), content: z.instanceof(Buffer) });

/** A document with its content; null when the agreement has none with this id. */
export function agreementDocument(db: Database, agreementId: string, id: string): Promise<z.output<typeof content> | null> {
  return one(
    db,
    content,
    sql`select name, media_type as "mediaType", content from network.agreement_document where agreement_id = ${agreementId} and id = ${id}`,
  );
}
