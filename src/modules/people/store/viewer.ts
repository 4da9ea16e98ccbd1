/** SQL for what ties an account to a person on a day. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { tasks } from '../kinds.ts';
import { helperOf, relativeOf } from './organisations.ts';

const viewerRow = z.object({
  isSelf: z.boolean(),
  isNamed: z.boolean(),
  mandateTasks: z.object({ organisation: z.array(z.enum(tasks)).nullable(), relative: z.array(z.enum(tasks)).nullable() }),
});

/** `mandateTasks`: what mandates in force on the day cover; null without any. */
export async function viewerFacts(
  db: Database,
  accountId: Uuid | null,
  personId: Uuid,
  today: PlainDate,
): Promise<z.output<typeof viewerRow>> {
  const covered = (members: RawBuilder<unknown>) => sql`
    (select array_agg(distinct task) from people.mandate m, unnest(m.tasks) as task
     where m.person_id = ${personId} and m.revoked_at is null and m.valid @> ${today}::date
       and m.organisation_id in (${members}))`;
  const found = await one(
    db,
    viewerRow,
    sql`
      select exists (select from people.person_account a where a.person_id = ${personId} and a.account_id = ${accountId}) as "isSelf",
             exists (select from people.named_officer o where o.person_id = ${personId} and o.account_id = ${accountId}) as "isNamed",
             jsonb_build_object('organisation', ${covered(helperOf(accountId))},
                                'relative', ${covered(relativeOf(accountId))}) as "mandateTasks"`,
  );
  return found!;
}
