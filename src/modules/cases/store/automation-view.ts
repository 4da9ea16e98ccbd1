/** SQL for the administrator's page about the rules that decide: who did what with them, and how much they decide. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';

const instant = z.string().transform((at) => at as Instant);

const done = z.object({
  id: z.string(),
  action: z.enum(['start', 'stop']),
  reviewShare: z.number().nullable(),
  /** A stop: decisions since then are in doubt. */
  since: instant.nullable(),
  reason: z.string(),
  at: instant,
  byName: z.string(),
});
export type AutomationDone = z.output<typeof done>;

/** What was done with a rule and by whom, the latest first. */
export function automationHistory(db: Database, ruleId: string): Promise<AutomationDone[]> {
  return rows(
    db,
    done,
    sql`select u.id, u.action, u.review_share as "reviewShare", u.since, u.reason, u.at, coalesce(a.name, u.by) as "byName"
        from cases.automation u left join platform.account a on a.id::text = u.by
        where u.rule = ${ruleId} order by u.at desc, u.id desc`,
  );
}

const counts = z.object({
  automatic: z.number(),
  approved: z.number(),
  rejected: z.number(),
  toOfficer: z.number(),
  waiting: z.number(),
});
export type DecisionCounts = z.output<typeof counts>;

/** How many a rule has decided by itself, handed on, and how many of those drawn wait for a human. Protected persons are in none. */
export async function decisionCounts(db: Database, ruleId: string): Promise<DecisionCounts> {
  return (await one(
    db,
    counts,
    sql`select (count(*) filter (where outcome <> 'to-officer'))::int as automatic,
               (count(*) filter (where outcome = 'approve'))::int as approved,
               (count(*) filter (where outcome = 'reject'))::int as rejected,
               (count(*) filter (where outcome = 'to-officer'))::int as "toOfficer",
               (count(*) filter (where sampled and reviewed_at is null))::int as waiting
        from cases.decision d join cases.registration r on r.person_id = d.person_id and r.id = d.registration_id
        where d.rule = ${ruleId} and d.decided_by = 'rule' and not r.protected`,
  ))!;
}
