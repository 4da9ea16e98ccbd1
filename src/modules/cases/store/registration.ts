/** SQL for registrations that have been sent in. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Answers, storedAnswers } from '../registration/index.ts';
import { registrationStates } from '../state.ts';
import { capacities, channels } from './draft.ts';

const uuid = z.string().transform((text) => text as Uuid);
const date = z.string().transform((text) => text as PlainDate);
const instant = z.string().transform((text) => text as Instant);

export const nextKinds = ['decide', 'first-plan', 'renew-plan'] as const;
export type NextKind = (typeof nextKinds)[number];

const registration = z.object({
  personId: uuid,
  id: uuid,
  state: z.enum(registrationStates),
  firstDay: date,
  registeredOn: date,
  arrivedAt: instant,
  channel: z.enum(channels),
  phoneGround: z.string().nullable(),
  identityProof: z.string(),
  capacity: z.enum(capacities),
  language: z.string(),
  municipalityCode: z.string(),
  answers: storedAnswers,
  leavesOn: date.nullable(),
  receiptNumber: z.string(),
  claimsBenefit: z.boolean(),
  inProgramme: z.boolean(),
  deregisteredOn: date.nullable(),
  deregisteredReason: z.string().nullable(),
  protected: z.boolean(),
  officerId: z.string().nullable(),
  nextDue: date.nullable(),
  nextKind: z.enum(nextKinds).nullable(),
  version: z.number(),
});
export type Registration = z.output<typeof registration>;

const columns = sql`
  person_id as "personId", id, state, first_day as "firstDay", registered_on as "registeredOn", arrived_at as "arrivedAt", channel,
  phone_ground as "phoneGround", identity_proof as "identityProof", capacity, language, municipality_code as "municipalityCode",
  answers, leaves_on as "leavesOn", receipt_number as "receiptNumber", claims_benefit as "claimsBenefit",
  in_programme as "inProgramme", deregistered_on as "deregisteredOn", deregistered_reason as "deregisteredReason", protected,
  officer_id as "officerId", next_due as "nextDue", next_kind as "nextKind", version`;

/** One registration of a person; null when the person has none with this id. */
export function findRegistration(db: Database, personId: Uuid, id: string): Promise<Registration | null> {
  return one(db, registration, sql`select ${columns} from cases.registration where person_id = ${personId} and id = ${id}`);
}

/** As `findRegistration`, held until the transaction ends. */
export function lockRegistration(tx: Transaction, personId: Uuid, id: string): Promise<Registration | null> {
  return one(
    tx,
    registration,
    sql`select ${columns} from cases.registration where person_id = ${personId} and id = ${id} for update`,
  );
}

/** The registration that is with an officer or in force; a person has at most one. */
export function openRegistration(db: Database, personId: Uuid): Promise<Registration | null> {
  return one(
    db,
    registration,
    sql`select ${columns} from cases.registration where person_id = ${personId} and state in ('with-officer', 'registered')`,
  );
}

/** Whether the person has been registered otherwise on or after the day of this registration: then it cannot be opened again. */
export async function isOvertaken(db: Database, of: Pick<Registration, 'personId' | 'id' | 'registeredOn'>): Promise<boolean> {
  const other = await one(
    db,
    z.unknown(),
    sql`select id from cases.registration
        where person_id = ${of.personId} and id <> ${of.id} and state <> 'rejected'
          and coalesce(deregistered_on, 'infinity'::date) > ${of.registeredOn} limit 1`,
  );
  return other !== null;
}

/** Every registration of a person, the latest first. */
export function listRegistrations(db: Database, personId: Uuid): Promise<Registration[]> {
  return rows(
    db,
    registration,
    sql`select ${columns} from cases.registration where person_id = ${personId} order by arrived_at desc, id desc`,
  );
}

/** The last day of the latest registration that had ended when this one arrived; null when there is none. */
export async function earlierEndedOn(
  db: Database,
  of: { personId: Uuid; registrationId: Uuid; arrivedAt: Instant },
): Promise<PlainDate | null> {
  const found = await one(
    db,
    z.object({ endedOn: date.nullable() }),
    sql`select max(deregistered_on) as "endedOn" from cases.registration
        where person_id = ${of.personId} and id <> ${of.registrationId} and state = 'deregistered' and arrived_at <= ${of.arrivedAt}`,
  );
  return found?.endedOn ?? null;
}

