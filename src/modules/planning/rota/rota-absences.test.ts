/** Absences and travel-in rotas, through the front door: known before, noted after, and in the middle of it. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { testService } from '../../../../test/service.ts';
import { execute, signInAs } from '../../../platform/auth/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { newOfficer, placeByCode, planner } from '../../meetings/fixtures.ts';
import { listAttendance, noteAbsence } from '../../meetings/index.ts';
import { findPlaceByCode } from '../../network/index.ts';
import { findRota, listRotaSteps } from '../store/rotas.ts';
import { carryOutRota } from './carry-out-rota.ts';
import { rotaStepsOf } from './rota-steps.ts';

const house = await testHouse('country', '2020-02-14T11:00:00Z');
const { server } = await testService(house);
const { headers } = await signInAs(house, ['planner'], 'planner');
const analyst = await signInAs(house, ['analyst'], 'analyst');

const kalix = (await findPlaceByCode(house.db, 'af-2514-1'))!.id;
const [lulea, haparanda] = [await placeByCode(house.db, '2580'), await placeByCode(house.db, '2583')];

const words = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const read = async (url: string, as = headers): Promise<string> => words((await server.inject({ url, headers: as })).body);
async function post(url: string, fields: [string, string][]) {
  const payload = new URLSearchParams([['_csrf', headers['x-csrf-token'] ?? ''], ...fields]).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return server.inject({ method: 'POST', url, headers: { ...headers, ...type }, payload });
}

/** Kalix on Tuesdays and Thursdays from 2 March on. */
const asked = (officers: readonly string[]): [string, string][] => [
  ['title', 'Kalix'],
  ['validFrom', '2020-03-02'],
  ['validTo', ''],
  ['minutesPerDay', '240'],
  ['daysPerWeek', '2'],
  ['minutesPerWeek', ''],
  ['spread', ''],
  ['aim', 'short'],
  ...officers.map((id): [string, string] => ['officerIds', id]),
  [`days.${kalix}`, '2'],
  [`days.${kalix}`, '4'],
  [`number.${kalix}`, '1'],
];
async function makeRota(officers: readonly string[], url = '/planning/rota/new?on=2020-03-02&county=25') {
  const made = await post(url, asked(officers));
  expect(made.statusCode, words(made.body)).toBe(303);
  const path = made.headers.location!;
  return { path, id: path.split('/').at(-1) as Uuid };
}
const leave = (resourceId: string, from: string, to: string) =>
  execute(house, planner, noteAbsence, { resourceId, kind: 'leave', from, to, fromTime: null, toTime: null });

/** Weekdays at Kalix with their days, in order. */
async function atKalix(officerId: string): Promise<string[]> {
  const rows = await listAttendance(house.db, { officerIds: [officerId], placeId: kalix });
  return rows.map(({ weekday, validFrom, validTo }) => `${weekday}: ${validFrom} ${validTo ?? ''}`.trim()).toSorted();
}
/** Who usually goes to Kalix, and who can instead. */
async function pair(): Promise<{ near: Uuid; far: Uuid }> {
  const near = await newOfficer(house, { name: 'Aino', homePlaceId: haparanda });
  return { near, far: await newOfficer(house, { name: 'Bo', homePlaceId: lulea }) };
}

/** True once another transaction waits for a lock. */
async function isWaitedFor(): Promise<boolean> {
  const waiting = sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  return (await waiting.execute(house.db)).rows.length > 0;
}

