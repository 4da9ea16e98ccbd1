/** The national picture and the drawings through the front door, on the whole country. */
import { beforeAll, describe, expect, test } from 'vitest';
import { figures } from '../src/modules/insight/figures.ts';
import { findMetric } from '../src/modules/insight/metrics/index.ts';
import { compareReported, countOn } from '../src/modules/network/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import type { Server } from '../src/platform/http/index.ts';
import { testHouse, type TestHouse } from './database.ts';
import { testService } from './service.ts';

let house: TestHouse;
let server: Server;

beforeAll(async () => {
  house = await testHouse('country');
  server = (await testService(house)).server;
});

async function get(url: string) {
  return server.inject({ url, headers: { accept: 'text/html' } });
}

const count = (text: string, part: string): number => text.split(part).length - 1;

describe('the national picture', () => {
  test.each([
    ['2020-10-23', 'by own offices and by agreements in force, not by places that none covers yet'],
    ['2020-12-31', '208, as reported for the end of the year'],
  ])('municipalities where a meeting can be booked on %s are those of the metric: %s', async (on) => {
    const { municipalities_meeting_bookable: counted } = await countOn(house.db, plainDate(on));
    const metric = findMetric('municipalities-bookable')!;
    const { rows } = await figures(house.db, { metric, by: [], on: plainDate(on) });
    expect(counted).toBe(rows[0]!.value);
  });

  test.each(['2019-01-01', '2020-02-14', '2020-06-15', '2020-12-31'])('shows on %s what countOn counts', async (on) => {
    const counts = await countOn(house.db, plainDate(on));
    const page = (await get(`/country?on=${on}`)).body;
    const four = [
      counts.municipalities_staffed,
      counts.municipalities_visiting,
      counts.municipalities_cooperation,
      counts.municipalities_neighbour,
    ];
    expect(four.reduce((sum, one) => sum + one, 0)).toBe(290);
    const table = page.slice(page.indexOf('id="states-table"'), page.indexOf('</table>', page.indexOf('id="states-table"')));
    expect([...table.matchAll(/<td class="numeric">(\d+)<\/td>/g)].map((one) => Number(one[1]))).toEqual(four);
    expect(page).toContain(`${counts.municipalities_with_own_office} av 290 kommuner`);
    expect(page).toContain(
      `${counts.rows_sourced} rader med en publicerad källa och ${counts.rows_reconstructed} rekonstruerade`,
    );
    if (counts.places_losing_office > 0)
      expect(page).toContain(`${counts.places_secured} av ${counts.places_losing_office} orter`);
    expect(count(page, `&amp;on=${on}"`)).toBeGreaterThanOrEqual(290);
  });

  test('2020-02-14: 99 secured, 33 remain and are listed', async () => {
    const page = (await get('/country?on=2020-02-14')).body;
    expect(page).toContain('99 av 132 orter har en säkrad lösning. 33 återstår.');
    const list = page.slice(page.indexOf('id="remaining"'));
    expect(count(list.slice(0, list.indexOf('</table>')), '<tr role="row">')).toBe(34);
  });

  test('every published figure stands there with its difference', async () => {
    const page = (await get('/country')).body;
    const from = page.indexOf('id="published-table"');
    const table = page.slice(from, page.indexOf('</table>', from));
    const all = await compareReported(house.db);
    expect(count(table, '</tr>')).toBe(all.length + 1);
    expect(count(table, '>Stämmer</span>')).toBe(all.filter((one) => one.difference === 0).length);
    for (const { difference } of all) {
      if (difference !== null && difference !== 0)
        expect(table).toContain(`>${difference > 0 ? '+' : '−'}${Math.abs(difference)}</bdi>`);
    }
    expect(table).not.toContain('public.reported');
  });

  test.each([
    ['', 0],
    ['/ar', 717],
  ])('the bar of the four states is filled from where the reading begins: %s/', async (prefix, x) => {
    const page = (await get(`${prefix}/country?on=2020-12-31`)).body;
    expect(/<svg class="bar".*?<rect x="(\d+)" y="1" /.exec(page)?.[1]).toBe(String(x));
  });

  test('the file has the 290 with their state', async () => {
    const file = await server.inject('/country.csv?on=2020-12-31');
    expect(file.headers['content-type']).toContain('text/csv');
    const lines = file.body.trim().split('\n');
    expect(lines).toHaveLength(291);
    expect(lines.filter((line) => line.endsWith(',neighbour'))).toHaveLength(82);
  });
});

describe('drawings', () => {
  test.each([
    '/map/country.svg?on=2020-12-31',
    '/map/help.svg?municipality=0180',
    '/map/help.svg?municipality=2425&on=2019-01-01',
    '/chart/states.svg?on=2020-02-14',
  ])('%s is small and is not sent twice', async (url) => {
    const first = await server.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    expect(first.statusCode).toBe(200);
    expect(first.headers['content-type']).toContain('image/svg+xml');
    expect(first.rawPayload.length).toBeLessThan(60_000);
    const again = await server.inject({ url, headers: { 'if-none-match': String(first.headers['etag']) } });
    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });

  test('the country has a title for each municipality, in the language of the page', async () => {
    const swedish = (await server.inject('/map/country.svg?on=2020-12-31')).body;
    expect(count(swedish, '<title>')).toBe(290);
    expect(swedish).toContain('<title>Dorotea: Samverkanslösning</title>');
    expect((await server.inject('/en/map/country.svg?on=2020-12-31')).body).toContain(
      '<title>Dorotea: Cooperation solution</title>',
    );
  });

  test('the numbers on the map are those of the list', async () => {
    const page = (await get('/?municipality=2425')).body;
    const map = (await server.inject('/map/help.svg?municipality=2425')).body;
    const listed = [...page.matchAll(/aria-hidden="true">(\d+)<\/span> <bdi>([^<]+)/g)].map((one) => `${one[1]}. ${one[2]}`);
    expect(listed.length).toBeGreaterThan(3);
    for (const place of listed) expect(map).toContain(`<title>${place}, `);
  });
});
