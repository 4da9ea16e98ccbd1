/** SQL for private feeds: the hash of each key, and what a feed shows. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Meeting, moment, uuid } from './meetings.ts';

export interface FeedOwner {
  kind: 'officer' | 'person';
  id: Uuid;
}

const owner = z.object({ kind: z.enum(['officer', 'person']), id: uuid });

/** Whose feed a key opens; null for a key that was ended or never was. */
export function ownerOfFeed(db: Database, keyHash: Buffer): Promise<FeedOwner | null> {
  return one(
    db,
    owner,
    sql`select owner_kind as kind, owner_id as id from meetings.feed where key_hash = ${keyHash} and ended_at is null`,
  );
}

const made = z.object({ madeAt: moment });

/** Since when someone has a feed; null when they have none. */
export async function feedSince(db: Database, { kind, id }: FeedOwner): Promise<Instant | null> {
  const found = await one(
    db,
    made,
    sql`select made_at as "madeAt" from meetings.feed where owner_kind = ${kind} and owner_id = ${id} and ended_at is null`,
  );
  return found?.madeAt ?? null;
}

/** Ends the feed that someone has; false when there was none. */
export async function endFeedOf(tx: Transaction, { kind, id }: FeedOwner, at: Instant): Promise<boolean> {
  const ended = await rows(
    tx,
    z.unknown(),
    sql`
      update meetings.feed set ended_at = ${at}
      where owner_kind = ${kind} and owner_id = ${id} and ended_at is null returning owner_id`,
  );
  return ended.length > 0;
}

export async function insertFeed(tx: Transaction, { kind, id }: FeedOwner, keyHash: Buffer, at: Instant): Promise<void> {
  await sql`
    insert into meetings.feed (key_hash, owner_kind, owner_id, made_at) values (${keyHash}, ${kind}, ${id}, ${at})`.execute(tx);
}

/** Nothing remains of a person's feeds, ended ones too. */
export async function deleteFeedsOf(tx: Transaction, personId: Uuid): Promise<void> {
  await sql`delete from meetings.feed where owner_kind = 'person' and owner_id = ${personId}`.execute(tx);
}

const changed = z.object({ id: uuid, at: moment });

/** When each of these meetings last changed, by id; those about which nothing is noted are left out. */
export async function changedAt(
  db: Database,
  meetings: readonly Pick<Meeting, 'personId' | 'id'>[],
): Promise<Map<Uuid, Instant>> {
  const found = await rows(
    db,
    changed,
    sql`
      select meeting_id as id, max(at) as at from meetings.meeting_event
      where person_id = any(${[...new Set(meetings.map(({ personId }) => personId))]}::uuid[])
        and meeting_id = any(${meetings.map(({ id }) => id)}::uuid[])
      group by meeting_id`,
  );
  return new Map(found.map(({ id, at }) => [id, at]));
}
