/**
 * SQL for the picture in memory: what is taken, in a compact form, and which resources changed since a snapshot of the database.
 * A snapshot says which transactions it has seen; what committed after it is found by that, in whichever order it committed.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant, PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

/** The channel on which pictures are told that something has changed. */
export const pictureChannel = 'meetings_changed';

/** Sent by itself, not in the transaction that changed something: notices make commits wait for each other. */
export async function notifyPictures(db: Database): Promise<void> {
  await sql`select pg_notify(${pictureChannel}, '')`.execute(db);
}

const uuid = z.string().transform((id) => id as Uuid);
const buffer = z.instanceof(Buffer);

/** What occupies resources, packed: `takenSize` bytes each, see `readTaken`. */
const takenRow = z.object({ resourceId: uuid, packed: buffer });

/** Bytes of one stretch: its start and end, 1 when it is leave, until when a hold stands; instants as the server sends them. */
const takenSize = 25;

const packed = sql`
  string_agg(timestamptz_send(lower(o.during)) || timestamptz_send(upper(o.during)) || boolsend(o.why in ('leave', 'closed'))
               || timestamptz_send(coalesce(o.until, '-infinity')), '')`;

export interface TakenStretch {
  /** In milliseconds since 1970. */
  start: number;
  end: number;
  leave: boolean;
  /** Until when a hold stands; -Infinity = no hold. */
  until: number;
}

/** What is taken of a resource; it is read when it is gone through: there may be some hundred thousand in all. */
export interface TakenOf {
  resourceId: Uuid;
  stretches: Iterable<TakenStretch>;
}

const readTaken = ({ resourceId, packed: bytes }: z.output<typeof takenRow>): TakenOf => ({
  resourceId,
  stretches: stretchesIn(bytes),
});

function* stretchesIn(bytes: Buffer): Generator<TakenStretch> {
  for (let at = 0; at < bytes.length; at += takenSize) {
    yield {
      start: readInstant(bytes, at),
      end: readInstant(bytes, at + 8),
      leave: bytes[at + 16] === 1,
      until: readInstant(bytes, at + 17),
    };
  }
}

/** The server counts microseconds since 2000, and minus infinity is the lowest number there is. */
const year2000 = 946_684_800_000;

function readInstant(bytes: Buffer, at: number): number {
  const high = bytes.readInt32BE(at);
  return high === -0x80_00_00_00 ? -Infinity : (high * 2 ** 32 + bytes.readUInt32BE(at + 4)) / 1000 + year2000;
}

/** What is taken of every officer, room and interpreter between two instants; holds that have expired at `now` take nothing. */
export async function everythingTaken(db: Database, from: Instant, to: Instant, now: Instant): Promise<TakenOf[]> {
  const found = await rows(
    db,
    takenRow,
    sql`
      select o.resource_id as "resourceId", ${packed} as packed
      from meetings.occupancy o
      where o.resource_id in (
          select id from meetings.officer union all select id from meetings.room union all select id from meetings.interpreter)
        and o.during && tstzrange(${from}, ${to}) and (o.until is null or o.until > ${now})
      group by o.resource_id`,
  );
  return found.map(readTaken);
}

/** A resource and the instants between which it is looked at. */
export interface Look {
  resourceId: Uuid;
  from: Instant;
  to: Instant;
}

/** What is taken of some resources, each in its time. */
export async function takenOf(db: Database, looks: readonly Look[], now: Instant): Promise<TakenOf[]> {
  const found = await rows(
    db,
    takenRow,
    sql`
      select l.id as "resourceId", ${packed} as packed
      from unnest(${looks.map((one) => one.resourceId)}::uuid[], ${looks.map((one) => one.from)}::timestamptz[],
                  ${looks.map((one) => one.to)}::timestamptz[]) as l (id, start, stop)
      join meetings.occupancy o on o.resource_id = l.id and o.during && tstzrange(l.start, l.stop)
      where o.until is null or o.until > ${now}
      group by l.id`,
  );
  return found.map(readTaken);
}

const seenRow = z.object({ snapshot: z.string(), lost: z.boolean() });

const changeRow = z.object({
  kind: z.enum(['occupancy', 'supply']),
  resources: z.array(uuid),
  /** First and last day; null = without end on that side. */
  first: z.string().nullable(),
  last: z.string().nullable(),
});

export interface Changes {
  /** What to ask from the next time. */
  snapshot: string;
  changed: { kind: 'occupancy' | 'supply'; resources: Uuid[]; first: PlainDate | null; last: PlainDate | null }[];
}

/** The snapshot of now: what is read after it is at least as new. */
export async function snapshotNow(db: Database): Promise<string> {
  return (await one(db, z.object({ snapshot: z.string() }), sql`select pg_current_snapshot()::text as snapshot`))!.snapshot;
}

/**
 * What committed after a snapshot. Null when some of it may be pruned, or the server is not the one that it was (its count of
 * transactions has gone back): then everything is to be read anew.
 */
export async function changesSince(db: Database, snapshot: string): Promise<Changes | null> {
  const found = await rows(
    db,
    seenRow.extend({ changed: z.array(changeRow) }),
    sql`
      select pg_current_snapshot()::text as snapshot,
             pg_snapshot_xmin(pg_current_snapshot()) < pg_snapshot_xmin(${snapshot}::pg_snapshot)
               or exists (select from meetings.change_pruned p
                          where p.upto >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
                            and not pg_visible_in_snapshot(p.upto, ${snapshot}::pg_snapshot)) as lost,
             coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'resources', c.resources, 'first', lower(c.days), 'last', upper(c.days) - 1))
                       from meetings.change c
                       where c.transaction >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
                         and not pg_visible_in_snapshot(c.transaction, ${snapshot}::pg_snapshot)), '[]') as changed`,
  );
  const { lost, changed, snapshot: next } = found[0]!;
  return lost ? null : { snapshot: next, changed: changed as Changes['changed'] };
}

/** Takes away what every living picture has read: rows from before an instant. Gives how many there were. */
export async function pruneChanges(db: Database, before: Instant): Promise<number> {
  const done = await one(
    db,
    z.object({ count: z.number() }),
    sql`
      with gone as (
        delete from meetings.change where at < ${before} returning transaction
      ), noted as (
        update meetings.change_pruned
        set upto = greatest(upto, (select transaction from gone order by transaction desc limit 1))
        where exists (select from gone)
      )
      select count(*) as count from gone`,
  );
  return done!.count;
}
