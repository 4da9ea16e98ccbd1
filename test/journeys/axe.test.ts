/** No public page has anything that axe knows to be an obstacle: WCAG 2.2 A and AA, and its own best practices. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { visiting } from './browser.ts';

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
  const page = await context.newPage();
  for (const path of paths) {
    await page.goto(`${visit.url}${prefix}${path}`, { waitUntil: 'networkidle' });
    // Closed parts are read too; of many that are alike (the counties) the first.
    await page.evaluate(() => document.querySelectorAll('details:first-of-type').forEach((one) => one.setAttribute('open', '')));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await context.close();
});
