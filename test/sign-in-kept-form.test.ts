/** A session that ends in the middle loses nothing typed: it waits, encrypted, for the one who wrote it. */
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { site as siteFacts } from '../src/app/site.ts';
import '../src/app/texts.ts';
import { later } from '../src/platform/clock/index.ts';
import { problemPage, registerAssets } from '../src/ui/index.ts';
import { testHouse, type TestHouse } from './database.ts';
import { type Browser, follow, walkToCallback } from './sign-in-browser.ts';
import { signIn, type Site, startSite, who } from './sign-in-site.ts';

let house: TestHouse;
let site: Site;
const minute = 60_000;
const typed = { name: 'Åsa & Öl', 'hours.mon': '9–17', note: 'line 1\r\nline 2' };

beforeAll(async () => {
  house = await testHouse('empty');
  site = await startSite(house, {
    problemPage,
    async extend(server) {
      server.decorate('site', siteFacts);
      await registerAssets(server);
    },
  });
});
beforeEach(async () => {
  house.clock.set('2020-02-14T11:00:00Z');
  await sql`delete from platform.kept_form`.execute(house.db);
});

const wait = (minutes: number): void => house.clock.set(later(house.clock.now(), minutes * minute));
const tokenOf = async (from: Browser): Promise<string> => (await who(from)).csrf;
const shown = async (from: Browser, path = '/form/1') =>
  (await (await from.get(path)).json()) as { kept: Record<string, string | string[]> | null; csrf: string };
const keptRows = async () => (await sql<{ content: Buffer }>`select content from platform.kept_form`.execute(house.db)).rows;

/** Someone who opened the form, wrote for over an hour, and sends it. */
async function sendLate(from: Browser, more: Record<string, string> = typed, path = '/form/1', minutes = 61): Promise<Response> {
  const { csrf } = await shown(from, path);
  wait(minutes);
  return from.post(path, { ...more, _csrf: csrf });
}

describe('a form sent after its session had ended', () => {
  test('is refused, says that what was typed is kept, and shows it once after signing in', async () => {
    const from = await signIn(site, 'amina');
    const refused = await sendLate(from, typed, '/en/form/1?step=2');
    expect(refused.status).toBe(401);
    const html = await refused.text();
    expect(html).toContain('what you wrote is kept for one hour');
    const start = /href="(\/en\/sign-in\?return=[^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&');
    const back = await follow(from, await from.get(await walkToCallback(from, 'amina', start)));
    expect(back.url).toBe(`${site.url}/en/form/1?step=2`);
    expect(await back.response.json()).toMatchObject({ kept: typed });
    expect((await shown(from)).kept).toBeNull();
    expect(await keptRows()).toEqual([]);
    const { csrf } = await shown(from);
    expect(await (await from.post('/form/1', { ...typed, _csrf: csrf })).json()).toEqual({ took: typed });
  });

  test('lies encrypted, under a cookie that no script reads and that lives an hour', async () => {
    const from = await signIn(site, 'amina');
    const line = (await sendLate(from)).headers.getSetCookie().find((one) => one.startsWith('narvaro_kept='))!;
    expect(line).toMatch(/^narvaro_kept=[\w-]{43}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/);
    const [row] = await keptRows();
    const secret = from.cookie('narvaro_kept')!.value;
    for (const text of ['Åsa', '9–17', 'line', secret]) expect(row!.content.includes(text)).toBe(false);
    expect((await sql`select from platform.kept_form where content::text like ${`%${secret}%`}`.execute(house.db)).rows).toEqual(
      [],
    );
  });

  test('keeps several values of one name', async () => {
    const from = await signIn(site, 'amina');
    const { csrf } = await shown(from);
    wait(61);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: `narvaro_session=${from.cookie('narvaro_session')!.value}`,
    };
    const payload = new URLSearchParams([
      ['days', 'mon'],
      ['days', 'tue'],
      ['_csrf', csrf],
    ]).toString();
    const refused = await site.server.inject({ method: 'POST', url: '/form/1', headers, payload });
    const kept = refused.cookies.find((one) => one.name === 'narvaro_kept')!;
    from.cookies.push({ name: kept.name, value: kept.value, path: '/' });
    await signIn(site, 'amina', from);
    expect((await shown(from)).kept).toEqual({ days: ['mon', 'tue'] });
  });

  test('is still known the day after, and no longer two days after', async () => {
    const from = await signIn(site, 'amina');
    expect((await sendLate(from, typed, '/form/1', 20 * 60)).status).toBe(401);
    await signIn(site, 'amina', from);
    expect((await shown(from)).kept).toEqual(typed);
    const { csrf } = await shown(from);
    wait(48 * 60);
    await signIn(site, 'david');
    const refused = await from.post('/form/1', { ...typed, _csrf: csrf });
    expect([refused.status, await keptRows()]).toEqual([401, []]);
    expect(await refused.text()).not.toContain('sparat i en timme');
  });

  test('in two tabs, both are kept, each at its own address', async () => {
    const from = await signIn(site, 'amina');
    const { csrf } = await shown(from);
    const session = from.cookie('narvaro_session')!;
    wait(61);
    await from.post('/form/1', { name: 'one', _csrf: csrf });
    from.cookies.push(session);
    await from.post('/form/2/', { name: 'two', _csrf: csrf });
    await signIn(site, 'amina', from);
    expect((await shown(from, '/form/3')).kept).toBeNull();
    expect((await shown(from, '/form/2')).kept).toEqual({ name: 'two' });
    expect((await shown(from, '/form/1')).kept).toEqual({ name: 'one' });
  });

  test('is given once, also to two requests at the same time', async () => {
    const from = await signIn(site, 'amina');
    await sendLate(from);
    await signIn(site, 'amina', from);
    const all = await Promise.all(Array.from({ length: 6 }, () => shown(from)));
    expect(all.filter((one) => one.kept !== null)).toHaveLength(1);
  });

  test('is gone after an hour, and is erased', async () => {
    const from = await signIn(site, 'amina');
    await sendLate(from);
    wait(60);
    await signIn(site, 'amina', from);
    expect((await shown(from)).kept).toBeNull();
    expect(await keptRows()).toEqual([]);
  });
});

