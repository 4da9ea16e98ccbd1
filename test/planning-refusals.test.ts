/** Odd things that a planner may type or choose among scenarios: nothing is left out in silence, and every refusal says why. */
import { expect, it } from 'vitest';
import { listPresence } from '../src/modules/network/index.ts';
import { findScenario, listComments } from '../src/modules/planning/store/scenarios.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { parseUuid } from '../src/platform/ids/index.ts';
import { testHouse } from './database.ts';
import { clientOf, formIn, type Page, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const signedIn = await signInAs(house, ['planner'], 'Vera Planerare');
const vera = clientOf(server, signedIn);
const gosta = clientOf(server, await signInAs(house, ['planner'], 'Gösta Planerare'));

type Typed = Record<string, string | string[]>;
const send = async (client: typeof vera, url: string, typed: Typed): Promise<Page> =>
  client.post(url, { ...formIn(await client.get(url)).fields, ...typed });

async function made(title: string): Promise<string> {
  const page = await send(vera, '/planning/new', { title, baseDate: '2020-02-14', assumptions: '' });
  expect(page.status, textOf(page).slice(0, 300)).toBe(303);
  return /[0-9a-f-]{36}/.exec(page.location)![0];
}

const [office] = (await listPresence(house.db, { on: plainDate('2020-02-14') })).filter(
  ({ kind, validTo }) => kind === 'staffed_office' && validTo === null,
);
const placeId = office!.placeId;

it('a title is something that is seen, and a day is within the years that are known', async () => {
  for (const title of ['', '\u200B\u200B', 'å'.repeat(10_000), 'a\nb']) {
    const refused = await send(vera, '/planning/new', { title, baseDate: '2020-02-14', assumptions: '' });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('med högst 150 tecken och minst ett som syns');
  }
  const late = await send(vera, '/planning/new', { title: 'Prov', baseDate: '9999-12-31', assumptions: '' });
  expect(textOf(late)).toContain('mellan 1900 och 2199');
});

it('more scenarios than are compared, and the same one twice, are refused with what can be chosen', async () => {
  const ids: string[] = [];
  for (let at = 1; at <= 7; at += 1) ids.push(await made(`Scenario ${at}`));
  const compare = async (some: readonly string[]): Promise<string> =>
    textOf(await vera.get(`/planning/compare?${some.map((id) => `ids=${id}`).join('&')}`));
  expect(await compare(ids)).toContain('Välj högst 6 scenarier i listan.');
  expect(await compare(ids.slice(0, 6))).toContain('Scenario 6 jämfört med Scenario 1');
  expect(await compare([ids[0]!, ids[0]!])).toContain('Välj minst två olika scenarier i listan.');
  const api = await server.inject({ url: `/v1/scenarios/compare?ids=${ids.join(',')}`, headers: signedIn.headers });
  expect(api.statusCode).toBe(400);
});

it('the same change twice is refused by its place, and times without a day are not left out in silence', async () => {
  const id = await made('Två gånger');
  const close = `/planning/${id}/change?act=close&place=${placeId}`;
  const to = { [`to.${placeId}`]: 'neighbour:2480' };
  expect((await send(vera, close, { from: '2020-10-01', ...to })).status).toBe(303);
  for (const from of ['2020-11-01', '2020-09-01'])
    expect(textOf(await send(vera, close, { from, ...to }))).toContain(
      `${office!.placeName}: Scenariot har redan den ändringen.`,
    );

  const other = await made('Tider utan dag');
  const open = `/planning/${other}/change?act=change-kind&place=${placeId}`;
  const typed = { from: '2020-10-01', presence: 'visiting_office' };
  const half = await send(vera, open, { ...typed, opens: '10:00', closes: '14:00' });
  expect(half.status).toBe(422);
  expect(textOf(half)).toContain('Välj dagar och skriv tider');
  expect((await send(vera, open, { ...typed, opens: '', closes: '' })).status).toBe(303);
  const days = await send(vera, `/planning/${other}/change?act=change-days&place=${placeId}`, { from: '2020-11-01' });
  expect(days.status).toBe(422);
  expect(textOf(days)).toContain('Välj dagar och skriv tider');
});

it('a comment says in one way whose it is, and is filed also while a scenario is written anew', async () => {
  const id = await made('Synpunkter');
  const url = `/planning/${id}/comment`;
  const comment = { fromKind: 'staff', bodyKey: '', fromName: '', arrivedOn: '2020-02-13', stance: 'against', words: 'Nej.' };
  for (const both of [
    { fromKind: 'staff', bodyKey: 'municipality:2510' },
    { fromKind: 'body', bodyKey: 'municipality:2510', fromName: 'Kommunalrådet' },
  ]) {
    const refused = await send(vera, url, { ...comment, ...both });
    expect(refused.status).toBe(422);
    expect(textOf(refused)).toContain('Välj antingen en organisation i listan eller ett annat alternativ');
  }
  await send(vera, `/planning/${id}/change?act=close&place=${placeId}`, {
    from: '2020-10-01',
    [`to.${placeId}`]: 'neighbour:2480',
  });
  expect((await send(vera, `/planning/${id}/propose`, { note: '' })).status).toBe(303);
  const approval = formIn(await gosta.get(`/planning/${id}/approve`)).fields;
  expect((await send(gosta, `/planning/${id}/reject`, { note: 'Räkna om.' })).status).toBe(303);
  expect((await send(vera, url, comment)).status).toBe(303);
  expect(await listComments(house.db, parseUuid(id)!)).toHaveLength(1);
  expect((await findScenario(house.db, id))!.state).toBe('rejected');
  // What was open in another tab is refused with why.
  const late = await gosta.post(`/planning/${id}/approve`, approval);
  expect(late.status).toBe(409);
  expect(textOf(late)).toContain('Det går inte i det läge som scenariot är i nu.');
});
