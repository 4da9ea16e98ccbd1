/** SQL for decisions on scenarios and their steps. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type PlannedStep, stepKinds } from '../decision/steps.ts';

const uuid = z.string().transform((text) => text as Uuid);

const decision = z.object({
  scenarioId: uuid,
  number: z.number(),
  decidedOn: day,
  reason: z.string(),
  decidedBy: z.string(),
  at: z.string(),
  finishedAt: z.string().nullable(),
});
export type Decision = z.output<typeof decision>;

export const stepRefusal = z.object({
  code: z.string(),
  rule: z.object({ id: z.string(), source: z.string() }).nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type StepRefusal = z.output<typeof stepRefusal>;

const decisionStep = z.object({
  position: z.number(),
  kind: z.enum(stepKinds),
  change: z.number().nullable(),
  requestId: uuid,
  result: z.record(z.string(), z.unknown()).nullable(),
  refusal: stepRefusal.nullable(),
  doneAt: z.string().nullable(),
  /** When, by whom and why somebody decided that it is not carried out. */
  leftOutAt: z.string().nullable(),
  leftOutBy: z.string().nullable(),
  leftOutReason: z.string().nullable(),
});
export type DecisionStep = z.output<typeof decisionStep>;

export function findDecision(db: Database, scenarioId: Uuid): Promise<Decision | null> {
  return one(
    db,
    decision,
    sql`select scenario_id as "scenarioId", number, decided_on as "decidedOn", reason, decided_by as "decidedBy", at,
               finished_at as "finishedAt"
        from planning.decision where scenario_id = ${scenarioId}`,
  );
}

/** In the order in which they are carried out. */
export function listDecisionSteps(db: Database, scenarioId: Uuid): Promise<DecisionStep[]> {
  return rows(
    db,
    decisionStep,
    sql`select position, kind, change, request_id as "requestId", result, refusal, done_at as "doneAt",
               left_out_at as "leftOutAt", left_out_by as "leftOutBy", left_out_reason as "leftOutReason"
        from planning.decision_step where scenario_id = ${scenarioId} order by position`,
  );
}

export async function insertDecision(
  tx: Transaction,
  row: { scenarioId: Uuid; number: number; decidedOn: PlainDate; reason: string; decidedBy: string; at: Instant },
  steps: readonly (PlannedStep & { requestId: Uuid })[],
): Promise<void> {
  await sql`
    insert into planning.decision (scenario_id, number, decided_on, reason, decided_by, at)
    values (${row.scenarioId}, ${row.number}, ${row.decidedOn}, ${row.reason}, ${row.decidedBy}, ${row.at})`.execute(tx);
  await sql`
    insert into planning.decision_step (scenario_id, position, kind, change, request_id)
    select ${row.scenarioId}, position, kind, change, request_id
    from unnest(${steps.map(({ kind }) => kind)}::text[], ${steps.map(({ change }) => change)}::integer[],
                ${steps.map(({ requestId }) => requestId)}::uuid[]) with ordinality as step (kind, change, request_id, position)`.execute(
    tx,
  );
}

/** What came of a try; a step that is done stays as it is. */
export async function recordStep(
  db: Database,
  row: { scenarioId: Uuid; position: number; at: Instant } & ({ result: unknown } | { refusal: StepRefusal }),
): Promise<void> {
  const [result, refusal] = 'result' in row ? [JSON.stringify(row.result), null] : [null, JSON.stringify(row.refusal)];
  await sql`
    update planning.decision_step
    set result = ${result}::jsonb, refusal = ${refusal}::jsonb, tried_at = ${row.at},
        done_at = case when ${result}::jsonb is null then null else ${row.at}::timestamptz end
    where scenario_id = ${row.scenarioId} and position = ${row.position} and done_at is null`.execute(db);
}

/** Of those that are neither done nor left out. */
export async function leaveOutSteps(
  tx: Transaction,
  row: { scenarioId: Uuid; positions: readonly number[]; reason: string; by: string; at: Instant },
): Promise<void> {
  await sql`
    update planning.decision_step
    set left_out_at = ${row.at}, left_out_by = ${row.by}, left_out_reason = ${row.reason}
    where scenario_id = ${row.scenarioId} and position = any(${row.positions}::integer[])
      and done_at is null and left_out_at is null`.execute(tx);
}

/** True for whoever finishes it, once, when no step is left. */
export async function finishDecision(tx: Transaction, scenarioId: Uuid, at: Instant): Promise<boolean> {
  const finished = await rows(
    tx,
    z.object({ number: z.number() }),
    sql`update planning.decision set finished_at = ${at}
        where scenario_id = ${scenarioId} and finished_at is null
          and not exists (select from planning.decision_step s
                          where s.scenario_id = ${scenarioId} and s.done_at is null and s.left_out_at is null)
        returning number`,
  );
  return finished.length > 0;
}

/** Runs `work` and takes back everything that it wrote, also when it refuses. */
export async function withoutTrace<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await sql`savepoint without_trace`.execute(tx);
  try {
    return await work();
  } finally {
    await sql`rollback to savepoint without_trace`.execute(tx);
    await sql`release savepoint without_trace`.execute(tx);
  }
}

/** Runs `work`; when it throws, what it wrote is taken back and the transaction goes on. */
export async function orTakenBack<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await sql`savepoint or_taken_back`.execute(tx);
  try {
    const result = await work();
    await sql`release savepoint or_taken_back`.execute(tx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint or_taken_back`.execute(tx);
    throw error;
  }
}
