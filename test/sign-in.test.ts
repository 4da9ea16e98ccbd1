/** Signing in and out through the front door, over real HTTP, with the local issuer and a real database. */
import { createServer as createHttpServer } from 'node:http';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { later } from '../src/platform/clock/index.ts';
import { testHouse, type TestHouse } from './database.ts';
import { personas } from './personas.ts';
import { browser, follow, openChoices, walkToCallback } from './sign-in-browser.ts';
import { codeOf, known, listening, signIn, type Site, startSite, who } from './sign-in-site.ts';

let house: TestHouse;
let site: Site;

beforeAll(async () => {
  house = await testHouse('empty');
  site = await startSite(house);
});
beforeEach(() => house.clock.set('2020-02-14T11:00:00Z'));

describe('signing in', () => {
  test.each(personas.map((one) => [one.id, one] as const))('%s gets the name and the role', async (id, persona) => {
    const from = await signIn(site, id);
    expect(await who(from)).toMatchObject({ actor: { name: persona.name, roles: [...persona.roles] }, sessionState: 'open' });
  });

  test('the browser returns to where it came from, with a hidden, host-bound cookie and no sign-in cookie left', async () => {
    const from = browser(site.url);
    const done = await from.get(await walkToCallback(from, 'david', '/sign-in?return=%2Fplan%3Fday%3D1'));
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe('/plan?day=1');
    expect(done.headers.get('cache-control')).toBe('no-store');
    const line = done.headers.getSetCookie().find((one) => one.startsWith('narvaro_session='));
    expect(line).toMatch(/HttpOnly/);
    expect(line).toMatch(/SameSite=Lax/);
    expect(from.cookie('narvaro_flow')).toBeUndefined();
    expect((await from.get('/plan')).status).toBe(200);
  });

  test('the language of the page is kept', async () => {
    const from = browser(site.url);
    const done = await from.get(await walkToCallback(from, 'david', '/en/sign-in'));
    expect(done.headers.get('location')).toBe('/en');
  });

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/en/sign-out',
  ])('return=%s leads to the front page', async (wanted) => {
    const from = browser(site.url);
    const start = `/sign-in?return=${wanted.startsWith('/%') ? wanted : encodeURIComponent(wanted)}`;
    const done = await from.get(await walkToCallback(from, 'amina', start));
    expect(done.headers.get('location')).toBe('/');
  });

  test('opened under another host name, it moves to the public address first, once', async () => {
    const other = site.url.replace('localhost', '127.0.0.1');
    const moved = await browser(other).get('/en/sign-in?return=%2Fplan');
    expect(moved.headers.get('location')).toBe(`${site.url}/en/sign-in?return=%2Fplan&moved=1`);
    const behindProxy = await browser(other).get('/sign-in?return=%2Fplan&moved=1');
    expect(behindProxy.headers.get('location')).toContain('/local-sign-in/auth?');
  });

  test('the request asks for a code with PKCE, state and nonce', async () => {
    const address = new URL((await browser(site.url).get('/sign-in')).headers.get('location')!);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
    });
    expect(address.searchParams.get('scope')).toMatch(/^openid profile( https:\/\/id\.oidc\.se\/scope\/\w+){3}$/);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(address.searchParams.get(name)!.length).toBeGreaterThan(40);
  });

  test('each sign-in makes a new session and ends the one before; the account stays the same', async () => {
    const from = await signIn(site, 'david');
    const [before, first] = [from.cookie('narvaro_session')!, await who(from)];
    await signIn(site, 'david', from);
    expect(from.cookie('narvaro_session')!.value).not.toBe(before.value);
    expect((await who(from)).actor.id).toBe(first.actor.id);
    const old = browser(site.url);
    old.cookies.push(before);
    expect(await who(old)).toMatchObject({ sessionState: 'expired', actor: { id: 'visitor' } });
  });

  test('who was chosen last is not remembered: after signing out, or at once, another can be chosen', async () => {
    const from = await signIn(site, 'amina');
    await from.post('/sign-out', { _csrf: (await who(from)).csrf });
    await signIn(site, 'david', from);
    expect((await who(from)).actor.roles).toEqual(['planner']);
    await signIn(site, 'elin', from);
    expect((await who(from)).actor.roles).toEqual(['analyst']);
  });

  test('two tabs of one browser and six browsers at once do not disturb each other', async () => {
    const from = browser(site.url);
    const [first, second] = [await openChoices(from, '/sign-in?return=%2Fa'), await openChoices(from, '/sign-in?return=%2Fb')];
    expect((await follow(from, await from.post(first('amina')), /\/a$/)).url).toBe(`${site.url}/a`);
    expect((await follow(from, await from.post(second('david')), /\/b$/)).url).toBe(`${site.url}/b`);
    expect((await who(from)).actor.roles).toEqual(['planner']);
    const all = await Promise.all(personas.map(async (one) => who(await signIn(site, one.id))));
    expect(all.map((one) => one.actor.roles)).toEqual(personas.map((one) => [...one.roles]));
  });

  test('the local pages name themselves as a trial and run nothing', async () => {
    const from = browser(site.url);
    const { response } = await follow(from, await from.get('/sign-in'));
    const html = await response.text();
    expect(html).toContain('Lokal inloggning för prov – inte på riktigt');
    expect(html).not.toMatch(/<script|style="/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await from.get('/local-sign-in/style.css')).headers.get('content-type')).toContain('text/css');
    const stale = await from.get('/local-sign-in/choose/abc');
    expect([stale.status, await stale.text()]).toEqual([400, expect.stringContaining('Börja om')]);
    expect((await from.get('/local-sign-in-else')).status).toBe(404);
    expect((await from.get('/local-sign-in/none')).status).toBe(404);
  });
});

