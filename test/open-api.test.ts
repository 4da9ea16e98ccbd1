/** The API held against its own OpenAPI document: right requests are answered as it says, wrong ones with a problem, none with a 500. */
import { once } from 'node:events';
import { connect as connectTo } from 'node:net';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { endpoints } from '../src/app/routes.ts';
import { openLive } from '../src/app/live.ts';
import { addPlace } from '../src/modules/network/index.ts';
import { execute, operator, signInAs } from '../src/platform/auth/index.ts';
import { problemShape } from '../src/platform/http/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const { server } = await testService(house);
await server.ready();

interface Schema {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}
interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: Schema;
}
interface Response {
  content?: Record<string, { schema: object }>;
}
interface Operation {
  parameters?: Parameter[];
  responses: Record<string, Response>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Response> };
}

const document: Document = (await server.inject('/openapi.json')).json();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [method, path, operation] as const),
);

/** What the endpoint of a path of the document says that it answers. */
const live = await openLive(house, () => undefined);
afterAll(() => live.close());
const promises = new Map(
  endpoints(house, live, 'test')
    .filter((one) => one.kind === 'api')
    .map((one) => [one.url.replaceAll(/:(\w+)/g, '{$1}'), one.answer!]),
);

/** Instants at the edges: years that a database has not, offsets that lead out of the last year, leap seconds. */
const edgesOfTime = [
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+14:00',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-12:00',
  '9999-12-31T23:59:59.999999999Z',
  '2020-02-29T23:59:59+23:59',
];

/** Values that fit the schema. */
function fitting(schema: Schema): fc.Arbitrary<string> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum.map(String));
  if (schema.format === 'date') return fc.integer({ min: 0, max: 1000 }).map((days) => addedDays(days));
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date-time') return fc.constantFrom('2026-11-22T08:00:00Z', '2020-02-14T12:00:00+01:00', ...edgesOfTime);
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  if (schema.type === 'integer' || schema.type === 'number') {
    return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 100, 1000) }).map(String);
  }
  return fc.string({ minLength: schema.minLength ?? 0, maxLength: schema.maxLength ?? 50 });
}

const addedDays = (days: number): string => new Date(Date.UTC(2019, 0, 1 + days)).toISOString().slice(0, 10);

/** Whatever anyone may send. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    'null',
    '[]',
    '{}',
    ...edgesOfTime,
    '+275760-09-13T00:00:00Z',
    '2016-12-31T23:59:60Z',
    '2020-02-30',
    '2020-13-01',
    '0000-00-00',
    '9999-12-31',
    '2425',
    '24',
    '%00',
    "'--",
    '\u0000',
    '\ud800',
  ),
  fc.constantFrom('x'.repeat(4000), ' '.repeat(300), 'å'.repeat(2000)),
);

const written = (text: string): string => encodeURIComponent(text.toWellFormed());

/** A path segment. An empty one, `.` and `..` are no values but another path (RFC 3986 §5.2.4), so they are asked for as others. */
const segment = (text: string): string => (/^\.{0,2}$/.test(text) ? '%20' : written(text));

function requestTo(
  path: string,
  operation: Operation,
  value: (schema: Schema) => fc.Arbitrary<string>,
  keepOptional: boolean,
): fc.Arbitrary<string> {
  const parameters = operation.parameters ?? [];
  const given = parameters.map((one) =>
    value(one.schema).chain((text) =>
      one.required === true || keepOptional ? fc.constant(text) : fc.option(fc.constant(text), { nil: null }),
    ),
  );
  return fc.tuple(...given).map((values) => {
    const pairs = parameters.map((one, index) => [one, values[index] ?? null] as const).filter(([, text]) => text !== null);
    const filled = pairs
      .filter(([one]) => one.in === 'path')
      .reduce((at, [one, text]) => at.replace(`{${one.name}}`, segment(text!)), path);
    const query = pairs.filter(([one]) => one.in === 'query').map(([one, text]) => `${one.name}=${written(text!)}`);
    return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
  });
}

