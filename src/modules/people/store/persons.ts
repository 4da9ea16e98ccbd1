/** SQL for persons: who they are, and what a viewer may know of that. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { grounds, identityProofs, preferredChannels, protections } from '../kinds.ts';

const uuid = z.string().transform((text) => text as Uuid);
const date = z
  .string()
  .nullable()
  .transform((text) => text as PlainDate | null);

const personRow = z.object({
  personId: uuid,
  givenName: z.string(),
  familyName: z.string(),
  number: z.string().nullable(),
  bornOn: date,
  municipalityCode: z.string().nullable(),
  street: z.string().nullable(),
  postalCode: z.string().nullable(),
  postTown: z.string().nullable(),
  mediationAddress: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  languages: z.array(z.string()),
  interpreter: z.string().nullable(),
  writtenLanguage: z.string(),
  preferredChannel: z.enum(preferredChannels),
  protection: z.enum(protections),
  identityProof: z.enum(identityProofs),
  version: z.number(),
});
export type PersonRow = z.output<typeof personRow>;

const personColumns = sql`
  p.person_id as "personId", p.given_name as "givenName", p.family_name as "familyName",
  (select n.number from people.identity_number n where n.person_id = p.person_id and n.replaced_by is null) as number,
  p.born_on as "bornOn", p.municipality_code as "municipalityCode", p.street, p.postal_code as "postalCode",
  p.post_town as "postTown", p.mediation_address as "mediationAddress", p.email, p.phone, p.languages, p.interpreter,
  p.written_language as "writtenLanguage", p.preferred_channel as "preferredChannel", p.protection,
  p.identity_proof as "identityProof", p.version`;

export function findPerson(db: Database, personId: Uuid): Promise<PersonRow | null> {
  return one(db, personRow, sql`select ${personColumns} from people.person p where p.person_id = ${personId}`);
}

/**
 * What a statement about `p` (people.person) ends with: in a transaction no one else changes the person until it ends, so that what
 * is decided on the person’s protection stays true to the commit. Nothing outside a transaction. `to-change`: one command at a
 * time, which may go on to change the person; `to-read`: any number at once, none of which changes the person after it.
 */
export function held(db: Database, how: 'to-change' | 'to-read'): RawBuilder<unknown> {
  if (!db.isTransaction) return sql``;
  return how === 'to-change' ? sql`for no key update of p` : sql`for share of p`;
}

/** As findPerson, and no one else changes the person until the transaction ends. */
export function lockPerson(tx: Transaction, personId: Uuid): Promise<PersonRow | null> {
  return one(
    tx,
    personRow,
    sql`select ${personColumns} from people.person p where p.person_id = ${personId} ${held(tx, 'to-change')}`,
  );
}

/** The person whose own account this is. */
export async function findPersonOfAccount(db: Database, accountId: Uuid): Promise<Uuid | null> {
  const found = await one(
    db,
    z.object({ personId: uuid }),
    sql`select person_id as "personId" from people.person_account where account_id = ${accountId}`,
  );
  return found?.personId ?? null;
}

export interface NewPerson {
  personId: Uuid;
  givenName: string;
  familyName: string;
  bornOn: PlainDate | null;
  municipalityCode?: string | null;
  identityProof: string;
  at: Instant;
}

export async function insertPerson(tx: Transaction, person: NewPerson): Promise<void> {
  await sql`
    insert into people.person (person_id, given_name, family_name, born_on, municipality_code, identity_proof, created_at, changed_at)
    values (${person.personId}, ${person.givenName}, ${person.familyName}, ${person.bornOn}, ${person.municipalityCode ?? null},
            ${person.identityProof}, ${person.at}, ${person.at})`.execute(tx);
}

/** Binds an account to a person as it signs in; an account that was bound to another one moves. */
export async function bindAccount(tx: Transaction, accountId: Uuid, personId: Uuid, at: Instant): Promise<void> {
  await sql`
    insert into people.person_account (account_id, person_id, since, signed_in_at) values (${accountId}, ${personId}, ${at}, ${at})
    on conflict (account_id) do update set person_id = excluded.person_id, signed_in_at = excluded.signed_in_at,
      since = case when person_account.person_id = excluded.person_id then person_account.since else excluded.since end`.execute(
    tx,
  );
}

