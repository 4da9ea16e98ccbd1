/** SQL for frozen reports: written once, by the database's own refusal never changed. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';

const frozen = z.object({
  knownAt: z.string(),
  content: z.string(),
  sha256: z.string(),
  frozenAt: z.string(),
  frozenBy: z.string(),
});
export type Frozen = z.output<typeof frozen>;

export function findFrozen(db: Database, reportId: string): Promise<Frozen | null> {
  return one(
    db,
    frozen,
    sql`
      select known_at as "knownAt", content, sha256, frozen_at as "frozenAt", frozen_by as "frozenBy"
      from insight.frozen_report where report_id = ${reportId}`,
  );
}

export async function insertFrozen(
  tx: Transaction,
  row: { reportId: string; knownAt: Instant; content: string; sha256: string; at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into insight.frozen_report (report_id, known_at, content, sha256, frozen_at, frozen_by)
    values (${row.reportId}, ${row.knownAt}, ${row.content}, ${row.sha256}, ${row.at}, ${row.by})`.execute(tx);
}

const file = z.object({ mediaType: z.string(), content: z.instanceof(Buffer), sha256: z.string() });
export type FrozenFile = z.output<typeof file>;

export function findFrozenFile(db: Database, reportId: string, format: string): Promise<FrozenFile | null> {
  return one(
    db,
    file,
    sql`
      select media_type as "mediaType", content, sha256 from insight.frozen_file
      where report_id = ${reportId} and format = ${format}`,
  );
}

export async function insertFrozenFile(
  tx: Transaction,
  row: { reportId: string; format: string; mediaType: string; content: Buffer; sha256: string },
): Promise<void> {
  await sql`
    insert into insight.frozen_file (report_id, format, media_type, content, sha256)
    values (${row.reportId}, ${row.format}, ${row.mediaType}, ${row.content}, ${row.sha256})`.execute(tx);
}
