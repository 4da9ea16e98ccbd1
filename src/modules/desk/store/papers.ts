/** SQL for papers that may be reports to the authority and that it has not read. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one } from '../../../platform/db/index.ts';
import { ownAgency } from '../../network/index.ts';

const underWay = z.object({ papers: z.number(), devices: z.number() });

/**
 * What reached a desk from `from` until before `to` and may be a report that the authority has not read. `papers`: reports that no unit has
 * taken over, and what a device noted that could not be taken in and nobody has looked at. `devices`: those in use that were in contact in
 * that time and not after it, or came back and did not send all.
 */
export async function papersUnderWay(
  db: Database,
  { from, to }: { from: Instant; to: Instant },
): Promise<z.output<typeof underWay>> {
  return (await one(
    db,
    underWay,
    sql`
      select
        (select count(*)::integer from desk.document
         where agency = ${ownAgency} and kind = 'activity-report' and state in ('received', 'forwarded')
           and arrived_at >= ${from} and arrived_at < ${to})
        + (select count(*)::integer from desk.synced
           where kind in ('receive-document', 'unreadable') and outcome <> 'done' and settled_at is null
             and at >= ${from} and at < ${to}) as papers,
        (select count(*)::integer from desk.device d
         where d.kind = 'staff' and d.ended_at is null
           and (d.contact_at >= ${from} and d.contact_at < ${to}
                or exists (select from desk.synced s where s.device_id = d.id and s.outcome = 'begun' and s.kind <> 'receive-document'
                             and s.at >= ${from} and s.at < ${to}))) as devices`,
  ))!;
}