/** The registry's name, and how the person identified themselves; null keeps what is known. */
export async function updateIdentity(
  tx: Transaction,
  personId: Uuid,
  said: { givenName: string; familyName: string; bornOn: PlainDate | null; identityProof: string | null },
  at: Instant,
): Promise<void> {
  await sql`
    update people.person
    set given_name = ${said.givenName}, family_name = ${said.familyName}, born_on = coalesce(${said.bornOn}::date, born_on),
        identity_proof = coalesce(${said.identityProof}, identity_proof), changed_at = ${at}, version = version + 1
    where person_id = ${personId}
      and (given_name, family_name, identity_proof, born_on) is distinct from
          (${said.givenName}, ${said.familyName}, coalesce(${said.identityProof}, identity_proof), coalesce(${said.bornOn}::date, born_on))`.execute(
    tx,
  );
}

export interface Contact {
  email?: string | null | undefined;
  phone?: string | null | undefined;
  street?: string | null | undefined;
  postalCode?: string | null | undefined;
  postTown?: string | null | undefined;
  municipalityCode?: string | null | undefined;
  languages?: readonly string[] | undefined;
  interpreter?: string | null | undefined;
  writtenLanguage?: string | undefined;
  preferredChannel?: string | undefined;
}

/**
 * Changes the contact details that are given; null empties one, what is absent stays. Someone whose home is not in the
 * civil registry (the two upper levels of protection) gets no home address here either.
 */
export async function updateContact(tx: Transaction, personId: Uuid, contact: Contact, now: Instant): Promise<void> {
  const given = (value: unknown) => sql`${value !== undefined}::boolean`;
  const hidden = sql`protection in ('protected-registration', 'assumed-identity')`;
  await sql`
    update people.person set
      email = case when ${given(contact.email)} then ${contact.email ?? null} else email end,
      phone = case when ${given(contact.phone)} then ${contact.phone ?? null} else phone end,
      street = case when ${hidden} then null when ${given(contact.street)} then ${contact.street ?? null} else street end,
      postal_code = case when ${hidden} then null when ${given(contact.postalCode)} then ${contact.postalCode ?? null} else postal_code end,
      post_town = case when ${hidden} then null when ${given(contact.postTown)} then ${contact.postTown ?? null} else post_town end,
      municipality_code = case when ${given(contact.municipalityCode)} then ${contact.municipalityCode ?? null} else municipality_code end,
      languages = coalesce(${contact.languages === undefined ? null : [...contact.languages]}::text[], languages),
      interpreter = case when ${given(contact.interpreter)} then ${contact.interpreter ?? null} else interpreter end,
      written_language = coalesce(${contact.writtenLanguage ?? null}, written_language),
      preferred_channel = coalesce(${contact.preferredChannel ?? null}, preferred_channel),
      changed_at = ${now}, version = version + 1
    where person_id = ${personId}`.execute(tx);
}

const factsRow = z.object({
  bornOn: date,
  municipalityCode: z.string().nullable(),
  writtenLanguage: z.string(),
  identityProof: z.enum(identityProofs),
  isProtected: z.boolean(),
  grounds: z.array(z.enum(grounds)),
});
export type PersonFacts = z.output<typeof factsRow>;

/**
 * Facts for rules, never shown. A protected person has the ground of that name whether or not anyone wrote it. In a transaction
 * they hold until it ends; it asks for them before it locks anything of the person’s, as requireStanding does.
 */
export function personFacts(db: Database, personId: Uuid): Promise<PersonFacts | null> {
  return one(
    db,
    factsRow,
    sql`
      select born_on as "bornOn", municipality_code as "municipalityCode", written_language as "writtenLanguage",
             identity_proof as "identityProof", protection <> 'none' as "isProtected",
             array(select ground from people.support_need n where n.person_id = p.person_id and n.until is null
                   union select 'protected-identity' where p.protection <> 'none' order by 1) as grounds
      from people.person p where person_id = ${personId} ${held(db, 'to-read')}`,
  );
}

const nameRow = z.object({
  personId: uuid,
  name: z.string(),
  isProtected: z.boolean(),
  isNamed: z.boolean(),
});

/** Names of persons, and what decides whether this account may see them. `accountId` null: an account of no one. */
export function listNames(db: Database, accountId: Uuid | null, ids: readonly Uuid[]): Promise<z.output<typeof nameRow>[]> {
  return rows(
    db,
    nameRow,
    sql`
      select p.person_id as "personId", trim(p.given_name || ' ' || p.family_name) as name, p.protection <> 'none' as "isProtected",
             exists (select from people.named_officer o where o.person_id = p.person_id and o.account_id = ${accountId}) as "isNamed"
      from people.person p where p.person_id = any(${[...ids]}::uuid[])`,
  );
}
