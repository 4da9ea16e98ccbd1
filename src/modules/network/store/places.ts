/** SQL for places: what the register says of them, now and before. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Accessibility, placeFacts } from '../kinds.ts';

export const placeRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  municipalityCode: z.string(),
  municipality: z.string(),
  ...placeFacts,
  recordedAt: z.string(),
  recordedBy: z.string(),
});
export type Place = z.output<typeof placeRow>;

const placeColumns = sql`
  p.id, p.code, r.name, r.municipality_code as "municipalityCode", m.name as municipality,
  r.locality_code as "localityCode", r.street, r.postal_code as "postalCode", r.latitude, r.longitude, r.accessibility,
  lower(r.recorded) as "recordedAt", r.recorded_by as "recordedBy"`;

/** A place that nothing was ever opened at is the planner's own business. */
const hasPresence = sql`exists (select from network.presence used where used.place_id = r.place_id and upper_inf(used.recorded))`;

/** Places as the register knew them at an instant (default: now), by code; `inUse`: only those that have or had a presence. */
export function listPlaces(
  db: Database,
  filter: { municipalityCode?: string; knownAt?: Instant; inUse?: boolean; offset?: number; limit?: number } = {},
): Promise<Place[]> {
  return rows(
    db,
    placeRow,
    sql`
      select ${placeColumns}
      from network.place p
      join network.place_record r on r.place_id = p.id and ${knownAt(filter.knownAt, 'r')}
      join network.municipality m on m.code = r.municipality_code
      where (${filter.municipalityCode ?? null}::text is null or r.municipality_code = ${filter.municipalityCode ?? null})
        and (${filter.inUse !== true} or ${hasPresence})
      order by p.code
      limit ${filter.limit ?? null} offset ${filter.offset ?? 0}`,
  );
}

/** How many of `listPlaces` with `inUse` there are. */
export async function countPlaces(db: Database, municipalityCode?: string): Promise<number> {
  const counted = await one(
    db,
    z.object({ count: z.number() }),
    sql`select count(*) as count from network.place_record r
        where upper_inf(r.recorded) and ${hasPresence} and (${municipalityCode ?? null}::text is null or r.municipality_code = ${municipalityCode ?? null})`,
  );
  return counted!.count;
}

export function findPlace(db: Database, id: string): Promise<Place | null> {
  return one(
    db,
    placeRow,
    sql`
      select ${placeColumns}
      from network.place p
      join network.place_record r on r.place_id = p.id and upper_inf(r.recorded)
      join network.municipality m on m.code = r.municipality_code
      where p.id = ${id}`,
  );
}

export interface PlaceFacts {
  name: string;
  municipalityCode: string;
  localityCode: string | null;
  street: string | null;
  postalCode: string | null;
  latitude: number;
  longitude: number;
  accessibility: Accessibility;
}

export async function insertPlace(tx: Transaction, id: Uuid, code: string): Promise<void> {
  await sql`insert into network.place (id, code) values (${id}, ${code})`.execute(tx);
}

/** Says something new of a place: what was said before stays, with the instant until which it was said. */
export async function recordPlace(
  tx: Transaction,
  row: { id: Uuid; placeId: string; facts: PlaceFacts; at: Instant; by: string },
): Promise<void> {
  const { facts } = row;
  await sql`
    update network.place_record set recorded = tstzrange(lower(recorded), ${row.at})
    where place_id = ${row.placeId} and upper_inf(recorded)`.execute(tx);
  await sql`
    insert into network.place_record (id, place_id, name, municipality_code, locality_code, street, postal_code,
                                      latitude, longitude, accessibility, recorded, recorded_by)
    values (${row.id}, ${row.placeId}, ${facts.name}, ${facts.municipalityCode}, ${facts.localityCode}, ${facts.street},
            ${facts.postalCode}, ${facts.latitude}, ${facts.longitude}, ${JSON.stringify(facts.accessibility)}::jsonb,
            tstzrange(${row.at}, null), ${row.by})`.execute(tx);
}

/** The condition that the `recorded` of a row (by its alias) held at an instant; without one, that it holds now. */
export function knownAt(at: Instant | undefined, alias: 'r' | 'pr') {
  const recorded = sql.ref(`${alias}.recorded`);
  return at === undefined ? sql`upper_inf(${recorded})` : sql`${recorded} @> ${at}::timestamptz`;
}

/** What the register says of a place now, locked until the transaction ends; null when there is no such place. */
export function lockPlace(tx: Transaction, id: string): Promise<Place | null> {
  return one(
    tx,
    placeRow,
    sql`
      select ${placeColumns}
      from network.place p
      join network.place_record r on r.place_id = p.id and upper_inf(r.recorded)
      join network.municipality m on m.code = r.municipality_code
      where p.id = ${id} for update of p`,
  );
}

export function findPlaceByCode(db: Database, code: string): Promise<{ id: string } | null> {
  return one(db, z.object({ id: z.string() }), sql`select id from network.place where code = ${code}`);
}
