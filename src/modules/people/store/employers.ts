/** SQL for employers and their contacts. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const uuid = z.string().transform((text) => text as Uuid);

const employerRow = z.object({
  employerId: uuid,
  number: z.string(),
  name: z.string(),
  municipalityCode: z.string().nullable(),
  version: z.number(),
});
export type Employer = z.output<typeof employerRow>;

const columns = sql`employer_id as "employerId", number, name, municipality_code as "municipalityCode", version`;

export function findEmployer(db: Database, employerId: Uuid): Promise<Employer | null> {
  return one(db, employerRow, sql`select ${columns} from people.employer where employer_id = ${employerId}`);
}

export function lockEmployer(tx: Transaction, employerId: Uuid): Promise<Employer | null> {
  return one(tx, employerRow, sql`select ${columns} from people.employer where employer_id = ${employerId} for update`);
}

/** Employers by organisation number or part of the name, by name, at most 50; with an empty text the first. */
export function listEmployers(db: Database, text: string): Promise<Employer[]> {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  const digits = text.replaceAll(/\D/g, '').slice(-10);
  return rows(
    db,
    employerRow,
    sql`select ${columns} from people.employer where lower(name collate "und-x-icu") like ${pattern} or number = ${digits} order by name, employer_id limit 50`,
  );
}

export interface EmployerFacts {
  number: string;
  name: string;
  municipalityCode: string | null;
}

export async function insertEmployer(tx: Transaction, employerId: Uuid, facts: EmployerFacts, at: Instant): Promise<void> {
  await sql`
    insert into people.employer (employer_id, number, name, municipality_code, created_at, changed_at)
    values (${employerId}, ${facts.number}, ${facts.name}, ${facts.municipalityCode}, ${at}, ${at})`.execute(tx);
}

export async function updateEmployer(tx: Transaction, employerId: Uuid, facts: EmployerFacts, at: Instant): Promise<void> {
  await sql`
    update people.employer set number = ${facts.number}, name = ${facts.name}, municipality_code = ${facts.municipalityCode},
                               changed_at = ${at}, version = version + 1
    where employer_id = ${employerId}`.execute(tx);
}

const contactRow = z.object({
  id: uuid,
  role: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});
export type EmployerContact = z.output<typeof contactRow>;

/** The contacts in force. */
export function listEmployerContacts(db: Database, employerId: Uuid): Promise<EmployerContact[]> {
  return rows(
    db,
    contactRow,
    sql`select id, role, name, email, phone from people.employer_contact
        where employer_id = ${employerId} and ended_at is null order by role, id`,
  );
}

/** Writes a contact, new or in force; false when it has ended. */
export async function writeEmployerContact(tx: Transaction, employerId: Uuid, contact: EmployerContact): Promise<boolean> {
  const written = await one(
    tx,
    z.unknown(),
    sql`
      insert into people.employer_contact as c (employer_id, id, role, name, email, phone)
      values (${employerId}, ${contact.id}, ${contact.role}, ${contact.name}, ${contact.email}, ${contact.phone})
      on conflict (employer_id, id) do update
        set role = excluded.role, name = excluded.name, email = excluded.email, phone = excluded.phone
        where c.ended_at is null
      returning id`,
  );
  return written !== null;
}

/** Ends a contact and forgets who it was; false when there is none in force. */
export async function closeEmployerContact(tx: Transaction, employerId: Uuid, id: Uuid, at: Instant): Promise<boolean> {
  const ended = await one(
    tx,
    z.unknown(),
    sql`update people.employer_contact set ended_at = ${at}, name = '', email = null, phone = null
        where employer_id = ${employerId} and id = ${id} and ended_at is null returning id`,
  );
  return ended !== null;
}
