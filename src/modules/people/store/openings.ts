/** SQL for openings of files: the log, who read, and the recurrent check. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const uuid = z.string().transform((text) => text as Uuid);
const instant = z.string().transform((text) => text as Instant);

export interface Opening {
  personId: Uuid;
  id: Uuid;
  accountId: string;
  actorName: string;
  roles: readonly string[];
  reason: string | null;
  reasonText: string;
  identification: string | null;
  at: Instant;
  /** The same as `at`: refused, because the person is protected and someone else looks after them. */
  until: Instant;
}

export async function insertOpening(tx: Transaction, opening: Opening): Promise<void> {
  await sql`
    insert into people.file_opening (person_id, id, account_id, actor_name, roles, reason, reason_text, identification, at, until)
    values (${opening.personId}, ${opening.id}, ${opening.accountId}, ${opening.actorName}, ${[...opening.roles]}, ${opening.reason},
            ${opening.reasonText}, ${opening.identification}, ${opening.at}, ${opening.until})`.execute(tx);
}

const readerRow = z.object({
  openingId: uuid,
  at: instant,
  actorName: z.string(),
  roles: z.array(z.string()),
  reason: z.string().nullable(),
  reasonText: z.string(),
  identification: z.string().nullable(),
});
export type Reader = z.output<typeof readerRow>;

/** Who opened a person's file and why, the newest first; for the person. */
export function readersOf(db: Database, personId: Uuid): Promise<Reader[]> {
  return rows(
    db,
    readerRow,
    sql`
      select id as "openingId", at, actor_name as "actorName", roles, reason, reason_text as "reasonText", identification
      from people.file_opening where person_id = ${personId} and until > at order by at desc, id desc limit 500`,
  );
}

/** Whose files an account has open now, the latest first. */
export function openFilesOf(db: Database, accountId: string, now: Instant): Promise<{ personId: Uuid }[]> {
  return rows(
    db,
    z.object({ personId: uuid }),
    sql`
      select person_id as "personId" from people.file_opening
      where account_id = ${accountId} and until > ${now} and at <= ${now} group by person_id order by max(at) desc limit 50`,
  );
}

export const findings = ['in-order', 'ask-further', 'not-in-order'] as const;

const checkRow = z.object({
  personId: uuid,
  openingId: uuid,
  accountId: z.string(),
  actorName: z.string(),
  roles: z.array(z.string()),
  reason: z.string().nullable(),
  reasonText: z.string(),
  identification: z.string().nullable(),
  at: instant,
  isRefused: z.boolean(),
  isProtected: z.boolean(),
  isOwnFile: z.boolean(),
  /** How many files the same account opened on that day in Sweden. */
  thatDay: z.number(),
  finding: z.enum(findings).nullable(),
  note: z.string().nullable(),
  checkedBy: z.string().nullable(),
  checkedAt: instant.nullable(),
});
export type CheckRow = z.output<typeof checkRow>;

/**
 * Openings in a time [from, to[, the newest first, at most `limit`, with what the rule opening-check asks for. `to-check`:
 * only those that it may put on its list (the rule itself says why).
 */
export function openingsBetween(
  db: Database,
  from: Instant,
  to: Instant,
  { manyInADay, only, openingId }: { manyInADay: number | null; only: 'to-check' | 'all'; openingId?: Uuid },
  limit: number,
): Promise<CheckRow[]> {
  return rows(
    db,
    checkRow,
    sql`
      with opened as (
        select f.*, count(*) over (partition by f.account_id, (f.at at time zone 'Europe/Stockholm')::date) as that_day,
               coalesce(p.protection <> 'none', false) as is_protected,
               exists (select from people.person_account a where a.person_id = f.person_id and a.account_id::text = f.account_id) as is_own
        from people.file_opening f left join people.person p using (person_id)
        where f.at >= ${from} and f.at < ${to}
      )
      select o.person_id as "personId", o.id as "openingId", o.account_id as "accountId", o.actor_name as "actorName", o.roles,
             o.reason, o.reason_text as "reasonText", o.identification, o.at, o.until = o.at as "isRefused",
             o.is_protected as "isProtected", o.is_own as "isOwnFile", o.that_day as "thatDay",
             c.finding, c.note, c.checked_by as "checkedBy", c.checked_at as "checkedAt"
      from opened o left join people.opening_check c on c.person_id = o.person_id and c.opening_id = o.id
      where (${only === 'all'}::boolean or o.reason = 'other' or o.until = o.at or o.is_protected or o.is_own
          or o.that_day >= ${manyInADay}::int)
        and (${openingId ?? null}::uuid is null or o.id = ${openingId ?? null})
      order by o.at desc, o.id desc limit ${limit}`,
  );
}

export function findOpening(db: Database, openingId: Uuid): Promise<{ personId: Uuid; at: Instant } | null> {
  return one(
    db,
    z.object({ personId: uuid, at: instant }),
    sql`select person_id as "personId", at from people.file_opening where id = ${openingId}`,
  );
}

/** The last finding counts. */
export async function putCheck(
  tx: Transaction,
  check: { personId: string; openingId: string; at: Instant; by: string; finding: string; note: string },
): Promise<void> {
  await sql`
    insert into people.opening_check (person_id, opening_id, checked_at, checked_by, finding, note)
    values (${check.personId}, ${check.openingId}, ${check.at}, ${check.by}, ${check.finding}, ${check.note})
    on conflict (person_id, opening_id) do update
      set checked_at = excluded.checked_at, checked_by = excluded.checked_by, finding = excluded.finding, note = excluded.note`.execute(
    tx,
  );
}
