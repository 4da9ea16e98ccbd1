/** What a trial has instead of records: made up from a seed, in cells alone, and said to be made up. */
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { testService } from '../../../../test/service.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { rows } from '../../../platform/db/index.ts';
import { figures } from '../figures.ts';
import { findMetric } from '../metrics/index.ts';
import { fillGenerated, forgetGenerated } from './index.ts';
import { countAll, countDays } from './jobs.ts';

const small = { metrics: ['registrations', 'self-registration'], months: 1 };
const on = plainDate('2020-01-31');
const registrations = findMetric('registrations')!;

const cellsOf = async ({ db }: TestHouse): Promise<string[]> => {
  const text = sql`select concat_ws(' ', s.metric, t.split, t.area, t.month, t.class, t.part, t.n) as cell
    from insight.cell t join insight.series s on s.id = t.series join insight.cube c on c.side = t.side order by 1`;
  return (await rows(db, z.object({ cell: z.string() }), text)).map(({ cell }) => cell);
};

let house: TestHouse;
let server: Awaited<ReturnType<typeof testService>>['server'];
beforeAll(async () => {
  house = await testHouse('country');
  expect(await fillGenerated(house, small)).toBe('filled');
  ({ server } = await testService(house));
}, 60_000);

it('stands in cells alone and adds up: groups to everyone, municipalities to counties and to the country', async () => {
  const found = sql`
    select t.split, length(t.area) as digits, sum(t.n)::integer as n from insight.cell t join insight.series s on s.id = t.series
    where s.metric = 'registrations' and t.split <> 'need' group by 1, 2`;
  const sums = await rows(house.db, z.object({ split: z.string(), digits: z.number(), n: z.number() }), found);
  const country = sums.find(({ split }) => split === '')!.n / 2;
  expect(country).toBeGreaterThan(20_000);
  // By two digits: the country and the counties.
  for (const { digits, n } of sums) expect(n).toBe(digits === 4 ? country : 2 * country);
  const registered = sql`select count(*)::integer as n from cases.stat_registered`;
  expect(await rows(house.db, z.object({ n: z.number() }), registered)).toEqual([{ n: 0 }]);
});

it('every page and file says that it is made up', async () => {
  expect(await figures(house.db, { metric: registrations, by: [], on })).toMatchObject({ isMadeUp: true, isCounted: true });
  const body = async (url: string): Promise<string> => (await server.inject(url)).body;
  expect(await body('/metrics/registrations?on=2020-01-31')).toContain('påhittade för provet');
  expect(await body('/en/metrics/registrations?on=2020-01-31')).toContain('made up for the trial');
  expect(await body('/easy/equal-service?subject=self-registration&on=2020-01-31')).toContain('Siffrorna är påhittade');
  expect(await body('/ar/equal-service?subject=self-registration&on=2020-01-31')).toContain('مُختلقة للتجربة');
  for (const file of ['/metrics/registrations/figures.csv', '/equal-service/figures.csv?subject=self-registration'])
    expect(await body(`${file}${file.includes('?') ? '&' : '?'}on=2020-01-31`), file).toContain('made up for the trial');
  expect(await body('/en/statistics')).toContain('all figures about people are made up');
  expect(await body('/catalog.ttl')).toContain('The figures are made up for the trial');
  const table = JSON.parse(await body('/v1/statistics/tables/registrations/data?lang=en')) as { label: string; note: string[] };
  expect(table.label).toContain('(made up for the trial)');
  expect(table.note[0]).toContain('made up for the trial');
  const open = JSON.parse(await body('/v1/statistics/tables/offices/data?lang=en')) as { label: string };
  expect(open.label, 'facts about the network are as they were').not.toContain('made up');
  const csv = await server.inject(
    '/v1/statistics/tables/registrations/data?lang=en&outputFormat=csv&outputFormatParams=UseTexts',
  );
  expect(csv.headers['content-disposition']).toContain('made-up');
  expect(csv.body).toContain('made up for the trial');
});

it('some municipalities are served worse than chance explains, and it is found', async () => {
  const found = (await server.inject('/equal-service/figures.csv?subject=self-registration&by=municipality&on=2020-01-31')).body;
  expect(found.split('\n').filter((line) => line.includes('"less"') || line.includes(',less,')).length).toBeGreaterThan(5);
});

it('the count by the clock leaves it as it is, another fill finds it, and the same seed gives the same', async () => {
  const before = await cellsOf(house);
  expect(await countDays(house)).toEqual({ counted: 'none', days: 0 });
  expect(await fillGenerated(house, small)).toBe('there');
  expect(await cellsOf(house)).toEqual(before);
  expect(await forgetGenerated(house)).toBe(true);
  expect(await cellsOf(house)).toEqual([]);
  expect(await figures(house.db, { metric: registrations, by: [], on })).toMatchObject({ isMadeUp: false, isCounted: false });
  expect(await fillGenerated(house, { ...small, metrics: ['registrations'] })).toBe('filled');
  expect(await cellsOf(house)).toEqual(before.filter((cell) => cell.startsWith('registrations ')));
}, 60_000);

it('what is real is counted when the made-up figures are gone', async () => {
  expect(await forgetGenerated(house)).toBe(true);
  expect(await forgetGenerated(house)).toBe(false);
  expect(await countAll(house)).toEqual({ counted: 'all', days: 1 });
  expect(await cellsOf(house)).toEqual([]);
}, 60_000);
