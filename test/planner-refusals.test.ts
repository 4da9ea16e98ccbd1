/** What the planner's forms refuse: nothing typed is lost, nothing is half-done, nothing is a fault of ours. */
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { signInAs } from '../src/platform/auth/index.ts';
import {
  type Client,
  clientOf,
  hidden,
  idsIn,
  newPlace,
  openedPlace,
  placeFields,
  plannerAt,
  presenceFields,
  textOf,
} from './planner-client.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
const at = (instant: string) => plannerAt(house, server, instant);

let client: Client;
beforeEach(async () => {
  client = await at('2020-02-14T11:00:00Z');
});

describe('refusals', () => {
  it('two of the same form at once make one place', async () => {
    const sent = { ...placeFields(), _requestId: house.newId() };
    const both = await Promise.all([client.post('/register/places/new', sent), client.post('/register/places/new', sent)]);
    expect(both[0].location).toBe(both[1].location);
    expect(both.map((one) => one.status)).toEqual([303, 303]);
    expect(
      (await client.post('/register/places/new', { ...sent, _requestId: house.newId() })).status,
      'the code is taken now',
    ).toBe(409);
  });

  it('a change made from an old version is refused, shows what holds, and keeps what was typed', async () => {
    const { presence } = await openedPlace(client);
    const url = `/register/presences/${presence}/change`;
    const version = hidden(await client.get(url), 'version');
    const other = clientOf(server, await signInAs(house, ['administrator'], 'Farid, administratör'));
    await other.post(url, { ...presenceFields, version, what: 'wrong', services: ['drop-in'], reason: 'Farids rättelse' });
    const mine = { ...presenceFields, version, what: 'wrong', reason: 'Min rättelse' };
    const refused = await client.post(url, mine);
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain('Farid, administratör har skrivit in nya uppgifter');
    expect(refused.html).toContain('Min rättelse');
    expect(hidden(refused, 'version')).not.toBe(version);
    expect((await client.post(url, { ...mine, version: hidden(refused, 'version') })).status, 'sent again, knowing').toBe(303);
  });

  it('another fault in an old form does not make it new', async () => {
    const { presence } = await openedPlace(client);
    const url = `/register/presences/${presence}/change`;
    const version = hidden(await client.get(url), 'version');
    await client.post(url, { ...presenceFields, version, what: 'wrong', services: ['drop-in'], reason: 'En annan' });
    const refused = await client.post(url, { ...presenceFields, version, what: 'wrong', reason: '' });
    expect([refused.status, hidden(refused, 'version')]).toEqual([422, version]);
  });

  it('the database refuses two of a kind at once, and the page says so', async () => {
    const { place } = await openedPlace(client);
    const refused = await client.post(`/register/places/${place}/open`, { ...presenceFields, validFrom: '2020-06-01' });
    expect(refused.status).toBe(409);
    expect(textOf(refused)).toContain('Det finns redan närvaro av samma slag då');
    expect(refused.html).toContain('value="2020-06-01"');
  });

  it('says what is wrong in each field, with a link to it, in both languages', async () => {
    const place = await newPlace(client);
    const fields = {
      validFrom: '2020-02-30',
      validTo: '2020-01-01',
      'hours.tue': 'kanske',
      exceptions: 'i julas',
      hoursUnknown: '',
    };
    for (const prefix of ['', '/en']) {
      const refused = await client.post(`${prefix}/register/places/${place}/open`, fields);
      expect(refused.status).toBe(422);
      for (const field of ['kind', 'validFrom', 'hours-tue', 'exceptions']) expect(refused.html).toContain(`href="#f-${field}"`);
      for (const [, target] of refused.html.matchAll(/<li><a href="#(f-[\w-]+)"/g))
        expect(refused.html).toContain(`id="${target}"`);
      expect(textOf(refused)).not.toMatch(/network:|planner\.|field\./);
      expect(refused.html).toContain('value="kanske"');
    }
  });

  it('an ended session loses nothing half-way: sign in again', async () => {
    const before = await at('2020-02-14T12:00:00Z');
    const sent = placeFields();
    house.clock.set('2020-02-14T14:00:00Z');
    const answer = await before.post('/register/places/new', sent);
    expect([answer.status, textOf(answer).includes('Logga in')]).toEqual([401, true]);
    const again = await at('2020-02-14T14:00:00Z');
    expect(textOf(await again.get(`/register?text=${sent.code}`))).toContain('Inga rader');
    expect((await again.post('/register/places/new', sent)).status).toBe(303);
  });

  it('a form without the session’s token is not acted on', async () => {
    const signedIn = await signInAs(house, ['planner'], 'David, planerare');
    const forged = clientOf(server, { ...signedIn, headers: { ...signedIn.headers, 'x-csrf-token': '' } });
    expect((await forged.post('/register/places/new', placeFields())).status).toBe(403);
  });
});

