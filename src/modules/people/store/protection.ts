/** SQL for protected identity: the level, and the officers named for someone. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Protection } from '../kinds.ts';

/**
 * Writes the level and where letters go instead of home. At the two upper levels the home is not in the civil registry, so
 * it is not kept here either (the civil registry’s levels); an ended protection ends the mediation address.
 */
export async function writeProtection(
  tx: Transaction,
  personId: Uuid,
  to: { level: Protection; mediationAddress: string | null; since: Instant | null },
  at: Instant,
): Promise<void> {
  const hidden = to.level === 'protected-registration' || to.level === 'assumed-identity';
  await sql`
    update people.person set
      protection = ${to.level}, protected_since = ${to.since}, mediation_address = ${to.mediationAddress},
      street = case when ${hidden}::boolean then null else street end,
      postal_code = case when ${hidden}::boolean then null else postal_code end,
      post_town = case when ${hidden}::boolean then null else post_town end,
      changed_at = ${at}, version = version + 1
    where person_id = ${personId}`.execute(tx);
}

export async function insertNamedOfficer(
  tx: Transaction,
  named: { personId: Uuid; accountId: Uuid; at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into people.named_officer (person_id, account_id, named_at, named_by)
    values (${named.personId}, ${named.accountId}, ${named.at}, ${named.by}) on conflict do nothing`.execute(tx);
}

/** How many were named no longer. Without a person: everyone that the account is named for. */
export async function deleteNamedOfficer(tx: Transaction, accountId: Uuid, personId: Uuid | null): Promise<number> {
  const gone = await rows(
    tx,
    z.unknown(),
    sql`delete from people.named_officer where account_id = ${accountId} and (${personId}::uuid is null or person_id = ${personId})
        returning person_id`,
  );
  return gone.length;
}

const uuid = z.string().transform((text) => text as Uuid);
const officer = z.object({ accountId: uuid, name: z.string() });

/** The officers named for a person who still look after such persons. */
export function namedOfficers(db: Database, personId: Uuid): Promise<z.output<typeof officer>[]> {
  return rows(
    db,
    officer,
    sql`select o.account_id as "accountId", p.name
        from people.named_officer o join people.protection_officer p using (account_id)
        where o.person_id = ${personId} order by o.named_at`,
  );
}

/** Those who may be named. */
export function listProtectionOfficers(db: Database): Promise<z.output<typeof officer>[]> {
  return rows(db, officer, sql`select account_id as "accountId", name from people.protection_officer order by name`);
}

/** Notes someone who looks after protected persons, as they sign in or act. */
export async function noteProtectionOfficer(tx: Transaction, accountId: Uuid, name: string, at: Instant): Promise<void> {
  await sql`
    insert into people.protection_officer (account_id, name, seen_at) values (${accountId}, ${name}, ${at})
    on conflict (account_id) do update set name = excluded.name, seen_at = excluded.seen_at`.execute(tx);
}

/** Someone who has the role no longer: whoever they are named for waits for an officer again. */
export async function forgetProtectionOfficer(tx: Transaction, accountId: Uuid): Promise<void> {
  await sql`delete from people.protection_officer where account_id = ${accountId}`.execute(tx);
}

export async function isProtectionOfficer(db: Database, accountId: Uuid): Promise<boolean> {
  const found = await one(db, z.unknown(), sql`select 1 as found from people.protection_officer where account_id = ${accountId}`);
  return found !== null;
}

const unassigned = z.object({ personId: uuid, since: z.string().transform((text) => text as Instant) });

/** Protected persons for whom no one is named who still looks after such persons, the longest waiting first: ids only, for protection officers only. */
export function listUnassigned(db: Database): Promise<z.output<typeof unassigned>[]> {
  return rows(
    db,
    unassigned,
    sql`select person_id as "personId", protected_since as since from people.person p
        where protection <> 'none' and not exists (
          select from people.named_officer o join people.protection_officer using (account_id) where o.person_id = p.person_id)
        order by protected_since`,
  );
}

/** The protected persons that an account is named for. */
export async function listNamedFor(db: Database, accountId: Uuid): Promise<Uuid[]> {
  const found = await rows(
    db,
    z.object({ personId: uuid }),
    sql`select o.person_id as "personId" from people.named_officer o join people.person p using (person_id)
        where o.account_id = ${accountId} and p.protection <> 'none' order by o.named_at`,
  );
  return found.map((row) => row.personId);
}

/** Nobody is named for the person any more. */
export async function deleteNamedOfficers(tx: Transaction, personId: Uuid): Promise<void> {
  await sql`delete from people.named_officer where person_id = ${personId}`.execute(tx);
}
