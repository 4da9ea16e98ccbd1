/** SQL for identity numbers and their succession. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { IdentityNumber } from '../rules/identity-number.ts';

const holder = z.object({
  personId: z.string().transform((text) => text as Uuid),
  number: z.string(),
  kind: z.enum(['personal', 'coordination']),
});

/** Who holds a number, also one that has been replaced. */
export function findByNumber(db: Database, number: string): Promise<z.output<typeof holder> | null> {
  return one(db, holder, sql`select person_id as "personId", number, kind from people.identity_number where number = ${number}`);
}

/** The number that a person has now. */
export function currentNumber(db: Database, personId: Uuid): Promise<z.output<typeof holder> | null> {
  return one(
    db,
    holder,
    sql`select person_id as "personId", number, kind from people.identity_number where person_id = ${personId} and replaced_by is null`,
  );
}

/** Two that write the same number take turns, in the order of the numbers so that they never wait for each other. */
export async function lockNumbers(tx: Transaction, numbers: readonly string[]): Promise<void> {
  for (const number of numbers.toSorted()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${number}, 23))`.execute(tx);
  }
}

export async function insertNumber(tx: Transaction, personId: Uuid, of: IdentityNumber, at: Instant): Promise<void> {
  await sql`
    insert into people.identity_number (number, kind, person_id, since)
    values (${of.number}, ${of.kind}, ${personId}, ${at})`.execute(tx);
}

/** The person's coordination number, if any is in force, is replaced by the new number, which is then theirs. */
export async function succeedNumber(tx: Transaction, personId: Uuid, by: IdentityNumber, at: Instant): Promise<void> {
  await sql`
    update people.identity_number set replaced_by = ${by.number}, replaced_at = ${at}
    where person_id = ${personId} and replaced_by is null and kind = 'coordination'`.execute(tx);
  await insertNumber(tx, personId, by, at);
}

/** A coordination number that was replaced before we heard of it. */
export async function insertReplacedNumber(
  tx: Transaction,
  personId: Uuid,
  of: IdentityNumber,
  by: string,
  at: Instant,
): Promise<void> {
  await sql`
    insert into people.identity_number (number, kind, person_id, since, replaced_by, replaced_at)
    values (${of.number}, ${of.kind}, ${personId}, ${at}, ${by}, ${at})`.execute(tx);
}
