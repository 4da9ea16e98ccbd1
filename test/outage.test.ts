/** The log of outages is kept by the system itself (IAFFS 2017:2 §2 ground 1: a data fault stops the website). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { signInAs } from '../src/platform/auth/index.ts';
import { instant, plainDate } from '../src/platform/clock/index.ts';
import { connect } from '../src/platform/db/index.ts';
import { endOutage, type Outage, openOutage, outageOn, outagesBetween, startPulse } from '../src/platform/outage/index.ts';
import { testHouse } from './database.ts';
import { wayTo } from './database-away.ts';
import { clientOf, textOf } from './planner-client.ts';
import { testService } from './service.ts';
import { browser } from './sign-in-browser.ts';
import { until } from './until.ts';

const house = await testHouse('empty');
const log = (): Promise<Outage[]> => outagesBetween(house.db, instant('2000-01-01T00:00:00Z'), instant('2199-01-01T00:00:00Z'));
const times = async (): Promise<unknown[]> =>
  (await log()).map(({ part, beganAt, endedAt }) => [part, short(beganAt), short(endedAt)]);
const short = (at: string | null): string | null => at?.slice(0, 19) ?? null;

beforeEach(async () => {
  await sql`truncate platform.outage, platform.pulse`.execute(house.db);
  house.clock.set('2020-02-14T11:00:00Z');
});

/** Until the database has the beat of an instant. */
async function beatenAt(at: string): Promise<void> {
  await until(async () => (await sql`select from platform.pulse where beat_at = ${at}`.execute(house.db)).rows.length > 0);
}

/** The processes that have beaten, the first to start first. */
const pulses = async (): Promise<{ startedAt: string; beatAt: string }[]> =>
  (
    await sql<{ startedAt: string; beatAt: string }>`
      select started_at as "startedAt", beat_at as "beatAt" from platform.pulse order by started_at`.execute(house.db)
  ).rows;

const failed = (error: unknown): void => expect.fail(String(error));

/** One beat and the last one of a stop in order, at an instant. */
async function livesAt(at: string): Promise<void> {
  house.clock.set(at);
  await startPulse(house, failed).stop();
}

