/** SQL that erases cases: rows keyed by person go, statistics lose their link to them (SFS 2002:546 §16). */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { countRowsWith, type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
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

/** Where the batch before ended: the day or the instant that its last one is found by. */
export interface EraseCursor {
  at: string;
  personId: Uuid;
}

const erasable = z.object({ personId: uuid, at: z.string() });

/** Where the day after begins in Sweden. */
const midnightAfter = (endedBy: PlainDate): RawBuilder<unknown> =>
  sql`(${endedBy}::date + 1)::timestamp at time zone 'Europe/Stockholm'`;

/** No open or later case, nothing said of a rejection later, and no new one that was begun since. */
const isOver = (endedBy: PlainDate): RawBuilder<unknown> => sql`
  not exists (
    select from cases.registration o
    where o.person_id = r.person_id and (o.state in ('with-officer', 'registered') or o.deregistered_on > ${endedBy}))
  and not exists (
    select from cases.registration o left join cases.decision d on d.person_id = o.person_id and d.registration_id = o.id
    where o.person_id = r.person_id and o.state = 'rejected'
      and greatest(o.arrived_at, d.decided_at, d.objected_at) >= ${midnightAfter(endedBy)})
  and not exists (
    select from cases.draft f where f.person_id = r.person_id and f.closed_at is null and f.changed_at >= ${midnightAfter(endedBy)})`;

/**
 * Registrations of persons whose every case ended on or before a day, at most `limit`, the oldest first, after a cursor: first those
 * that were deregistered, then those that were only ever rejected.
 */
export function listErasable(
  db: Database,
  endedBy: PlainDate,
  state: 'deregistered' | 'rejected',
  after: EraseCursor | null,
  limit: number,
): Promise<{ personId: Uuid; at: string }[]> {
  const { at, personId } = after ?? { at: '1900-01-01', personId: '00000000-0000-0000-0000-000000000000' };
  return state === 'deregistered'
    ? rows(
        db,
        erasable,
        sql`
          select person_id as "personId", deregistered_on as at from cases.registration r
          where state = 'deregistered' and deregistered_on <= ${endedBy}
            and (deregistered_on, person_id) > (${at}::date, ${personId}::uuid) and ${isOver(endedBy)}
          order by deregistered_on, person_id limit ${limit}`,
      )
    : rows(
        db,
        erasable,
        sql`
          select person_id as "personId", arrived_at as at from cases.registration r
          where state = 'rejected' and arrived_at < ${midnightAfter(endedBy)}
            and (arrived_at, person_id) > (${at}::timestamptz, ${personId}::uuid) and ${isOver(endedBy)}
          order by arrived_at, person_id limit ${limit}`,
      );
}

/** Of these persons those without any registration, and for whom nothing was begun, uploaded or to be done after a day. */
export async function withoutCase(db: Database, endedOn: PlainDate, personIds: readonly Uuid[]): Promise<Uuid[]> {
  const found = await rows(
    db,
    z.object({ personId: uuid }),
    sql`
      select p.id as "personId" from unnest(${[...personIds]}::uuid[]) as p (id)
      where not exists (select from cases.registration r where r.person_id = p.id)
        and not exists (select from cases.draft f where f.person_id = p.id and f.changed_at >= ${midnightAfter(endedOn)})
        and not exists (select from cases.attachment a where a.person_id = p.id and a.added_at >= ${midnightAfter(endedOn)})
        and not exists (
          select from cases.todo t where t.person_id = p.id and greatest(t.created_at, t.done_at) >= ${midnightAfter(endedOn)})`,
  );
  return found.map(({ personId }) => personId);
}

/** Deletes every row of these persons and cuts what statistics keep of them loose; gives how many went, by table. */
export async function deleteCases(tx: Transaction, personIds: readonly Uuid[]): Promise<Record<string, number>> {
  const ids = sql`any(${[...personIds]}::uuid[])`;
  await sql`
    update cases.registration_fact set registration_id = null
    where registration_id in (select id from cases.registration where person_id = ${ids})`.execute(tx);
  await sql`
    update cases.todo set details = details - 'otherPersonId'
    where details ? 'otherPersonId' and details ->> 'otherPersonId' = any(${[...personIds]}::text[])`.execute(tx);
  const counts: Record<string, number> = {};
  for (const table of tablesOfPerson) {
    counts[`cases.${table}`] = await countOf(
      tx,
      sql`with gone as (delete from ${sql.table(`cases.${table}`)} where person_id = ${ids} returning 1) select count(*) as n from gone`,
    );
  }
  return counts;
}

/** How many rows there still are about these persons, in whatever table: 0 after their erasure. */
export function remainingCases(db: Database, personIds: readonly Uuid[]): Promise<number> {
  return countRowsWith(db, { schema: 'cases', column: 'person_id' }, personIds);
}

async function countOf(db: Database, statement: RawBuilder<unknown>): Promise<number> {
  return (await one(db, z.object({ n: z.number() }), statement))!.n;
}
