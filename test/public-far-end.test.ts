/** One planned end far away neither stretches the time line nor hides that the register describes earlier years. */
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { openPresence } from '../src/modules/network/index.ts';
import { execute } from '../src/platform/auth/index.ts';
import type { Server } from '../src/platform/http/index.ts';
import { testHouse, type TestHouse } from './database.ts';
import { testService } from './service.ts';

let house: TestHouse;
let server: Server;

beforeAll(async () => {
  house = await testHouse('country');
  const places = await sql<{ id: string }>`select id from network.place limit 1`.execute(house.db);
  await execute(house, { id: 'p', name: 'Planerare', roles: ['planner'] }, openPresence, {
    placeId: places.rows[0]!.id,
    kind: 'cooperation_place',
    validFrom: '2020-12-01',
    validTo: '2199-12-31',
    services: ['booked-meeting'],
    languages: ['sv'],
    hours: null,
    exceptions: [],
  });
  server = (await testService(house)).server;
});

const months = (page: string): string[] => {
  const from = page.indexOf('id="months"');
  const table = page.slice(from, page.indexOf('</table>', from));
  return [...table.matchAll(/<time datetime="([^"]+)"/g)].map((one) => one[1]!);
};

const country = async (on: string) => (await server.inject({ url: `/country?on=${on}`, headers: { accept: 'text/html' } })).body;

test.each(['2020-02-14', '2030-06-15'])('the time line of %s is that of the months when something changed', async (on) => {
  const page = await country(on);
  expect(months(page)).toHaveLength(25);
  expect(months(page).at(-1)).toBe('2020-12-31');
  expect(page.length).toBeLessThan(250_000);
});

test('ten years later the page says which years it describes', async () => {
  expect(await country('2030-06-15')).toContain('Uppgifterna beskriver åren 2019–2020');
  expect(await country('2020-12-31')).not.toContain('Uppgifterna beskriver åren');
});
