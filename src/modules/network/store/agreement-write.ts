/** SQL that writes agreements: what they say, their steps and their documents. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { type AgreementState, agreementStates } from '../agreement-state.ts';
import {
  type AgreementKind,
  agreementKinds,
  type AgreementOffer,
  type AgreementTerm,
  type DeskTask,
  type Evidence,
  type PartyKind,
  type TaskCategory,
  type WeeklyHours,
} from '../kinds.ts';

const uuid = z.uuid().transform((text) => parseUuid(text)!);

export interface AgreementFacts {
  kind: AgreementKind;
  agency: string;
  title: string;
  reference: string | null;
  from: PlainDate | null;
  to: PlainDate | null;
  noticeMonths: number | null;
  terms: Readonly<Partial<Record<AgreementTerm, string>>>;
  arrivalCounts: boolean | null;
  replaces: string | null;
  gapReason: string | null;
  parties: readonly {
    kind: PartyKind;
    name: string;
    municipalityCode: string | null;
    contactRole: string | null;
    contact: string | null;
  }[];
  places: readonly { placeId: string; offers: readonly AgreementOffer[]; hours: WeeklyHours | null }[];
  duties: readonly { task: DeskTask; category: TaskCategory; words: string; access: string | null }[];
}

export interface ToldOfAgreement {
  evidence: Evidence;
  source: string | null;
  method: string | null;
  at: Instant;
  by: string;
}

/** A new agreement with all that it says; its first step is its own. `newId` gives its parties their keys. */
export async function insertAgreementRecord(
  tx: Transaction,
  id: Uuid,
  facts: AgreementFacts,
  told: ToldOfAgreement,
  newId: () => Uuid,
): Promise<void> {
  await sql`
    insert into network.agreement (id, kind, agency, title, evidence, source, method, recorded_at, recorded_by)
    values (${id}, ${facts.kind}, ${facts.agency}, ${facts.title}, ${told.evidence}, ${told.source}, ${told.method}, ${told.at}, ${told.by})`.execute(
    tx,
  );
  await writeFacts(tx, id, 1, facts, told, newId);
}

/** What it says now, as one more version of it. */
export async function writeFacts(
  tx: Transaction,
  id: string,
  version: number,
  facts: AgreementFacts,
  told: Pick<ToldOfAgreement, 'at' | 'by'>,
  newId: () => Uuid,
): Promise<void> {
  const { from, to } = facts;
  await sql`
    update network.agreement set title = ${facts.title}, reference = ${facts.reference}, notice_months = ${facts.noticeMonths},
           valid = case when ${from}::date is null then null else daterange(${from}::date, ${to}::date, '[]') end,
           terms = ${JSON.stringify(facts.terms)}::jsonb, arrival_counts = ${facts.arrivalCounts}, replaces = ${facts.replaces},
           gap_reason = ${facts.gapReason}, version = ${version}
    where id = ${id}`.execute(tx);
  for (const table of ['agreement_party', 'agreement_place', 'agreement_duty']) {
    await sql`delete from ${sql.table(`network.${table}`)} where agreement_id = ${id}`.execute(tx);
  }
  const list = (what: readonly object[]) => sql`jsonb_array_elements(${JSON.stringify(what)}::jsonb) as r(row)`;
  await sql`
    insert into network.agreement_party (agreement_id, id, kind, name, municipality_code, contact_role, contact)
    select ${id}, (row->>'id')::uuid, row->>'kind', row->>'name', row->>'municipalityCode', row->>'contactRole', row->>'contact'
    from ${list(facts.parties.map((party) => ({ ...party, id: newId() })))}`.execute(tx);
  await sql`
    insert into network.agreement_place (agreement_id, place_id, offers, hours)
    select ${id}, (row->>'placeId')::uuid, array(select jsonb_array_elements_text(row->'offers')), nullif(row->'hours', 'null')
    from ${list(facts.places)}`.execute(tx);
  await sql`
    insert into network.agreement_duty (agreement_id, task, category, words, access)
    select ${id}, row->>'task', row->>'category', row->>'words', row->>'access' from ${list(facts.duties)}`.execute(tx);
  await sql`
    insert into network.agreement_version (agreement_id, version, facts, recorded_at, recorded_by)
    values (${id}, ${version}, ${JSON.stringify(facts)}::jsonb, ${told.at}, ${told.by})`.execute(tx);
}

