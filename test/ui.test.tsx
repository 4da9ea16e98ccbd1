/** The design system through its front door: pages served by a small server with every component on them. */
import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, endpoint } from '../src/platform/http/index.ts';
import { problem, problems } from '../src/platform/problem/index.ts';
import { rule } from '../src/platform/rule/index.ts';
import {
  assetUrl,
  Button,
  Buttons,
  Card,
  CardList,
  Checkbox,
  Checkboxes,
  Details,
  EmptyState,
  ErrorSummary,
  Field,
  fieldId,
  Fieldset,
  Figure,
  Form,
  LineChart,
  LinkButton,
  Notice,
  Pagination,
  problemPage,
  Radios,
  registerAssets,
  renderPage,
  renderSvg,
  Select,
  sendPage,
  sendSvg,
  signedOutPage,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TextArea,
  Timeline,
  useFormats,
} from '../src/ui/index.ts';

const evil = `"><img src=x onerror=alert(1)>'&amp;`;
const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A page with every component, each of whose texts is `word`. */
function Everything({ word, errors }: { word: string; errors: boolean }) {
  const error = errors ? word : undefined;
  const columns = [
    { header: `${word} 1`, cell: (row: string) => row, rowHeader: true },
    { header: `${word} 2`, cell: () => <Figures />, numeric: true },
  ];
  return (
    <>
      {errors && <ErrorSummary errors={[{ field: 'place', text: word }, { text: word }]} />}
      <h1>{word}</h1>
      {(['info', 'success', 'warning', 'danger'] as const).map((tone) => (
        <Notice tone={tone} title={word}>
          {word}
        </Notice>
      ))}
      <Notice>{word}</Notice>
      <Tabs
        label={`${word} tabs`}
        tabs={[
          { href: '#1', text: word, current: true },
          { href: '#2', text: word },
        ]}
      />
      <Form action="/all" requestId={word} id="form">
        <Field
          name="place"
          label={word}
          hint={word}
          error={error}
          value={word}
          typeahead="/suggest?q="
          typeaheadValueName="code"
        />
        <Field name="day" type="date" label={word} optional />
        <TextArea name="why" label={word} value={word} error={error} />
        <Select name="kind" label={word} value={word} options={[{ value: word, text: word }]} />
        <Radios name="way" legend={word} hint={word} error={error} value={word} options={choices(word)} />
        <Checkboxes name="languages" legend={word} values={['b']} options={choices(word)} />
        <Checkbox name="ok" label={word} hint={word} />
        <Fieldset legend={word} id="from-to">
          <Field name="from" type="number" label={word} short />
        </Fieldset>
        <Buttons>
          <Button name="do" value={word}>
            {word}
          </Button>
          <Button variant="secondary" color="danger" label={word}>
            x
          </Button>
          <LinkButton href={`?${word}`}>{word}</LinkButton>
        </Buttons>
      </Form>
      <Form action="/all" method="get" inline>
        <Field name="q" type="search" label={word} />
        <Button>{word}</Button>
      </Form>
      <Table id="wide" caption={`${word} wide`} columns={columns} rows={[word]} totals={[word, 1]} />
      <Table id="cards" caption={`${word} cards`} columns={columns} rows={[word]} cards />
      <Table id="none" caption={`${word} none`} captionHidden columns={columns} rows={[]} empty={word} />
      <Pagination total={290} offset={20} limit={20} href={(offset) => `?${word}&offset=${offset}`} />
      <h2>{word}</h2>
      <SummaryList items={[{ term: word, value: word, action: <a href="#x">{word}</a> }]} />
      <Timeline
        label={word}
        items={[
          { when: word, date: '2020-03-01', what: word, details: <p>{word}</p> },
          { when: word, what: word, now: true },
        ]}
      />
      <Details summary={word}>{word}</Details>
      <Figure
        id="picture"
        caption={word}
        picture={<img data-inline src="/picture.svg" alt={word} width="300" height="100" />}
        table={<Table id="figures" caption={`${word} figures`} columns={columns} rows={[word]} />}
      />
      <CardList label={word}>
        <Card id="card">
          <h3>{word}</h3>
          <Tag tone="warning">{word}</Tag> <Tag>{word}</Tag>
        </Card>
      </CardList>
      <EmptyState title={word}>{word}</EmptyState>
    </>
  );
}

const choices = (word: string) => [
  { value: word, text: word, hint: word },
  { value: 'b', text: word },
];