function expectProblem(answer: { statusCode: number; headers: Record<string, unknown>; body: string }): void {
  expect(answer.headers['content-type']).toContain('application/problem+json');
  const problem: unknown = JSON.parse(answer.body);
  expect(problem).toMatchObject({ status: answer.statusCode, type: expect.stringContaining('/docs#problem-') });
  expect(problemShape.safeParse(problem).error).toBeUndefined();
  expect(answer.body).not.toMatch(/node_modules|\.ts:\d|at async|select .* from/i);
}

describe('the OpenAPI document', () => {
  it('is 3.1 and has every endpoint of the API', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/v1/municipalities', '/v1/places', '/v1/presence', '/v1/help']),
    );
  });
});

describe.each(operations)('%s %s', (method, path, operation) => {
  const ask = (url: string) => server.inject({ method: method.toUpperCase() as 'GET', url });

  it('says what every answer can be', () => {
    expect(operation.responses).toMatchObject({ 200: {}, default: { $ref: '#/components/responses/Problem' } });
    if (method === 'get') {
      expect(operation.responses).toMatchObject({
        200: { headers: { ETag: {} } },
        304: { $ref: '#/components/responses/NotModified' },
      });
    }
    expect(document.components.responses['Problem']?.content).toHaveProperty(['application/problem+json', 'schema']);
    const csv = operation.responses['200']?.content?.['text/csv'];
    if (csv !== undefined) expect(csv.schema).toEqual({ type: 'string' });
  });

  it('answers what fits the schema with what it promises, or with a problem', async () => {
    const promised = promises.get(path)!;
    await fc.assert(
      fc.asyncProperty(requestTo(path, operation, fitting, false), async (url) => {
        const answer = await ask(url);
        expect(answer.statusCode, url).toBeLessThan(500);
        if (answer.statusCode >= 400) expectProblem(answer);
        else expect(promised.safeParse(JSON.parse(answer.body)).error, url).toBeUndefined();
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('answers anything at all without falling', async () => {
    await fc.assert(
      fc.asyncProperty(
        requestTo(path, operation, () => anything, false),
        async (url) => {
          const answer = await ask(url);
          expect(answer.statusCode, url).toBeLessThan(500);
          if (answer.statusCode >= 400) expectProblem(answer);
        },
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

describe('any request', async () => {
  const planner = await signInAs(house, ['planner']);

  it.each([
    ['GET', '/v1/help?municipality=2425&on=2020-02-30', 400],
    ['GET', '/v1/help?municipality=2425&on=2018-12-31', 422],
    ['GET', '/v1/help?municipality=9999', 404],
    ['GET', '/v1/help', 400],
    ['GET', '/v1/help?municipality=2425&locality=X', 400],
    ['GET', '/v1/help?municipality=2425&om=2020-01-01', 400],
    ['GET', '/v1/presence?on=2020-01-01&on=2020-01-02', 400],
    ['GET', '/v1/places/not-a-uuid', 400],
    ['GET', '/v1/places/01900000-0000-7000-8000-000000000000', 404],
    ['GET', '/v1/nothing', 404],
    ['GET', '/v1/%ZZ', 400],
    ['DELETE', '/v1/places', 405],
    ['POST', '/v1/presence', 405],
  ] as const)('%s %s is answered %i with a problem', async (method, url, status) => {
    const answer = await server.inject({ method, url });
    expect(answer.statusCode).toBe(status);
    expectProblem(answer);
    if (status === 405) expect(answer.headers['allow']).toBe('GET, HEAD');
  });

  it.each([
    ['/v1/help?municipality=2425', 'application/xml'],
    ['/v1/help?municipality=2425', 'text/csv'],
    ['/v1/places', 'application/json;q=0'],
  ])('%s as %s is refused: there is no such format', async (url, accept) => {
    const answer = await server.inject({ url, headers: { accept } });
    expect(answer.statusCode).toBe(406);
    expectProblem(answer);
  });

  it.each(['application/json', 'application/x-www-form-urlencoded', 'text/xml', 'multipart/form-data; boundary=x'])(
    'with 10 MB of %s is refused',
    async (type) => {
      const answer = await server.inject({
        method: 'POST',
        url: '/register/places/new',
        headers: { ...planner.headers, 'content-type': type },
        payload: 'a'.repeat(10_485_760),
      });
      expect([413, 415]).toContain(answer.statusCode);
    },
  );

  it.each([Buffer.from('{"a":'), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('null')])(
    'with a broken body is refused',
    async (payload) => {
      const answer = await server.inject({
        method: 'POST',
        url: '/register/places/new',
        headers: { ...planner.headers, 'content-type': 'application/json' },
        payload,
      });
      expect([400, 415, 422]).toContain(answer.statusCode);
    },
  );
});

const newPlace = {
  code: 'prov-etag',
  name: 'Provplats',
  municipalityCode: '2425',
  localityCode: null,
  street: null,
  postalCode: null,
  latitude: 64.26,
  longitude: 16.41,
  accessibility: { step_free: 'yes' },
};

describe('caching and formats', () => {
  it('answers 304 while nothing has changed, and anew when the register has', async () => {
    const url = '/v1/help?municipality=2425&on=2020-12-31';
    const first = await server.inject(url);
    const again = await server.inject({ url, headers: { 'if-none-match': String(first.headers['etag']) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const other = await server.inject({ url, headers: { 'if-none-match': 'W/"other", W/"another"' } });
    expect(other.statusCode).toBe(200);
    await execute(house, operator, addPlace, newPlace);
    const anew = () => server.inject({ url, headers: { 'if-none-match': String(first.headers['etag']) } });
    await expect.poll(async () => (await anew()).statusCode, { timeout: 10_000 }).toBe(200);
    expect((await anew()).headers['etag']).not.toBe(first.headers['etag']);
  });

  it.each(['/v1/api-info', '/v1/origins?q=doro'])('answers 304 also where the register has no say: %s', async (url) => {
    const first = await server.inject(url);
    const again = await server.inject({ url, headers: { 'if-none-match': String(first.headers['etag']) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it.each([
    ['text/csv;q=0.9, application/json;q=0.1', 'text/csv'],
    ['text/csv;q=0.1, application/json', 'application/json'],
    ['*/*', 'application/json'],
  ])('gives what %s would rather have: %s', async (accept, type) => {
    const answer = await server.inject({ url: '/v1/places?limit=1', headers: { accept } });
    expect(answer.headers['content-type']).toContain(type);
  });

  it.each(['/v1/municipalities?on=2020-12-31', '/v1/places', '/v1/presence?on=2020-12-31', '/v1/closures?on=2020-12-31'])(
    'gives %s as CSV when asked, all of it',
    async (url) => {
      const csv = await server.inject({ url, headers: { accept: 'text/csv' } });
      expect(csv.headers['content-type']).toContain('text/csv');
      const json: { total?: number; items: unknown[] } = (await server.inject(url)).json();
      expect(csv.body.trimEnd().split('\n').length - 1).toBe(json.total ?? json.items.length);
    },
  );

  it('pages through a list without losing or repeating a row', async () => {
    const seen: string[] = [];
    let next: string | null = '/v1/presence?on=2020-12-31&limit=97';
    while (next !== null) {
      const page: { items: { id: string }[]; next: string | null; total: number } = (await server.inject(next)).json();
      seen.push(...page.items.map((one) => one.id));
      next = page.next;
      if (next === null) expect(seen).toHaveLength(page.total);
    }
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('bytes that are no request', () => {
  it.each([
    Buffer.concat([Buffer.from('GET /v1/'), Buffer.from([0xff, 0xfe]), Buffer.from(' HTTP/1.1\r\nHost: x\r\n\r\n')]),
    Buffer.from('FOO / HTTP/1.1\r\nHost: x\r\n\r\n'),
    Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n'),
    Buffer.from(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`),
  ])('get a problem document and a closed connection', async (bytes) => {
    const address = await server.listen({ port: 0, host: '127.0.0.1' }).catch(() => server.listeningOrigin);
    const socket = connectTo({ port: Number(new URL(address).port), host: '127.0.0.1' });
    let answer = '';
    socket.on('data', (data: Buffer) => (answer += data.toString()));
    socket.end(bytes);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 4(00|13) /);
    expect(answer).toContain('content-type: application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ code: expect.stringMatching(/bad-request|too-large/) });
  });
});