describe('a form sent in a newer session of the same person', () => {
  test('is refused and kept: signed in again in another tab, or signed out and in', async () => {
    const from = await signIn(site, 'amina');
    const first = await tokenOf(from);
    await signIn(site, 'amina', from);
    const refused = await from.post('/form/1', { ...typed, _csrf: first });
    expect(refused.status).toBe(403);
    const html = await refused.text();
    expect(html).toContain('det du skrev är sparat i en timme');
    expect(html).toMatch(/href="\/form\/1"[^>]*>Till formuläret/);
    expect((await shown(from)).kept).toEqual(typed);

    const second = await tokenOf(from);
    await from.post('/sign-out', { _csrf: second });
    await signIn(site, 'amina', from);
    expect((await from.post('/form/1', { ...typed, _csrf: second })).status).toBe(403);
    expect((await shown(from)).kept).toEqual(typed);
  });

  test('is refused and not kept when someone else has signed in since', async () => {
    const from = await signIn(site, 'amina');
    const token = await tokenOf(from);
    await signIn(site, 'gunilla', from);
    const refused = await from.post('/form/1', { ...typed, _csrf: token });
    expect([refused.status, await keptRows()]).toEqual([403, []]);
  });
});

describe('what was typed is for no one else', () => {
  test('someone else at the same computer does not get it; the one who wrote it still does', async () => {
    const from = await signIn(site, 'amina');
    await sendLate(from);
    expect(await (await from.get('/form/1')).text()).not.toContain('Åsa');
    await signIn(site, 'gunilla', from);
    expect((await shown(from)).kept).toBeNull();
    await from.post('/sign-out', { _csrf: await tokenOf(from) });
    await signIn(site, 'amina', from);
    expect((await shown(from)).kept).toEqual(typed);
  });

  test('another browser of the same person does not find it', async () => {
    await sendLate(await signIn(site, 'amina'));
    const other = await signIn(site, 'amina');
    expect((await shown(other)).kept).toBeNull();
    other.cookies.push({ name: 'narvaro_kept', value: 'x'.repeat(43), path: '/' });
    expect((await shown(other)).kept).toBeNull();
  });

  test('a copy of the row under another key opens nothing', async () => {
    const from = await signIn(site, 'amina');
    await sendLate(from);
    const [row] = await keptRows();
    const token = await tokenOf(await signIn(site, 'amina', from));
    await signIn(site, 'amina', from);
    await from.post('/form/2', { name: 'other', _csrf: token });
    await sql`update platform.kept_form set content = ${row!.content}`.execute(house.db);
    expect((await from.get('/form/2')).status).toBe(500);
    expect((await shown(from)).kept).toEqual(typed);
  });
});

describe('nothing is kept', () => {
  const refusals: [string, Record<string, string>, Record<string, string>][] = [
    ['without the token of that session', { _csrf: 'x' }, {}],
    ['from another site', {}, { 'sec-fetch-site': 'cross-site' }],
    ['from another origin', {}, { origin: 'https://evil.example' }],
    ['above 256 kB', { note: 'x'.repeat(262_144) }, {}],
  ];
  test.each(refusals)('%s', async (_why, fields, headers) => {
    const from = await signIn(site, 'amina');
    const { csrf } = await shown(from);
    wait(61);
    const refused = await from.post('/form/1', { ...typed, _csrf: csrf, ...fields }, headers);
    expect([refused.status, await keptRows(), from.cookie('narvaro_kept')]).toEqual([401, [], undefined]);
  });

  test('of JSON, of a form that does not say that it shows it again, or without a session', async () => {
    const from = await signIn(site, 'david');
    const { csrf } = await shown(from);
    const cookie = `narvaro_session=${from.cookie('narvaro_session')!.value}`;
    wait(61);
    const sendJson = { method: 'POST', headers: { cookie, 'x-csrf-token': csrf }, payload: { name: 'x' } } as const;
    expect((await site.server.inject({ ...sendJson, url: '/form/1' })).statusCode).toBe(401);
    expect((await site.server.inject({ ...sendJson, url: '/plan' })).json()).toMatchObject({ code: 'session-expired' });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const payload = `name=x&_csrf=${csrf}`;
    const plan = { method: 'POST', url: '/plan', payload } as const;
    expect((await site.server.inject({ ...plan, headers: { ...form, cookie } })).statusCode).toBe(401);
    expect((await site.server.inject({ ...plan, url: '/form/1', headers: form })).statusCode).toBe(401);
    expect(await keptRows()).toEqual([]);
  });
});

test('a session that ended is known by its account and form token for a day, and by nothing else', async () => {
  const from = await signIn(site, 'elin');
  const { actor, csrf } = await who(from);
  const rows = async () =>
    (
      await sql<{ id_token: string | null }>`select id_token from platform.session where account_id = ${actor.id}`.execute(
        house.db,
      )
    ).rows;
  expect(await rows()).toEqual([{ id_token: expect.any(String) }]);
  await from.post('/sign-out', { _csrf: csrf });
  expect(await rows()).toEqual([{ id_token: null }]);
  wait(24 * 60 + 1);
  await signIn(site, 'david');
  expect(await rows()).toEqual([]);
});