function Figures() {
  const { number } = useFormats();
  return <>{number(1234)}</>;
}

const busy = problems({ 'place-busy': { status: 409, title: 'Busy' } });
const remote = rule({ id: 'some-rule', says: 'A rule.', source: 'SFS 2022:811 §24', values: {} });
const refusals: Readonly<Record<string, () => unknown>> = {
  rule: () => problem('not-allowed', { rule: remote }),
  'sign-in': () => problem('sign-in-required'),
  broken: () => new Error('broken'),
  own: () => busy('place-busy'),
  fields: () => problem('bad-request', { fields: [{ field: evil, expected: evil }] }),
};

function page(url: string, html: (request: FastifyRequest) => string) {
  return endpoint({
    method: 'GET',
    url,
    kind: 'page',
    access: 'everyone',
    summary: url,
    handle: (request, reply) => sendPage(reply, html(request)),
  });
}

function everything(request: FastifyRequest, word: string): string {
  const errors = request.url.includes('errors');
  const breadcrumbs = [{ href: '/', text: word }];
  return renderPage(request, {
    title: word,
    breadcrumbs,
    hasErrors: errors,
    children: <Everything word={word} errors={errors} />,
  });
}

let server: FastifyInstance;
let browser: Browser | undefined;
let address: string;

beforeAll(async () => {
  server = await createServer({
    api: { title: 'Test', description: 'Test', version: '0' },
    problemPage,
    logLevel: 'silent',
    async extend(extended) {
      extended.decorate('site', {
        name: 'Site',
        navigation: (actor) => [
          { href: '/', text: 'Start' },
          { href: '/all', text: 'All' },
          ...(actor.id === 'visitor' ? [] : [{ href: '/mine', text: 'Mine' }]),
        ],
        footer: () => [{ href: '/about', text: 'About' }],
        notice: () => 'Notice of the site.',
        problemNamespaces: ['other'],
      });
      extended.decorateRequest('csrf', '');
      extended.decorateRequest('formKeptAt', null);
      extended.addHook('onRequest', async (request) => {
        if (request.headers['x-person'] === undefined) return;
        request.actor = { id: '1', name: evil, roles: ['planner'] };
        request.csrf = evil;
      });
      await registerAssets(extended);
    },
    endpoints: [
      page('/all', (request) => everything(request, 'Ord')),
      page('/evil', (request) => everything(request, evil)),
      page('/away', (request) => signedOutPage(request, 'https://issuer.example/out?a=1&b=2')),
      endpoint({
        method: 'GET',
        url: '/suggest',
        kind: 'api',
        access: 'everyone',
        summary: '',
        handle: () => ({ items: [{ label: 'Umeå', value: '2480', detail: 'Västerbotten' }] }),
      }),
      endpoint({
        method: 'GET',
        url: '/picture.svg',
        kind: 'page',
        access: 'everyone',
        summary: '',
        handle: (_request, reply) =>
          sendSvg(
            reply,
            renderSvg(
              <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">
                <a href="/all">
                  <rect width="300" height="100" fill="#ccc" />
                  <title>{evil}</title>
                </a>
              </svg>,
            ),
          ),
      }),
      page('/both', (request) => everything(request, 'Ord')),
      ...['/both', '/all/only-post', '/only-post'].map((url) =>
        endpoint({
          method: 'POST',
          url,
          kind: 'page',
          access: 'everyone',
          summary: url,
          handle() {
            throw problem('session-expired');
          },
        }),
      ),
      ...Object.entries(refusals).map(([name, make]) =>
        page(`/refused/${name}`, () => {
          throw make();
        }),
      ),
    ],
  });
  if (!existsSync(chromiumPath)) return;
  address = await server.listen({ port: 0, host: '127.0.0.1' });
  browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
});

afterAll(async () => {
  await browser?.close();
  await server.close();
});

async function get(url: string, headers: Record<string, string> = {}): Promise<string> {
  return (await server.inject({ url, headers: { accept: 'text/html', ...headers } })).body;
}

describe('escaping', () => {
  test.each(['/evil', '/evil?errors', '/evil?"><img src=x onerror=alert(1)>', '/refused/fields'])('%s', async (url) => {
    const html = await get(url, { 'x-person': '1' });
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('onerror=alert(1)');
  });

  test('SVG', async () => {
    expect(await get('/picture.svg')).not.toContain('<img');
  });
});

