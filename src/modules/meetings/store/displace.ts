/** SQL that finds what an illness, a closed place or a lost room hits, and what is to get a new time. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import type { Displacement } from '../kinds.ts';
import { type Meeting, meetingColumns, meetingRow, moment, uuid } from './meetings.ts';
import { range, type Span, takeTurns, turnsOf } from './occupancy.ts';
import { type HeldSession, sessionsWhere } from './sessions.ts';

/** What is gone, and when: resources, or a place with all that is on site there. */
export interface Lost {
  resources: readonly Uuid[];
  placeId: Uuid | null;
  span: Span;
}

/** What has ended was held as it was held. */
const hit = ({ resources, placeId, span }: Lost, now: Instant): RawBuilder<unknown> => sql`
  upper(during) > ${now}::timestamptz and during && ${range(span)} and (
    place_id = ${placeId}::uuid
    or id in (select of from meetings.occupancy
              where resource_id = any(${[...resources]}::uuid[]) and during && ${range(span)} and why in ('hold', 'meeting')))`;

/** Meetings for several persons that are hit. */
export function sessionsHit(db: Database, lost: Lost, now: Instant): Promise<HeldSession[]> {
  return sessionsWhere(db, hit(lost, now));
}

/** Sessions to come at a place. */
export function sessionsAt(db: Database, placeId: Uuid, now: Instant): Promise<HeldSession[]> {
  return sessionsWhere(db, sql`place_id = ${placeId} and upper(during) > ${now}::timestamptz`);
}

/** Meetings and holds that are hit, of one person or in a session, in the order of their keys. */
export function meetingsHit(db: Database, lost: Lost, sessions: readonly HeldSession[], now: Instant): Promise<Meeting[]> {
  return rows(
    db,
    meetingRow,
    sql`
      select ${meetingColumns} from meetings.meeting
      where state in ('held', 'booked') and (session_id = any(${sessions.map(({ id }) => id)}::uuid[]) or ${hit(lost, now)})
      order by person_id, id ${db.isTransaction ? sql`for update` : sql``}`,
  );
}

export async function writeDisplaced(tx: Transaction, ids: readonly Uuid[], by: Displacement): Promise<void> {
  await sql`
    update meetings.meeting set state = 'displaced', displaced_by = ${by}, version = version + 1
    where id = any(${[...ids]}::uuid[]) and state = 'booked'`.execute(tx);
}

/**
 * The turns of what is lost on the days on which it is booked or held. What is booked anew on other days waits for the rows of
 * `lockSupply`: a turn for each day of a year would be more locks than a server has.
 */
export async function takeTurnsOf(tx: Transaction, { resources, span }: Lost): Promise<void> {
  const found = await rows(
    tx,
    z.object({ resourceId: uuid, start: moment, end: moment }),
    sql`select resource_id as "resourceId", lower(during) as start, upper(during) as end from meetings.occupancy
        where resource_id = any(${[...resources]}::uuid[]) and during && ${range(span)} and why in ('hold', 'meeting')`,
  );
  await takeTurns(
    tx,
    found.flatMap(({ resourceId, ...time }) => turnsOf([resourceId], [time])),
  );
}

/** Resources whose rows are held until the transaction ends: no booking by the version that was is made meanwhile. */
export async function lockSupply(tx: Transaction, ids: readonly Uuid[]): Promise<void> {
  for (const table of ['officer', 'room', 'interpreter']) {
    await sql`select from ${sql.table(`meetings.${table}`)} where id = any(${[...ids]}::uuid[]) order by id for update`.execute(
      tx,
    );
  }
}

export interface DisplacedFilter {
  by: Displacement | null;
  placeId: Uuid | null;
  typeCode: string | null;
}

const without = ({ by, placeId, typeCode }: DisplacedFilter): RawBuilder<unknown> => sql`
  state = 'displaced' and not protected and (${by}::text is null or displaced_by = ${by})
    and (${placeId}::uuid is null or place_id = ${placeId}::uuid) and (${typeCode}::text is null or type_code = ${typeCode})`;

/**
 * Meetings without a time, the first to have been held first. Protected persons are in no list; their officers know. `part`: null for all
 * of them.
 */
export function listDisplaced(
  db: Database,
  filter: DisplacedFilter,
  part: { limit: number; offset: number } | null,
): Promise<Meeting[]> {
  return rows(
    db,
    meetingRow,
    sql`select ${meetingColumns} from meetings.meeting where ${without(filter)}
        order by lower(during), id limit ${part?.limit ?? null} offset ${part?.offset ?? 0}`,
  );
}

