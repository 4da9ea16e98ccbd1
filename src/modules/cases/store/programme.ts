/** SQL for the programme that a registered person is in. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const programme = z.object({ what: z.string(), from: day, until: day.nullable() });
/** What it is called, its first and its last day (null: not set). */
export type Programme = z.output<typeof programme>;

/** The programme that is noted of a registration, over, under way or to come; null when none is. */
export function findProgramme(db: Database, of: { personId: Uuid; id: Uuid }): Promise<Programme | null> {
  return one(
    db,
    programme,
    sql`select programme as what, programme_from as "from", programme_until as until from cases.registration
        where person_id = ${of.personId} and id = ${of.id} and programme is not null`,
  );
}

export async function writeProgramme(
  tx: Transaction,
  of: { personId: Uuid; id: Uuid },
  to: Programme | null,
  today: PlainDate,
): Promise<void> {
  const isIn = to !== null && to.from <= today && (to.until === null || to.until >= today);
  await sql`
    update cases.registration
    set programme = ${to?.what ?? null}, programme_from = ${to?.from ?? null}, programme_until = ${to?.until ?? null},
        in_programme = ${isIn}, version = version + 1
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** Programmes that begin or have ended by a day: who is in one follows. */
export async function followProgrammes(tx: Transaction, today: PlainDate): Promise<void> {
  await sql`
    update cases.registration
    set in_programme = not in_programme, version = version + 1
    where programme is not null and in_programme <> (programme_from <= ${today} and coalesce(programme_until, 'infinity') >= ${today})`.execute(
    tx,
  );
}