describe('ground (1): the service was away', () => {
  it('the first start is no outage, and neither is a restart within a minute', async () => {
    await livesAt('2020-02-14T11:00:00Z');
    await livesAt('2020-02-14T11:01:00Z');
    expect(await times()).toEqual([]);
  });

  it('a stop of more than a minute is one, from the last beat to the start', async () => {
    await livesAt('2020-02-14T11:00:00Z');
    await livesAt('2020-02-14T13:30:00Z');
    expect(await times()).toEqual([['service', '2020-02-14T11:00:00', '2020-02-14T13:30:00']]);
    expect((await log())[0]!.foundBy).toBe('system');
  });

  it('with another process alive there is none', async () => {
    await livesAt('2020-02-14T11:00:00Z');
    const other = startPulse(house, failed, 20);
    await beatenAt('2020-02-14T11:00:00Z');
    house.clock.set('2020-02-14T11:00:50Z');
    await beatenAt('2020-02-14T11:00:50Z');
    house.clock.set('2020-02-14T11:01:40Z');
    await beatenAt('2020-02-14T11:01:40Z');
    await livesAt('2020-02-14T11:01:41Z');
    await other.stop();
    expect(await times()).toEqual([]);
  });

  it('two processes that start at once after it write it once', async () => {
    await livesAt('2020-02-14T11:00:00Z');
    house.clock.set('2020-02-14T12:00:00Z');
    await Promise.all([1, 2, 3].map(() => startPulse(house, failed).stop()));
    expect(await times()).toEqual([['service', '2020-02-14T11:00:00', '2020-02-14T12:00:00']]);
  });

  it('a machine that slept while the process lived is noticed too', async () => {
    const pulse = startPulse(house, failed, 20);
    await beatenAt('2020-02-14T11:00:00Z');
    house.clock.set('2020-02-14T17:00:00Z');
    await until(async () => (await log()).length > 0);
    await pulse.stop();
    expect(await times()).toEqual([['service', '2020-02-14T11:00:00', '2020-02-14T17:00:00']]);
  });

  it('a process that was killed is found by the next start', async () => {
    const beats = spawn(process.execPath, ['test/outage.child.ts', house.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    const beaten = async (): Promise<boolean> =>
      (await sql`select from platform.pulse where beat_at > started_at`.execute(house.db)).rows.length > 0;
    await until(beaten);
    beats.kill('SIGKILL');
    await once(beats, 'exit');
    // Two hours pass.
    await sql`update platform.pulse set started_at = started_at - interval '2 hours', beat_at = beat_at - interval '2 hours'`.execute(
      house.db,
    );
    const [killed] = await pulses();
    const again = spawn(process.execPath, ['test/outage.child.ts', house.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    await until(async () => (await log()).length > 0);
    again.kill('SIGTERM');
    expect((await once(again, 'exit'))[0]).toBe(0);
    const [outage] = await log();
    expect(outage!.beganAt).toBe(killed!.beatAt);
    const [, next] = await pulses();
    expect(outage!.endedAt! >= next!.startedAt && outage!.endedAt! <= next!.beatAt).toBe(true);
  });
});

it('a database that did not answer is written when it is back, however short it was', async () => {
  const way = await wayTo(house.url);
  const own = connect(way.url);
  const lost: unknown[] = [];
  const pulse = startPulse({ ...house, db: own.db }, (error) => lost.push(error), 50);
  house.clock.set('2020-02-14T11:00:10Z');
  await until(async () => (await sql`select from platform.pulse where beat_at > started_at`.execute(house.db)).rows.length > 0);
  await way.cut();
  await until(() => lost.length > 0);
  house.clock.set('2020-02-14T11:00:40Z');
  await way.mend();
  await until(async () => (await log()).length > 0);
  await pulse.stop();
  await own.close();
  expect(lost).toHaveLength(1);
  expect(await times()).toEqual([['service', '2020-02-14T11:00:10', '2020-02-14T11:00:40']]);
});

describe('a part', () => {
  it('is away from the first notice to the first success', async () => {
    await openOutage(house, 'sign-in');
    house.clock.set('2020-02-14T11:05:00Z');
    await openOutage(house, 'sign-in');
    expect(await outageOn(house.db, plainDate('2020-02-20'), 'sign-in')).toMatchObject({ endedAt: null });
    house.clock.set('2020-02-14T11:10:00Z');
    await endOutage(house, 'sign-in');
    await endOutage(house, 'sign-in');
    expect(await times()).toEqual([['sign-in', '2020-02-14T11:00:00', '2020-02-14T11:10:00']]);
  });

  it('a day in Sweden is asked about: the longest outage that touches it, of any part or one', async () => {
    // 23:30 UTC is half past midnight in Sweden in winter.
    await livesAt('2020-02-14T23:30:00Z');
    await livesAt('2020-02-14T23:35:00Z');
    house.clock.set('2020-02-15T08:00:00Z');
    await openOutage(house, 'sign-in');
    house.clock.set('2020-02-15T09:00:00Z');
    await endOutage(house, 'sign-in');
    expect(await outageOn(house.db, plainDate('2020-02-14'))).toBeNull();
    expect(await outageOn(house.db, plainDate('2020-02-15'))).toMatchObject({ part: 'sign-in' });
    expect(await outageOn(house.db, plainDate('2020-02-15'), 'service')).toMatchObject({ part: 'service' });
    expect(await outageOn(house.db, plainDate('2020-02-16'))).toBeNull();
  });

  it('an issuer that does not answer is noticed at sign-in', async () => {
    const service = await testService(house, {
      OIDC_ISSUER: 'http://localhost:9',
      OIDC_CLIENT_ID: 'narvaro',
      OIDC_CLIENT_SECRET: 'secret',
    });
    await service.server.listen({ port: 0, host: '127.0.0.1' });
    const answer = await browser(service.publicUrl()).get('/sign-in');
    expect(answer.status).toBe(503);
    await until(async () => (await log()).length > 0);
    expect(await times()).toEqual([['sign-in', '2020-02-14T11:00:00', null]]);
  });
});

describe('/outages', async () => {
  const service = await testService(house);
  const administrator = clientOf(service.server, await signInAs(house, ['administrator']));
  const caseworker = clientOf(service.server, await signInAs(house, ['caseworker']));
  const typed = {
    part: 'service',
    beganDate: '2020-02-13',
    beganTime: '08:30',
    endedDate: '2020-02-13',
    endedTime: '10:00',
    note: 'Nätet',
  };

  it('is read by a caseworker, who gets no form', async () => {
    await livesAt('2020-02-14T09:00:00Z');
    await livesAt('2020-02-14T10:59:00Z');
    house.clock.set('2020-02-14T11:00:00Z');
    const page = await caseworker.get('/outages');
    expect(page.status).toBe(200);
    expect(textOf(page)).toContain('14 februari 2020 10:00');
    expect(textOf(page)).toContain('Systemet');
    expect(page.html).not.toContain('name="beganDate"');
  });

  it('takes an outage that the system could not see, and its correction; the audit log keeps what it said before', async () => {
    expect((await administrator.post('/outages', typed)).status).toBe(303);
    expect(await times()).toEqual([['service', '2020-02-13T07:30:00', '2020-02-13T09:00:00']]);
    const { id } = (await log())[0]!;
    expect(textOf(await administrator.get(`/outages/${id}`))).toContain('Rätta avbrottet');
    expect((await administrator.post(`/outages/${id}`, { ...typed, endedTime: '11:00' })).status).toBe(303);
    expect(await times()).toEqual([['service', '2020-02-13T07:30:00', '2020-02-13T10:00:00']]);
    const { rows } = await sql<{
      details: unknown;
    }>`select details from platform.audit where command = 'app.correct-outage'`.execute(house.db);
    expect(rows[0]!.details).toMatchObject({
      was: { endedAt: expect.stringMatching(/^2020-02-13T09:00:00/), foundBy: expect.any(String) },
    });
    expect(JSON.stringify(rows)).not.toContain('Nätet');
  });

  it.each([
    [{ endedTime: '08:00' }, 'efter början'],
    [{ beganDate: '2020-02-15', endedDate: '', endedTime: '' }, 'som har varit'],
    [{ beganTime: 'åtta' }, 'som har varit'],
    [{ beganDate: '' }, 'som har varit'],
  ])('comes back with what was typed when it cannot be: %j', async (change, says) => {
    const page = await administrator.post('/outages', { ...typed, ...change });
    expect(page.status).toBe(422);
    expect(textOf(page)).toContain(says);
    expect(page.html).toContain('Nätet');
    expect(await log()).toEqual([]);
  });

  it('one part is away once at a time', async () => {
    const open = { ...typed, endedDate: '', endedTime: '' };
    expect((await administrator.post('/outages', open)).status).toBe(303);
    expect(textOf(await administrator.post('/outages', open))).toContain('Avsluta det avbrott');
    expect((await administrator.get('/outages/01900000-0000-7000-8000-000000000000')).status).toBe(404);
  });
});