describe('bad input', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '\u0000',
      '2020-02-30',
      '<script>alert(1)</script>',
      '9'.repeat(400),
      '-1',
      'NaN',
      '1e309',
      '2020-01-01',
      'null',
      "';--",
      '😀',
    ),
  );

  it('in addresses gives a page, never a fault', async () => {
    const part = nasty.map((text) => encodeURIComponent(text.toWellFormed()));
    await fc.assert(
      fc.asyncProperty(part, part, part, async (a, b, c) => {
        for (const url of [
          `/register?on=${a}&text=${b}&offset=${c}`,
          `/register?county=${a}&municipality=${b}&kind=${c}&evidence=${a}`,
          `/register.csv?on=${a}`,
          `/register/places/${a}?on=${b}`,
          `/register/municipalities/${a}?on=${b}`,
          `/register/municipalities/2425?on=${a}`,
          `/register/presences/${a}/change`,
          `/register/closures/${a}/step?to=${b}`,
          `/register/places/new?name=${a}&municipalityCode=${b}`,
        ]) {
          const { status, html } = await client.get(url);
          expect(status, url).toBeLessThan(500);
          expect(html).not.toContain('<script>alert');
        }
      }),
      { numRuns: 25 },
    );
  });

  it('in forms gives the form back, never a fault', async () => {
    const { place, presence } = await openedPlace(client);
    const names = [
      'name',
      'code',
      'municipalityCode',
      'latitude',
      'kind',
      'validFrom',
      'validTo',
      'services',
      'hours.mon',
      'exceptions',
      'what',
      'from',
      'reason',
      'version',
      'endDate',
      'replacedByKind',
      'next',
      '_requestId',
    ];
    const fields = fc.dictionary(fc.constantFrom(...names), fc.oneof(nasty, fc.array(nasty, { maxLength: 3 })));
    await fc.assert(
      fc.asyncProperty(fields, async (sent) => {
        for (const url of [
          '/register/places/new',
          `/register/places/${place}/change`,
          `/register/places/${place}/open`,
          `/register/presences/${presence}/change`,
          `/register/presences/${presence}/close`,
        ]) {
          const { status } = await client.post(
            url,
            Object.fromEntries(
              Object.entries(sent).map(([name, value]) => [
                name,
                typeof value === 'string' ? value.toWellFormed() : value.map((one) => one.toWellFormed()),
              ]),
            ),
          );
          expect([409, 422], `${url} ${status}`).toContain(status);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('what people type is text, never markup', async () => {
    const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
    const place = await newPlace(client, { name: evil, street: evil });
    await client.post(`/register/places/${place}/open`, { ...presenceFields, kind: 'staffed_office', validFrom: '2019-01-01' });
    const presence = idsIn(await client.get(`/register/places/${place}`), 'presences')[0]!;
    const change = `/register/presences/${presence}/change`;
    await client.post(change, {
      ...presenceFields,
      version: hidden(await client.get(change), 'version'),
      what: 'wrong',
      reason: evil,
    });
    const close = `/register/presences/${presence}/close`;
    const version = hidden(await client.get(close), 'version');
    const decided = {
      version,
      decidedOn: '2020-02-14',
      endDate: '2020-08-31',
      reason: evil,
      replacedByKind: 'neighbour',
      'replacedBy.neighbour': '2462',
    };
    const pages = [
      await client.post(close, { ...decided, next: 'check' }),
      await client.post(close, { ...decided, next: 'confirm' }),
    ];
    const refused = await client.post(
      '/register/places/new',
      Object.fromEntries(Object.keys(placeFields()).map((name) => [name, evil])),
    );
    for (const url of [
      `/register/places/${place}`,
      '/register/municipalities/2425?on=2020-03-01',
      '/register?on=2020-03-01&municipality=2425',
      `/register?text=${encodeURIComponent(evil)}`,
    ])
      pages.push(await client.get(url));
    for (const page of [...pages, refused]) {
      expect(page.status).not.toBe(500);
      expect(page.html).not.toMatch(/<img src=x|<script>alert/);
    }
    expect(textOf(pages[2]!)).toContain('<script>alert(1)</script>');
  });
});
