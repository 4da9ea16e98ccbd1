/** The manager's week through the front door. */
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import { loadGeneratedVisits } from '../src/modules/desk/generated/index.ts';
import { signInAs, type SignedIn } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';
import { withoutChance } from './without-chance.ts';

const house = await testHouse('empty', '2020-03-13T15:30:00Z');
const { server } = await testService(house);
let desk: TestDesk;
let other: TestDesk;

beforeAll(async () => {
  [desk, other] = [await newDesk(house), await newDesk(house)];
  const days = { from: plainDate('2020-02-10'), to: plainDate('2020-03-13'), perDay: 40, hours: ['10:00', '16:00'] as const };
  await loadGeneratedVisits(house, desk.placeId, days);
});

const get = (url: string, headers: SignedIn['headers']) => server.inject({ url, headers: { ...headers } });
const week = (query = '') => `/desk/${desk.placeId}/week?week=2020-03-11${query}`;

it('without a goal the week is shown and no need; with one that is tried, the need of each half hour', async () => {
  const plain = await get(week(), desk.headers.manager);
  expect(plain.statusCode).toBe(200);
  expect(plain.body).toContain('Vecka 11 på Servicekontor på prov');
  expect(plain.body).toContain('Inget mål är satt');
  expect(plain.body).toContain('Besök som ett program har hittat på');
  const tried = await get(week('&percent=80&minutes=15'), desk.headers.manager);
  expect(tried.body).toContain('Målet är att 80 % ska få komma fram inom 15 minuter');
  expect(tried.body).toMatch(/\d av \d/);
  for (const { body } of [plain, tried]) expect(withoutChance(body)).not.toMatch(/desk:|staffWeek|undefined|NaN/);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from desk.visit where place_id = ${desk.placeId} and day between '2020-03-09' and '2020-03-13'`.execute(
    house.db,
  );
  expect(plain.body).toContain(`<strong>${rows[0]!.n} besök.</strong>`);
});

it('the goal of the place’s own services is the one; a week to come shows what is expected to be needed', async () => {
  await sql`update desk.service set goal_percent = 90, goal_seconds = 600 where place_id = ${desk.placeId}`.execute(house.db);
  expect((await get(week(), desk.headers.manager)).body).toContain('90 % ska få komma fram inom 10 minuter');
  const next = await get(`/desk/${desk.placeId}/week?week=2020-03-16`, desk.headers.manager);
  expect(next.body).toContain('Så många diskar behövs');
  expect(next.body).not.toContain('När besökarna kom');
});

it('too few days: said, and nothing guessed', async () => {
  const early = await get(`/desk/${desk.placeId}/week?week=2020-02-17`, desk.headers.manager);
  expect(early.body).toContain('För lite att räkna på än');
});

it('is the manager’s and the overseers’; others at the desk and the manager of another do not see it', async () => {
  expect((await get(week(), desk.headers.officer)).statusCode).toBe(403);
  expect((await get(week(), desk.headers.host)).statusCode).toBe(403);
  expect((await get(week(), other.headers.manager)).statusCode).toBe(404);
  const planner = await signInAs(house, ['planner'], 'planner');
  expect((await get(week(), planner.headers)).statusCode).toBe(200);
  const analyst = await signInAs(house, ['analyst'], 'analyst');
  expect((await get(week(), analyst.headers)).statusCode).toBe(403);
});
