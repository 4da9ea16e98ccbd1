/** Desks over the API: for everyone, and for other authorities' programs with a key of their own. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newDesk, type TestDesk } from '../src/modules/desk/fixtures.ts';
import { loadGeneratedVisits } from '../src/modules/desk/index.ts';
import { noteArrival } from '../src/modules/desk/note-arrival.ts';
import { openCounter } from '../src/modules/desk/open-counter.ts';
import { execute, signInAs } from '../src/platform/auth/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { clientOf, hidden, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('empty', '2020-03-16T11:00:00Z');
// Before the service: it reads the register as it starts.
const desk: TestDesk = await newDesk(house);
const { server } = await testService(house);
const administrator = await signInAs(house, ['administrator'], 'Farid');

interface Ask {
  key?: string | null;
  body?: object;
  repeat?: string;
  language?: string;
}
async function ask(url: string, { key = null, body, repeat, language = 'en' }: Ask = {}) {
  const answer = await server.inject({
    method: body === undefined ? 'GET' : 'POST',
    url,
    headers: {
      accept: 'application/json',
      'accept-language': language,
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(repeat === undefined ? {} : { 'idempotency-key': repeat }),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

/** Makes a key on the page, as an administrator does. */
async function newKey(agency: string, name = 'Kösystem'): Promise<string> {
  const client = clientOf(server, administrator);
  const form = await client.get('/desks/clients');
  const made = await client.post('/desks/clients', {
    agency,
    name,
    _csrf: hidden(form, '_csrf'),
    _requestId: hidden(form, '_requestId'),
  });
  return /<code>([\w-]{43})<\/code>/.exec(made.html)![1]!;
}

describe('for everyone', () => {
  it('offices with a desk, and what people come about', async () => {
    const places = (await ask('/v1/desk/places')).body.items;
    expect(places).toEqual([{ id: desk.placeId, code: desk.placeCode, name: 'Servicekontor på prov', municipalityCode: '2425' }]);
    const topics = (await ask('/v1/desk/topics')).body.items;
    expect(topics).toContainEqual(expect.objectContaining({ code: 'activity-report', agency: 'arbetsformedlingen' }));
  });

  it('how many wait in each line, and how long, with its interval or why it is not known', async () => {
    const queue = async () => (await ask(`/v1/desk/places/${desk.placeId}/queue`)).body.services[0];
    expect(await queue()).toMatchObject({
      letter: 'A',
      waiting: 0,
      countersOpen: 0,
      expectedWait: null,
      noWaitBecause: 'no-counter',
    });
    await execute(house, desk.officer, openCounter, { placeId: desk.placeId, counterId: desk.counterIds[0] });
    expect(await queue()).toMatchObject({ countersOpen: 1, expectedWait: { minutes: 0, from: 0, to: 0 }, noWaitBecause: null });
    const arrival = {
      placeId: desk.placeId,
      serviceId: desk.serviceId,
      topic: 'register',
      language: 'sv',
      bookedFor: null,
      priority: null,
    };
    await execute(house, desk.host, noteArrival, arrival);
    expect(await queue()).toMatchObject({ waiting: 1, countersOpen: 1 });
    const unknown = await ask(`/v1/desk/places/${house.newId()}/queue`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'desk-unknown']);
  });
});

const visit = (over: object = {}) => ({
  arrived: '2020-03-13T09:05:00+01:00',
  called: '2020-03-13T09:12:00+01:00',
  served: '2020-03-13T09:12:30+01:00',
  ended: '2020-03-13T09:31:00+01:00',
  topic: 'forsakringskassan-matter',
  outcome: 'solved',
  ...over,
});

