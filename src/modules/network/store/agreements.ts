/** SQL for service agreements and for who staffs a desk. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';
import { deskPositions, deskTasks, ownOfficeKinds, taskCategories } from '../kinds.ts';

const uuid = z.uuid().transform((text) => parseUuid(text)!);

const agreementRow = z.object({
  placeId: uuid,
  id: uuid,
  agency: z.string(),
  from: z.string(),
  /** Last day; null = no end. */
  to: z.string().nullable(),
  reference: z.string(),
  /** Whether what is handed in there has reached the authority that day; null: the agreement does not say. */
  arrivalCounts: z.boolean().nullable(),
  tasks: z.array(
    z.object({ task: z.enum(deskTasks), category: z.enum(taskCategories), words: z.string(), access: z.string().nullable() }),
  ),
});
export type ServiceAgreement = z.output<typeof agreementRow>;

/** Agreements of a place, or of all; `on`: those in force that day. */
export function listAgreements(
  db: Database,
  { placeId, agency, on }: { placeId?: string; agency?: string; on?: PlainDate },
): Promise<ServiceAgreement[]> {
  return rows(
    db,
    agreementRow,
    sql`
      select a.place_id as "placeId", a.id, a.agency, lower(a.valid) as "from", upper(a.valid) - 1 as "to", a.reference,
             a.arrival_counts as "arrivalCounts",
             coalesce((select json_agg(json_build_object('task', t.task, 'category', t.category, 'words', t.words, 'access', t.access) order by t.task)
                       from network.agreement_task t where t.place_id = a.place_id and t.agreement_id = a.id), '[]'::json) as tasks
      from network.service_agreement a
      where (${placeId ?? null}::uuid is null or a.place_id = ${placeId ?? null})
        and (${agency ?? null}::text is null or a.agency = ${agency ?? null})
        and (${on ?? null}::date is null or a.valid @> ${on ?? null}::date)
      order by a.agency, lower(a.valid)`,
  );
}

/** True when the authority has an office of its own there that day. */
export async function isOwnOfficeOn(db: Database, placeId: string, on: PlainDate): Promise<boolean> {
  const found = await one(
    db,
    z.object({ own: z.boolean() }),
    sql`select exists (select from network.presence p where p.place_id = ${placeId} and upper_inf(p.recorded)
          and p.kind = any(${[...ownOfficeKinds]}) and p.valid @> ${on}::date) as own`,
  );
  return found!.own;
}

const staffRow = z.object({
  placeId: uuid,
  id: uuid,
  accountId: z.string(),
  position: z.enum(deskPositions),
  from: z.string(),
  to: z.string().nullable(),
});
export type PlaceStaff = z.output<typeof staffRow>;

/** Who staffs desks: of a place, of an account, on a day. */
export function listPlaceStaff(
  db: Database,
  { placeId, accountId, on }: { placeId?: string; accountId?: string; on?: PlainDate },
): Promise<PlaceStaff[]> {
  return rows(
    db,
    staffRow,
    sql`
      select place_id as "placeId", id, account_id as "accountId", position, lower(valid) as "from", upper(valid) - 1 as "to"
      from network.place_staff
      where (${placeId ?? null}::uuid is null or place_id = ${placeId ?? null})
        and (${accountId ?? null}::text is null or account_id = ${accountId ?? null})
        and (${on ?? null}::date is null or valid @> ${on ?? null}::date)
      order by lower(valid), id`,
  );
}

export async function insertPlaceStaff(tx: Transaction, row: PlaceStaff & { at: Instant; by: string }): Promise<void> {
  await sql`
    insert into network.place_staff (place_id, id, account_id, position, valid, noted_at, noted_by)
    values (${row.placeId}, ${row.id}, ${row.accountId}, ${row.position}, daterange(${row.from}::date, ${row.to}::date, '[]'), ${row.at}, ${row.by})`.execute(
    tx,
  );
}

/** Ends it with a last day; false when there is none with this id that goes on so long. */
export async function endPlaceStaffOn(tx: Transaction, placeId: string, id: Uuid, lastDay: PlainDate): Promise<boolean> {
  const done = await sql`
    update network.place_staff set valid = daterange(lower(valid), ${lastDay}::date, '[]')
    where place_id = ${placeId} and id = ${id} and valid @> ${lastDay}::date`.execute(tx);
  return done.numAffectedRows === 1n;
}
