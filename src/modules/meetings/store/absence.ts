/** SQL for absences: leave, training, illness, a room that is closed; each occupies its resource as everything else does. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { absenceKinds, type AbsenceKind } from '../kinds.ts';

const key = z.string().transform((id) => id as Uuid);
const at = z.string().transform((text) => text as Instant);

const absenceRow = z.object({
  resourceId: key,
  id: key,
  start: at,
  /** The first instant after it. */
  end: at,
  kind: z.enum(absenceKinds),
  notedAt: at,
  endedAt: at.nullable(),
});
export type Absence = z.output<typeof absenceRow>;

const columns = sql`
  resource_id as "resourceId", id, lower(during) as start, upper(during) as "end", kind, noted_at as "notedAt", ended_at as "endedAt"`;

/** Absences of a resource that have not ended by an instant, the first first. */
export function listAbsences(db: Database, resourceId: string, since: Instant): Promise<Absence[]> {
  return absencesOf(db, [resourceId], since);
}

/** The same of several resources. */
export function absencesOf(db: Database, resourceIds: readonly string[], since: Instant): Promise<Absence[]> {
  return rows(
    db,
    absenceRow,
    sql`select ${columns} from meetings.absence
        where resource_id = any (${[...resourceIds]}::uuid[]) and not isempty(during) and upper(during) > ${since}
        order by resource_id, lower(during)`,
  );
}

export function findAbsence(db: Database, resourceId: string, id: string): Promise<Absence | null> {
  return one(
    db,
    absenceRow,
    sql`select ${columns} from meetings.absence where resource_id = ${resourceId} and id = ${id} and not isempty(during)`,
  );
}

/** Locked until the transaction ends. */
export function lockAbsence(tx: Transaction, resourceId: string, id: string): Promise<Absence | null> {
  return one(
    tx,
    absenceRow,
    sql`select ${columns} from meetings.absence
        where resource_id = ${resourceId} and id = ${id} and not isempty(during) for update`,
  );
}

/** The absence itself; what it occupies is written beside it (occupancy.ts). */
export async function insertAbsence(
  tx: Transaction,
  row: { resourceId: Uuid; id: Uuid; start: Instant; end: Instant; kind: AbsenceKind; at: Instant; by: string },
): Promise<void> {
  await sql`
    insert into meetings.absence (resource_id, id, during, kind, noted_at, noted_by)
    values (${row.resourceId}, ${row.id}, tstzrange(${row.start}, ${row.end}), ${row.kind}, ${row.at}, ${row.by})`.execute(tx);
}

/** Ends an absence at an instant within it, or takes it away when it had not begun; what it occupied after that is free. */
export async function endAbsenceAt(tx: Transaction, absence: Absence, end: Instant, now: Instant): Promise<void> {
  const { resourceId, id } = absence;
  const during = end <= absence.start ? sql`'empty'::tstzrange` : sql`tstzrange(lower(during), ${end})`;
  await sql`
    update meetings.absence set during = ${during}, ended_at = ${now}
    where resource_id = ${resourceId} and id = ${id}`.execute(tx);
  // An illness occupies only what was free: there may be several stretches, or none.
  await sql`delete from meetings.occupancy where resource_id = ${resourceId} and of = ${id} and lower(during) >= ${end}`.execute(
    tx,
  );
  await sql`
    update meetings.occupancy set during = tstzrange(lower(during), ${end})
    where resource_id = ${resourceId} and of = ${id} and upper(during) > ${end}`.execute(tx);
}
