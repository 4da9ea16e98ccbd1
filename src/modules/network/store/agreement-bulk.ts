/** SQL that takes in many agreements at once. */
import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import { type NewId, parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import type { AgreementState } from '../agreement-state.ts';
import { agreementOffers, type Evidence } from '../kinds.ts';
import type { AgreementFacts } from './agreement-write.ts';

const uuid = z.uuid().transform((text) => parseUuid(text)!);
const plainDay = z.string().transform((text) => text as PlainDate);

const known = z.object({
  id: uuid,
  title: z.string(),
  agency: z.string(),
  /** What it covers, or else its period. */
  from: plainDay.nullable(),
  to: plainDay.nullable(),
  covers: z.boolean(),
  /** It is agreed and not yet in force. */
  agreed: z.boolean(),
  offers: z.array(z.enum(agreementOffers)),
  placeIds: z.array(z.string()),
  /** Those of them that have not left it. */
  staysAt: z.array(z.string()),
});
export type KnownAgreement = z.output<typeof known>;

/** Every agreement of the register, locked against others who take in many. */
export async function knownAgreements(tx: Transaction): Promise<KnownAgreement[]> {
  await sql`lock table network.agreement in share row exclusive mode`.execute(tx);
  return rows(
    tx,
    known,
    sql`
      select a.id, a.title, a.agency, coalesce(c."from", lower(a.valid)) as "from",
             case when c."from" is not null then c."to" else upper(a.valid) - 1 end as "to", c."from" is not null as covers,
             (select s.state = 'agreed' from network.agreement_step s where s.agreement_id = a.id order by s.id desc limit 1) is true as agreed,
             array(select distinct unnest(p.offers) from network.agreement_place p where p.agreement_id = a.id) as offers,
             array(select p.place_id::text from network.agreement_place p where p.agreement_id = a.id) as "placeIds",
             array(select p.place_id::text from network.agreement_place p where p.agreement_id = a.id and p.until is null) as "staysAt"
      from network.agreement a
      left join (select agreement_id, min(lower(valid)) as "from",
                        case when bool_or(upper_inf(valid)) then null else max(upper(valid)) - 1 end as "to"
                 from network.agreement_coverage group by agreement_id) c on c.agreement_id = a.id`,
  );
}

/** Places by code. */
export async function placeIdsByCode(db: Database): Promise<Map<string, Uuid>> {
  const found = await rows(db, z.object({ code: z.string(), id: uuid }), sql`select code, id from network.place`);
  return new Map(found.map(({ code, id }) => [code, id]));
}

export interface BulkAgreement {
  id: Uuid;
  facts: AgreementFacts;
  steps: readonly { state: AgreementState; since: PlainDate }[];
  evidence: Evidence;
  source: string | null;
  method: string | null;
  assumed: readonly string[];
}

/** Agreements written together with a statement a batch and table. */
const batch = 1000;

/** Writes them with their steps and first versions; those that they replace are replaced. Their desks are the caller's. */
export async function insertAgreements(
  tx: Transaction,
  all: readonly BulkAgreement[],
  replaced: readonly { agreementId: Uuid; since: PlainDate }[],
  at: Instant,
  by: string,
  newId: NewId,
): Promise<void> {
  for (let from = 0; from < all.length; from += batch) await insertBatch(tx, all.slice(from, from + batch), at, by, newId);
  await insertSteps(
    tx,
    replaced.map((one) => ({ ...one, state: 'replaced' as const })),
    at,
    by,
    newId,
  );
}

async function insertBatch(tx: Transaction, all: readonly BulkAgreement[], at: Instant, by: string, newId: NewId): Promise<void> {
  await sql`
    insert into network.agreement (id, kind, agency, title, reference, valid, notice_months, terms, arrival_counts, replaces, gap_reason,
                                   evidence, source, method, assumed, recorded_at, recorded_by)
    select id, kind, agency, title, reference, case when "from" is not null then daterange("from", "to", '[]') end, "noticeMonths", terms,
           "arrivalCounts", replaces, "gapReason", evidence, source, method, array(select jsonb_array_elements_text(assumed)), ${at}, ${by}
    from jsonb_to_recordset(${JSON.stringify(all.map(({ facts, ...told }) => ({ ...facts, ...told })))}::jsonb) as r (
      id uuid, kind text, agency text, title text, reference text, "from" date, "to" date, "noticeMonths" integer, terms jsonb,
      "arrivalCounts" boolean, replaces uuid, "gapReason" text, evidence text, source text, method text, assumed jsonb)`.execute(
    tx,
  );
  const of = (list: (facts: AgreementFacts) => readonly object[]) =>
    JSON.stringify(all.flatMap(({ id, facts }) => list(facts).map((one) => ({ ...one, agreementId: id }))));
  await sql`
    insert into network.agreement_party (agreement_id, id, kind, name, municipality_code, contact_role, contact)
    select "agreementId", id, kind, name, "municipalityCode", "contactRole", contact
    from jsonb_to_recordset(${of(({ parties }) => parties.map((party) => ({ ...party, id: newId() })))}::jsonb) as r (
      "agreementId" uuid, id uuid, kind text, name text, "municipalityCode" text, "contactRole" text, contact text)`.execute(tx);
  await sql`
    insert into network.agreement_place (agreement_id, place_id, offers)
    select "agreementId", "placeId", array(select jsonb_array_elements_text(offers))
    from jsonb_to_recordset(${of(({ places }) => places)}::jsonb) as r ("agreementId" uuid, "placeId" uuid, offers jsonb)`.execute(
    tx,
  );
  await sql`
    insert into network.agreement_duty (agreement_id, task, category, words, access)
    select "agreementId", task, category, words, access
    from jsonb_to_recordset(${of(({ duties }) => duties)}::jsonb) as r ("agreementId" uuid, task text, category text, words text, access text)`.execute(
    tx,
  );
  await sql`
    insert into network.agreement_version (agreement_id, version, facts, recorded_at, recorded_by)
    select (row->>'id')::uuid, 1, row->'facts', ${at}, ${by}
    from jsonb_array_elements(${JSON.stringify(all.map(({ id, facts }) => ({ id, facts })))}::jsonb) as r(row)`.execute(tx);
  await insertSteps(tx, all.flatMap(stepsOf), at, by, newId);
}

/** Its steps; one in force ends with its period. */
function stepsOf({ id, steps, facts: { to } }: BulkAgreement) {
  const own = steps.map((step) => ({ agreementId: id, ...step }));
  const ends = to !== null && own.some(({ state }) => state === 'in-force');
  return ends ? [...own, { agreementId: id, state: 'ended' as const, since: addDays(to, 1) }] : own;
}

async function insertSteps(
  tx: Transaction,
  steps: readonly { agreementId: Uuid; state: AgreementState; since: PlainDate }[],
  at: Instant,
  by: string,
  newId: NewId,
): Promise<void> {
  await sql`
    insert into network.agreement_step (agreement_id, id, state, since, recorded_at, recorded_by)
    select "agreementId", id, state, since, ${at}, ${by}
    from jsonb_to_recordset(${JSON.stringify(steps.map((step) => ({ ...step, id: newId() })))}::jsonb) as r (
      "agreementId" uuid, id uuid, state text, since date)`.execute(tx);
}