describe('a key', () => {
  it('is shown once and only its hash is kept; nobody but an administrator makes one', async () => {
    const key = await newKey('forsakringskassan', 'Kösystemet i Umeå');
    const page = await clientOf(server, administrator).get('/desks/clients');
    expect(textOf(page)).toContain('Kösystemet i Umeå');
    expect(page.html).not.toContain(key);
    const { rows } = await sql<{ all: string }>`
      select (select string_agg(c::text, ' ') from desk.client c) || (select string_agg(a::text, ' ') from platform.audit a) as all`.execute(
      house.db,
    );
    expect(rows[0]!.all).not.toContain(key);
    const planner = clientOf(server, await signInAs(house, ['planner'], 'David'));
    expect((await planner.get('/desks/clients')).status).toBe(403);
  });

  it('the same form sent twice is one program with one key', async () => {
    const client = clientOf(server, administrator);
    const form = await client.get('/desks/clients');
    const fields = {
      agency: 'skatteverket',
      name: 'En gång',
      _csrf: hidden(form, '_csrf'),
      _requestId: hidden(form, '_requestId'),
    };
    const keys = [await client.post('/desks/clients', fields), await client.post('/desks/clients', fields)].map(
      ({ html }) => /<code>([\w-]{43})<\/code>/.exec(html)?.[1],
    );
    expect(keys[0]).toBeDefined();
    expect(keys[1]).toBe(keys[0]);
  });

  it('none, a wrong one and one that has ended are answered alike', async () => {
    const key = await newKey('pensionsmyndigheten', 'Slutar');
    expect((await ask('/v1/desk/own-figures?from=2020-03-01&to=2020-03-10', { key })).status).toBe(200);
    const client = clientOf(server, administrator);
    const page = await client.get('/desks/clients');
    const end = /action="(\/desks\/clients\/[\w-]+\/end)"(?:(?!<\/tr>)[\s\S])*Slutar/.exec(page.html)![1]!;
    const ended = await client.post(end, { _csrf: hidden(page, '_csrf') });
    expect(ended.location).toBe('/desks/clients?ended=yes');
    for (const wrong of [null, 'x'.repeat(43), 'short', key]) {
      const { status, headers, body } = await ask('/v1/desk/own-figures?from=2020-03-01&to=2020-03-10', {
        key: wrong,
        language: 'sv',
      });
      expect([status, headers['www-authenticate'], body.code]).toEqual([401, 'Bearer', 'client-key-unknown']);
      expect([body.title, body.action]).toEqual(['Nyckeln gäller inte', expect.stringContaining('Authorization: Bearer')]);
    }
  });

  it('is no session: it opens no page and no other address', async () => {
    const key = await newKey('skatteverket');
    expect((await ask('/v1/meetings', { key })).status).toBe(401);
    const page = await server.inject({ url: '/desks/clients', headers: { authorization: `Bearer ${key}`, accept: 'text/html' } });
    expect(page.statusCode).not.toBe(200);
  });
});

