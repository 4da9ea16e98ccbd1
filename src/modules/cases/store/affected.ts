/** SQL for the decisions that a stop of a rule put in doubt, and what became of them when they were decided again. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

/** A stop: decisions of the rule since a moment, until it was started again. */
export interface Stop {
  id: Uuid;
  rule: string;
  since: Instant;
  startedAgainAt: Instant | null;
}

/** What the rule decided by itself in that time. A question to an officer decided nothing. */
const inDoubt = ({ rule, since, startedAgainAt }: Stop) => sql`
  d.rule = ${rule} and d.automatic and d.outcome <> 'to-officer' and d.decided_at >= ${since}
  and d.decided_at < coalesce(${startedAgainAt}::timestamptz, 'infinity')`;

const counts = z.object({
  /** All that are in doubt. */
  affected: z.number(),
  /** Someone had decided them anew before the rule was run again. */
  settled: z.number(),
  /** Run again: came out the same. */
  unchanged: z.number(),
  /** Run again: decided in the person's favour by the rule that is in force now. */
  approved: z.number(),
  /** Run again: came out otherwise, and an officer decides. */
  toOfficer: z.number(),
  /** Not run again yet. */
  waiting: z.number(),
});
export type RerunReport = z.output<typeof counts>;

/** What became of the decisions of a stop: `affected` is the sum of the others. Protected persons are in none. */
export async function countAffected(db: Database, stop: Stop): Promise<RerunReport> {
  return (await one(
    db,
    counts,
    sql`
      select count(*)::int as affected,
             (count(*) filter (where d.replaced_by is not null and d.rerun_id is distinct from ${stop.id}))::int as settled,
             (count(*) filter (where d.rerun_id = ${stop.id} and n.id is null))::int as unchanged,
             (count(*) filter (where d.rerun_id = ${stop.id} and n.outcome = 'approve'))::int as approved,
             (count(*) filter (where d.rerun_id = ${stop.id} and n.outcome = 'to-officer'))::int as "toOfficer",
             (count(*) filter (where d.replaced_by is null and d.rerun_id is distinct from ${stop.id}))::int as waiting
      from cases.decision d
      join cases.registration r on r.person_id = d.person_id and r.id = d.registration_id and not r.protected
      left join cases.decision n on n.person_id = d.person_id and n.id = d.replaced_by and d.rerun_id = ${stop.id}
      where ${inDoubt(stop)}`,
  ))!;
}

const uuid = z.string().transform((text) => text as Uuid);
const affected = z.object({
  personId: uuid,
  registrationId: uuid,
  decisionId: uuid,
  outcome: z.enum(['approve', 'reject']),
  reasons: z.array(z.string()),
  decidedAt: z.string(),
  /** What holds now. */
  now: z.enum(['waiting', 'unchanged', 'approve', 'reject', 'to-officer']),
});
export type AffectedDecision = z.output<typeof affected>;

/** The decisions of a stop in the order they were made, after a decision's id (null: from the first). Protected persons are left out. */
export function listAffected(
  db: Database,
  stop: Stop,
  page: { after: string | null; limit: number },
): Promise<AffectedDecision[]> {
  return rows(
    db,
    affected,
    sql`
      select d.person_id as "personId", d.registration_id as "registrationId", d.id as "decisionId", d.outcome, d.reasons,
             d.decided_at as "decidedAt",
             coalesce(n.outcome, case when d.rerun_id = ${stop.id} then 'unchanged' else 'waiting' end) as now
      from cases.decision d
      join cases.registration r on r.person_id = d.person_id and r.id = d.registration_id
      left join cases.decision n on n.person_id = d.person_id and n.id = d.replaced_by
      where ${inDoubt(stop)} and not r.protected and (${page.after}::uuid is null or d.id > ${page.after})
      order by d.id limit ${page.limit}`,
  );
}

/**
 * The next decisions of a stop that have not been run again. Those about protected persons, few and in no count, come on top of
 * the limit, so that none of them is left when the count is at its end. Two that run the same stop take turns.
 */
export async function nextAffected(
  tx: Transaction,
  stop: Stop,
  limit: number,
): Promise<{ personId: Uuid; id: Uuid; registrationId: Uuid; isProtected: boolean }[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${stop.id}, 19))`.execute(tx);
  return rows(
    tx,
    z.object({ personId: uuid, id: uuid, registrationId: uuid, isProtected: z.boolean() }),
    sql`
      with waiting as (
        select d.person_id as "personId", d.id, d.registration_id as "registrationId", r.protected as "isProtected", d.decided_at
        from cases.decision d join cases.registration r on r.person_id = d.person_id and r.id = d.registration_id
        where ${inDoubt(stop)} and d.replaced_by is null and d.rerun_id is distinct from ${stop.id}
      )
      (select * from waiting where not "isProtected" order by decided_at, id limit ${limit})
      union all (select * from waiting where "isProtected")`,
  );
}

/** These have been run again under the stop. */
export async function writeRerun(tx: Transaction, stop: Stop, batch: readonly { personId: Uuid; id: Uuid }[]): Promise<void> {
  if (batch.length === 0) return;
  const persons = batch.map(({ personId }) => personId);
  const ids = batch.map(({ id }) => id);
  await sql`
    update cases.decision d set rerun_id = ${stop.id}
    from unnest(${persons}::uuid[], ${ids}::uuid[]) as b (person_id, id) where d.person_id = b.person_id and d.id = b.id`.execute(
    tx,
  );
}