describe('what goes wrong on the way', () => {
  test('a wrong state, a missing flow cookie, one that was changed, and one that is too old', async () => {
    const from = browser(site.url);
    const callback = new URL(await walkToCallback(from, 'david'));
    const wrong = new URL(callback);
    wrong.searchParams.set('state', 'x'.repeat(43));
    const refused = await from.get(wrong.href);
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'sign-in-expired']);
    expect(await codeOf(await browser(site.url).get(callback.href))).toBe('sign-in-expired');
    const flow = from.cookie('narvaro_flow_')!;
    const forger = browser(site.url);
    forger.cookies.push({ ...flow, value: `x${flow.value}` });
    expect(await codeOf(await forger.get(callback.href))).toBe('sign-in-expired');
    house.clock.set(later(house.clock.now(), 600_000));
    expect(await codeOf(await from.get(callback.href))).toBe('sign-in-expired');
  });

  test('a code works once, also for one who kept the flow cookie', async () => {
    const from = browser(site.url);
    const callback = await walkToCallback(from, 'david');
    const thief = browser(site.url);
    thief.cookies.push(...from.cookies);
    expect((await from.get(callback)).status).toBe(303);
    const replayed = await thief.get(callback);
    expect([replayed.status, await codeOf(replayed)]).toEqual([400, 'sign-in-failed']);
    expect(await codeOf(await from.get(callback))).toBe('sign-in-expired');
  });

  test('someone who cancels is told so', async () => {
    const from = browser(site.url);
    const cancelled = await from.get(await walkToCallback(from, ''));
    expect([cancelled.status, await codeOf(cancelled)]).toEqual([400, 'sign-in-cancelled']);
    expect((await who(from)).sessionState).toBe('none');
  });

  test('an issuer that is away is a 503, and is looked up again when it is back', async () => {
    const metadata = (issuer: string) =>
      JSON.stringify({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` });
    let up = false;
    const stub = createHttpServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      if (up && request.url?.startsWith('/.well-known') === true)
        response.setHeader('content-type', 'application/json').end(metadata(issuer));
      else response.writeHead(500).end();
    });
    const issuer = await listening(stub);
    const { url } = await startSite(house, { issuer: known(issuer) });
    const from = browser(url);
    const away = await from.get('/sign-in');
    expect([away.status, await codeOf(away)]).toEqual([503, 'issuer-unavailable']);
    up = true;
    const sent = new URL((await from.get('/sign-in')).headers.get('location')!);
    expect(sent.origin).toBe(issuer);
    const state = sent.searchParams.get('state')!;
    expect(await codeOf(await from.get(`/sign-in/callback?code=x&state=${state}`))).toBe('issuer-unavailable');
    stub.close();
    const again = new URL((await from.get('/sign-in')).headers.get('location')!).searchParams.get('state')!;
    expect(await codeOf(await from.get(`/sign-in/callback?code=x&state=${again}`))).toBe('issuer-unavailable');
  });
});

test('over https the cookies are secure and bound to the host; the process reaches its own issuer by its own address', async () => {
  const publicUrl = 'https://narvaro.example';
  const { url } = await startSite(house, { publicUrl });
  const from = browser(url, publicUrl);
  const moved = await from.get('/sign-in');
  expect(moved.headers.get('location')).toBe(`${publicUrl}/sign-in?return=%2F&moved=1`);
  const done = await from.get(await walkToCallback(from, 'elin', '/sign-in?moved=1'));
  expect(done.headers.getSetCookie().find((one) => one.startsWith('__Host-narvaro_session='))).toMatch(
    /; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect((await who(from)).actor.roles).toEqual(['analyst']);
});

describe('signing out', () => {
  test('ends the session here and clears the cookie', async () => {
    const from = await signIn(site, 'david');
    const cookie = from.cookie('narvaro_session')!;
    expect(await codeOf(await from.post('/sign-out', {}, { accept: 'application/json' }))).toBe('form-expired');
    const done = await from.post('/sign-out', { _csrf: (await who(from)).csrf });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/']);
    expect(from.cookie('narvaro_session')).toBeUndefined();
    from.cookies.push(cookie);
    expect((await who(from)).sessionState).toBe('expired');
  });

  test('goes on to the issuer where it signs out, by a page and not by a redirect', async () => {
    const stub = createHttpServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ issuer, end_session_endpoint: `${issuer}/out` }));
    });
    const issuer = await listening(stub);
    const { url } = await startSite(house, { issuer: known(issuer) });
    // A port is no border for cookies: the session from the one site is the other's, with the token of its own issuer.
    const from = await signIn(site, 'david');
    const page = await from.post(`${url}/sign-out`, { _csrf: (await who(from)).csrf });
    stub.close();
    expect(page.status).toBe(200);
    const continueAt = new URL(/href="([^"]+)"/.exec(await page.text())![1]!);
    expect(continueAt.origin + continueAt.pathname).toBe(`${issuer}/out`);
    expect(continueAt.searchParams.get('post_logout_redirect_uri')).toBe(`${url}/`);
    expect(continueAt.searchParams.get('id_token_hint')).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});

test('the log holds no code, state, token, cookie or name', async () => {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((data) => written.push(String(data)) > 0);
  const consoles = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
  const { url } = await startSite(house, { logLevel: 'trace' });
  const from = browser(url);
  const callback = await walkToCallback(from, 'david');
  const secrets = [...new URL(callback).searchParams].filter(([name]) => name !== 'iss').map(([, value]) => value);
  secrets.push(...from.cookies.map((one) => one.value));
  const thief = browser(url);
  thief.cookies.push(...from.cookies);
  await from.get(callback);
  await thief.get(callback);
  secrets.push(from.cookie('narvaro_session')!.value, 'David');
  write.mockRestore();
  const log = written.join('');
  expect(log).toContain('"reason":"invalid_grant"');
  for (const secret of secrets) expect(log).not.toContain(secret);
  for (const one of consoles) expect(one).not.toHaveBeenCalled();
});
