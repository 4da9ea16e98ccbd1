/** What the issuer says of a person's identity reaches the application at sign-in, and no table or log of the platform. */
import { createServer as createHttpServer } from 'node:http';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { isPersonalNumber } from '../src/platform/auth/personal-number.ts';
import { type OnSignIn, type SignIn, signInAs } from '../src/platform/auth/index.ts';
import { identityFrom, organisationFrom, swedishClaims } from '../src/platform/auth/swedish-claims.ts';
import { testHouse, type TestHouse } from './database.ts';
import { personas } from './personas.ts';
import { browser, walkToCallback } from './sign-in-browser.ts';
import { codeOf, known, listening, signIn, type Site, startSite, who } from './sign-in-site.ts';

let house: TestHouse;
let site: Site;
const signedIn: SignIn[] = [];
const onSignIn: OnSignIn = async (_tx, one) => signedIn.push(one);

beforeAll(async () => {
  house = await testHouse('empty');
  site = await startSite(house, { onSignIn });
});

describe('at sign-in the application is told', () => {
  test.each(personas.map((one) => [one.id, one] as const))('who %s is, as the persona says', async (id, persona) => {
    const from = await signIn(site, id);
    const said = { givenName: '', familyName: '', identity: {}, organisation: null, ...persona };
    expect(signedIn.at(-1)).toMatchObject({
      accountId: (await who(from)).actor.id,
      name: persona.name,
      givenName: said.givenName,
      familyName: said.familyName,
      roles: [...persona.roles],
      now: house.clock.now(),
    });
    expect([signedIn.at(-1)!.identity, signedIn.at(-1)!.organisation]).toEqual([said.identity, said.organisation]);
  });

  test('a coordination number with its level, and later the personal number with the one before', async () => {
    await signIn(site, 'hassan');
    const before = signedIn.at(-1)!;
    expect(before.identity).toEqual({ coordinationNumber: '199108802399', coordinationNumberLevel: 'probable' });
    await signIn(site, 'hassan-later');
    expect(signedIn.at(-1)!.identity).toEqual({
      personalNumber: '199108202392',
      previousCoordinationNumber: before.identity.coordinationNumber,
    });
  });

  test('in the transaction of the session: what it refuses, no one is signed in by', async () => {
    const refusing: OnSignIn = async (tx) => {
      await sql`update platform.account set name = 'changed'`.execute(tx);
      throw new Error('refused');
    };
    const { url } = await startSite(house, { onSignIn: refusing });
    const from = browser(url);
    const answer = await from.get(await walkToCallback(from, 'amina'));
    expect([answer.status, await codeOf(answer)]).toEqual([500, 'internal-error']);
    expect((await who(from)).sessionState).toBe('none');
    const changed = await sql`select from platform.account where name = 'changed'`.execute(house.db);
    expect(changed.rows).toEqual([]);
  });

  test('also where a test signs in without the issuer', async () => {
    const identity = { coordinationNumber: '199108802399', coordinationNumberLevel: 'uncertain' } as const;
    const organisation = { number: '2120002445', name: 'Örnsköldsviks kommun' };
    const { actor } = await signInAs(house, ['helper'], 'Someone', { onSignIn, givenName: 'Some', identity, organisation });
    expect(signedIn.at(-1)).toMatchObject({ accountId: actor.id, givenName: 'Some', familyName: '', identity, organisation });
  });
});

