/** `narvaro insight rebuild` killed half-way: the old figures stand, and nothing of it is in the way of the next. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { cubeFigures } from '../src/modules/insight/cube/index.ts';
import { deskVisits } from '../src/modules/insight/metrics/desk-visits.ts';
import { addDays, systemClock, today } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { until } from './until.ts';

const house = await testHouse('country');
const { db } = house;
/** The command line counts up to the day that it is. */
const day = addDays(today(systemClock), -40);
const month = day.slice(0, 7);

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

function rebuild() {
  const url = new URL(house.url);
  url.searchParams.set('application_name', 'killed-rebuild');
  const child = spawn(process.execPath, ['--import', './src/ui/jsx-loader.mjs', 'src/app/main.ts', 'insight', 'rebuild'], {
    env: { ...process.env, DATABASE_URL: url.toString(), NARVARO_DATA: house.data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null, output }));
  return { child, ended };
}

async function putVisits(count: number): Promise<void> {
  await sql`
    insert into desk.visit (place_id, id, day, arrived_at, topic, state, waiting_since, outcome, import_id)
    select p.place_id, gen_random_uuid(), ${day}, ${`${day}T10:00:00Z`}, 'other', 'ended', ${`${day}T10:00:00Z`}, 'solved', gen_random_uuid()
    from (select place_id from network.place_record order by place_id limit 1) p, generate_series(1, ${count}::int)`.execute(db);
}

const visits = async (): Promise<number | null> =>
  (await cubeFigures(db, deskVisits, { by: [], months: { from: month, to: month } }))[0]!.value;

const countOf = async (statement: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  (await statement.execute(db)).rows[0]!.n;
/** What the killed process has open at the server: it goes on there until the server sees that nobody listens. */
const leftOpen = () => countOf(sql`select count(*)::int as n from pg_stat_activity where application_name = 'killed-rebuild'`);
const leftHeld = () =>
  countOf(sql`select count(*)::int as n from pg_locks where locktype = 'advisory'
  and database = (select oid from pg_database where datname = current_database()) and objid = hashtext('insight.cube')::oid`);

/** A cell of the month that has been written is held where it is, uncommitted, until the gate is taken away. */
async function gate(): Promise<void> {
  await sql`create function hold_cell() returns trigger language plpgsql as $$ begin perform pg_sleep(3600); return new; end $$`.execute(
    db,
  );
  for (const side of ['cell_0', 'cell_1'])
    await sql`
      create trigger gate after insert on ${sql.table(`insight.${side}`)} for each row when (new.month = ${sql.lit(`${month}-01`)})
      execute function hold_cell()`.execute(db);
}
const openGate = () => sql`drop function hold_cell() cascade`.execute(db);
const atGate = () =>
  countOf(
    sql`select count(*)::int as n from pg_stat_activity where application_name = 'killed-rebuild' and wait_event = 'PgSleep'`,
  );

it('a rebuild killed while it fills leaves the old figures, no lock and no work behind, and the next one counts everything', async () => {
  await putVisits(30);
  expect(await rebuild().ended).toMatchObject({ code: 0 });
  expect(await visits()).toBe(30);

  await putVisits(20);
  await gate();
  const killed = rebuild();
  await until(async () => (await atGate()) === 1);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(await visits()).toBe(30);
  await until(async () => (await leftOpen()) === 0, 20);
  expect(await leftHeld()).toBe(0);

  await openGate();
  expect(await rebuild().ended).toMatchObject({ code: 0, output: expect.stringContaining('has been counted') as string });
  expect(await visits()).toBe(50);
});
