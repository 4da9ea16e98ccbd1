/** SQL for requests to meet in another channel than the rule's. */
import { sql } from 'kysely';
import { z } from 'zod';
import { day, type Instant, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { type Channel, channels, type RequestState, requestStates } from '../kinds.ts';
import { type ExceptionGround, exceptionGrounds } from '../rules/remote-first.ts';
import { moment, uuid } from './meetings.ts';

const requestRow = z.object({
  personId: uuid,
  id: uuid,
  askedAt: moment,
  wanted: z.enum(channels),
  ground: z.enum(exceptionGrounds),
  /** In the person's own words. */
  words: z.string(),
  state: z.enum(requestStates),
  decidedAt: moment.nullable(),
  decidedBy: z.string().nullable(),
  /** Why it was refused, or what the officer added. */
  reason: z.string().nullable(),
  /** The last day on which a granted request counts. */
  until: day.nullable(),
});
export type ChannelRequest = z.output<typeof requestRow>;

const columns = sql`
  person_id as "personId", id, asked_at as "askedAt", wanted, ground, words, state, decided_at as "decidedAt",
  decided_by as "decidedBy", reason, until`;

export async function insertRequest(
  tx: Transaction,
  row: { personId: Uuid; id: Uuid; at: Instant; wanted: Channel; ground: ExceptionGround; words: string },
): Promise<void> {
  await sql`
    insert into meetings.channel_request (person_id, id, asked_at, wanted, ground, words, state)
    values (${row.personId}, ${row.id}, ${row.at}, ${row.wanted}, ${row.ground}, ${row.words}, 'asked')`.execute(tx);
}

/** Every request of a person, the latest first. */
export function listRequests(db: Database, personId: Uuid): Promise<ChannelRequest[]> {
  return rows(
    db,
    requestRow,
    sql`select ${columns} from meetings.channel_request where person_id = ${personId} order by asked_at desc, id desc`,
  );
}

/** A request of this person, held until the transaction ends; null when there is none with this id. */
export function lockRequest(tx: Transaction, personId: Uuid, id: string): Promise<ChannelRequest | null> {
  return one(
    tx,
    requestRow,
    sql`select ${columns} from meetings.channel_request where person_id = ${personId} and id = ${id} for update`,
  );
}

/** What is told of a request, by a message that knows only its id. */
export function findRequest(db: Database, personId: Uuid, id: Uuid): Promise<ChannelRequest | null> {
  return one(db, requestRow, sql`select ${columns} from meetings.channel_request where person_id = ${personId} and id = ${id}`);
}

/** The granted request that counts on a day, the latest decided; null when none does. */
export function grantedRequest(
  db: Database,
  personId: Uuid,
  on: PlainDate,
): Promise<Pick<ChannelRequest, 'wanted' | 'ground' | 'until'> | null> {
  return one(
    db,
    requestRow.pick({ wanted: true, ground: true, until: true }),
    sql`select wanted, ground, until from meetings.channel_request
        where person_id = ${personId} and state = 'granted' and until >= ${on} order by decided_at desc limit 1`,
  );
}

export async function writeRequestState(
  tx: Transaction,
  of: Pick<ChannelRequest, 'personId' | 'id'>,
  to: { state: RequestState; at: Instant | null; by: string | null; reason: string | null; until: PlainDate | null },
): Promise<void> {
  await sql`
    update meetings.channel_request
    set state = ${to.state}, decided_at = ${to.at}, decided_by = ${to.by}, reason = ${to.reason}, until = ${to.until}
    where person_id = ${of.personId} and id = ${of.id}`.execute(tx);
}

/** What waits for an officer, the oldest first; of one ground when one is given. Protected persons are in no list. */
export function listOpenRequests(
  db: Database,
  filter: { ground: ExceptionGround | null; limit: number; offset: number },
): Promise<ChannelRequest[]> {
  return rows(
    db,
    requestRow,
    sql`select ${columns} from meetings.channel_request
        where state = 'asked' and not protected and (${filter.ground}::text is null or ground = ${filter.ground})
        order by asked_at, id limit ${filter.limit} offset ${filter.offset}`,
  );
}

/** How many wait, by ground. */
export function countOpenRequests(db: Database): Promise<{ ground: ExceptionGround; n: number }[]> {
  return rows(
    db,
    z.object({ ground: z.enum(exceptionGrounds), n: z.number() }),
    sql`select ground, count(*)::int as n from meetings.channel_request where state = 'asked' and not protected group by ground order by ground`,
  );
}
