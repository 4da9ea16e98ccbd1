/** SQL for what is done with visits by the clock. */
import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import type { Database, Transaction } from '../../../platform/db/index.ts';

/** Forgets the keyed hashes that have expired; gives how many. */
export async function forgetRepeatKeys(tx: Transaction, now: Instant): Promise<number> {
  const done = await sql`
    update desk.visit set repeat_key = null, repeat_until = null where repeat_key is not null and repeat_until <= ${now}`.execute(
    tx,
  );
  return Number(done.numAffectedRows ?? 0);
}

/** Ends the visits of days before a day that were not served when they were left; gives how many. */
export async function endForgotten(db: Database, before: PlainDate, now: Instant): Promise<number> {
  const done = await sql`
    update desk.visit
    set outcome = case when state = 'called' then 'no-show' else 'left' end, state = 'ended', ended_at = ${now}, version = version + 1
    where day < ${before} and state in ('waiting', 'called', 'parked')`.execute(db);
  return Number(done.numAffectedRows ?? 0);
}