test('no table of the platform and no line of the log holds a number', async () => {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((data) => written.push(String(data)) > 0);
  const { url } = await startSite(house, { logLevel: 'trace', onSignIn });
  for (const one of ['amina', 'hassan', 'hassan-later', 'ingrid']) await signIn({ url }, one);
  write.mockRestore();
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'platform'`.execute(house.db);
  expect(tables.rows.length).toBeGreaterThan(5);
  let found = written.join('');
  for (const { name } of tables.rows) {
    const all = await sql<{ row: string }>`select t::text as row from ${sql.table(`platform.${name}`)} t`.execute(house.db);
    found += all.rows.map((one) => one.row).join('\n');
  }
  for (const number of ['19910514', '19910880', '19910820', '2120002445']) expect(found).not.toContain(number);
});

describe('what is asked for', () => {
  const sentTo = async (metadata: Record<string, unknown>, scope: string | null = null) => {
    const stub = createHttpServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      const own = { issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...own, ...metadata }));
    });
    const issuer = await listening(stub);
    const { url } = await startSite(house, { issuer: () => ({ ...known(issuer)(), scope }) });
    const sent = new URL((await browser(url).get('/sign-in')).headers.get('location')!).searchParams;
    stub.close();
    return { scope: sent.get('scope'), claims: sent.get('claims') };
  };
  const number = 'https://id.oidc.se/scope/naturalPersonNumber';
  const byRequest = { [swedishClaims.coordinationNumberLevel]: null, [swedishClaims.previousCoordinationNumber]: null };

  test('of an issuer that says nothing, no more than a name', async () => {
    expect(await sentTo({})).toEqual({ scope: 'openid profile', claims: null });
    expect(await sentTo({ scopes_supported: ['openid', 'email'], claims_parameter_supported: true })).toEqual({
      scope: 'openid profile',
      claims: null,
    });
  });

  test('of an issuer of the Swedish profile, the number, and by themselves the claims that are in no scope', async () => {
    const offers = { scopes_supported: ['openid', number], claims_parameter_supported: true };
    expect(await sentTo({ ...offers, userinfo_endpoint: 'http://localhost/me' })).toEqual({
      scope: `openid profile ${number}`,
      claims: JSON.stringify({ userinfo: byRequest }),
    });
    expect((await sentTo(offers)).claims).toBe(JSON.stringify({ id_token: byRequest }));
    expect((await sentTo({ scopes_supported: [number] })).claims).toBeNull();
  });

  test('exactly the scope of the settings, when they name one', async () => {
    expect(await sentTo({ scopes_supported: [number], claims_parameter_supported: true }, 'openid')).toEqual({
      scope: 'openid',
      claims: null,
    });
  });
});

describe('claims that are not in the form of the profile', () => {
  const { personalIdentityNumber, coordinationNumber, coordinationNumberLevel, previousCoordinationNumber } = swedishClaims;

  test('identify no one', () => {
    expect(identityFrom({})).toEqual({});
    for (const text of ['9105142385', '19910514-2385', '199105142386', '199113142385', 199105142385, null, ['199105142385']])
      expect(identityFrom({ [personalIdentityNumber]: text })).toEqual({});
    expect(identityFrom({ [coordinationNumber]: '199108802399', [coordinationNumberLevel]: 'quite' })).toEqual({
      coordinationNumber: '199108802399',
    });
  });

  test('a personal number goes before a coordination number: the profile lets an issuer say only one', () => {
    const both = { [personalIdentityNumber]: '199108202392', [coordinationNumber]: '199108802399' };
    expect(identityFrom(both)).toEqual({ personalNumber: '199108202392' });
    expect(identityFrom({ ...both, [previousCoordinationNumber]: '199108802399' })).toEqual({
      personalNumber: '199108202392',
      previousCoordinationNumber: '199108802399',
    });
  });

  test('an organisation is read from its number or from the affiliation, never from two that differ', () => {
    const { orgAffiliation, orgNumber, orgName } = swedishClaims;
    expect(organisationFrom({ [orgAffiliation]: 'a@b@2120002445' })).toEqual({ number: '2120002445', name: '' });
    expect(organisationFrom({ [orgNumber]: '2120002445', [orgName]: ' Kommunen ' })).toEqual({
      number: '2120002445',
      name: 'Kommunen',
    });
    for (const claims of [
      {},
      { [orgNumber]: '212000-2445' },
      { [orgAffiliation]: 'anna' },
      { [orgAffiliation]: 'anna@2120002445', [orgNumber]: '2120000142' },
    ])
      expect(organisationFrom(claims)).toBeNull();
  });
});

test('every role has a persona, and every number of theirs has a right check digit', () => {
  const given = new Set<string>(personas.flatMap((one) => one.roles));
  expect([...given].toSorted()).toEqual(
    [
      'jobseeker',
      'helper',
      'desk-officer',
      'caseworker',
      'protection-officer',
      'planner',
      'analyst',
      'auditor',
      'administrator',
    ].toSorted(),
  );
  const numbers = personas.flatMap((one) => ('identity' in one ? Object.values<string>(one.identity) : []));
  for (const number of numbers.filter((one) => /^\d/.test(one)))
    expect([number, isPersonalNumber(number)]).toEqual([number, true]);
});
