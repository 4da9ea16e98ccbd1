/** SQL for logs of visits that were read in. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { NewId, Uuid } from '../../../platform/ids/index.ts';
import type { LoggedVisit } from '../import/rows.ts';
import { notHelpedReasons, outcomes } from '../kinds.ts';
import { moment, plainDay, uuid } from './shapes.ts';

const importRow = z.object({ id: uuid, visits: z.number(), fromDay: plainDay, toDay: plainDay, at: moment });
export type KnownImport = z.output<typeof importRow>;

const importColumns = sql`id, visits, from_day as "fromDay", to_day as "toDay", at`;

/** The logs of a place, the latest first. */
export function listImports(db: Database, placeId: Uuid): Promise<KnownImport[]> {
  return rows(db, importRow, sql`select ${importColumns} from desk.import where place_id = ${placeId} order by at desc, id desc`);
}

/** The log of the same content that was read in before. */
export function findImport(db: Database, placeId: Uuid, sha256: Buffer): Promise<KnownImport | null> {
  return one(db, importRow, sql`select ${importColumns} from desk.import where place_id = ${placeId} and sha256 = ${sha256}`);
}

const loggedRow = z.object({
  arrivedAt: moment,
  calledAt: moment.nullable(),
  servingAt: moment.nullable(),
  endedAt: moment.nullable(),
  topic: z.string(),
  language: z.string().nullable(),
  bookedFor: moment.nullable(),
  outcome: z.enum(outcomes),
  reason: z.enum(notHelpedReasons).nullable(),
});

/** What logs have said of the place's days before. */
export function importedVisits(
  db: Database,
  placeId: Uuid,
  from: PlainDate,
  to: PlainDate,
): Promise<z.output<typeof loggedRow>[]> {
  return rows(
    db,
    loggedRow,
    sql`
      select arrived_at as "arrivedAt", called_at as "calledAt", serving_at as "servingAt", ended_at as "endedAt", topic, language,
             booked_for as "bookedFor", outcome, reason
      from desk.visit where place_id = ${placeId} and day between ${from} and ${to} and import_id is not null`,
  );
}

/** How many visits of those days the desk itself noted. */
export async function countOwnVisits(db: Database, placeId: Uuid, from: PlainDate, to: PlainDate): Promise<number> {
  const found = await one(
    db,
    z.object({ n: z.number() }),
    sql`select count(*) as n from desk.visit where place_id = ${placeId} and day between ${from} and ${to} and import_id is null`,
  );
  return found!.n;
}

/** Two logs of a place at once come one after the other: the later sees what the first has added. */
export async function takeTurns(tx: Transaction, placeId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`desk.import ${placeId}`}, 0))`.execute(tx);
}

export interface NewImport {
  placeId: Uuid;
  id: Uuid;
  sha256: Buffer;
  fromDay: PlainDate;
  toDay: PlainDate;
  at: Instant;
  by: string;
}

/** Writes the log and its visits, all of them ended. */
export async function insertImport(tx: Transaction, log: NewImport, visits: readonly LoggedVisit[], newId: NewId): Promise<void> {
  await sql`
    insert into desk.import (place_id, id, sha256, visits, from_day, to_day, at, by)
    values (${log.placeId}, ${log.id}, ${log.sha256}, ${visits.length}, ${log.fromDay}, ${log.toDay}, ${log.at}, ${log.by})`.execute(
    tx,
  );
  const written = JSON.stringify(visits.map((visit) => ({ id: newId(), ...visit })));
  await sql`
    insert into desk.visit (place_id, id, day, arrived_at, waiting_since, called_at, serving_at, ended_at, topic, language, booked_for, state,
                            outcome, reason, import_id)
    select ${log.placeId}, id, day, "arrivedAt", "arrivedAt", "calledAt", "servingAt", "endedAt", topic, language, "bookedFor", 'ended',
           outcome, reason, ${log.id}
    from jsonb_to_recordset(${written}::jsonb) as r (
      id uuid, day date, "arrivedAt" timestamptz, "calledAt" timestamptz, "servingAt" timestamptz, "endedAt" timestamptz, topic text,
      language text, "bookedFor" timestamptz, outcome text, reason text)`.execute(tx);
}
