/** The API held against its own OpenAPI document: right requests are answered as it says, wrong ones with a problem, none with a 500. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
interface Operation {
  parameters?: Parameter[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

const document: Document = (await server.inject('/openapi.json')).json();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [method, path, operation] as const),
);

/** Values that fit the schema. */
function fitting(schema: Schema): fc.Arbitrary<string> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum.map(String));
  if (schema.format === 'date') return fc.integer({ min: 0, max: 1000 }).map((days) => addedDays(days));
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date-time') return fc.constantFrom('2026-11-22T08:00:00Z', '2020-02-14T12:00:00+01:00');
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
      .reduce((at, [one, text]) => at.replace(`{${one.name}}`, written(text!) || '%20'), path);
    const query = pairs.filter(([one]) => one.in === 'query').map(([one, text]) => `${one.name}=${written(text!)}`);
    return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
  });
}

function expectProblem(answer: { statusCode: number; headers: Record<string, unknown>; body: string }): void {
  expect(answer.headers['content-type']).toContain('application/problem+json');
  const problem: unknown = JSON.parse(answer.body);
  expect(problem).toMatchObject({
    status: answer.statusCode,
    title: expect.any(String),
    code: expect.any(String),
    type: expect.stringContaining('/docs#problem-'),
  });
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

  it('answers what fits the schema with what it promises, or with a problem', async () => {
    await fc.assert(
      fc.asyncProperty(requestTo(path, operation, fitting, false), async (url) => {
        const answer = await ask(url);
        expect(answer.statusCode, url).toBeLessThan(500);
        if (answer.statusCode >= 400) expectProblem(answer);
        else JSON.parse(answer.body);
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

describe('any request', () => {
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
  });

  it.each(['application/json', 'application/x-www-form-urlencoded', 'text/xml', 'multipart/form-data; boundary=x'])(
    'with 10 MB of %s is refused',
    async (type) => {
      const answer = await server.inject({
        method: 'POST',
        url: '/register/places/new',
        headers: { 'content-type': type },
        payload: 'a'.repeat(10_485_760),
      });
      expect([401, 413, 415]).toContain(answer.statusCode);
    },
  );

  it.each([Buffer.from('{"a":'), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('null')])(
    'with a broken body is refused',
    async (payload) => {
      const answer = await server.inject({
        method: 'POST',
        url: '/register/places/new',
        headers: { 'content-type': 'application/json' },
        payload,
      });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode).toBeLessThan(500);
    },
  );
});

describe('caching and formats', () => {
  it('answers 304 while nothing has changed, and anew when the register has', async () => {
    const url = '/v1/help?municipality=2425&on=2020-12-31';
    const first = await server.inject(url);
    const again = await server.inject({ url, headers: { 'if-none-match': String(first.headers['etag']) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const other = await server.inject({ url, headers: { 'if-none-match': 'W/"other", W/"another"' } });
    expect(other.statusCode).toBe(200);
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
