/** SQL for the units of authorities that take documents, and who belongs to them. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { documentKinds } from '../kinds.ts';
import { plainDay, uuid } from './shapes.ts';

const unitRow = z.object({
  id: uuid,
  agency: z.string(),
  name: z.string(),
  /** Kinds of documents. */
  takes: z.array(z.enum(documentKinds)),
  /** Working days; null: not agreed. */
  remindAfterDays: z.number().nullable(),
  escalateAfterDays: z.number().nullable(),
  email: z.string().nullable(),
  endedOn: plainDay.nullable(),
  version: z.number(),
  /** Accounts. */
  members: z.array(uuid),
});
export type Unit = z.output<typeof unitRow>;

/** Units by authority and name; `accountId`: those to which the account belongs. Those that have ended only with `ended`. */
export function listUnits(
  db: Database,
  { id, accountId, ended = false }: { id?: string; accountId?: string; ended?: boolean } = {},
): Promise<Unit[]> {
  return rows(
    db,
    unitRow,
    sql`
      select u.id, u.agency, u.name, u.takes, u.remind_after_days as "remindAfterDays", u.escalate_after_days as "escalateAfterDays",
             u.email, u.ended_on as "endedOn", u.version,
             coalesce((select jsonb_agg(m.account_id order by m.account_id) from desk.unit_member m where m.unit_id = u.id), '[]') as members
      from desk.unit u
      where (${id ?? null}::uuid is null or u.id = ${id ?? null})
        and (${accountId ?? null}::text is null
             or exists (select from desk.unit_member m where m.unit_id = u.id and m.account_id = ${accountId ?? null}))
        and (${ended} or u.ended_on is null)
      order by u.agency, u.name, u.id`,
  );
}

export type UnitFacts = Omit<Unit, 'id' | 'endedOn' | 'version'>;

export async function insertUnit(tx: Transaction, id: Uuid, facts: UnitFacts): Promise<void> {
  await sql`
    insert into desk.unit (id, agency, name, takes, remind_after_days, escalate_after_days, email)
    values (${id}, ${facts.agency}, ${facts.name}, ${facts.takes}, ${facts.remindAfterDays}, ${facts.escalateAfterDays},
            ${facts.email})`.execute(tx);
  await writeMembers(tx, id, facts.members);
}

/** False when it is not there in this version. */
export async function updateUnit(tx: Transaction, id: Uuid, version: number, facts: UnitFacts): Promise<boolean> {
  const done = await sql`
    update desk.unit set agency = ${facts.agency}, name = ${facts.name}, takes = ${facts.takes}, email = ${facts.email},
      remind_after_days = ${facts.remindAfterDays}, escalate_after_days = ${facts.escalateAfterDays}, version = version + 1
    where id = ${id} and version = ${version} and ended_on is null`.execute(tx);
  if (done.numAffectedRows !== 1n) return false;
  await writeMembers(tx, id, facts.members);
  return true;
}

async function writeMembers(tx: Transaction, id: Uuid, members: readonly Uuid[]): Promise<void> {
  await sql`delete from desk.unit_member where unit_id = ${id} and account_id <> all(${[...members]}::text[])`.execute(tx);
  await sql`
    insert into desk.unit_member (unit_id, account_id) select ${id}, account from unnest(${[...members]}::text[]) as account
    on conflict do nothing`.execute(tx);
}

/** Someone belongs to a unit from now on. */
export async function addUnitMember(tx: Transaction, id: Uuid, accountId: Uuid): Promise<void> {
  await sql`insert into desk.unit_member (unit_id, account_id) values (${id}, ${accountId}) on conflict do nothing`.execute(tx);
}

/** From that day nothing new is forwarded to it; false when it is not there in this version. */
export async function endUnitOn(tx: Transaction, id: Uuid, version: number, day: PlainDate): Promise<boolean> {
  const done = await sql`
    update desk.unit set ended_on = ${day}, version = version + 1
    where id = ${id} and version = ${version} and ended_on is null`.execute(tx);
  return done.numAffectedRows === 1n;
}
