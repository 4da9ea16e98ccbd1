/** What can be judged without a server: settings, return addresses, personal numbers, roles, form checks. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, later } from '../clock/index.ts';
import { openFlow, returnPath, sealFlow } from './flow.ts';
import { isOwnForm, takeToken } from './forms.ts';
import { rolesFrom } from './issuer.ts';
import { startLocalProvider } from './local-provider/index.ts';
import { holdsPersonalNumber, isPersonalNumber } from './personal-number.ts';
import { authSettings } from './settings.ts';

const real = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'narvaro', OIDC_CLIENT_SECRET: 'x' };

describe('settings', () => {
  test('none, and a whole one with its defaults', () => {
    expect(authSettings({})).toBeNull();
    expect(authSettings({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '' })).toBeNull();
    expect(authSettings({ ...real, OIDC_ROLES_CLAIM: '' })).toMatchObject({ rolesClaim: 'roles' });
    expect(authSettings(real)).toEqual({
      issuer: 'https://id.example.org',
      clientId: 'narvaro',
      clientSecret: 'x',
      rolesClaim: 'roles',
      scope: null,
    });
    expect(authSettings({ ...real, OIDC_SCOPE: 'openid email' })).toMatchObject({ scope: 'openid email' });
    expect(authSettings({ ...real, OIDC_ISSUER: 'http://localhost:9000/realm', OIDC_ROLES_CLAIM: 'groups' })).toMatchObject({
      rolesClaim: 'groups',
    });
  });

  test.each([
    [{ OIDC_CLIENT_ID: 'a' }, /OIDC_CLIENT_ID is set but OIDC_ISSUER is missing/],
    [{ OIDC_ISSUER: 'https://id.example.org' }, /OIDC_CLIENT_ID is missing; OIDC_CLIENT_SECRET is missing/],
    [{ ...real, OIDC_ISSUER: 'http://id.example.org' }, /must be https/],
    [{ ...real, OIDC_ISSUER: 'id.example.org' }, /must be an address/],
    [{ ...real, OIDC_ISSUER: 'ftp://id.example.org' }, /must be https/],
    [{ ...real, OIDC_SCOPE: 'profile' }, /must contain openid/],
    [{ ...real, OIDC_CLIENT_SECRET: '' }, /OIDC_CLIENT_SECRET is missing/],
  ])('%j is refused', (env, message) => {
    expect(() => authSettings(env)).toThrow(message);
  });

  test('a real issuer keeps the local provider from starting', () => {
    const start = () => startLocalProvider({ settings: authSettings(real), publicUrl: () => 'http://localhost', personas: [] });
    expect(start).toThrow(/does not start: OIDC_ISSUER names a real issuer/);
  });
});

describe('return address', () => {
  test('a path of this site stays as it is', () => {
    for (const path of ['/', '/places?on=2020-02-14#map', '/en/country', '/signal']) expect(returnPath(path)).toBe(path);
  });

  test('whatever is asked for, the browser stays on this site', () => {
    const pieces = fc.array(
      fc.constantFrom('/', '\\', '.', '..', '\t', '\n', ' ', '@', ':', '?', '#', '%2f', '%5c', 'http:', 'evil.example', 'a'),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const safe = returnPath(parts.join(''));
        expect(new URL(safe, 'https://narvaro.example').origin).toBe('https://narvaro.example');
        expect(safe).toMatch(/^\/(?![/\\])/);
      }),
      { numRuns: 5000 },
    );
  });
});

test('a sign-in under way is read back only with its key, its state, and in time', () => {
  const startedAt = instant('2020-02-14T11:00:00Z');
  const flow = { state: 's', nonce: 'n', verifier: 'v', returnTo: '/', startedAt };
  const sealed = sealFlow(flow, 'secret');
  expect(openFlow(sealed, 'secret', 's', later(startedAt, 599_999))).toEqual(flow);
  expect(openFlow(sealed, 'secret', 's', later(startedAt, 600_000))).toBeNull();
  expect(openFlow(sealed, 'other', 's', startedAt)).toBeNull();
  expect(openFlow(sealed, 'secret', 't', startedAt)).toBeNull();
  expect(openFlow('', 'secret', 's', startedAt)).toBeNull();
  expect(openFlow(undefined, 'secret', 's', startedAt)).toBeNull();
});

test('personal identity numbers and coordination numbers are known by form and check digit', () => {
  // The tax agency's published test number 19121212-1212, a coordination number (day + 60) of the kind that it publishes, and two
  // of its coordination numbers whose month (00) or day (60) is not known.
  for (const text of [
    '191212121212',
    '19121212-1212',
    '121212-1212',
    '121212+1212',
    ' 1212121212 ',
    '910880-2399',
    '197400792383',
    '197508602393',
  ])
    expect([text, isPersonalNumber(text)]).toEqual([text, true]);
  for (const text of ['191212121213', '121312-1212', '121200-1212', '0190a1b2', 'Amina', ''])
    expect([text, isPersonalNumber(text)]).toEqual([text, false]);
  expect(holdsPersonalNumber({ sub: 'a', other: { deep: ['19121212-1212'] } })).toBe(true);
  expect(holdsPersonalNumber({ orgAffiliation: '191212121212@2120002445' })).toBe(true);
  expect(holdsPersonalNumber({ sub: 'a', exp: 1212121212, aud: ['narvaro'], nothing: null, org: 'anna@2120002445' })).toBe(false);
});

test('roles come from the claim when they are known; no one is given visitor', () => {
  expect(rolesFrom(['planner', 'analyst', 'planner', 'king', 7])).toEqual(['planner', 'analyst']);
  expect(rolesFrom('caseworker planner')).toEqual(['caseworker', 'planner']);
  for (const claim of [undefined, null, '', [], ['visitor'], { planner: true }, 'king'])
    expect(rolesFrom(claim)).toEqual(['jobseeker']);
});

test('a form is our own by its token and by where the browser says it came from', () => {
  const own = { token: 't', secFetchSite: undefined, origin: undefined };
  const judge = (more: Partial<Parameters<typeof isOwnForm>[0]>) =>
    isOwnForm({ ...own, ...more }, 't', 'https://narvaro.example');
  expect(judge({})).toBe(true);
  expect(judge({ secFetchSite: 'same-origin', origin: 'null' })).toBe(true);
  expect(judge({ origin: 'null' })).toBe(true);
  expect(judge({ origin: 'https://narvaro.example' })).toBe(true);
  expect(judge({ token: undefined })).toBe(false);
  expect(judge({ token: 'u' })).toBe(false);
  expect(judge({ secFetchSite: 'cross-site', origin: 'https://narvaro.example' })).toBe(false);
  expect(judge({ origin: 'https://narvaro.example.evil.example' })).toBe(false);
  expect([takeToken(null), takeToken('x'), takeToken({ _csrf: ['a', 'b'] }), takeToken({ _csrf: 'a' })]).toEqual([
    undefined,
    undefined,
    undefined,
    'a',
  ]);
});
