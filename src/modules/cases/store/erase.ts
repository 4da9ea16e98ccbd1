/** SQL that erases cases: rows keyed by person go, statistics lose their link to them (DATA-5). */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { uuid } from './open-case.ts';

/** Every table with rows about a person. test/erasure reads the same from the database's own catalogue. */
export const tablesOfPerson = [
  'assistance',
  'attachment',
  'decision',
  'draft',
  'plan',
  'report',
  'signal',
  'todo',
  'registration',
] as const;

/** The last day of a registration: deregistered, or the last that was said of a rejection; null while it is open. */
const endedOn = sql`
  case r.state
    when 'deregistered' then r.deregistered_on
    when 'rejected' then (
      select max(greatest(r.arrived_at, d.decided_at, d.objected_at) at time zone 'Europe/Stockholm')::date
      from cases.registration own left join cases.decision d on d.person_id = own.person_id and d.registration_id = own.id
      where own.person_id = r.person_id and own.id = r.id)
  end`;

/**
 * Persons whose every case ended on or before a day: at most `limit`, by key. Whoever has an open or a later one, or has begun to
 * fill in a new one since, is kept.
 */
export async function listErasable(db: Database, endedBy: PlainDate, limit: number): Promise<Uuid[]> {
  const found = await rows(
    db,
    z.object({ personId: uuid }),
    sql`
      select distinct r.person_id as "personId" from cases.registration r
      where r.state in ('deregistered', 'rejected') and ${endedOn} <= ${endedBy}
        and not exists (select from cases.registration o where o.person_id = r.person_id and o.state in ('with-officer', 'registered'))
        and not exists (select from cases.registration l where l.person_id = r.person_id and l.deregistered_on > ${endedBy})
        and not exists (select from cases.registration l join cases.decision d on d.person_id = l.person_id and d.registration_id = l.id
                        where l.person_id = r.person_id and l.state = 'rejected'
                          and greatest(d.decided_at, d.objected_at) >= ${endedBy}::date + 1)
        and not exists (select from cases.draft f where f.person_id = r.person_id and f.closed_at is null
                          and f.changed_at >= ${endedBy}::date + 1)
      order by 1 limit ${limit}`,
  );
  return found.map(({ personId }) => personId);
}

/** Deletes every row of these persons and cuts what statistics keep of them loose; gives how many went, by table. */
export async function deleteCases(tx: Transaction, personIds: readonly Uuid[]): Promise<Record<string, number>> {
  const ids = sql`any(${[...personIds]}::uuid[])`;
  await sql`
    update cases.registration_fact set registration_id = null
    where registration_id in (select id from cases.registration where person_id = ${ids})`.execute(tx);
  const counts: Record<string, number> = {};
  for (const table of tablesOfPerson) {
    counts[`cases.${table}`] = await countOf(
      tx,
      sql`with gone as (delete from ${sql.table(`cases.${table}`)} where person_id = ${ids} returning 1) select count(*) as n from gone`,
    );
  }
  return counts;
}

/** How many rows there still are about these persons: 0 after their erasure. */
export function remainingCases(db: Database, personIds: readonly Uuid[]): Promise<number> {
  const counted = sql.join(
    tablesOfPerson.map(
      (table) => sql`select count(*) as n from ${sql.table(`cases.${table}`)} where person_id = any(${[...personIds]}::uuid[])`,
    ),
    sql` union all `,
  );
  return countOf(db, sql`select coalesce(sum(n), 0) as n from (${counted}) as counted`);
}

async function countOf(db: Database, statement: RawBuilder<unknown>): Promise<number> {
  return (await one(db, z.object({ n: z.number() }), statement))!.n;
}