export interface NewStep {
  id: Uuid;
  agreementId: string;
  state: AgreementState;
  since: PlainDate;
  note: string;
}

export async function insertStep(tx: Transaction, step: NewStep, at: Instant, by: string): Promise<void> {
  await sql`
    insert into network.agreement_step (agreement_id, id, state, since, note, recorded_at, recorded_by)
    values (${step.agreementId}, ${step.id}, ${step.state}, ${step.since}, ${step.note}, ${at}, ${by})`.execute(tx);
}

const locked = z.object({
  id: uuid,
  kind: z.enum(agreementKinds),
  agency: z.string(),
  version: z.number(),
  /** Of the newest step that has begun, or that is taken ahead when none has. */
  state: z.enum(agreementStates),
  since: z.string(),
  /** An end or a replacement that lies ahead. */
  endsOn: z.string().nullable(),
  endsAs: z.enum(agreementStates).nullable(),
});
export type LockedAgreement = z.output<typeof locked>;

/** Locks an agreement until the transaction ends, with its state on a day; null when there is none. */
export async function lockAgreement(tx: Transaction, id: string, on: PlainDate): Promise<LockedAgreement | null> {
  const found = await one(tx, z.object({ id: uuid }), sql`select id from network.agreement where id = ${id} for update`);
  if (found === null) return null;
  return one(
    tx,
    locked,
    sql`
      select a.id, a.kind, a.agency, a.version, s.state, s.since, e.since as "endsOn", e.state as "endsAs"
      from network.agreement a
      join lateral (select state, since from network.agreement_state s where s.agreement_id = a.id and not isempty(s.valid)
                    order by s.since > ${on}::date, case when s.since > ${on}::date then s.since - ${on}::date else ${on}::date - s.since end limit 1) s on true
      left join lateral (select state, since from network.agreement_state e where e.agreement_id = a.id and not isempty(e.valid)
                         and e.since > ${on}::date and e.state in ('ended', 'replaced') order by e.since limit 1) e on true
      where a.id = ${id}`,
  );
}

/** Its places' ids. */
export async function placesOfAgreement(db: Database, id: string): Promise<Uuid[]> {
  const found = await rows(
    db,
    z.object({ id: uuid }),
    sql`select place_id as id from network.agreement_place where agreement_id = ${id}`,
  );
  return found.map((row) => row.id);
}

/** Which of these ids are places of the register. */
export async function knownPlaceIds(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows(db, z.object({ id: uuid }), sql`select id from network.place where id = any(${[...ids]}::uuid[])`);
  return new Set(found.map(({ id }) => id));
}

export interface NewDocument {
  id: Uuid;
  agreementId: string;
  name: string;
  mediaType: string;
  content: Buffer;
}

export async function insertAgreementDocument(tx: Transaction, added: NewDocument, at: Instant, by: string): Promise<void> {
  await sql`
    insert into network.agreement_document (agreement_id, id, name, media_type, sha256, content, added_at, added_by)
    values (${added.agreementId}, ${added.id}, ${added.name}, ${added.mediaType}, sha256(${added.content}::bytea), ${added.content}, ${at}, ${by})`.execute(
    tx,
  );
}

const version = z.object({
  version: z.number(),
  facts: z.record(z.string(), z.unknown()),
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type AgreementVersion = z.output<typeof version>;

/** What it said in each version, the newest first. */
export function agreementVersions(db: Database, id: string): Promise<AgreementVersion[]> {
  return rows(
    db,
    version,
    sql`select version, facts, recorded_at as "recordedAt", recorded_by as "recordedBy"
        from network.agreement_version where agreement_id = ${id} order by version desc`,
  );
}
