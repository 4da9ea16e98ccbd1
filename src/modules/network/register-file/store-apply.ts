/** SQL that carries a checked file over into the register: as sets, in one transaction with everything else. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { eventTypes } from '../events.ts';

/**
 * Writes new versions of what the verdicts say is new or changed. All old versions are ended before any new one is
 * written: a day that moves from one period to another is never in both.
 * @returns the ids of places that are new or have moved
 */
export async function applyIncoming(tx: Transaction, now: Instant, by: string): Promise<Uuid[]> {
  const at = await recordedAt(tx, now);
  await applyPlaces(tx, at, by);
  await applyPresence(tx, at, by);
  await writeEvents(tx, now);
  const located = await rows(
    tx,
    z.object({ id: z.string().transform((text) => text as Uuid) }),
    sql`select distinct place_id as id from incoming where place_change in ('new', 'moved') order by 1`,
  );
  return located.map(({ id }) => id);
}

/**
 * `recorded` is half-open: a version that was written this very millisecond is ended a millisecond after it began, and
 * one that was ended this very millisecond, or later by a clock that has since gone back, stays before the new one.
 */
async function recordedAt(tx: Transaction, now: Instant): Promise<string> {
  const found = await one(
    tx,
    z.object({ at: z.string() }),
    sql`
      select greatest(${now}::timestamptz, max(free)) as at
      from (
        select lower(p.recorded) + interval '1 millisecond' as free
        from network.presence p join incoming i on i.presence_id = p.presence_id and i.presence_change = 'changed' where upper_inf(p.recorded)
        union all
        select lower(r.recorded) + interval '1 millisecond'
        from network.place_record r join incoming i on i.place_id = r.place_id and i.place_change in ('moved', 'changed') where upper_inf(r.recorded)
        union all
        select upper(p.recorded)
        from network.presence p join incoming i on i.place_id = p.place_id and i.kind = p.kind and i.presence_change <> 'same'
        where not upper_inf(p.recorded)
      ) version`,
  );
  return found!.at;
}

async function applyPlaces(tx: Transaction, at: string, by: string): Promise<void> {
  await sql`
    update incoming i set place_id = first.new_place_id
    from (select distinct on (place_code) place_code, new_place_id from incoming order by place_code, line) first
    where i.place_change = 'new' and first.place_code = i.place_code`.execute(tx);
  await sql`
    insert into network.place (id, code) select distinct place_id, place_code from incoming where place_change = 'new'`.execute(
    tx,
  );
  await sql`
    update network.place_record r set recorded = tstzrange(lower(r.recorded), ${at})
    from (select distinct place_id from incoming where place_change in ('moved', 'changed')) i
    where r.place_id = i.place_id and upper_inf(r.recorded)`.execute(tx);
  await sql`
    insert into network.place_record (id, place_id, name, municipality_code, locality_code, street, postal_code,
                                      latitude, longitude, accessibility, recorded, recorded_by)
    select distinct on (place_id) place_record_id, place_id, row ->> 'placeName', row ->> 'municipalityCode', row ->> 'localityCode',
           row ->> 'street', row ->> 'postalCode', (row ->> 'latitude')::float8, (row ->> 'longitude')::float8, row -> 'accessibility',
           tstzrange(${at}, null), ${by}
    from incoming where place_change <> 'same' order by place_id, line`.execute(tx);
}

async function applyPresence(tx: Transaction, at: string, by: string): Promise<void> {
  await sql`
    update network.presence p set recorded = tstzrange(lower(p.recorded), ${at})
    from incoming i
    where i.presence_change = 'changed' and p.presence_id = i.presence_id and upper_inf(p.recorded)`.execute(tx);
  await sql`
    insert into network.presence (id, presence_id, place_id, kind, valid, services, languages, hours, exceptions,
                                  evidence, source, method, assumed, recorded, recorded_by)
    select id, coalesce(presence_id, id), place_id, kind, valid, array(select jsonb_array_elements_text(row -> 'services')),
           array(select jsonb_array_elements_text(row -> 'languages')), nullif(row -> 'hours', 'null'), row -> 'exceptions',
           row ->> 'evidence', row ->> 'source', row ->> 'method', array(select jsonb_array_elements_text(row -> 'assumed')),
           tstzrange(${at}, null), ${by}
    from incoming where presence_change <> 'same' order by line`.execute(tx);
}

/** As writeEvent of the outbox, for a set: one event per place. The register's lock stands for the lock per place. */
async function writeEvents(tx: Transaction, now: Instant): Promise<void> {
  const { placeLocated, presenceChanged } = eventTypes;
  await sql`
    insert into platform.event (aggregate, type, payload, occurred_at)
    select 'place:' || place_id, type, jsonb_build_object('placeId', place_id), ${now}::timestamptz
    from (
      select place_id, 1 as step, ${placeLocated}::text as type from incoming where place_change in ('new', 'moved') group by place_id
      union all
      select place_id, 2, ${presenceChanged} from incoming where presence_change <> 'same' group by place_id
    ) happened
    order by place_id, step`.execute(tx);
}
