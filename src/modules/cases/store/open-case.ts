/** SQL that finds which registration a plan, a report or a conversation belongs to. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

export const uuid = z.uuid().transform((id) => id as Uuid);

export const openCase = z.object({
  personId: uuid,
  id: uuid,
  state: z.enum(['with-officer', 'registered', 'deregistered']),
  registeredOn: day,
  deregisteredOn: day.nullable(),
  claimsBenefit: z.boolean(),
  inProgramme: z.boolean(),
  isProtected: z.boolean(),
  officerId: uuid.nullable(),
  municipalityCode: z.string(),
  nextDue: day.nullable(),
  nextKind: z.enum(['decide', 'first-plan', 'renew-plan']).nullable(),
  dueEarly: z.boolean(),
  /** In force, or once approved: what only waits for an officer's decision, or ended before one, never was. */
  wasRegistered: z.boolean(),
});
export type OpenCase = z.output<typeof openCase>;

export const openCaseColumns = sql`
  person_id as "personId", id, state, registered_on as "registeredOn", deregistered_on as "deregisteredOn",
  claims_benefit as "claimsBenefit", in_programme as "inProgramme", protected as "isProtected", officer_id as "officerId",
  municipality_code as "municipalityCode", next_due as "nextDue", next_kind as "nextKind", due_early as "dueEarly",
  (state = 'registered' or exists (
    select from cases.decision
    where decision.person_id = registration.person_id and registration_id = registration.id and outcome = 'approve'
  )) as "wasRegistered"`;

/** The person's open registration; null when there is none. */
export function findOpenCase(db: Database, personId: Uuid): Promise<OpenCase | null> {
  return one(
    db,
    openCase,
    sql`select ${openCaseColumns} from cases.registration where person_id = ${personId} and state in ('with-officer', 'registered')`,
  );
}

/** As `findOpenCase`, held until the transaction ends. */
export function lockOpenCase(tx: Transaction, personId: Uuid): Promise<OpenCase | null> {
  return one(
    tx,
    openCase,
    sql`select ${openCaseColumns} from cases.registration
        where person_id = ${personId} and state in ('with-officer', 'registered') for no key update`,
  );
}

/**
 * The registration that was open in a month (given by its first day), the latest if several; null when there was none. The day
 * of deregistration is the first on which the person is registered no longer.
 */
export function findCaseOfMonth(db: Database, personId: Uuid, month: PlainDate): Promise<OpenCase | null> {
  return one(
    db,
    openCase,
    sql`select ${openCaseColumns} from cases.registration
        where person_id = ${personId} and state <> 'rejected'
          and registered_on < ${month}::date + interval '1 month' and coalesce(deregistered_on, 'infinity'::date) > ${month}
        order by registered_on desc limit 1`,
  );
}

/** What the authority does next with a case, and by when. */
export async function setNext(
  tx: Transaction,
  of: Pick<OpenCase, 'personId' | 'id'>,
  next: { kind: 'first-plan' | 'renew-plan'; due: PlainDate; early: boolean },
): Promise<void> {
  await sql`
    update cases.registration
    set next_kind = ${next.kind}, next_due = ${next.due}, due_early = ${next.early}, version = version + 1
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** Whose case it is; null: nobody's. */
export async function setOfficer(tx: Transaction, of: Pick<OpenCase, 'personId' | 'id'>, officerId: Uuid | null): Promise<void> {
  await sql`
    update cases.registration set officer_id = ${officerId}, version = version + 1
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}
