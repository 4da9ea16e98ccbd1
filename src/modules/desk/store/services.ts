/** SQL for the lines in which people wait at a place, and the counters that call from them. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { names, type Names, plainDay, uuid } from './shapes.ts';

const serviceRow = z.object({
  placeId: uuid,
  id: uuid,
  letter: z.string(),
  names,
  /** Codes of topics. */
  topics: z.array(z.string()),
  /** So many of 100 are to be called within so many seconds; null: no goal is set. */
  goalPercent: z.number().nullable(),
  goalSeconds: z.number().nullable(),
  endedOn: plainDay.nullable(),
  version: z.number(),
});
export type DeskService = z.output<typeof serviceRow>;

/** The services of a place by letter; `ended`: those that have ended too. */
export function listServices(db: Database, placeId: string, { ended = false } = {}): Promise<DeskService[]> {
  return rows(
    db,
    serviceRow,
    sql`
      select place_id as "placeId", id, letter, names, topics, goal_percent as "goalPercent", goal_seconds as "goalSeconds",
             ended_on as "endedOn", version
      from desk.service where place_id = ${placeId} and (${ended} or ended_on is null) order by letter, id`,
  );
}

/** Places with a line that goes on. */
export async function placesWithServices(db: Database): Promise<Uuid[]> {
  const found = await rows(
    db,
    z.object({ id: uuid }),
    sql`select distinct place_id as id from desk.service where ended_on is null`,
  );
  return found.map(({ id }) => id);
}

export interface ServiceFacts {
  letter: string;
  names: Names;
  topics: readonly string[];
  goal: { percent: number; seconds: number } | null;
}

export async function insertService(tx: Transaction, placeId: Uuid, id: Uuid, facts: ServiceFacts): Promise<void> {
  await sql`
    insert into desk.service (place_id, id, letter, names, topics, goal_percent, goal_seconds)
    values (${placeId}, ${id}, ${facts.letter}, ${JSON.stringify(facts.names)}::jsonb, ${[...facts.topics]},
            ${facts.goal?.percent ?? null}, ${facts.goal?.seconds ?? null})`.execute(tx);
}

/** False when it is not there in this version. */
export async function updateService(tx: Transaction, at: Versioned, facts: ServiceFacts): Promise<boolean> {
  const done = await sql`
    update desk.service set letter = ${facts.letter}, names = ${JSON.stringify(facts.names)}::jsonb, topics = ${[...facts.topics]},
      goal_percent = ${facts.goal?.percent ?? null}, goal_seconds = ${facts.goal?.seconds ?? null}, version = version + 1
    where ${ofVersion(at)}`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** From that day it takes no one; false when it is not there in this version. */
export async function endServiceOn(tx: Transaction, at: Versioned, day: PlainDate): Promise<boolean> {
  const done = await sql`
    update desk.service set ended_on = ${day}, version = version + 1 where ${ofVersion(at)}`.execute(tx);
  return done.numAffectedRows === 1n;
}

export interface Versioned {
  placeId: Uuid;
  id: Uuid;
  version: number;
}

const ofVersion = ({ placeId, id, version }: Versioned) =>
  sql`place_id = ${placeId} and id = ${id} and version = ${version} and ended_on is null`;

const counterRow = z.object({
  placeId: uuid,
  id: uuid,
  name: z.string(),
  serviceIds: z.array(uuid),
  endedOn: plainDay.nullable(),
  version: z.number(),
});
export type Counter = z.output<typeof counterRow>;

/** The counters of a place by name; `ended`: those that have ended too. */
export function listCounters(db: Database, placeId: string, { ended = false } = {}): Promise<Counter[]> {
  return rows(
    db,
    counterRow,
    sql`
      select place_id as "placeId", id, name, service_ids as "serviceIds", ended_on as "endedOn", version
      from desk.counter where place_id = ${placeId} and (${ended} or ended_on is null)
      order by length(name), name, id`,
  );
}

export interface CounterFacts {
  name: string;
  serviceIds: readonly Uuid[];
}

export async function insertCounter(tx: Transaction, placeId: Uuid, id: Uuid, facts: CounterFacts): Promise<void> {
  await sql`
    insert into desk.counter (place_id, id, name, service_ids)
    values (${placeId}, ${id}, ${facts.name}, ${[...facts.serviceIds]}::uuid[])`.execute(tx);
}

/** False when it is not there in this version. */
export async function updateCounter(tx: Transaction, at: Versioned, facts: CounterFacts): Promise<boolean> {
  const done = await sql`
    update desk.counter set name = ${facts.name}, service_ids = ${[...facts.serviceIds]}::uuid[], version = version + 1
    where ${ofVersion(at)}`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** False when it is not there in this version. */
export async function endCounterOn(tx: Transaction, at: Versioned, day: PlainDate): Promise<boolean> {
  const done = await sql`
    update desk.counter set ended_on = ${day}, version = version + 1 where ${ofVersion(at)}`.execute(tx);
  return done.numAffectedRows === 1n;
}

/** Whether someone is in the line of a service that day. */
export async function isWaitedFor(db: Database, { placeId, id }: Omit<Versioned, 'version'>, on: PlainDate): Promise<boolean> {
  const found = await one(
    db,
    z.object({ waited: z.boolean() }),
    sql`select exists (select from desk.visit v where v.place_id = ${placeId} and v.day = ${on} and v.service_id = ${id}
                       and v.state <> 'ended') as waited`,
  );
  return found!.waited;
}

/** Whether someone sits at a counter now. */
export async function isStaffed(db: Database, { placeId, id }: Omit<Versioned, 'version'>): Promise<boolean> {
  const found = await one(
    db,
    z.object({ staffed: z.boolean() }),
    sql`select exists (select from desk.counter_open where place_id = ${placeId} and counter_id = ${id}) as staffed`,
  );
  return found!.staffed;
}

const countRow = z.object({ placeId: uuid, services: z.number(), counters: z.number() });

/** How many services and counters each place has that has any. */
export function countLines(db: Database): Promise<z.output<typeof countRow>[]> {
  return rows(
    db,
    countRow,
    sql`
      select place_id as "placeId", count(*) filter (where what = 'service')::int as services,
             count(*) filter (where what = 'counter')::int as counters
      from (select place_id, 'service' as what from desk.service where ended_on is null
            union all select place_id, 'counter' from desk.counter where ended_on is null) as line
      group by place_id`,
  );
}
