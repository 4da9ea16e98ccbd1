import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { testService } from '../../../test/service.ts';
import { placeByCode } from './fixtures.ts';
import { addOfficer, addRoom } from './picture/fixtures.ts';
import { freeTimesAnswer } from './routes/free-times-query.ts';

const house = await testHouse('country', '2020-02-14T11:00:00Z');
const umea = await placeByCode(house.db, '2480');
const officer = await addOfficer(house, { home: umea });
const room = await addRoom(house, umea);
const { server } = await testService(house);

const ask = async (query: string) => {
  const answer = await server.inject({ url: `/v1/free-times?${query}`, headers: { accept: 'application/json' } });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, text: answer.body };
};
const times = async (query: string) => {
  const { status, body } = await ask(query);
  expect(status).toBe(200);
  return freeTimesAnswer.parse(body);
};

describe('GET /v1/free-times', () => {
  it('answers with times on site and at a distance for one purpose, and names nobody and no room', async () => {
    const { text } = await ask('purpose=first-planning&municipality=2480&within=60&limit=50');
    const { times: found, window } = await times('purpose=first-planning&municipality=2480&within=60&limit=50');
    expect(window).toEqual({ first: '2020-02-19', last: '2020-03-06' });
    expect(new Set(found.map(({ typeCode }) => typeCode))).toEqual(new Set(['21', '31']));
    expect(new Set(found.map(({ channel }) => channel))).toEqual(new Set(['on-site', 'video', 'phone']));
    for (const id of [officer, room]) expect(text).not.toContain(id);
  });

  it('answers with the reasons when there is none', async () => {
    const { times: found, why } = await times('type=31&municipality=1980&within=30');
    expect(found).toEqual([]);
    expect(why.map(({ code }) => code)).toEqual(['farther', 'remote']);
    expect(why[0]!.params).toMatchObject({ minutes: 30 });
  });

  it('takes an instant with its offset, also with a plus sign that was not encoded', async () => {
    const first = async (from: string) => (await times(`type=21&channel=phone&limit=1&from=${from}`)).times[0]!.start;
    expect(await first('2020-02-20T10:00:00%2B01:00')).toBe('2020-02-20T09:00:00.000Z');
    expect(await first('2020-02-20T10:00:00+01:00')).toBe('2020-02-20T09:00:00.000Z');
    expect(await first('2020-02-20T09:00:00Z')).toBe('2020-02-20T09:00:00.000Z');
  });

  it.each([
    ['type=21&from=2020-02-20T10:00', 422, 'time-without-zone'],
    ['type=21&from=tomorrow', 422, 'invalid-input'],
    ['type=99', 404, 'type-unknown'],
    ['purpose=tea', 404, 'type-unknown'],
    ['type=31&channel=phone', 422, 'channel-not-offered'],
    ['type=31&channel=fax', 400, 'bad-request'],
    ['type=31&municipality=9999', 404, 'municipality-unknown'],
    ['type=31&locality=NOWHERE', 404, 'locality-unknown'],
    ['type=31&place=00000000-0000-7000-8000-000000000000', 404, 'place-unknown'],
    ['type=31&purpose=first-planning', 400, 'bad-request'],
    ['', 400, 'bad-request'],
    ['type=31&limit=0', 400, 'bad-request'],
    ['type=31&until=2020-02-30', 400, 'bad-request'],
    ['type=31&officer=1', 400, 'bad-request'],
  ])('refuses %s with %i %s', async (query, status, code) => {
    const answer = await ask(query);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });
});
