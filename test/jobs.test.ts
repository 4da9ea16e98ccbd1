/** What is done by the clock: run when due, made good when missed, once at a time, tried again when its process was killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { later, localTime, systemClock } from '../src/platform/clock/index.ts';
import { type Job, runJob, startJobs } from '../src/platform/jobs/index.ts';
import { testHouse } from './database.ts';
import { until } from './until.ts';

const house = await testHouse('empty');
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await sql`drop schema if exists pgboss cascade`.execute(house.db);
});

// Every day at the hour that is farthest from now: these tests are about the runs of days that have passed, and no run is due
// while they go on, whenever that is.
const farHour = Number(localTime(later(systemClock.now(), 12 * 3_600_000)).time.slice(0, 2));
const cron = `15 ${farHour} * * *`;

/** `name`: what its connections to the database are called. */
function child(took = 0, name = 'narvaro-jobs') {
  const url = new URL(house.url);
  url.searchParams.set('application_name', name);
  const process_ = spawn(process.execPath, ['test/jobs.child.ts', url.toString(), cron, String(took)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(process_);
  let output = '';
  process_.stdout.on('data', (text: Buffer) => (output += text.toString()));
  return { process: process_, output: () => output, ended: once(process_, 'exit') };
}

/** It is known when the job runs and when it was looked last for runs that are due: without the latter no run has been missed. */
const isScheduled = async (): Promise<boolean> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pgboss.schedule where exists (select from pgboss.version where cron_on is not null)`
    .execute(house.db)
    .catch(() => ({ rows: [{ n: 0 }] }));
  return rows[0]!.n > 0;
};

const countIn = async (query: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  (await query.execute(house.db)).rows[0]!.n;

/** Until the processes have looked for runs that are due several times more, and nothing that they found waits any more. */
async function allLookedAfter(): Promise<void> {
  const looks = new Set<string>();
  await until(async () => {
    const { rows } = await sql<{ at: string }>`select cron_on::text as at from pgboss.version`.execute(house.db);
    return looks.add(rows[0]!.at).size > 4;
  });
  const waiting = sql<{ n: number }>`select count(*)::int as n from pgboss.job where state < 'completed'`;
  await until(async () => (await countIn(waiting)) === 0);
}

/** As if no process had been there since two days ago: the runs of two nights are missing. */
async function twoDaysPass(): Promise<void> {
  await sql`update pgboss.version set cron_on = cron_on - interval '2 days'`.execute(house.db);
  await sql`update pgboss.schedule set created_on = created_on - interval '9 days'`.execute(house.db);
}

const countOf = (text: string, word: string): number => text.split(word).length - 1;

describe('a job by the clock', () => {
  it('is not run at its first start, stops cleanly, and is made good once at the start after two missed nights', async () => {
    const first = child();
    await until(isScheduled);
    first.process.kill('SIGTERM');
    expect((await first.ended)[0]).toBe(0);
    expect(first.output()).toBe('stopped\n');
    await twoDaysPass();
    const second = child();
    await until(() => second.output().includes('ended'));
    await allLookedAfter();
    expect(countOf(second.output(), 'began')).toBe(1);
    const { rows } = await sql<{ output: unknown }>`
      select output from pgboss.job where name = 'trial.count-something' and state = 'completed'`.execute(house.db);
    expect(rows).toEqual([{ output: { ran: true, report: { counted: 1 } } }]);
  });

  it('is run once by two processes that both find it missed', async () => {
    const first = child();
    await until(isScheduled);
    first.process.kill('SIGKILL');
    await first.ended;
    await twoDaysPass();
    const both = [child(1500, 'narvaro-jobs-1'), child(1500, 'narvaro-jobs-2')];
    const together = (): string => both.map((one) => one.output()).join('');
    const there = sql<{ n: number }>`
      select count(distinct application_name)::int as n from pg_stat_activity where application_name like 'narvaro-jobs-%'`;
    await until(async () => (await countIn(there)) === 2);
    await until(() => together().includes('ended'));
    await allLookedAfter();
    expect(countOf(together(), 'began')).toBe(1);
    // Each has opened all that it had to open when it stops in order.
    for (const one of both) one.process.kill('SIGTERM');
    for (const one of both) expect((await one.ended)[0]).toBe(0);
    const runs = await sql`select state from pgboss.job where name = 'trial.count-something'`.execute(house.db);
    expect(runs.rows).toEqual([{ state: 'completed' }]);
    expect(countOf(together(), 'began')).toBe(1);
  });

  it('is given to another process when the one that ran it was killed', async () => {
    const first = child();
    await until(isScheduled);
    first.process.kill('SIGKILL');
    await first.ended;
    await twoDaysPass();
    const running = child(600_000);
    await until(() => running.output().includes('began'));
    running.process.kill('SIGKILL');
    await running.ended;
    // The half minute after which a heartbeat is missed, and the wait before the next try.
    await sql`
      update pgboss.job set heartbeat_on = heartbeat_on - interval '5 minutes', started_on = started_on - interval '5 minutes'
      where state = 'active'`.execute(house.db);
    const next = child();
    await until(async () => {
      await sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(house.db);
      return next.output().includes('ended');
    }, 80);
  }, 120_000);

  it('that takes long does not hold up a stop: it fails there and is tried again', async () => {
    const first = child();
    await until(isScheduled);
    first.process.kill('SIGKILL');
    await first.ended;
    await twoDaysPass();
    const running = child(600_000);
    await until(() => running.output().includes('began'));
    running.process.kill('SIGTERM');
    expect((await running.ended)[0]).toBe(0);
    const { rows } = await sql`select state from pgboss.job where name = 'trial.count-something'`.execute(house.db);
    expect(rows).toEqual([{ state: 'retry' }]);
  });

  it('follows wall-clock time in Sweden, also when the clocks change', async () => {
    const jobs = startJobs(
      house.url,
      house,
      [{ name: 'trial.nothing', cron: '15 2 * * *', run: () => Promise.resolve() }],
      () => undefined,
    );
    await until(isScheduled);
    await jobs.stop();
    const { rows } = await sql`select name, cron, timezone from pgboss.schedule`.execute(house.db);
    expect(rows).toEqual([{ name: 'trial.nothing', cron: '15 2 * * *', timezone: 'Europe/Stockholm' }]);
  });
});

describe('a job run now', () => {
  const job = (run: Job['run']): Job => ({ name: 'trial.now', cron: '0 3 * * *', run });

  it('tells what it did, and is not run a second time while it is under way', async () => {
    const going = Promise.withResolvers<void>();
    const first = runJob(
      house,
      job(() => going.promise.then(() => ({ erased: 3 }))),
    );
    await until(
      async () =>
        !(
          await runJob(
            house,
            job(() => Promise.resolve()),
          )
        ).ran,
      5,
    );
    going.resolve();
    expect(await first).toEqual({ ran: true, report: { erased: 3 } });
    expect(
      await runJob(
        house,
        job(() => Promise.resolve()),
      ),
    ).toEqual({ ran: true, report: null });
  });

  it('lets go when it fails', async () => {
    await expect(
      runJob(
        house,
        job(() => Promise.reject(new Error('no'))),
      ),
    ).rejects.toThrow('no');
    expect(
      (
        await runJob(
          house,
          job(() => Promise.resolve()),
        )
      ).ran,
    ).toBe(true);
  });

  it('nothing is opened when there is nothing to do', async () => {
    await startJobs('postgres://nowhere.invalid/x', house, [], () => undefined).stop();
  });
});
