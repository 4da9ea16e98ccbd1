import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { metrics } from '../src/modules/insight/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const { server } = await testService(await testHouse('country', '2020-12-31T11:00:00Z'));
const get = (url: string) => server.inject(url);

it('every metric is in the list, and one of each kind says its definition on a page', async () => {
  const list = (await get('/metrics')).body;
  for (const { id, title } of metrics) {
    expect(list).toContain(`/metrics/${id}`);
    if (!['offices', 'time-to-agreement', 'registrations'].includes(id)) continue;
    const page = await get(`/en/metrics/${id}`);
    expect(page.statusCode, id).toBe(200);
    expect(page.body).toContain(title.en);
  }
});

it('a figure on a day stands on the page and in the file, marked as reconstructed', async () => {
  const page = (await get('/en/metrics/places-remaining?on=2020-02-14&by=state')).body;
  expect(page).toContain('<strong>33</strong>');
  expect(page).toContain('reconstructed');
  const file = await get('/metrics/places-remaining/figures.csv?on=2020-02-14&by=state');
  const rows: Record<string, string>[] = parse(file.body, { columns: true });
  expect(rows.map(({ state, value }) => [state, value])).toEqual([
    ['decided', '13'],
    ['in_dialogue', '20'],
    ['agreed', '0'],
  ]);
  expect(rows[0]).toMatchObject({ metric: 'places-remaining', version: '1', evidence: 'partly reconstructed' });
  const months: Record<string, string>[] = parse((await get('/metrics/places-secured/trend.csv?on=2020-06-15')).body, {
    columns: true,
  });
  expect(months.at(-1)).toMatchObject({ on: '2020-06-15', value: '132' });
});

it('a choice that there is none of, or two where one is asked for, is refused and not quietly another', async () => {
  for (const [url, said] of [
    ['/metrics/reach?threshold=17', 'Det valet finns inte'],
    ['/metrics/travel-percentiles?by=county&percentile=p51', 'Det valet finns inte'],
    ['/metrics/reach?threshold=15&threshold=30', 'Det valet finns inte'],
    ['/metrics/reach?by=county&by=type', 'Måttet kan inte delas upp så'],
  ] as const) {
    const page = await get(url);
    expect(page.statusCode, url).toBe(422);
    expect(page.body, url).toContain(said);
    expect((await get(url.replace('?', '/figures.csv?'))).statusCode, url).toBe(404);
  }
  expect((await get('/metrics/reach?threshold=15&by=county')).statusCode).toBe(200);
});

it('what cannot be answered is said, and a file is only of what was asked for', async () => {
  expect((await get('/metrics/unknown')).statusCode).toBe(404);
  const early = await get('/en/metrics/offices?on=1990-01-01&by=age');
  expect(early.statusCode).toBe(422);
  expect(early.body).toContain('does not cover that day');
  expect((await get('/metrics/offices/figures.csv?on=1990-01-01')).statusCode).toBe(404);
  expect((await get('/metrics/offices/map.svg?by=kind')).statusCode).toBe(404);
  expect((await get('/metrics/offices/map.svg?on=2020-12-31')).headers['content-type']).toContain('image/svg+xml');
  expect((await get('/en/metrics/registrations')).body).toContain('has not been counted');
});
