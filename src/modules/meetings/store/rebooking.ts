/** SQL for new times for many at once: which meetings, in which order, and what came of each. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Instant, later } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { channels } from '../kinds.ts';
import { moment, uuid } from './meetings.ts';

/** As long as whoever took a meeting in hand may take; after it another process does. Milliseconds. */
const lease = 20_000;

export const rebookingOutcomes = ['moved', 'asked', 'gone'] as const;
export type RebookingOutcome = (typeof rebookingOutcomes)[number];

/** Why no time was as good: `nearest` of the item says what there was. */
export const rebookingReasons = [
  'nobody-free',
  'none-as-good',
  'taken-meanwhile',
  'person-busy',
  'type-ended',
  'failed',
] as const;
export type RebookingReason = (typeof rebookingReasons)[number];

/** A time as `timeOf` gives it. */
const keptTime = z.object({
  start: moment,
  end: moment,
  typeCode: z.string(),
  channel: z.enum(channels),
  placeId: uuid.nullable(),
  officerIds: z.array(uuid),
  roomId: uuid.nullable(),
  interpreterId: uuid.nullable(),
});
export type KeptTime = z.output<typeof keptTime>;

const rebookingRow = z.object({ id: uuid, startedAt: moment, startedBy: z.string(), roles: z.array(z.string()) });
export type Rebooking = z.output<typeof rebookingRow>;
const rebookingColumns = sql`r.id, r.started_at as "startedAt", r.started_by as "startedBy", r.roles`;

export interface NewItem {
  personId: Uuid;
  meetingId: Uuid;
  before: Readonly<Record<string, unknown>>;
}

/** Writes it down with its meetings, in this order. */
export async function insertRebooking(
  tx: Transaction,
  { id, startedAt, startedBy, roles }: Rebooking,
  items: readonly NewItem[],
): Promise<void> {
  await sql`
    insert into meetings.rebooking (id, started_at, started_by, roles)
    values (${id}, ${startedAt}, ${startedBy}, ${[...roles]})`.execute(tx);
  await sql`
    insert into meetings.rebooking_item (person_id, rebooking_id, meeting_id, number, next_attempt, before)
    select (item ->> 'personId')::uuid, ${id}::uuid, (item ->> 'meetingId')::uuid, number, ${startedAt}, item -> 'before'
    from jsonb_array_elements(${JSON.stringify(items)}::jsonb) with ordinality as each (item, number)`.execute(tx);
}

export function findRebooking(db: Database, id: string): Promise<Rebooking | null> {
  return one(db, rebookingRow, sql`select ${rebookingColumns} from meetings.rebooking r where id = ${id}`);
}

/** The latest ones, the newest first. */
export function listRebookings(db: Database, limit: number): Promise<Rebooking[]> {
  return rows(
    db,
    rebookingRow,
    sql`select ${rebookingColumns} from meetings.rebooking r order by started_at desc, id desc limit ${limit}`,
  );
}

const claimedRow = z.object({
  personId: uuid,
  rebookingId: uuid,
  meetingId: uuid,
  attempts: z.number(),
  startedBy: z.string(),
  roles: z.array(z.string()),
});
export type ClaimedItem = z.output<typeof claimedRow>;

/** Takes the next meeting in hand, of one or of all; other processes leave it alone for a while. Null when there is none. */
export function claimItem(db: Database, now: Instant, rebookingId: Uuid | null = null): Promise<ClaimedItem | null> {
  return one(
    db,
    claimedRow,
    sql`
      update meetings.rebooking_item i set attempts = attempts + 1, next_attempt = ${later(now, lease)}
      from meetings.rebooking r
      where r.id = i.rebooking_id and (i.person_id, i.rebooking_id, i.meeting_id) = (
        select person_id, rebooking_id, meeting_id from meetings.rebooking_item
        where outcome is null and next_attempt <= ${now} and (${rebookingId}::uuid is null or rebooking_id = ${rebookingId}::uuid)
        order by next_attempt, number limit 1 for update skip locked)
      returning i.person_id as "personId", i.rebooking_id as "rebookingId", i.meeting_id as "meetingId", i.attempts,
                r.started_by as "startedBy", r.roles`,
  );
}