export type NewRegistration = Omit<
  Registration,
  'answers' | 'inProgramme' | 'deregisteredOn' | 'deregisteredReason' | 'officerId' | 'version'
> & { answers: Answers; dueEarly: boolean };

export async function insertRegistration(tx: Transaction, row: NewRegistration): Promise<void> {
  await sql`
    insert into cases.registration (person_id, id, state, first_day, registered_on, arrived_at, channel, phone_ground, identity_proof,
                                    capacity, language, municipality_code, answers, leaves_on, receipt_number, claims_benefit,
                                    protected, next_due, next_kind, due_early)
    values (${row.personId}, ${row.id}, ${row.state}, ${row.firstDay}, ${row.registeredOn}, ${row.arrivedAt}, ${row.channel},
            ${row.phoneGround}, ${row.identityProof}, ${row.capacity}, ${row.language}, ${row.municipalityCode},
            ${JSON.stringify(row.answers)}::jsonb, ${row.leavesOn}, ${row.receiptNumber}, ${row.claimsBenefit}, ${row.protected},
            ${row.nextDue}, ${row.nextKind}, ${row.dueEarly})`.execute(tx);
}

/** What comes next and by when; both null when nothing does. */
export interface Next {
  nextDue: PlainDate | null;
  nextKind: NextKind | null;
  dueEarly: boolean;
}

/** A decision's consequence: the state, and what comes next. */
export async function writeState(
  tx: Transaction,
  of: Pick<Registration, 'personId' | 'id'>,
  state: 'with-officer' | 'registered' | 'rejected',
  next: Next,
): Promise<void> {
  await sql`
    update cases.registration
    set state = ${state}, next_due = ${next.nextDue}, next_kind = ${next.nextKind}, due_early = ${next.dueEarly}, version = version + 1
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

export async function writeDeregistered(
  tx: Transaction,
  of: Pick<Registration, 'personId' | 'id'>,
  ended: { on: PlainDate; reason: string },
): Promise<void> {
  await sql`
    update cases.registration
    set state = 'deregistered', deregistered_on = ${ended.on}, deregistered_reason = ${ended.reason},
        next_due = null, next_kind = null, due_early = false, version = version + 1
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/**
 * People's word of protected identity, for every registration of the person and what is counted of it. The home address of
 * someone who is protected is no longer kept in what was sent in.
 */
export async function writeProtected(tx: Transaction, personId: Uuid, isProtected: boolean): Promise<void> {
  await sql`
    update cases.registration
    set protected = ${isProtected}, version = version + 1,
        answers = case when ${isProtected}::boolean
                       then answers #- '{contact,street}' #- '{contact,postalCode}' #- '{contact,postTown}' else answers end
    where person_id = ${personId} and protected <> ${isProtected}`.execute(tx);
  await sql`
    update cases.registration_fact set protected = ${isProtected}
    where registration_id in (select id from cases.registration where person_id = ${personId})`.execute(tx);
}

/** What statistics keep of a registration: nothing that leads to the person once the link is cut. */
export interface NewRegistrationFact {
  id: Uuid;
  registrationId: Uuid;
  month: PlainDate;
  municipalityCode: string;
  ageBand: string;
  language: string;
  grounds: readonly string[];
  channel: string;
  capacity: string;
  automated: boolean | null;
  protected: boolean;
}

export async function insertRegistrationFact(tx: Transaction, row: NewRegistrationFact): Promise<void> {
  await sql`
    insert into cases.registration_fact (id, registration_id, month, municipality_code, age_band, language, grounds, channel, capacity,
                                         automated, protected)
    values (${row.id}, ${row.registrationId}, ${row.month}, ${row.municipalityCode}, ${row.ageBand}, ${row.language},
            ${[...row.grounds]}, ${row.channel}, ${row.capacity}, ${row.automated}, ${row.protected})`.execute(tx);
}

/** Who decided in the end: null while it is with an officer. */
export async function writeAutomated(tx: Transaction, registrationId: Uuid, automated: boolean | null): Promise<void> {
  await sql`update cases.registration_fact set automated = ${automated} where registration_id = ${registrationId}`.execute(tx);
}
