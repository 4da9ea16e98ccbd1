/** SQL for which rules decide by themselves. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Automation } from '../rules/automatic-decision.ts';

const instant = z.string().transform((at) => at as Instant);
const row = z.object({
  id: z.string().transform((id) => id as Uuid),
  rule: z.string(),
  action: z.enum(['start', 'stop']),
  reviewShare: z.number().nullable(),
  /** A stop: decisions since then are in doubt. */
  since: instant.nullable(),
  reason: z.string(),
  at: instant,
  by: z.string(),
});
export type AutomationRow = z.output<typeof row>;

const columns = sql`id, rule, action, review_share as "reviewShare", since, reason, at, by`;

/** Whether a rule decides by itself right now. */
export async function automationOf(db: Database, ruleId: string): Promise<Automation> {
  const last = await one(
    db,
    row,
    sql`select ${columns} from cases.automation where rule = ${ruleId} order by at desc, id desc limit 1`,
  );
  if (last === null) return null;
  return last.action === 'start' && last.reviewShare !== null
    ? { action: 'start', reviewShare: last.reviewShare }
    : { action: 'stop' };
}

/** Everything that was done with the rules, the latest first. */
export function listAutomation(db: Database): Promise<AutomationRow[]> {
  return rows(db, row, sql`select ${columns} from cases.automation order by at desc, id desc`);
}

/** One stop of a rule, with when it was next started; null when there is no stop with this id. */
export function findStop(
  db: Database,
  id: string,
): Promise<(AutomationRow & { since: Instant; startedAgainAt: Instant | null }) | null> {
  return one(
    db,
    row.extend({ since: instant, startedAgainAt: instant.nullable() }),
    sql`
      select ${columns},
             (select min(n.at) from cases.automation n
              where n.rule = s.rule and n.action = 'start' and (n.at, n.id) > (s.at, s.id)) as "startedAgainAt"
      from cases.automation s where id = ${id} and action = 'stop'`,
  );
}

/** Two who start or stop one rule at once take turns. */
export async function lockAutomation(tx: Transaction, ruleId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${ruleId}, 17))`.execute(tx);
}

export async function insertAutomation(
  tx: Transaction,
  done: {
    id: Uuid;
    rule: string;
    action: 'start' | 'stop';
    reviewShare: number | null;
    since: Instant | null;
    reason: string;
    at: Instant;
    by: string;
  },
): Promise<void> {
  await sql`
    insert into cases.automation (id, rule, action, review_share, since, reason, at, by)
    values (${done.id}, ${done.rule}, ${done.action}, ${done.reviewShare}, ${done.since}, ${done.reason}, ${done.at}, ${done.by})
  `.execute(tx);
}
