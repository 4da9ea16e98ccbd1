/** SQL for who may deal with whom, and for what they then did. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Task } from '../kinds.ts';
import { helperOf, relativeOf } from './organisations.ts';
import { held } from './persons.ts';

const uuid = z
  .string()
  .nullable()
  .transform((text) => text as Uuid | null);

const standingRow = z.object({
  isProtected: z.boolean(),
  isSelf: z.boolean(),
  isNamed: z.boolean(),
  mandates: z.object({ organisation: uuid, relative: uuid }),
  openingId: uuid,
  writtenLanguage: z.string(),
});

/** Everything that decides an account's standing towards a person; null when there is no such person. See `held`. */
export function standingFacts(
  db: Database,
  account: { id: string; uuid: Uuid | null },
  personId: Uuid,
  at: { task: Task; now: Instant; today: PlainDate },
): Promise<z.output<typeof standingRow> | null> {
  const inForce = (members: RawBuilder<unknown>) => sql`
    (select m.id from people.mandate m
     where m.person_id = p.person_id and m.revoked_at is null and m.valid @> ${at.today}::date
       and ${at.task} = any(m.tasks) and m.organisation_id in (${members})
     order by m.given_at desc limit 1)`;
  return one(
    db,
    standingRow,
    sql`
      select p.protection <> 'none' as "isProtected", p.written_language as "writtenLanguage",
             exists (select from people.person_account a where a.person_id = p.person_id and a.account_id = ${account.uuid}) as "isSelf",
             exists (select from people.named_officer o where o.person_id = p.person_id and o.account_id = ${account.uuid}) as "isNamed",
             jsonb_build_object('organisation', ${inForce(helperOf(account.uuid))},
                                'relative', ${inForce(relativeOf(account.uuid))}) as mandates,
             (select f.id from people.file_opening f
              where f.person_id = p.person_id and f.account_id = ${account.id} and f.until > ${at.now}
                and not exists (select from people.file_closing c where c.person_id = f.person_id and c.opening_id = f.id)
              order by f.at desc limit 1) as "openingId"
      from people.person p where p.person_id = ${personId} ${held(db, 'to-change')}`,
  );
}

export interface Act {
  personId: Uuid;
  id: Uuid;
  at: Instant;
  accountId: string;
  actorName: string;
  capacity: 'mandate' | 'staff';
  mandateId: Uuid | null;
  what: string;
  details: Readonly<Record<string, unknown>>;
}

export async function insertAct(tx: Transaction, act: Act): Promise<void> {
  await sql`
    insert into people.act (person_id, id, at, account_id, actor_name, capacity, mandate_id, what, details)
    values (${act.personId}, ${act.id}, ${act.at}, ${act.accountId}, ${act.actorName}, ${act.capacity}, ${act.mandateId},
            ${act.what}, ${JSON.stringify(act.details)}::jsonb)`.execute(tx);
}

const actRow = z.object({
  id: z.string(),
  at: z.string().transform((text) => text as Instant),
  actorName: z.string(),
  capacity: z.enum(['mandate', 'staff']),
  organisation: z.string().nullable(),
  mandateId: z.string().nullable(),
  what: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type ShownAct = z.output<typeof actRow>;

/** What others did for a person, the newest first; with a mandate only what was done under it. */
export function listActs(db: Database, personId: Uuid, mandateId: Uuid | null = null): Promise<ShownAct[]> {
  return rows(
    db,
    actRow,
    sql`
      select a.id, a.at, a.actor_name as "actorName", a.capacity, o.name as organisation, a.mandate_id as "mandateId", a.what, a.details
      from people.act a
        left join people.mandate m on m.person_id = a.person_id and m.id = a.mandate_id
        left join people.organisation o using (organisation_id)
      where a.person_id = ${personId} and (${mandateId}::uuid is null or a.mandate_id = ${mandateId})
      order by a.at desc, a.id desc limit 500`,
  );
}
