/** SQL for signals to control. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { openCase, type OpenCase, openCaseColumns, uuid } from './open-case.ts';

const signal = z.object({
  personId: uuid,
  id: uuid,
  registrationId: uuid,
  code: z.string(),
  /** What it is about: `report:2024-01`, `conversation:<todo>`. */
  about: z.string(),
  state: z.enum(['raised', 'withheld', 'withdrawn']),
  /** What was looked at: codes, ids and days. */
  facts: z.record(z.string(), z.unknown()),
  at: z.string().transform((at) => at as Instant),
  by: z.string(),
});
export type Signal = z.output<typeof signal>;

const columns = sql`person_id as "personId", id, registration_id as "registrationId", code, about, state, facts, at, by`;

/** Every signal about a person, raised or not, the latest first. */
export function listSignals(db: Database, personId: Uuid): Promise<Signal[]> {
  return rows(db, signal, sql`select ${columns} from cases.signal where person_id = ${personId} order by at desc, id desc`);
}

/** The signal about one thing, held until the transaction ends; null when there has been none. */
export function lockSignal(
  tx: Transaction,
  of: Pick<Signal, 'personId' | 'registrationId' | 'code' | 'about'>,
): Promise<Signal | null> {
  return one(
    tx,
    signal,
    sql`select ${columns} from cases.signal
        where person_id = ${of.personId} and registration_id = ${of.registrationId} and code = ${of.code} and about = ${of.about}
        for update`,
  );
}

/** Two that look at one person at once take turns until their transactions end: one thing is told of once. */
export async function takeTurns(tx: Transaction, personId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${personId}, 19))`.execute(tx);
}

/** A new one, or another state of one that is there. Two that write at once take turns; there is never a second row. */
export async function writeSignal(tx: Transaction, row: Signal): Promise<void> {
  await sql`
    insert into cases.signal (person_id, id, registration_id, code, about, state, facts, at, by)
    values (${row.personId}, ${row.id}, ${row.registrationId}, ${row.code}, ${row.about}, ${row.state},
            ${JSON.stringify(row.facts)}::jsonb, ${row.at}, ${row.by})
    on conflict (person_id, registration_id, code, about)
      do update set state = excluded.state, facts = excluded.facts, at = excluded.at, by = excluded.by`.execute(tx);
}

/**
 * Open registrations of those whose report of a month someone is told of, with no report that may be in time and nothing noted of
 * it, or only a note that a paper was on its way: the rules look at each. In the order of their keys, after `after`.
 */
export function listWithoutReport(
  db: Database,
  { month, about, after, limit }: { month: PlainDate; about: string; after: Uuid | null; limit: number },
): Promise<OpenCase[]> {
  return rows(
    db,
    openCase,
    sql`
      select ${openCaseColumns} from cases.registration
      where state in ('with-officer', 'registered') and state = 'registered' and (claims_benefit or in_programme)
        and registered_on < ${month}::date + interval '1 month'
        and person_id > ${after ?? '00000000-0000-0000-0000-000000000000'}
        and not exists (select from cases.report r where r.person_id = registration.person_id and r.registration_id = registration.id
                          and r.month = ${month} and r.timely in ('in-time', 'undecided'))
        and not exists (select from cases.signal s where s.person_id = registration.person_id and s.registration_id = registration.id
                          and s.about = ${about} and s.facts ->> 'because' is distinct from 'on-its-way')
      order by person_id limit ${limit}`,
  );
}

/** The latest month that was gone through for missing reports, to its end; null before the first. */
export async function lastWatched(db: Database): Promise<PlainDate | null> {
  return (await one(db, z.object({ month: day.nullable() }), sql`select max(month) as month from cases.report_watch`))!.month;
}

export async function writeWatched(tx: Transaction, month: PlainDate, at: Instant): Promise<void> {
  await sql`
    insert into cases.report_watch (month, done_at) values (${month}, ${at})
    on conflict (month) do update set done_at = excluded.done_at`.execute(tx);
}
