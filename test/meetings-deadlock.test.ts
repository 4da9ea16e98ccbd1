/** Two transactions that wait for each other: the one that the database ends is run again, and nobody is shown an error. */
import { sql } from 'kysely';
import pg from 'pg';
import { expect, it } from 'vitest';
import { changeRoom } from '../src/modules/meetings/index.ts';
import { newRoom, placeByCode, planner } from '../src/modules/meetings/fixtures.ts';
import { execute, signInAs } from '../src/platform/auth/index.ts';
import { bookingJobseeker } from './booked.ts';
import { testHouse, type TestHouse } from './database.ts';
import { clientOf } from './planner-client.ts';
import { testService } from './service.ts';
import { until } from './until.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
const { server } = await testService(house);

/**
 * Another transaction keeps the audit from being written and then wants the row that the work has changed: each waits for the other
 * until the database ends the work, which began to wait first. Gives what the work comes to, and that it was ended once.
 */
async function against<Result>(
  row: { table: string; where: string },
  work: () => Promise<Result>,
  { url, db }: TestHouse = house,
): Promise<Result> {
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  try {
    const deadlocks = async (): Promise<number> =>
      Number(
        (await other.query<{ n: string }>(`select deadlocks as n from pg_stat_database where datname = current_database()`))
          .rows[0]!.n,
      );
    const before = await deadlocks();
    await other.query(`set deadlock_timeout = '1min'`);
    await other.query('begin');
    await other.query('lock table platform.audit in share mode');
    const done = work();
    done.catch(() => undefined);
    await until(
      async () =>
        (await sql`select from pg_locks where not granted and relation = 'platform.audit'::regclass`.execute(db)).rows.length > 0,
    );
    await other.query(`select from ${row.table} where ${row.where} for update`);
    await other.query('commit');
    const result = await done;
    await until(async () => (await deadlocks()) > before);
    return result;
  } finally {
    await other.end();
  }
}

it('supply: a room is changed all the same, once', async () => {
  // No service follows the register here: each place that it follows after its start counts up the rooms there.
  const still = await testHouse('country', '2020-03-02T08:00:00Z');
  const roomId = await newRoom(still, await placeByCode(still.db, '2481'));
  const facts = { name: 'Stora rummet', seats: 8, stepFree: 'yes', validFrom: null, validTo: null };
  await against(
    { table: 'meetings.room', where: `id = '${roomId}'` },
    () => execute(still, planner, changeRoom, { roomId, version: 1, ...facts }),
    still,
  );
  const { rows } = await sql`select name, version from meetings.room where id = ${roomId}`.execute(still.db);
  expect(rows).toEqual([{ name: 'Stora rummet', version: 2 }]);
});

it('a feed is renewed all the same, and of several at once the last stays', async () => {
  const { headers, personId } = await bookingJobseeker(house, 'Kalender');
  const session = headers as { cookie: string; 'x-csrf-token': string };
  const as = clientOf(server, { actor: { id: '', name: '', roles: [] }, headers: session, csrf: session['x-csrf-token'] });
  const several = await Promise.all([1, 2, 3, 4].map(() => as.post('/my/meetings/calendar', {})));
  expect(several.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const again = await against({ table: 'meetings.feed', where: `owner_id = '${personId}'` }, () =>
    as.post('/my/meetings/calendar', {}),
  );
  expect(again.status).toBe(200);
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from meetings.feed where owner_id = ${personId} and ended_at is null`.execute(house.db);
  expect(rows[0]!.n).toBe(1);
});

it('a partner’s program is ended all the same', async () => {
  const { rows } = await sql<{ id: string }>`
    insert into meetings.webhook (id, name, url, place_ids, made_at, made_by)
    values (${house.newId()}, 'Partner', 'https://calendar.example.org', array[gen_random_uuid()], now(), 'prov') returning id`.execute(
    house.db,
  );
  const id = rows[0]!.id;
  const as = clientOf(server, await signInAs(house, ['planner'], 'Planerare'));
  const ended = await against({ table: 'meetings.webhook', where: `id = '${id}'` }, () => as.post(`/webhooks/${id}/end`, {}));
  expect(ended.location).toBe('/webhooks?ended=yes');
});
