/** SQL that fills an empty database with a country's tables, set by set. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, type Transaction } from '../../../platform/db/index.ts';

/**
 * Does the work while holding the turn to load a country: two processes that start at once on one database take turns. The
 * turn ends with the connection, so one that was killed blocks no one.
 */
export async function inTurn<Result>(db: Database, work: () => Promise<Result>): Promise<Result> {
  return db.connection().execute(async (connection) => {
    // Waiting for another's loading may take longer than a statement otherwise may.
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(20190302)`.execute(connection);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(20190302)`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}

/** Rows as they stand in a CSV file with a header: column → text. */
export type Records = readonly Readonly<Record<string, string>>[];

const parts = z.object({
  geography: z.boolean(),
  facts: z.boolean(),
  register: z.boolean(),
  closures: z.boolean(),
  agreements: z.boolean(),
});

/** What an earlier start already loaded. */
export async function loadedParts(db: Database): Promise<z.output<typeof parts>> {
  const found = await one(
    db,
    parts,
    sql`select exists (select from network.municipality) as geography,
               exists (select from network.municipality_facts) as facts,
               exists (select from network.presence) as register,
               exists (select from network.closure) as closures,
               exists (select from network.agreement where evidence <> 'entered') as agreements`,
  );
  return found!;
}

export interface Geography {
  counties: Records;
  municipalities: Records;
  localities: Records;
  neighbours: Records;
  channels: Records;
  reported: Records;
}

export async function insertGeography(tx: Transaction, from: Geography): Promise<void> {
  const json = (records: Records) => sql`${JSON.stringify(records)}::jsonb`;
  await sql`
    insert into network.county (code, name)
    select code, name from jsonb_to_recordset(${json(from.counties)}) as r (code text, name text)`.execute(tx);
  await sql`
    insert into network.municipality (code, name, county_code, seat, latitude, longitude, population, registered_unemployed, labour_market_area)
    select * from jsonb_to_recordset(${json(from.municipalities)}) as r (
      code text, name text, county_code text, seat text, latitude float8, longitude float8,
      population integer, registered_unemployed numeric, labour_market_area text)`.execute(tx);
  await sql`
    insert into network.locality (code, name, municipality_code, population, latitude, longitude)
    select * from jsonb_to_recordset(${json(from.localities)}) as r (
      code text, name text, municipality_code text, population integer, latitude float8, longitude float8)`.execute(tx);
  await sql`
    insert into network.link (code_a, code_b, kind, minutes, note)
    select code_a, code_b, link, nullif(minutes, '')::integer, note from jsonb_to_recordset(${json(from.neighbours)}) as r (
      code_a text, code_b text, link text, minutes text, note text)`.execute(tx);
  await sql`
    insert into network.remote_channel (channel, contact, hours, source)
    select channel, nullif(contact, ''), nullif(hours, '')::jsonb, source from jsonb_to_recordset(${json(from.channels)}) as r (
      channel text, contact text, hours text, source text)`.execute(tx);
  await sql`
    insert into network.reported (key, as_of, value, meaning, source)
    select key, as_of, value, meaning, source from jsonb_to_recordset(${json(from.reported)}) as r (
      key text, as_of date, value numeric, meaning text, source text)`.execute(tx);
}

/** Kind and people of working age of each municipality that is there. */
export async function insertMunicipalityFacts(tx: Transaction, facts: Records): Promise<void> {
  await sql`
    insert into network.municipality_facts (municipality_code, type, working_age)
    select m.code, r.type, r.working_age
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r (municipality_code text, type text, working_age integer)
    join network.municipality m on m.code = r.municipality_code`.execute(tx);
}

/** Closure decisions and securing steps. `newIds`: as many keys as there are rows of each. */
export async function insertClosures(
  tx: Transaction,
  from: { closures: Records; securing: Records },
  newIds: { closures: string[]; securing: string[] },
  at: Instant,
  by: string,
): Promise<void> {
  await sql`
    insert into network.closure (id, place_id, decided_on, end_date, reason, replaced_by_kind, replaced_by,
                                 evidence, source, method, assumed, recorded_at, recorded_by)
    select (${newIds.closures}::uuid[])[r.number], p.id, decided_on, end_date, reason,
           split_part(replaced_by, ':', 1), nullif(split_part(replaced_by, ':', 2), ''),
           evidence, nullif(r.source, ''), nullif(r.method, ''), coalesce(string_to_array(nullif(r.assumed, ''), '|'), '{}'), ${at}, ${by}
    from rows from (jsonb_to_recordset(${JSON.stringify(from.closures)}::jsonb) as (
      place_code text, decided_on date, end_date date, reason text, replaced_by text,
      evidence text, source text, method text, assumed text)) with ordinality
      as r (place_code, decided_on, end_date, reason, replaced_by, evidence, source, method, assumed, number)
    join network.place p on p.code = r.place_code`.execute(tx);
  await sql`
    insert into network.securing (id, closure_id, state, since, note, evidence, source, method, assumed, recorded_at, recorded_by)
    select (${newIds.securing}::uuid[])[r.number], c.id, state, since, note,
           r.evidence, nullif(r.source, ''), nullif(r.method, ''), coalesce(string_to_array(nullif(r.assumed, ''), '|'), '{}'), ${at}, ${by}
    from rows from (jsonb_to_recordset(${JSON.stringify(renamed(from.securing))}::jsonb) as (
      place_code text, state text, since date, note text, evidence text, source text, method text, assumed text)) with ordinality
      as r (place_code, state, since, note, evidence, source, method, assumed, number)
    join network.place p on p.code = r.place_code join network.closure c on c.place_id = p.id`.execute(tx);
}

const renamed = (records: Records): Records => records.map(({ on, ...rest }) => ({ ...rest, since: on ?? '' }));
