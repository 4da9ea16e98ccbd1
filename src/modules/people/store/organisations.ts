/** SQL for the organisations that help, and who acts for them. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type OrganisationKind, organisationKinds } from '../kinds.ts';

/** The organisation that an account acts for, as the issuer told. */
export function helperOf(accountId: Uuid | null): RawBuilder<unknown> {
  return sql`select om.organisation_id from people.organisation_member om where om.account_id = ${accountId}`;
}

/** The relatives that an account is: those whose number the mandate names. */
export function relativeOf(accountId: Uuid | null): RawBuilder<unknown> {
  return sql`
    select og.organisation_id from people.person_account pa
      join people.identity_number pn on pn.person_id = pa.person_id
      join people.organisation og on og.relative_number = pn.number
    where pa.account_id = ${accountId}`;
}

/** The name of the organisation that an account acts for; null when the issuer told of none. */
export async function organisationNameOf(db: Database, accountId: Uuid): Promise<string | null> {
  const found = await one(
    db,
    z.object({ name: z.string() }),
    sql`select name from people.organisation where organisation_id in (${helperOf(accountId)}) limit 1`,
  );
  return found?.name ?? null;
}

const organisationId = z.object({ id: z.string().transform((text) => text as Uuid) });

export interface NewOrganisation {
  id: Uuid;
  number: string;
  kind: OrganisationKind;
  name: string;
  at: Instant;
}

/**
 * Writes an organisation as the issuer says it, new or known by its number, and gives its id. A known one keeps its kind, and that it helps.
 */
export async function upsertOrganisation(tx: Transaction, organisation: NewOrganisation & { helps: boolean }): Promise<Uuid> {
  const written = await one(
    tx,
    organisationId,
    sql`
      insert into people.organisation (organisation_id, number, kind, name, helps, created_at)
      values (${organisation.id}, ${organisation.number}, ${organisation.kind}, ${organisation.name}, ${organisation.helps}, ${organisation.at})
      on conflict (number) do update set name = case when excluded.name = '' then organisation.name else excluded.name end,
        helps = organisation.helps or excluded.helps
      returning organisation_id as id`,
  );
  return written!.id;
}

/** As upsertOrganisation, but a known one keeps its name too: whoever gives a mandate does not rename others' helpers. */
export async function addOrganisation(tx: Transaction, organisation: NewOrganisation): Promise<Uuid> {
  const written = await one(
    tx,
    organisationId,
    sql`
      insert into people.organisation (organisation_id, number, kind, name, created_at)
      values (${organisation.id}, ${organisation.number}, ${organisation.kind}, ${organisation.name}, ${organisation.at})
      on conflict (number) do update set helps = true
      returning organisation_id as id`,
  );
  return written!.id;
}

const organisationRow = z.object({
  organisationId: z.string(),
  number: z.string(),
  kind: z.enum(organisationKinds),
  name: z.string(),
});

/** The organisations that help, for a form to choose from; relatives are not among them, nor whoever only staffs a desk. */
export function listOrganisations(db: Database): Promise<z.output<typeof organisationRow>[]> {
  return rows(
    db,
    organisationRow,
    sql`select organisation_id as "organisationId", number, kind, name from people.organisation
        where number is not null and name <> '' and helps order by name limit 500`,
  );
}

/**
 * A relative: known by their identity number, whether or not they have an account here. To ask whether they have one would
 * tell the person who asks.
 */
export async function insertRelative(
  tx: Transaction,
  relative: { id: Uuid; number: string; name: string; at: Instant },
): Promise<Uuid> {
  await sql`
    insert into people.organisation (organisation_id, kind, name, relative_number, created_at)
    values (${relative.id}, 'relative', ${relative.name}, ${relative.number}, ${relative.at})`.execute(tx);
  return relative.id;
}

/** The account acts for this organisation and for no other. */
export async function setMembership(tx: Transaction, accountId: Uuid, organisation: Uuid | null, at: Instant): Promise<void> {
  await sql`
    delete from people.organisation_member
    where account_id = ${accountId} and organisation_id is distinct from ${organisation}`.execute(tx);
  if (organisation === null) return;
  await sql`
    insert into people.organisation_member (account_id, organisation_id, since) values (${accountId}, ${organisation}, ${at})
    on conflict do nothing`.execute(tx);
}
