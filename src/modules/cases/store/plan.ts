/** SQL for plans. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { storedPlan } from '../plan-input.ts';
import type { PlanContent } from '../rules/plan-content.ts';
import { uuid } from './open-case.ts';

const plan = z.object({
  personId: uuid,
  id: uuid,
  registrationId: uuid,
  state: z.enum(['draft', 'in-force', 'replaced']),
  content: storedPlan,
  /** With the three below: null while it is a draft. */
  madeOn: day.nullable(),
  renewBy: day.nullable(),
  /** Account id. */
  madeBy: z.string().nullable(),
  version: z.number(),
  changedAt: z.string().transform((at) => at as Instant),
});
export type Plan = z.output<typeof plan>;

const columns = sql`
  person_id as "personId", id, registration_id as "registrationId", state, content, made_on as "madeOn", renew_by as "renewBy",
  made_by as "madeBy", version, changed_at as "changedAt"`;

/** Every plan of a person, of earlier registrations too: the draft first, then the latest. */
export function listPlans(db: Database, personId: Uuid): Promise<Plan[]> {
  return rows(
    db,
    plan,
    sql`select ${columns} from cases.plan where person_id = ${personId} order by state <> 'draft', made_on desc, id desc`,
  );
}

/** The draft, or the one in force, of a registration, held until the transaction ends; null when there is none. */
export function lockPlan(
  tx: Transaction,
  of: { personId: Uuid; registrationId: Uuid; state: 'draft' | 'in-force' },
): Promise<Plan | null> {
  return one(
    tx,
    plan,
    sql`select ${columns} from cases.plan
        where person_id = ${of.personId} and registration_id = ${of.registrationId} and state = ${of.state} for update`,
  );
}

/** Refused by plan_one_draft when another was begun meanwhile. */
export async function insertDraftPlan(
  tx: Transaction,
  row: { personId: Uuid; id: Uuid; registrationId: Uuid; content: PlanContent; at: Instant },
): Promise<void> {
  await sql`
    insert into cases.plan (person_id, id, registration_id, state, content, changed_at)
    values (${row.personId}, ${row.id}, ${row.registrationId}, 'draft', ${JSON.stringify(row.content)}::jsonb, ${row.at})`.execute(
    tx,
  );
}

export async function updatePlan(
  tx: Transaction,
  of: Pick<Plan, 'personId' | 'id'>,
  content: PlanContent,
  at: Instant,
): Promise<void> {
  await sql`
    update cases.plan set content = ${JSON.stringify(content)}::jsonb, version = version + 1, changed_at = ${at}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** The draft comes into force and takes the place of the one before. */
export async function putDraftInForce(
  tx: Transaction,
  of: Pick<Plan, 'personId' | 'id' | 'registrationId'>,
  made: { on: PlainDate; renewBy: PlainDate; by: string; at: Instant },
): Promise<void> {
  await sql`
    update cases.plan set state = 'replaced', version = version + 1, changed_at = ${made.at}
    where person_id = ${of.personId} and registration_id = ${of.registrationId} and state = 'in-force'`.execute(tx);
  await sql`
    update cases.plan
    set state = 'in-force', made_on = ${made.on}, renew_by = ${made.renewBy}, made_by = ${made.by}, version = version + 1,
        changed_at = ${made.at}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}
