/** Attendance over the API: read by those who plan, without names, and read in from CSV, all or nothing. */
import { describe, expect, it } from 'vitest';
import { newOfficer, placeByCode } from '../src/modules/meetings/fixtures.ts';
import { type Role, signInAs } from '../src/platform/auth/index.ts';
import { sql } from 'kysely';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const [umea, lycksele] = [await placeByCode(house.db, '2480'), await placeByCode(house.db, '2481')];
const officer = await newOfficer(house, { name: 'Qzanna Prov', homePlaceId: umea });
const other = await newOfficer(house, { name: 'Qzbo Prov', homePlaceId: umea });
const { server } = await testService(house);
const codeOf = async (placeId: string): Promise<string> =>
  (await sql<{ code: string }>`select code from network.place where id = ${placeId}`.execute(house.db)).rows[0]!.code;
const code = await codeOf(lycksele);

async function send(role: Role, text: string, more: Record<string, string> = {}) {
  const { headers } = await signInAs(house, [role], 'Någon');
  const answer = await server.inject({
    method: 'POST',
    url: '/v1/attendance',
    headers: { accept: 'application/json', 'content-type': 'text/csv', ...headers, ...more },
    payload: text,
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
async function read(role: Role, query: string, accept = 'application/json') {
  const { headers } = await signInAs(house, [role], 'Någon');
  const answer = await server.inject({ url: `/v1/attendance${query}`, headers: { accept, ...headers } });
  return { status: answer.statusCode, text: answer.body, type: String(answer.headers['content-type']) };
}
const header = 'officer_id,kind,from,to,weekday,hours,place_code';
const stays = [
  header,
  `${officer},place,2020-03-01,2020-06-30,thu,09:00-15:00,${code}`,
  `${officer},place,2020-03-01,,tue,,${code}`,
  `${other},place,2020-04-01,,thu,,${code}`,
].join('\n');

describe('attendance from a file', () => {
  it('is read in once for one key, and nothing the second time', async () => {
    const key = { 'idempotency-key': house.newId() };
    const first = await send('planner', stays, key);
    expect(first).toMatchObject({ status: 200, body: { changed: 2 } });
    expect(await send('planner', stays, key)).toEqual(first);
    expect(await send('planner', stays)).toMatchObject({ status: 200, body: { changed: 0, officerIds: [] } });
    expect((await send('planner', stays, { 'idempotency-key': 'x' })).body).toMatchObject({ code: 'invalid-input' });
  });

  it('is refused whole, by its lines', async () => {
    const wrong = [stays, `${officer},place,2020-03-01,,wed,,af-9999-1`, `${officer},nonsense,2020-03-01,,wed,,`].join('\n');
    const { status, body } = await send('planner', wrong);
    expect([status, body['code']]).toEqual([422, 'import-refused']);
    expect(body['fields']).toEqual([
      { field: 'line 5', expected: 'place-unknown' },
      { field: 'line 6', expected: expect.any(String) as string },
    ]);
    expect(await send('planner', stays)).toMatchObject({ body: { changed: 0 } });
  });

  it('is CSV and nothing else, from those who plan and nobody else', async () => {
    expect((await send('planner', '{}', { 'content-type': 'application/json' })).status).toBe(415);
    expect((await send('planner', stays, { 'x-csrf-token': 'another' })).body['code']).toBe('form-expired');
    for (const role of ['analyst', 'caseworker', 'jobseeker'] as const) expect((await send(role, stays)).status).toBe(403);
  });
});

describe('attendance that is read', () => {
  it('is by officer, weekday, period and minutes, without names', async () => {
    const { text } = await read('analyst', `?place=${lycksele}`);
    const { items, total, next } = JSON.parse(text) as { items: object[]; total: number; next: null };
    expect([items.length, total, next]).toEqual([3, 3, null]);
    expect(items).toContainEqual({
      id: expect.any(String) as string,
      officerId: officer,
      placeId: lycksele,
      weekday: 4,
      validFrom: '2020-03-01',
      validTo: '2020-06-30',
      from: 540,
      to: 900,
    });
    expect(text).not.toContain('Qz');
  });

  it.each([
    ['on a Thursday in March', '?on=2020-03-05', 1],
    ['on a Thursday in April', '?on=2020-04-02', 2],
    ['on a Thursday in July', '?on=2020-07-02', 1],
    ['on a Wednesday', '?on=2020-04-01', 0],
    ['of one officer', `?officer=${other}`, 1],
    ['at another place', `?place=${umea}`, 0],
  ])('%s', async (_name, query, count) => {
    expect((JSON.parse((await read('planner', query)).text) as { total: number }).total).toBe(count);
  });

  it('comes in parts, and whole as CSV', async () => {
    const part = JSON.parse((await read('planner', '?limit=2')).text) as { items: object[]; next: string };
    expect([part.items.length, part.next]).toEqual([2, '/v1/attendance?limit=2&offset=2']);
    const { type, text } = await read('planner', '?limit=2', 'text/csv');
    expect(type).toContain('text/csv');
    expect(text.split('\n')[0]).toBe('id,officerId,placeId,weekday,validFrom,validTo,from,to');
    expect(text.trim().split('\n')).toHaveLength(4);
  });

  it('is for those who plan and nobody else', async () => {
    for (const role of ['planner', 'analyst', 'administrator'] as const) expect((await read(role, '')).status).toBe(200);
    for (const role of ['caseworker', 'desk-officer', 'jobseeker', 'helper', 'auditor'] as const) {
      expect((await read(role, '')).status).toBe(403);
    }
    expect((await server.inject({ url: '/v1/attendance', headers: { accept: 'application/json' } })).statusCode).toBe(401);
  });
});