describe('M11 the travel-in rota and absences', () => {
  it('weeks with an absence are planned by themselves; one noted later is shown, and planned again with least change', async () => {
    const { near, far } = await pair();
    await leave(near, '2020-03-10', '2020-03-12');
    const { path, id } = await makeRota([near, far]);
    const page = await read(path);
    expect(page).toContain('Allt hålls');
    expect(page).toMatch(/Veckor då någon är frånvarande .*Gäller från 9 mars 2020 till 15 mars 2020/);
    expect(page).toContain('Frånvarande: Aino (tisdag, torsdag)');
    expect(page).toMatch(/Kalix Dag: Tisdag Handläggare: Bo Ändring: nytt .*Kalix Dag: Tisdag Handläggare: Aino Ändring: upphör/);
    expect(page).not.toContain('Dagar som saknar handläggare');
    // Who is absent is for those who plan.
    expect(await read(path, analyst.headers)).not.toContain('Frånvarande: Aino');
    const csv = (await server.inject({ url: `${path}/rota.csv`, headers })).body.trim().split('\n');
    const tuesdays = csv
      .filter((line) => line.startsWith('tue'))
      .map((line) => line.split(',').slice(4, 5).concat(line.split(',').slice(-2)));
    expect(tuesdays).toEqual([
      ['Aino', '2020-03-02', '2020-03-08'],
      ['Aino', '2020-03-16', ''],
      ['Bo', '2020-03-09', '2020-03-15'],
    ]);

    expect(await read(`${path}/carry-out`)).toMatch(
      /Bo Dag: Tisdag Gäller: från 9 mars 2020 till 15 mars 2020 Blir: Arbetsförmedlingen Kalix Utfall: kan göras/,
    );
    expect((await post(`${path}/carry-out`, [])).statusCode).toBe(303);
    const usual = ['2: 2020-03-02 2020-03-08', '2: 2020-03-16', '4: 2020-03-02 2020-03-08', '4: 2020-03-16'];
    expect(await atKalix(near)).toEqual(usual);
    expect(await atKalix(far)).toEqual(['2: 2020-03-09 2020-03-15', '4: 2020-03-09 2020-03-15']);
    expect(await rotaStepsOf(house.db, (await findRota(house.db, id))!)).toEqual([]);

    await leave(near, '2020-03-24', '2020-03-24');
    const short = await read(path);
    expect(short).toMatch(/Dagar som saknar handläggare .*Kalix Handläggare: Aino Dagar: 24 mars 2020 Planera om schemat/);
    expect(await read(path, analyst.headers)).not.toContain('24 mars 2020');
    const anew = await makeRota([near, far], `${path}/replan`);
    const after = await read(anew.path);
    expect(after).toMatch(/Vad som är nytt mot schemat innan .*Allt är som förut/);
    expect(after).toContain('från 23 mars 2020 till 29 mars 2020');
    expect(after).not.toContain('Dagar som saknar handläggare');
    expect(await read(path)).toContain('Dagar som saknar handläggare');
    expect((await post(`${anew.path}/carry-out`, [])).statusCode).toBe(303);
    // One day of one week has changed, and nothing else.
    expect((await listRotaSteps(house.db, anew.id)).map(({ weekday, from, to }) => [weekday, from, to])).toEqual([
      [2, '2020-03-23', '2020-03-29'],
      [2, '2020-03-23', '2020-03-29'],
    ]);
    expect(await atKalix(near)).toEqual([...usual.slice(0, 1), '2: 2020-03-16 2020-03-22', '2: 2020-03-30', ...usual.slice(2)]);
    expect(await atKalix(far)).toContain('2: 2020-03-23 2020-03-29');
    expect(await read(path)).not.toContain('Dagar som saknar handläggare');
  });

  it('a week in which nobody can go is named with its days and the reason, and not passed over', async () => {
    const { near, far } = await pair();
    await leave(near, '2020-03-17', '2020-03-17');
    await leave(far, '2020-03-16', '2020-03-20');
    const { path } = await makeRota([near, far]);
    const page = await read(path);
    expect(page).toContain('hålls inte alla veckor');
    expect(page).toMatch(
      /Gäller från 16 mars 2020 till 22 mars 2020 Det gick inte: Allt som är utlovat kan inte hållas de här veckorna/,
    );
    expect(page).toMatch(/Kalix på tisdag behöver 1 handläggare, och ingen som passar och finns nära nog kan skickas den dagen/);
    expect(await read(`${path}/carry-out`)).toContain('Schemat håller inte allt som är utlovat');
    expect((await post(`${path}/carry-out`, [])).statusCode).toBe(303);
    expect(await atKalix(near)).toEqual(['2: 2020-03-02 2020-03-15', '2: 2020-03-23', '4: 2020-03-02']);
  });

  it('nobody is said to sit where they are not: the dry run names the days, and half-way it stops', async () => {
    const { near, far } = await pair();
    const before = await makeRota([near, far]);
    await leave(near, '2020-04-07', '2020-04-07');
    const dryRun = await read(`${before.path}/carry-out`);
    expect(dryRun).toContain('En dag kan inte bli så');
    expect(dryRun).toContain('Handläggaren är inte på plats 2020-04-07, och schemat räknar inte med det');
    expect((await post(`${before.path}/carry-out`, [])).statusCode).toBe(409);
    expect(await atKalix(near)).toEqual([]);

    const { path, id } = await makeRota([near, far]);
    await execute(house, planner, carryOutRota, { rotaId: id });
    await leave(near, '2020-03-05', '2020-03-05');
    expect((await post(`${path}/carry-out`, [['next', 'resume']])).statusCode).toBe(303);
    expect(await read(`${path}/carry-out`)).toMatch(/Allt är inte genomfört\. .*Handläggaren är inte på plats 2020-03-05/);
    expect((await atKalix(near)).some((one) => one.startsWith('4'))).toBe(false);
    const anew = await makeRota([near, far], `${path}/replan`);
    expect((await post(`${anew.path}/carry-out`, [])).statusCode).toBe(303);
    expect(await atKalix(near)).toEqual(['2: 2020-03-02 2020-04-05', '2: 2020-04-13', '4: 2020-03-09']);

    // Also where nothing is to be written, as it was so before.
    const same = await makeRota([near, far]);
    await leave(near, '2020-04-21', '2020-04-21');
    expect(await read(`${same.path}/carry-out`)).toMatch(/Dagar som saknar handläggare .*Aino Dagar: 21 april 2020/);
  });

  it('an officer who is changed between a step’s look and its writing stops nothing', async () => {
    const { near } = await pair();
    const { path } = await makeRota([near]);
    let carried: ReturnType<typeof post> | undefined;
    await execute(house, planner, carryOutRota, { rotaId: path.split('/').at(-1) });
    await house.db.transaction().execute(async (tx) => {
      await sql`update meetings.officer set version = version + 1 where id = ${near}`.execute(tx);
      carried = post(`${path}/carry-out`, [['next', 'resume']]);
      await expect.poll(isWaitedFor, { timeout: 20_000 }).toBe(true);
    });
    expect((await carried!).statusCode).toBe(303);
    expect(await read(`${path}/carry-out`)).toContain('Schemat är genomfört');
    expect(await atKalix(near)).toEqual(['2: 2020-03-02', '4: 2020-03-02']);
  });
});
