/** SQL for the definitions that have been used. Rows are only added. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';

const used = z.object({ metric: z.string(), version: z.number(), fingerprint: z.string(), since: z.string() });
/** A version of a metric that figures have been given by, and since when. */
export type UsedDefinition = z.output<typeof used>;

export function usedDefinitions(db: Database): Promise<UsedDefinition[]> {
  return rows(db, used, sql`select metric, version, fingerprint, since::text from insight.definition order by metric, version`);
}

export interface NewDefinition {
  metric: string;
  version: number;
  fingerprint: string;
  definition: unknown;
}

/** Notes those that are not there yet. */
export async function noteDefinitions(tx: Transaction, definitions: readonly NewDefinition[], at: Instant): Promise<void> {
  await sql`
    insert into insight.definition (metric, version, fingerprint, definition, since)
    select metric, version, fingerprint, definition, ${at}
    from jsonb_to_recordset(${JSON.stringify(definitions)}::jsonb) as d (metric text, version integer, fingerprint text, definition jsonb)
    on conflict do nothing`.execute(tx);
}
