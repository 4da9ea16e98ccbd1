/** SQL for mandates. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { mandateForms, organisationKinds, tasks } from '../kinds.ts';
import type { ByTie } from '../rules/standing.ts';
import { helperOf, relativeOf } from './organisations.ts';

const uuid = z.string().transform((text) => text as Uuid);
const date = z.string().transform((text) => text as PlainDate);
const instant = z.string().transform((text) => text as Instant);

const mandateRow = z.object({
  id: uuid,
  personId: uuid,
  organisationId: uuid,
  organisationName: z.string(),
  organisationKind: z.enum(organisationKinds),
  tasks: z.array(z.enum(tasks)),
  from: date,
  to: date,
  givenHow: z.enum(mandateForms),
  givenAt: instant,
  revokedAt: instant.nullable(),
});
export type Mandate = z.output<typeof mandateRow>;

const mandateColumns = sql`
  m.id, m.person_id as "personId", m.organisation_id as "organisationId", o.name as "organisationName",
  o.kind as "organisationKind", m.tasks, lower(m.valid) as "from", upper(m.valid) - 1 as "to", m.given_how as "givenHow",
  m.given_at as "givenAt", m.revoked_at as "revokedAt"`;

/** Every mandate a person has given, the newest first. */
export function listMandates(db: Database, personId: Uuid): Promise<Mandate[]> {
  return rows(
    db,
    mandateRow,
    sql`select ${mandateColumns} from people.mandate m join people.organisation o using (organisation_id)
        where m.person_id = ${personId} order by m.given_at desc, m.id desc`,
  );
}

const heldRow = mandateRow.extend({ personName: z.string() });

/** Mandates in force on a day that an account holds by its ties, with the names of those who gave them; of protected persons none. */
export async function listMandatesHeldBy(
  db: Database,
  accountId: Uuid,
  today: PlainDate,
): Promise<ByTie<z.output<typeof heldRow>[]>> {
  const held = (members: RawBuilder<unknown>) =>
    rows(
      db,
      heldRow,
      sql`select ${mandateColumns}, trim(p.given_name || ' ' || p.family_name) as "personName" from people.mandate m
          join people.organisation o using (organisation_id) join people.person p using (person_id)
        where m.organisation_id in (${members}) and m.revoked_at is null and m.valid @> ${today}::date
          and p.protection = 'none'
        order by upper(m.valid), m.id`,
    );
  return { organisation: await held(helperOf(accountId)), relative: await held(relativeOf(accountId)) };
}

export async function insertMandate(
  tx: Transaction,
  mandate: {
    personId: Uuid;
    id: Uuid;
    organisationId: Uuid;
    tasks: readonly string[];
    from: PlainDate;
    to: PlainDate;
    givenHow: string;
    at: Instant;
    by: string;
  },
): Promise<void> {
  await sql`
    insert into people.mandate (person_id, id, organisation_id, tasks, valid, given_how, given_at, recorded_by)
    values (${mandate.personId}, ${mandate.id}, ${mandate.organisationId}, ${[...mandate.tasks]},
            daterange(${mandate.from}, ${mandate.to}, '[]'), ${mandate.givenHow}, ${mandate.at}, ${mandate.by})`.execute(tx);
}

export async function revokeMandate(tx: Transaction, personId: Uuid, id: Uuid, at: Instant, by: string): Promise<void> {
  await sql`
    update people.mandate set revoked_at = ${at}, revoked_by = ${by}
    where person_id = ${personId} and id = ${id} and revoked_at is null`.execute(tx);
}

/** The relative with this number to whom the person has given a mandate before. */
export async function findRelativeOf(db: Database, personId: Uuid, number: string): Promise<Uuid | null> {
  const found = await one(
    db,
    z.object({ id: uuid }),
    sql`select o.organisation_id as id from people.organisation o join people.mandate m using (organisation_id)
        where m.person_id = ${personId} and o.relative_number = ${number} limit 1`,
  );
  return found?.id ?? null;
}