export async function countDisplacedOf(db: Database, filter: DisplacedFilter): Promise<number> {
  const counted = sql`select count(*) as n from meetings.meeting where ${without(filter)}`;
  return (await one(db, z.object({ n: z.number() }), counted))!.n;
}

/**
 * The first meeting without a time that would begin before an instant, and of which officers have not been asked since it lost it, but for
 * those of `except`; held until the transaction ends.
 */
export function lockDisplacedSoon(
  tx: Transaction,
  now: Instant,
  before: Instant,
  except: readonly Uuid[],
): Promise<Meeting | null> {
  return one(
    tx,
    meetingRow,
    sql`
      select ${meetingColumns} from meetings.meeting m
      where state = 'displaced' and lower(during) > ${now}::timestamptz and lower(during) <= ${before}::timestamptz and (
        select what from meetings.meeting_event e
        where e.person_id = m.person_id and e.meeting_id = m.id and e.what in ('displaced', 'new-time-asked')
        order by at desc, id desc limit 1) is distinct from 'new-time-asked' and id <> all(${[...except]}::uuid[])
      order by lower(during), id limit 1 for update skip locked`,
  );
}

/** As `lockDisplacedSoon`, of those that would have begun by now. */
export function lockDisplacedOver(tx: Transaction, now: Instant, except: readonly Uuid[]): Promise<Meeting | null> {
  return one(
    tx,
    meetingRow,
    sql`select ${meetingColumns} from meetings.meeting where state = 'displaced' and lower(during) <= ${now}::timestamptz
        and id <> all(${[...except]}::uuid[]) order by lower(during), id limit 1 for update skip locked`,
  );
}

/** How many there are of each cause. */
export function countDisplaced(db: Database): Promise<{ by: string; n: number }[]> {
  return rows(
    db,
    z.object({ by: z.string(), n: z.number() }),
    sql`select displaced_by as by, count(*) as n from meetings.meeting
        where state = 'displaced' and not protected group by 1 order by 1`,
  );
}

/** A place's rooms that are there on some day from an instant on. */
export async function roomsAt(db: Database, placeId: Uuid): Promise<Uuid[]> {
  const found = await rows(db, z.object({ id: uuid }), sql`select id from meetings.room where place_id = ${placeId} order by id`);
  return found.map(({ id }) => id);
}

/** The officers who are at home at a place, or stay there on some weekday. */
export async function officersAt(db: Database, placeId: Uuid): Promise<Uuid[]> {
  const found = await rows(
    db,
    z.object({ id: uuid }),
    sql`select id from meetings.officer where home_place_id = ${placeId}
        union select officer_id from meetings.attendance where place_id = ${placeId} order by 1`,
  );
  return found.map(({ id }) => id);
}

/** Nobody stays at a place after its last day, and it has no rooms then; a stay that was to begin later is none. */
export async function endSupplyAt(tx: Transaction, placeId: Uuid, lastDay: PlainDate): Promise<void> {
  const until = sql`daterange(null, ${lastDay}::date, '[]')`;
  const later = sql`place_id = ${placeId} and not valid <@ ${until}`;
  await sql`delete from meetings.attendance where ${later} and lower(valid) > ${lastDay}::date`.execute(tx);
  await sql`update meetings.attendance set valid = valid * ${until} where ${later}`.execute(tx);
  // A room that was to come later keeps its day: what the register does not open is not booked there.
  await sql`update meetings.room set valid = valid * ${until} where ${later} and valid && ${until}`.execute(tx);
}

export async function countUpSupply(tx: Transaction, ids: readonly Uuid[]): Promise<void> {
  for (const table of ['officer', 'room', 'interpreter']) {
    await sql`update ${sql.table(`meetings.${table}`)} set version = version + 1 where id = any(${[...ids]}::uuid[])`.execute(tx);
  }
}

/** Meetings and holds to come at a place, held until the transaction ends. */
export function bookedAt(tx: Transaction, placeId: Uuid, now: Instant): Promise<Meeting[]> {
  return rows(
    tx,
    meetingRow,
    sql`select ${meetingColumns} from meetings.meeting
        where state in ('held', 'booked') and place_id = ${placeId} and upper(during) > ${now}::timestamptz
        order by person_id, id for update`,
  );
}
