/** SQL for a file that is open: what its bar says, and that it was closed before its time was out. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const openRow = z.object({
  reason: z.string().nullable(),
  reasonText: z.string(),
  identification: z.string().nullable(),
  until: z.string().transform((text) => text as Instant),
});

/** Why a file was opened and until when. */
export function findOpenFile(db: Database, personId: Uuid, openingId: Uuid): Promise<z.output<typeof openRow> | null> {
  return one(
    db,
    openRow,
    sql`select reason, reason_text as "reasonText", identification, until
        from people.file_opening where person_id = ${personId} and id = ${openingId}`,
  );
}

/** Closes what an account has open of a person's file; gives how many openings that were. */
export async function closeOpenings(tx: Transaction, personId: Uuid, accountId: string, at: Instant): Promise<number> {
  const closed = await rows(
    tx,
    z.unknown(),
    sql`
      insert into people.file_closing (person_id, opening_id, at)
      select f.person_id, f.id, ${at}::timestamptz from people.file_opening f
      where f.person_id = ${personId} and f.account_id = ${accountId} and f.until > ${at}
      on conflict do nothing returning opening_id`,
  );
  return closed.length;
}