describe('wiring', () => {
  test('every id is there once, and every reference leads to one', async () => {
    const html = await get('/all?errors', { 'x-person': '1' });
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
    expect(ids.length).toBe(new Set(ids).size);
    const references = [...html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)].flatMap((match) =>
      match[1]!.split(' '),
    );
    const links = [...html.matchAll(/ href="#(f-[^"]+|main)"/g)].map((match) => match[1]!);
    expect([...references, ...links].filter((id) => !ids.includes(id))).toEqual([]);
    expect(html).toContain(`aria-describedby="${fieldId('place')}-hint ${fieldId('place')}-error" aria-invalid="true"`);
  });

  test('a form that writes carries the token and the request id, a search neither', async () => {
    const html = await get('/all', { 'x-person': '1' });
    const [write, search] = [...html.matchAll(/<form class="(?:form|filters)".*?<\/form>/gs)].map((match) => match[0]);
    expect(write).toMatch(/name="_csrf".*name="_requestId"/);
    expect(search).not.toContain('_csrf');
    expect(search).not.toContain('_requestId');
  });

  test('no style attributes and no inline scripts: the policy refuses them', async () => {
    const html = await get('/all?errors');
    expect(html).not.toMatch(/ style=|<style|<script(?! type="module" src=)| on\w+="/);
  });
});

describe('shell', () => {
  test('the language switcher keeps path and query', async () => {
    const html = await get('/ar/all?a=1&b=2');
    expect(html).toContain('<html lang="ar" dir="rtl">');
    for (const path of ['/all', '/en/all', '/easy/all', '/ar/all']) expect(html).toContain(`href="${path}?a=1&amp;b=2"`);
    expect(html).toContain('href="/ar/sign-in?return=%2Far%2Fall%3Fa%3D1%26b%3D2"');
  });

  test('the answer to a POST leads to pages that a GET shows', async () => {
    const answers = await Promise.all(
      ['/both', '/all/only-post', '/only-post'].map((url) =>
        server.inject({ method: 'POST', url, headers: { accept: 'text/html' } }),
      ),
    );
    expect(answers.map(({ body }) => /<a href="([^"]+)" hreflang="ar"/.exec(body)?.[1])).toEqual(['/ar/both', '/ar/all', '/ar']);
    expect(answers[2]!.body).toContain('href="/sign-in?return=%2F" data-variant="primary"');
  });

  test('navigation knows where it is and who asks', async () => {
    expect(await get('/en/all')).toContain('<a href="/en/all" aria-current="page">All</a>');
    expect(await get('/all')).not.toContain('Mine');
    const own = await get('/all', { 'x-person': '1' });
    expect(own).toContain('Mine');
    expect(own).toMatch(/<form action="\/sign-out" method="post"><input type="hidden" name="_csrf"/);
  });

  test('what everyone sees may be kept and is asked for again; what a person sees is not', async () => {
    const first = await server.inject('/all');
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: expect.stringContaining('cookie'),
    });
    const again = await server.inject({ url: '/all', headers: { 'if-none-match': String(first.headers['etag']) } });
    expect(again.statusCode).toBe(304);
    const own = await server.inject({ url: '/all', headers: { 'x-person': '1' } });
    expect(own.headers['cache-control']).toBe('no-store');
    expect(own.headers['etag']).toBeUndefined();
  });

  test('the page between two sign-outs goes on by itself', async () => {
    expect(await get('/away')).toContain('<meta http-equiv="refresh" content="0; url=https://issuer.example/out?a=1&amp;b=2"/>');
  });
});

describe('refusals', () => {
  test('sign in again, and come back', async () => {
    expect(await get('/en/refused/sign-in?x=1')).toContain(
      'href="/en/sign-in?return=%2Fen%2Frefused%2Fsign-in%3Fx%3D1" data-variant="primary"',
    );
  });

  test('the rule with its source', async () => {
    const html = await get('/refused/rule');
    expect(html).toContain('<span lang="en">A rule.</span>');
    expect(html).toContain('SFS 2022:811 §24');
  });

  test('go back to a page of this site only', async () => {
    expect(await get('/refused/own', { host: 'site.example', referer: 'https://site.example/all?a=1' })).toContain(
      'href="/all?a=1"',
    );
    expect(await get('/refused/own', { host: 'site.example', referer: 'https://other.example/trap' })).not.toContain('trap');
  });

  test('our own error: try again, with the number of the request', async () => {
    expect(await get('/refused/broken')).toMatch(/href="\/refused\/broken".*<code>req-/s);
  });

  test('an unknown code has the text of its status, an unknown address its own', async () => {
    expect(await get('/en/refused/own')).toContain('Not possible right now');
    expect(await get('/en/nowhere')).toContain('The page does not exist');
  });
});