describe('visits in', () => {
  const url = () => `/v1/desk/places/${desk.placeId}/visits`;
  const imported = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from desk.stat_visit where imported`.execute(house.db);
    return rows[0]!.n;
  };

  it('are added once: by the request’s key, and by being alike in everything', async () => {
    const key = await newKey('forsakringskassan');
    const repeat = house.newId();
    const body = { visits: [visit(), visit({ arrived: '2020-03-13T09:06:00+01:00' })] };
    expect((await ask(url(), { key, body, repeat })).body).toEqual({ added: 2, known: 0 });
    expect((await ask(url(), { key, body, repeat })).body).toEqual({ added: 2, known: 0 });
    expect((await ask(url(), { key, body, repeat: house.newId() })).body).toEqual({ added: 0, known: 2 });
    expect(await imported()).toBe(2);
    expect(
      (await ask(url(), { key, body: { visits: [visit({ topic: 'forsakringskassan-matter', outcome: 'left' })] }, repeat }))
        .status,
    ).not.toBe(200);
    expect((await ask(url(), { key, body })).body.fields).toEqual([{ field: 'idempotency-key', expected: 'a uuid' }]);
  });

  it('about another authority’s topics, ones that cannot have been, and with anything about a person are refused whole', async () => {
    const key = await newKey('forsakringskassan');
    const send = async (...visits: object[]) => (await ask(url(), { key, body: { visits }, repeat: house.newId() })).body;
    expect(await send(visit(), visit({ topic: 'activity-report' }))).toMatchObject({ code: 'topic-not-yours', status: 422 });
    const wrong = await send(visit(), visit({ called: '2020-03-13T09:00:00+01:00' }), visit({ outcome: 'not-helped' }));
    expect(wrong).toMatchObject({ code: 'visits-refused', action: expect.stringContaining('fields') });
    expect(wrong.fields).toEqual([
      { field: 'visits.1.called', expected: 'order' },
      { field: 'visits.2.reason', expected: 'reason-missing' },
    ]);
    expect(await send(visit({ name: 'Anna' }))).toMatchObject({ status: 400 });
    expect(await imported()).toBe(2);
    const elsewhere = await ask(`/v1/desk/places/${house.newId()}/visits`, {
      key,
      body: { visits: [visit()] },
      repeat: house.newId(),
    });
    expect(elsewhere.body.code).toBe('desk-unknown');
  });
});

describe('figures and documents', () => {
  it('are of the authority’s own matters only', async () => {
    const other = await newDesk(house);
    const days = { from: plainDate('2020-03-02'), to: plainDate('2020-03-13'), perDay: 110, hours: ['10:00', '16:00'] } as const;
    const made = await loadGeneratedVisits(house, other.placeId, days);
    const figures = async (agency: string) =>
      (await ask('/v1/desk/own-figures?by=topic&from=2020-03-02&to=2020-03-13', { key: await newKey(agency) })).body;
    const own = await figures('arbetsformedlingen');
    expect(own).toMatchObject({ agency: 'arbetsformedlingen', by: 'topic' });
    expect(own.rows.map(({ key }: { key: string }) => key)).toContain('register');
    // Made-up visits are of topics of the line, one of which is of no authority.
    expect(own.all[0]).toBeLessThan(made);
    expect((await figures('skatteverket')).rows).toEqual([]);
    const wrong = await ask('/v1/desk/own-figures?from=2020-03-13&to=2020-03-02', { key: await newKey('skatteverket') });
    expect(wrong.body.code).toBe('invalid-input');
  });

  it('a document of another authority’s is as one that is not there', async () => {
    const insert = async (agency: string, code: string) =>
      sql`
      insert into desk.document (place_id, id, receipt_code, agency, kind, how, media_type, bytes, sha256, received_sha256, arrived_at, noted_at,
                                 noted_by, virus, key_id, wrapped_key, state)
      values (${desk.placeId}, gen_random_uuid(), ${code}, ${agency}, 'letter', 'scan', 'application/pdf', 1, decode(repeat('00', 32), 'hex'),
              decode(repeat('00', 32), 'hex'), '2020-03-13T14:55:00Z', now(), 'prov', 'not-configured', 'k', '', 'received')`.execute(
        house.db,
      );
    await insert('skatteverket', '0000000000000');
    const mine = await ask('/v1/desk/documents/0000-0000-0000-0', { key: await newKey('skatteverket') });
    expect(mine.body).toMatchObject({
      receiptCode: '0000-0000-0000-0',
      state: 'received',
      arrivedAt: '2020-03-13T14:55:00.000Z',
    });
    for (const code of ['0000-0000-0000-0', 'ABC', '1111-1111-1111-1']) {
      const other = await ask(`/v1/desk/documents/${code}`, { key: await newKey('forsakringskassan') });
      expect([other.status, other.body.code]).toEqual([404, 'document-unknown']);
    }
  });
});

it('the OpenAPI document says which addresses take a program’s key', async () => {
  const document = (await server.inject('/openapi.json')).json();
  expect(document.paths['/v1/desk/own-figures'].get.security).toEqual([{ programKey: [] }]);
  expect(document.paths['/v1/desk/topics'].get.security).toBeUndefined();
  expect(document.components.securitySchemes.programKey).toMatchObject({ type: 'http', scheme: 'bearer' });
});
