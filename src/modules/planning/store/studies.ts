/** SQL for simulations of staffing that have been made. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one } from '../../../platform/db/index.ts';
import { type Assumptions, policies } from '../staffing/assumptions.ts';
import { measures, totals } from '../staffing/outcomes.ts';
import type { Simulated } from '../staffing/simulate.ts';

const mean = z.object({ mean: z.number(), half: z.number() }).nullable();
const totalled = z.record(z.enum(totals), mean);
const study = z.object({
  simulated: z.object({
    runs: z.number(),
    policies: z.array(
      z.object({
        policy: z.enum(policies),
        weeks: z.record(z.enum(measures), z.array(mean)),
        totals: totalled,
        differences: totalled.nullable(),
      }),
    ),
  }),
  madeAt: z.string(),
});
export type KeptStudy = z.output<typeof study>;

export function findStudy(db: Database, key: string): Promise<KeptStudy | null> {
  return one(db, study, sql`select simulated, made_at as "madeAt" from planning.staffing_study where key = ${key}`);
}

/** The same assumptions give the same answer: whoever comes second adds nothing. */
export async function keepStudy(
  db: Database,
  row: { key: string; given: Assumptions; simulated: Simulated; at: Instant },
): Promise<void> {
  await sql`
    insert into planning.staffing_study (key, given, simulated, made_at)
    values (${row.key}, ${JSON.stringify(row.given)}::jsonb, ${JSON.stringify(row.simulated)}::jsonb, ${row.at})
    on conflict (key) do nothing`.execute(db);
}
