/** How long a session lives, what a refusal says, and which forms are taken. */
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signInAs } from '../src/platform/auth/index.ts';
import { later } from '../src/platform/clock/index.ts';
import { testHouse, type TestHouse } from './database.ts';
import { type Site, startSite } from './sign-in-site.ts';

let house: TestHouse;
let site: Site;

beforeAll(async () => {
  house = await testHouse('empty');
  site = await startSite(house);
});
beforeEach(() => house.clock.set('2020-02-14T11:00:00Z'));

describe('a session', () => {
  test('ends after ten hours even in use, and says so', async () => {
    const { headers } = await signInAs(house, ['planner']);
    for (let minutes = 50; minutes < 600; minutes += 50) {
      house.clock.set(later(house.clock.now(), 50 * 60_000));
      expect((await site.server.inject({ url: '/plan', headers })).statusCode).toBe(200);
    }
    house.clock.set('2020-02-14T21:00:00Z');
    const refused = await site.server.inject({ url: '/plan', headers });
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([401, 'session-expired']);
    expect(refused.headers['set-cookie']).toMatch(/^narvaro_session=;.*Max-Age=0|Expires=Thu, 01 Jan 1970/);
    expect((await site.server.inject({ method: 'POST', url: '/plan', headers })).json<{ code: string }>().code).toBe(
      'session-expired',
    );
  });

  test('ends after sixty minutes without a request', async () => {
    const { headers } = await signInAs(house, ['planner']);
    house.clock.set('2020-02-14T11:59:59Z');
    expect((await site.server.inject({ url: '/plan', headers })).statusCode).toBe(200);
    house.clock.set('2020-02-14T12:59:59Z');
    expect((await site.server.inject({ url: '/plan', headers })).json<{ code: string }>().code).toBe('session-expired');
  });

  test('is written at most once a minute, and asks the database only when the browser sent one', async () => {
    const { headers, actor } = await signInAs(house, ['planner'], 'Once');
    const seen = async () =>
      (await sql<{ seen_at: string }>`select seen_at from platform.session where account_id = ${actor.id}`.execute(house.db))
        .rows;
    house.clock.set('2020-02-14T11:00:59Z');
    await site.server.inject({ url: '/plan', headers });
    expect(await seen()).toEqual([{ seen_at: '2020-02-14T11:00:00.000Z' }]);
    house.clock.set('2020-02-14T11:01:00Z');
    await site.server.inject({ url: '/plan', headers });
    expect(await seen()).toEqual([{ seen_at: '2020-02-14T11:01:00.000Z' }]);
    const query = vi.spyOn(house.db, 'getExecutor');
    expect((await site.server.inject({ url: '/who' })).json()).toMatchObject({ sessionState: 'none' });
    expect(query).not.toHaveBeenCalled();
    query.mockRestore();
  });

  test('a role that may not is refused otherwise than someone who has not signed in', async () => {
    const { headers } = await signInAs(house, ['jobseeker']);
    expect((await site.server.inject({ url: '/plan', headers })).json()).toMatchObject({ code: 'not-allowed', status: 403 });
    expect((await site.server.inject({ url: '/plan' })).json()).toMatchObject({ code: 'sign-in-required', status: 401 });
    expect((await site.server.inject({ method: 'POST', url: '/plan' })).json()).toMatchObject({ code: 'sign-in-required' });
  });

  test('of a signed-in person nothing is cached', async () => {
    const { headers } = await signInAs(house, ['planner']);
    expect((await site.server.inject({ url: '/plan', headers })).headers['cache-control']).toBe('no-store');
  });
});

describe('a form', () => {
  const post = async (form: Record<string, string>, more: Record<string, string> = {}) => {
    const signedIn = await signInAs(house, ['planner']);
    const payload = new URLSearchParams(
      Object.entries(form).map(([name, value]) => [name, value === 'right' ? signedIn.csrf : value]),
    );
    const headers = { cookie: signedIn.headers.cookie, 'content-type': 'application/x-www-form-urlencoded', ...more };
    const answer = await site.server.inject({ method: 'POST', url: '/plan', headers, payload: payload.toString() });
    return answer.json<{ code?: string; body?: unknown; status?: number }>();
  };

  test('with the token is taken, and the handler does not see the token', async () => {
    expect(await post({ _csrf: 'right', name: 'x' }, { 'sec-fetch-site': 'same-origin' })).toEqual({
      ok: true,
      body: { name: 'x' },
    });
    expect(await post({ _csrf: 'right' }, { origin: site.url })).toMatchObject({ ok: true });
    const { headers } = await signInAs(house, ['planner']);
    expect((await site.server.inject({ method: 'POST', url: '/plan', headers })).statusCode).toBe(200);
  });

  test('without it, with a wrong one, or from another site is refused', async () => {
    const refused = { code: 'form-expired', status: 403 };
    expect(await post({ name: 'x' })).toMatchObject(refused);
    expect(await post({ _csrf: 'wrong' })).toMatchObject(refused);
    expect(await post({ _csrf: '' })).toMatchObject(refused);
    expect(await post({ _csrf: 'right' }, { 'sec-fetch-site': 'cross-site' })).toMatchObject(refused);
    expect(await post({ _csrf: 'right' }, { 'sec-fetch-site': 'same-site' })).toMatchObject(refused);
    expect(await post({ _csrf: 'right' }, { origin: 'https://evil.example' })).toMatchObject(refused);
  });

  test('as JSON is taken by the token in the header, and the body is read whole', async () => {
    const { headers } = await signInAs(house, ['planner']);
    const json = (more: Record<string, string>) =>
      site.server.inject({
        method: 'POST',
        url: '/plan',
        headers: { cookie: headers.cookie, 'content-type': 'application/json', ...more },
        payload: JSON.stringify({ name: 'x', more: [1] }),
      });
    const taken = await json({ 'x-csrf-token': headers['x-csrf-token'] });
    expect([taken.statusCode, taken.json()]).toEqual([200, { ok: true, body: { name: 'x', more: [1] } }]);
    for (const more of [
      {},
      { 'x-csrf-token': 'wrong' },
      { 'x-csrf-token': headers['x-csrf-token'], origin: 'https://evil.example' },
    ]) {
      const refused = await json(more);
      expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, 'form-expired']);
    }
  });
});