describe('assets', () => {
  test('are hashed, compressed and kept for ever', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const answer = await server.inject({ url: assetUrl('app.js'), headers: { 'accept-encoding': encoding } });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(answer.headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
    }
    const refused = await server.inject({ url: assetUrl('app.js'), headers: { 'accept-encoding': 'br;q=0, gzip' } });
    expect(refused.headers['content-encoding']).toBe('gzip');
    expect((await server.inject('/assets/app-0.js')).statusCode).toBe(404);
    expect(() => assetUrl('none.js')).toThrow(RangeError);
  });

  test('a first visit stays below 60 kB, the stylesheet below 18, the script below 3', async () => {
    const size = async (url: string) => gzipSync((await server.inject(url)).rawPayload).length;
    const [css, js, html] = await Promise.all([size(assetUrl('site.css')), size(assetUrl('app.js')), size('/all?errors')]);
    expect(css).toBeLessThan(18_000);
    expect(js).toBeLessThan(3_000);
    expect(css + js + html).toBeLessThan(60_000);
  });
});

describe.skipIf(!existsSync(chromiumPath))('in a browser', () => {
  const open = async (path: string, options: { width: number; javaScriptEnabled?: boolean; forcedColors?: 'active' }) => {
    const { width, ...rest } = options;
    const context = await browser!.newContext({ viewport: { width, height: 900 }, ...rest });
    const opened = await context.newPage();
    await opened.goto(address + path, { waitUntil: 'networkidle' });
    return opened;
  };

  test.each([
    ['/all?errors', { width: 1280 }],
    ['/all', { width: 320 }],
    ['/ar/all?errors', { width: 390 }],
    ['/easy/all', { width: 800, forcedColors: 'active' as const }],
    ['/en/refused/rule', { width: 390 }],
  ])('axe finds nothing on %s at %o, and nothing is wider than the screen', async (path, options) => {
    const opened = await open(path, options);
    const { violations } = await new AxeBuilder({ page: opened }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    expect(await opened.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await opened.context().close();
  });

  test('the error summary has the focus, and its links lead to the fields', async () => {
    const opened = await open('/all?errors', { width: 800, javaScriptEnabled: false });
    await opened.keyboard.press('Tab');
    await opened.keyboard.press('Enter');
    await expect.poll(() => opened.locator('#f-place').evaluate((field) => field === document.activeElement)).toBe(true);
    await opened.context().close();
  });

  test('suggestions by keyboard, with the chosen value beside the text', async () => {
    const opened = await open('/all', { width: 800 });
    const field = opened.locator('#f-place');
    await field.fill('ume');
    await opened.getByRole('option', { name: 'Umeå' }).waitFor();
    expect(await opened.getByRole('status').last().textContent()).toContain('1');
    await field.press('ArrowDown');
    expect(await field.getAttribute('aria-activedescendant')).toBe('f-place-list-0');
    await field.press('Enter');
    expect([await field.inputValue(), await opened.locator('[name=code]').inputValue()]).toEqual(['Umeå', '2480']);
    await field.fill('umea');
    expect(await opened.locator('[name=code]').inputValue()).toBe('');
    await opened.context().close();
  });

  test.each(['25', '12 500 dagar', '1 234 567,8 kilometer'])(
    '%s stands whole beside the scale of a chart of lines',
    async (text) => {
      const drawn = renderSvg(
        <LineChart title="Prov" most={1} marks={[{ value: 1, text }]} columns={['2020-01', '2020-02']} named={2} lines={[]} />,
      );
      const opened = await browser!.newPage();
      await opened.setContent(drawn);
      const left = await opened
        .locator('text')
        .first()
        .evaluate((one) => (one as unknown as { getBBox(): { x: number } }).getBBox().x);
      expect(left).toBeGreaterThanOrEqual(0);
      await opened.close();
    },
  );

  test('an inlined picture has its links and its name', async () => {
    const opened = await open('/all', { width: 800 });
    const picture = opened.getByRole('group', { name: 'Ord' }).locator('a');
    expect(await picture.getAttribute('href')).toBe('/all');
    await opened.context().close();
  });
});
