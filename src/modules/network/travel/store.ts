/** SQL for travel times: from where, to where, by which source. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type TravelSource, travelSources } from '../kinds.ts';

/** One row to be written. `origin` is a municipality's code (its seat) or a locality's. */
export interface NewTravelTime {
  origin: string;
  placeId: Uuid;
  minutes: number;
  kilometres: number | null;
}

const uuid = z.string().transform((text) => text as Uuid);

const seat = z.object({ code: z.string(), latitude: z.number(), longitude: z.number() });

export function listSeats(db: Database): Promise<z.output<typeof seat>[]> {
  return rows(db, seat, sql`select code, latitude, longitude from network.municipality order by code`);
}

const link = z.object({
  a: z.string(),
  b: z.string(),
  kind: z.enum(['road', 'bridge', 'ferry']),
  minutes: z.number().nullable(),
});

export function listLinks(db: Database): Promise<z.output<typeof link>[]> {
  return rows(db, link, sql`select code_a as a, code_b as b, kind, minutes from network.link order by code_a, code_b`);
}

const destination = z.object({
  id: uuid,
  code: z.string(),
  municipality: z.string(),
  latitude: z.number(),
  longitude: z.number(),
});
export type Destination = z.output<typeof destination>;

/** Where the places are now, in the order in which their travel times lie in the index. */
export function listDestinations(db: Database, places: readonly Uuid[] | 'all'): Promise<Destination[]> {
  return rows(
    db,
    destination,
    sql`
      select p.id, p.code, r.municipality_code as municipality, r.latitude, r.longitude
      from network.place p join network.place_record r on r.place_id = p.id and upper_inf(r.recorded)
      where ${places === 'all'} or p.id = any(${places === 'all' ? [] : [...places]}::uuid[])
      order by p.id`,
  );
}

/** The codes that a journey can begin at: municipalities and localities. */
export async function listOrigins(db: Database): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ code: z.string() }),
    sql`select code from network.municipality union all select code from network.locality`,
  );
  return found.map((row) => row.code);
}

/**
 * Removes, for these places, the rows of one source, and of every source those that were computed for another point than
 * the place has now: a matrix that was imported before a place moved says nothing of the way to where it is.
 */
export async function removeOutdated(tx: Transaction, places: readonly Uuid[], source: TravelSource): Promise<void> {
  await sql`
    with since as (
      select now.place_id, max(upper(before.recorded)) as at
      from network.place_record now
      join network.place_record before on before.place_id = now.place_id
        and (before.latitude, before.longitude) <> (now.latitude, now.longitude)
      where upper_inf(now.recorded) and now.place_id = any(${[...places]}::uuid[])
      group by now.place_id
    )
    delete from network.travel_time t
    where t.place_id = any(${[...places]}::uuid[])
      and (t.source = ${source} or t.computed_at < (select at from since where since.place_id = t.place_id))`.execute(tx);
}

/** Rows in one statement: few enough that its parameters stay small, enough that the round trips do not count. */
const chunk = 20_000;

/** Writes the rows; a row of the same journey and source is replaced. */
export async function writeTravelTimes(
  tx: Transaction,
  source: TravelSource,
  times: readonly NewTravelTime[],
  now: Instant,
): Promise<void> {
  for (let start = 0; start < times.length; start += chunk) {
    const part = times.slice(start, start + chunk);
    await sql`
      insert into network.travel_time (origin, place_id, source, minutes, kilometres, computed_at)
      select origin, place_id, ${source}, minutes, kilometres, ${now}::timestamptz
      from unnest(
        ${part.map((time) => time.origin)}::text[], ${part.map((time) => time.placeId)}::uuid[],
        ${part.map((time) => time.minutes)}::integer[], ${part.map((time) => time.kilometres)}::real[]
      ) as row (origin, place_id, minutes, kilometres)
      on conflict (place_id, source, origin) do update
      set minutes = excluded.minutes, kilometres = excluded.kilometres, computed_at = excluded.computed_at`.execute(tx);
  }
}

/** How many of these journeys the source has already, and how many of them with the same figures. */
export async function countStored(
  db: Database,
  source: TravelSource,
  times: readonly NewTravelTime[],
): Promise<{ existing: number; same: number }> {
  const counted = await one(
    db,
    z.object({ existing: z.number(), same: z.number() }),
    sql`
      select count(*) as existing,
             count(*) filter (where t.minutes = row.minutes and t.kilometres is not distinct from row.kilometres) as same
      from unnest(
        ${times.map((time) => time.origin)}::text[], ${times.map((time) => time.placeId)}::uuid[],
        ${times.map((time) => time.minutes)}::integer[], ${times.map((time) => time.kilometres)}::real[]
      ) as row (origin, place_id, minutes, kilometres)
      join network.travel_time t using (place_id, origin)
      where t.source = ${source}`,
  );
  return counted ?? { existing: 0, same: 0 };
}

const placeRow = z.object({
  placeId: uuid,
  origins: z.array(z.string()),
  sources: z.array(z.enum(travelSources)),
  minutes: z.array(z.number()),
  kilometres: z.array(z.number().nullable()),
});

/** Every journey by its best source: one row per place, its columns side by side; as JSON, which the engine reads itself. */
export function allTimes(db: Database, order: readonly TravelSource[]): Promise<z.output<typeof placeRow>[]> {
  return rows(
    db,
    placeRow,
    sql`
      select place_id as "placeId", json_agg(origin) as origins, json_agg(source) as sources,
             json_agg(minutes) as minutes, json_agg(kilometres) as kilometres
      from (
        select distinct on (place_id, origin) origin, place_id, source, minutes, kilometres
        from network.travel_time
        order by place_id, origin, array_position(${[...order]}::text[], source)
      ) best
      group by place_id order by place_id`,
  );
}

/** The best source's minutes from the seats of these places' municipalities to these places. */
export function timesAmong(
  db: Database,
  places: readonly Destination[],
  order: readonly TravelSource[],
): Promise<{ origin: string; placeId: Uuid; minutes: number }[]> {
  return rows(
    db,
    z.object({ origin: z.string(), placeId: uuid, minutes: z.number() }),
    sql`
      select distinct on (origin, place_id) origin, place_id as "placeId", minutes
      from network.travel_time
      where place_id = any(${places.map(({ id }) => id)}::uuid[]) and origin = any(${places.map((one) => one.municipality)}::text[])
      order by origin, place_id, array_position(${[...order]}::text[], source)`,
  );
}
