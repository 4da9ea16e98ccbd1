/** SQL that erases persons, and the report of what was erased. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { countRowsWith, type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

/** Tables with rows about a person, in an order that their references allow. */
const tablesOfPerson = [
  'opening_check',
  'file_closing',
  'file_opening',
  'act',
  'named_officer',
  'mandate',
  'support_need',
  'person_account',
  'identity_number',
  'person',
] as const;

/** The accounts of a person that nothing else here names: not a helper's for others, not an officer's. */
export async function accountsOfPersonAlone(tx: Transaction, personId: Uuid): Promise<Uuid[]> {
  const found = await rows(
    tx,
    z.object({ accountId: z.string().transform((id) => id as Uuid) }),
    sql`
      select account_id as "accountId" from people.person_account a where person_id = ${personId}
        and not exists (select from people.organisation_member m where m.account_id = a.account_id)
        and not exists (select from people.named_officer n where n.account_id = a.account_id)
        and not exists (select from people.protection_officer p where p.account_id = a.account_id)`,
  );
  return found.map(({ accountId }) => accountId);
}

/** Deletes every row about the person; gives how many went, by table. */
export async function deletePerson(tx: Transaction, personId: Uuid): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const helpers = await organisationsOf(tx, personId);
  counts['people.organisation'] = await forgetAsHelper(tx, personId);
  for (const table of tablesOfPerson) {
    counts[`people.${table}`] = await affected(
      tx,
      sql`delete from ${sql.table(`people.${table}`)} where person_id = ${personId} returning 1 as gone`,
    );
  }
  // Relatives for whom no mandate is left are of no use, and their names are personal data.
  counts['people.organisation'] += await affected(
    tx,
    sql`
      delete from people.organisation o where kind = 'relative' and organisation_id = any(${helpers}::uuid[])
        and not exists (select from people.mandate m where m.organisation_id = o.organisation_id) returning 1 as gone`,
  );
  return counts;
}

/** As somebody's relative: the mandate and what was done under it stay with the one who gave it, but name no one any more. */
async function forgetAsHelper(tx: Transaction, personId: Uuid): Promise<number> {
  await sql`
    update people.act set actor_name = ''
    where capacity = 'mandate' and account_id in (select account_id::text from people.person_account where person_id = ${personId})`.execute(
    tx,
  );
  return affected(
    tx,
    sql`
      update people.organisation set relative_number = null, name = ''
      where relative_number in (select number from people.identity_number where person_id = ${personId}) returning 1 as gone`,
  );
}

async function organisationsOf(tx: Transaction, personId: Uuid): Promise<string[]> {
  const found = await rows(
    tx,
    z.object({ id: z.string() }),
    sql`select distinct organisation_id as id from people.mandate where person_id = ${personId}`,
  );
  return found.map(({ id }) => id);
}

async function affected(tx: Transaction, statement: RawBuilder<unknown>): Promise<number> {
  return (await rows(tx, z.unknown(), statement)).length;
}

/** How many rows there still are about these persons, in whatever table: 0 after their erasure. */
export function remainingRows(db: Database, personIds: readonly Uuid[]): Promise<number> {
  return countRowsWith(db, { schema: 'people', column: 'person_id' }, personIds);
}

/**
 * Persons about whom nothing has happened here since an instant, at most `limit`, the longest ago first, after a cursor: nothing
 * changed, no sign-in, no file opened, nothing done for them. Held, so that none of them comes back meanwhile.
 */
export function personsQuietSince(
  tx: Transaction,
  since: Instant,
  after: { at: string; personId: Uuid } | null,
  limit: number,
): Promise<{ personId: Uuid; at: string }[]> {
  const { at, personId } = after ?? { at: '1900-01-01', personId: '00000000-0000-0000-0000-000000000000' };
  return rows(
    tx,
    z.object({ personId: z.string().transform((id) => id as Uuid), at: z.string() }),
    sql`
      select p.person_id as "personId", p.changed_at::text as at from people.person p
      where p.changed_at < ${since} and (p.changed_at, p.person_id) > (${at}::timestamptz, ${personId}::uuid)
        and not exists (select from people.person_account a where a.person_id = p.person_id and a.signed_in_at >= ${since})
        and not exists (select from people.act a where a.person_id = p.person_id and a.at >= ${since})
        and not exists (select from people.file_opening f where f.person_id = p.person_id and f.at >= ${since})
        and not exists (select from people.support_need n where n.person_id = p.person_id and n.recorded_at >= ${since})
        and not exists (select from people.mandate m where m.person_id = p.person_id and greatest(m.given_at, m.revoked_at) >= ${since})
      order by p.changed_at, p.person_id limit ${limit} for update of p skip locked`,
  );
}

export interface Erasure {
  id: Uuid;
  at: Instant;
  /** Cases that ended on or before this day, and persons without a case about whom nothing has happened after it. */
  endedBy: PlainDate;
  persons: number;
  /** Rows by table. No ids. */
  counts: Readonly<Record<string, number>>;
  /** Rows that should be gone and are not. */
  remaining: number;
}

/** The row that proves an erasure. */
export async function recordErasure(tx: Transaction, run: Erasure): Promise<void> {
  await sql`
    insert into people.erasure (id, at, ended_by, persons, counts, remaining)
    values (${run.id}, ${run.at}, ${run.endedBy}, ${run.persons}, ${JSON.stringify(run.counts)}::jsonb, ${run.remaining})`.execute(
    tx,
  );
}

const erasureRow = z.object({
  id: z.string(),
  at: z.string().transform((text) => text as Instant),
  endedBy: z.string().transform((text) => text as PlainDate),
  persons: z.number(),
  counts: z.record(z.string(), z.number()),
  remaining: z.number(),
});

/** What the last hundred erasures did, the newest first. */
export function listErasures(db: Database): Promise<z.output<typeof erasureRow>[]> {
  return rows(
    db,
    erasureRow,
    sql`select id, at, ended_by as "endedBy", persons, counts, remaining from people.erasure order by at desc limit 100`,
  );
}
