/** SQL for what an agreement said in each of its versions. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rows } from '../../../platform/db/index.ts';

const version = z.object({ version: z.number(), recordedAt: z.string(), recordedBy: z.string() });
export type AgreementVersion = z.output<typeof version>;

/** The newest first. */
export function listAgreementVersions(db: Database, agreementId: string): Promise<AgreementVersion[]> {
  return rows(
    db,
    version,
    sql`select version, recorded_at as "recordedAt", recorded_by as "recordedBy" from network.agreement_version
        where agreement_id = ${agreementId} order by version desc`,
  );
}