export type ItemOutcome =
  | { is: 'moved'; after: Readonly<Record<string, unknown>> }
  | { is: 'asked'; why: RebookingReason; nearest: Instant | null }
  | { is: 'gone' };

/** Notes what came of one; nothing when that is noted already. */
export async function writeItem(
  db: Database,
  { personId, rebookingId, meetingId }: Pick<ClaimedItem, 'personId' | 'rebookingId' | 'meetingId'>,
  came: ItemOutcome,
  now: Instant,
): Promise<void> {
  const after = came.is === 'moved' ? JSON.stringify(came.after) : null;
  const [why, nearest] = came.is === 'asked' ? [came.why, came.nearest] : [null, null];
  await sql`
    update meetings.rebooking_item
    set outcome = ${came.is}, after = ${after}::jsonb, why = ${why}, nearest = ${nearest}, done_at = ${now}
    where person_id = ${personId} and rebooking_id = ${rebookingId} and meeting_id = ${meetingId} and outcome is null`.execute(
    db,
  );
}

const itemRow = z.object({
  personId: uuid,
  meetingId: uuid,
  outcome: z.enum(rebookingOutcomes).nullable(),
  why: z.enum(rebookingReasons).nullable(),
  nearest: moment.nullable(),
  before: keptTime,
  after: keptTime.nullable(),
});
export type RebookingItem = z.output<typeof itemRow>;

const itemColumns = sql`
  i.person_id as "personId", i.meeting_id as "meetingId", i.outcome, i.why, i.nearest, i.before, i.after`;
/** Protected persons are in no list, nor in its counts; their officers know. */
const shown = sql`
  not exists (select from meetings.meeting m where m.person_id = i.person_id and m.id = i.meeting_id and m.protected)`;

/** What came of each, in order. `part`: null for all of them. */
export function listItems(
  db: Database,
  rebookingId: Uuid,
  outcome: RebookingOutcome | null,
  part: { limit: number; offset: number } | null,
): Promise<RebookingItem[]> {
  return rows(
    db,
    itemRow,
    sql`select ${itemColumns} from meetings.rebooking_item i
        where i.rebooking_id = ${rebookingId} and ${shown} and (${outcome}::text is null or i.outcome = ${outcome})
        order by i.number limit ${part?.limit ?? null} offset ${part?.offset ?? 0}`,
  );
}

const countedRow = z.object({ all: z.number(), moved: z.number(), asked: z.number(), gone: z.number() });
export type RebookingCounts = z.output<typeof countedRow>;

/** How far it has come: what is none of the three is still to be done. */
export async function countItems(db: Database, rebookingId: Uuid): Promise<RebookingCounts> {
  const counted = await one(
    db,
    countedRow,
    sql`
      select count(*) as all, count(*) filter (where outcome = 'moved') as moved,
             count(*) filter (where outcome = 'asked') as asked, count(*) filter (where outcome = 'gone') as gone
      from meetings.rebooking_item i where rebooking_id = ${rebookingId} and ${shown}`,
  );
  return counted!;
}

const lastRow = z.object({ meetingId: uuid, why: z.enum(rebookingReasons), nearest: moment.nullable() });

/** Why meetings got no new time instead of the one that they last lost, when that was last tried; those that were not tried are left out. */
export async function lastReasons(
  db: Database,
  meetingIds: readonly Uuid[],
): Promise<Map<Uuid, { why: RebookingReason; nearest: Instant | null }>> {
  const found = await rows(
    db,
    lastRow,
    sql`
      select distinct on (i.meeting_id) i.meeting_id as "meetingId", i.why, i.nearest from meetings.rebooking_item i
      join meetings.meeting m on m.person_id = i.person_id and m.id = i.meeting_id
      where i.meeting_id = any(${[...meetingIds]}::uuid[]) and i.outcome = 'asked'
        and (i.before ->> 'start')::timestamptz = lower(m.during)
      order by i.meeting_id, i.done_at desc`,
  );
  return new Map(found.map(({ meetingId, why, nearest }) => [meetingId, { why, nearest }]));
}
