/** The documentation tells what is served; the accessibility statement invents nothing; the planner's words are complete. */
import { readFileSync } from 'node:fs';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { AccessibilityPage, operatorOf } from '../src/app/pages/accessibility.tsx';
import { readOperations } from '../src/app/pages/api-description.ts';
import { allProblems } from '../src/app/pages/routes.ts';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { networkProblem } from '../src/modules/network/index.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
await newDesk(house);
const { server } = await testService(house);
const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });

describe('a link', () => {
  it.each([
    '/en//evil.example/x',
    '//evil.example/x',
    '/en/\\\\evil.example/x',
    '/\\evil.example/x',
    'http://evil.example//evil.example/x',
  ])('never leads out of the site: %s', async (url) => {
    const page = await get(url, { accept: 'text/html' });
    expect(page.statusCode).toBe(404);
    const other = await get('/no-such-page', {
      accept: 'text/html',
      host: 'localhost',
      referer: 'http://localhost//evil.example/x',
    });
    for (const { body } of [page, other]) {
      const links = [...body.matchAll(/href="([^"]*)"/g)].map((match) => new URL(match[1]!, 'http://localhost').host);
      expect(links.filter((host) => host.includes('evil'))).toEqual([]);
    }
    expect(other.body).toContain('href="/evil.example/x"');
  });
});

describe('the documentation', async () => {
  it('names the address of the site, not the Host of the request', async () => {
    const page = await get('/docs', { accept: 'text/html', host: 'evil.example' });
    expect(page.body).not.toContain('evil.example');
    expect(page.body).toContain("curl 'http://localhost:0/v1/");
  });

  const html = (await get('/docs', { accept: 'text/html' })).body;

  it('has every operation, and its example has an answer', async () => {
    const operations = readOperations(server.swagger());
    expect(operations.length).toBeGreaterThan(9);
    const examples = [...html.matchAll(/<a href="(\/(?:v1\/)?[^"#]+)" dir="ltr"/g)].map((match) =>
      match[1]!.replaceAll('&amp;', '&'),
    );
    const open = operations.filter(({ signedIn, withKey }) => !signedIn && !withKey);
    expect(examples).toHaveLength(open.length);
    for (const { method, path } of operations) expect(html).toContain(`${method} ${path}`);
    for (const url of examples) {
      const answer = await get(url);
      expect([url, answer.statusCode]).toEqual([url, 200]);
      const { items } = answer.json();
      if (items !== undefined) expect(items.length, `${url} shows something`).toBeGreaterThan(0);
    }
  });

  it('has an anchor for every code, where the type of a problem leads', async () => {
    const { type } = (await get('/v1/places/not-an-id')).json();
    const anchors = [...allProblems.map(([code]) => `problem-${code}`), type.split('#')[1]];
    for (const anchor of anchors) expect(html).toContain(`id="${anchor}"`);
  });

  it('says of itself what the national profile asks for', async () => {
    for (const url of ['/api-info', '/v1/api-info']) {
      const info = (await get(url)).json();
      expect(info).toMatchObject({ apiName: 'narvaro', apiVersion: 'test', apiDocumentation: '/docs' });
      expect((await get(info.apiDocumentation)).statusCode).toBe(200);
    }
  });
});

describe('the accessibility statement', () => {
  it('says what is not set, in every language', async () => {
    for (const prefix of ['', '/en', '/easy', '/ar']) {
      const { body } = await get(`${prefix}/accessibility`);
      expect(body).toContain('NARVARO_OPERATOR');
      expect(body).toContain('NARVARO_ACCESSIBILITY_CONTACT');
      expect(body).not.toMatch(/accessibility\.\w/);
    }
  });

  it('names who is set', () => {
    const operator = operatorOf({ NARVARO_OPERATOR: 'Exempelmyndigheten', NARVARO_ACCESSIBILITY_CONTACT: 'webb@example.org' });
    const html = renderToString(h(AccessibilityPage, { operator }));
    expect(html).toContain('Exempelmyndigheten');
    expect(html).toContain('href="mailto:webb@example.org"');
    expect(html).not.toContain('NARVARO_');
  });
});

describe('the planner’s words', () => {
  const read = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(`src/modules/network/texts/${file}.json`, 'utf8'));
  const keysOf = (part: unknown, at = ''): string[] =>
    typeof part === 'object' && part !== null
      ? Object.entries(part).flatMap(([key, value]) => keysOf(value, `${at}.${key}`))
      : [at];
  const textsOf = (part: unknown): string[] =>
    typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsOf) : [String(part)];
  const paramsOf = (part: unknown): string[] => textsOf(part).map((text) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted().join());

  it('are the same in Swedish and English', () => {
    expect(keysOf(read('planner.en'))).toEqual(keysOf(read('planner.sv')));
    expect(paramsOf(read('planner.en'))).toEqual(paramsOf(read('planner.sv')));
  });

  it('have every refusal of the register', () => {
    for (const language of ['sv', 'en']) {
      const texts = [...keysOf(read(`planner.${language}`)), ...keysOf(read(`public.${language}`))];
      for (const code of Object.keys(networkProblem.kinds)) {
        expect(texts).toContain(`.problem.${code}.title`);
        expect(texts).toContain(`.problem.${code}.text`);
      }
    }
  });
});
