/** SQL that reads one agreement as a whole. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { agreementStates } from '../agreement-state.ts';
import { agreementOffers, agreementTerms, deskTasks, partyKinds, taskCategories, weeklyHours } from '../kinds.ts';
import { columns, filtered, summary } from './agreement-records.ts';

const uuid = z.uuid().transform((text) => parseUuid(text)!);

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
