/** The whole service: who signs in with the local provider is the person, or the helper, that people knows. */
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { listOrganisations, personOf } from '../src/modules/people/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { testHouse, type TestHouse } from './database.ts';
import { personas } from './personas.ts';
import { browser } from './sign-in-browser.ts';
import { signIn } from './sign-in-site.ts';
import { testService } from './service.ts';

let house: TestHouse;
let url: string;

beforeAll(async () => {
  house = await testHouse('empty');
  const { server } = await testService(house);
  await server.listen({ port: 0, host: '127.0.0.1' });
  url = `http://localhost:${(server.server.address() as AddressInfo).port}`;
});

/** Signs in and gives the account. */
async function accountOf(id: string): Promise<Uuid> {
  const from = await signIn({ url }, id, browser(url));
  expect(from.cookie('narvaro_session')).toBeDefined();
  const rows = await sql<{ id: Uuid }>`select id from platform.account where subject = ${id}`.execute(house.db);
  return rows.rows[0]!.id;
}

test('Hassan with a coordination number and Hassan with the personal number after it are one person', async () => {
  const before = await personOf(house.db, await accountOf('hassan'));
  const later = await personOf(house.db, await accountOf('hassan-later'));
  expect(before).not.toBeNull();
  expect(later).toBe(before);
  expect(await personOf(house.db, await accountOf('amina'))).not.toBe(before);
});

test('each of the others signs in; only a jobseeker is a person, and helpers and desk officers act for their organisations', async () => {
  for (const { id, roles } of personas) {
    const person = await personOf(house.db, await accountOf(id));
    expect([id, person !== null]).toEqual([id, roles.some((role) => role === 'jobseeker')]);
  }
  const { rows } = await sql<{ name: string }>`select name from people.organisation`.execute(house.db);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(['Statens servicecenter', 'Örnsköldsviks kommun']);
  // Only who helps under mandates is one to give a mandate to.
  expect((await listOrganisations(house.db)).map(({ name }) => name)).toEqual(['Örnsköldsviks kommun']);
});
