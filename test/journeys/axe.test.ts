/** No public page has anything that axe knows to be an obstacle: WCAG 2.2 A and AA, and its own best practices. */
import { expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { signInAs } from '../../src/platform/auth/index.ts';
import { violations, visiting } from './browser.ts';

const visit = visiting();

const states = [
  '/',
  '/?municipality=2425',
  '/?municipality=0180',
  '/?municipality=0980&on=2020-12-31',
  '/?municipality=2280&on=2019-02-01',
  '/?municipality=2482',
  '/?county=24',
  '/?q=doro',
  '/?q=qqqqqq',
  '/?q=',
  '/?municipality=2425&on=2020-02-30',
  '/country?on=2020-02-14',
  '/country?on=x',
  '/docs',
  '/accessibility',
  '/no-such-page',
];
// What the other languages share with these two is not read again.
const few = ['/?municipality=2425', '/country?on=2020-02-14'];

test.each([
  ['sv', '', states],
  ['ar', '/ar', states],
  ['en', '/en', few],
  ['easy Swedish', '/easy', few],
  // Leads on to the local provider, where one chooses whom to be.
  ['the trial sign-in', '', ['/sign-in']],
] as const)('no violations in %s', { timeout: 180_000 }, async (_language, prefix, paths) => {
  const context = await visit.browser.newContext({ viewport: { width: 390, height: 844 } });
  expect(await obstacles(context, prefix, paths)).toEqual([]);
  await context.close();
});

const figures = ['/metrics/cooperation', '/equal-service', '/statistics'];
/** Of pages that are alike the one with the most on it. The last ones are led to by the lists. */
const staff = [
  '/agreements?county=24',
  '/agreements/new',
  '/agreements/missing?county=24',
  '/securing?county=24',
  '/bodies?kind=region',
  '/reports',
];

test('no violations in figures and in what planners keep of agreements', { timeout: 180_000 }, async () => {
  const context = await visit.browser.newContext({ viewport: { width: 390, height: 844 } });
  expect(await obstacles(context, '', figures)).toEqual([]);
  const { headers } = await signInAs(visit.house, ['planner'], 'David, planerare');
  const [name, ...value] = headers.cookie.split('=');
  await context.addCookies([{ name: name!, value: value.join('='), url: visit.url }]);
  expect(await obstacles(context, '', staff)).toEqual([]);
  const page = await context.newPage();
  const first = async (list: string, start: string): Promise<string> => {
    await page.goto(`${visit.url}${list}`);
    return (await page.locator(`main a[href^="${start}"]`).first().getAttribute('href'))!;
  };
  const agreement = await first('/agreements?on=2020-12-31&county=24', '/agreements/0');
  const rest = [agreement, `${agreement}/ending`, await first('/decisions', '/decisions/')];
  expect(await obstacles(context, '', rest)).toEqual([]);
  await context.close();
});

test('no violations in the planning of the network', { timeout: 180_000 }, async () => {
  const context = await visit.browser.newContext({ viewport: { width: 390, height: 844 } });
  const { headers } = await signInAs(visit.house, ['planner'], 'David, planerare');
  const [name, ...value] = headers.cookie.split('=');
  await context.addCookies([{ name: name!, value: value.join('='), url: visit.url }]);
  const page = await context.newPage();
  const closing = async (title: string): Promise<string> => {
    await page.goto(`${visit.url}/planning/new`);
    await page.locator('[name=title]').fill(title);
    await page.locator('[name=baseDate]').fill('2020-02-14');
    await page.locator('main form button').first().click();
    const scenario = /\/planning\/[0-9a-f-]{36}/.exec(page.url())![0];
    await page.goto(`${visit.url}${scenario}/places?county=25&kind=staffed_office`);
    await page.locator('main [name=place]').first().check();
    await page.locator('button[value=close]').click();
    await page.locator('[name=from]').fill('2020-10-01');
    await page.locator('main form button').first().click();
    return scenario;
  };
  const [one, other] = [await closing('Ett'), await closing('Två')];
  const parts = ['', '/places?county=25', '/change?act=open', '/comment', '/decision', '/follow-up'].map(
    (part) => `${one}${part}`,
  );
  const ids = [one, other].map((path) => path.split('/').at(-1)).join(',');
  expect(await obstacles(context, '', ['/planning', '/planning/new', ...parts, `/planning/compare?ids=${ids}`])).toEqual([]);
  await context.close();
});

/** What axe finds on each page, with its closed parts; of many that are alike (the counties) the first. */
async function obstacles(context: BrowserContext, prefix: string, paths: readonly string[]): Promise<string[]> {
  const page = await context.newPage();
  const found: string[] = [];
  for (const path of paths) {
    const answer = await page.goto(`${visit.url}${prefix}${path}`, { waitUntil: 'networkidle' });
    if (answer?.status() === 403) found.push(`${path} may not be seen`);
    await page.evaluate(() => document.querySelectorAll('details:first-of-type').forEach((one) => one.setAttribute('open', '')));
    found.push(...(await violations(page)).map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`));
  }
  await page.close();
  return found;
}
