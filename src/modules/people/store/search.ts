/** SQL that finds persons by the permitted terms, and the log of searches. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const uuid = z.string().transform((text) => text as Uuid);

export interface Terms {
  /** Twelve digits, also of a coordination number that has been replaced. */
  number: string | null;
  /** Every word must be in the name. */
  name: string | null;
  bornOn: PlainDate | null;
  municipalityCode: string | null;
  disabilityCode: string | null;
}

/** Protected persons are not there for others than the officers named for them. */
const visibleTo = (accountId: Uuid | null) => sql`
  (p.protection = 'none' or exists (select from people.named_officer o where o.person_id = p.person_id and o.account_id = ${accountId}))`;

/** Persons whom all given terms fit, by name, at most `limit`. */
export async function findPersons(db: Database, accountId: Uuid | null, terms: Terms, limit: number): Promise<Uuid[]> {
  const conditions = [visibleTo(accountId)];
  if (terms.number !== null) {
    conditions.push(sql`p.person_id in (select person_id from people.identity_number where number = ${terms.number})`);
  }
  for (const word of terms.name?.toLowerCase().split(/\s+/).filter(Boolean) ?? []) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
    conditions.push(sql`lower((p.given_name || ' ' || p.family_name) collate "und-x-icu") like ${pattern}`);
  }
  if (terms.bornOn !== null) conditions.push(sql`p.born_on = ${terms.bornOn}`);
  if (terms.municipalityCode !== null) conditions.push(sql`p.municipality_code = ${terms.municipalityCode}`);
  if (terms.disabilityCode !== null) {
    conditions.push(sql`exists (select from people.support_need n where n.person_id = p.person_id and n.until is null
                                  and n.disability_code = ${terms.disabilityCode})`);
  }
  const found = await rows(
    db,
    z.object({ personId: uuid }),
    sql`select p.person_id as "personId" from people.person p where ${sql.join(conditions, sql` and `)}
        order by lower((p.given_name || ' ' || p.family_name) collate "und-x-icu"), p.person_id limit ${limit}`,
  );
  return found.map((row) => row.personId);
}

export async function insertSearch(
  tx: Transaction,
  search: {
    id: Uuid;
    at: Instant;
    accountId: string;
    actorName: string;
    terms: readonly string[];
    purpose: string | null;
    hits: number;
  },
): Promise<void> {
  await sql`
    insert into people.search (id, at, account_id, actor_name, terms, purpose, hits)
    values (${search.id}, ${search.at}, ${search.accountId}, ${search.actorName}, ${[...search.terms]}, ${search.purpose},
            ${search.hits})`.execute(tx);
}

const foundRow = z.object({
  personId: uuid,
  name: z.string(),
  number: z.string().nullable(),
  bornOn: z
    .string()
    .nullable()
    .transform((text) => text as PlainDate | null),
  municipalityCode: z.string().nullable(),
});
export type FoundPerson = z.output<typeof foundRow>;

/** What a list of found persons shows, by name. Protected persons are left out for others than their named officers. */
export function listFound(db: Database, accountId: Uuid | null, ids: readonly Uuid[]): Promise<FoundPerson[]> {
  return rows(
    db,
    foundRow,
    sql`
      select p.person_id as "personId", trim(p.given_name || ' ' || p.family_name) as name,
             (select n.number from people.identity_number n where n.person_id = p.person_id and n.replaced_by is null) as number,
             p.born_on as "bornOn", p.municipality_code as "municipalityCode"
      from people.person p where p.person_id = any(${[...ids]}::uuid[]) and ${visibleTo(accountId)}
      order by lower((p.given_name || ' ' || p.family_name) collate "und-x-icu"), p.person_id`,
  );
}
