/** A caseworker with twenty due plans: from the list, with a reason, through the plan and back to the list. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { withRegistration } from '../../src/modules/cases/fixtures.ts';
import { jobseeker, newNumber, signIn } from '../../src/modules/people/fixtures.ts';
import { plainDate } from '../../src/platform/clock/index.ts';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();

/** Twenty people whose first plan was or is due around the 10th of February 2024. */
beforeAll(async () => {
  const { house } = visit;
  house.clock.set('2024-02-10T08:00:00Z');
  for (let one = 1; one <= 20; one += 1) {
    const name = `Sökande${String(one).padStart(2, '0')}`;
    const { personId } = await jobseeker(house, name, newNumber(house));
    const nextDue = plainDate(`2024-02-${String(one).padStart(2, '0')}`);
    await withRegistration(house, personId, '2024-01-05', { nextKind: 'first-plan', nextDue });
  }
});

/** Cecilia at her desk, or with a phone. */
async function atDesk(width: number): Promise<Page> {
  const { headers } = await signIn(visit.house, { name: 'Cecilia, arbetsförmedlare', roles: ['caseworker'] });
  const context = await visit.browser.newContext({ viewport: { width, height: 900 }, locale: 'sv-SE' });
  const [name, ...value] = (headers as { cookie: string }).cookie.split('=');
  await context.addCookies([{ name: name!, value: value.join('='), url: visit.url }]);
  return context.newPage();
}

const plan: readonly (readonly [string, string])[] = [
  ['Bedömning av behovet av stöd', 'Klarar det mesta själv'],
  ['Personens möjligheter och behov', 'Har arbetat i butik'],
  ['Efterfrågan i yrket', 'Fler jobb än sökande i länet'],
  ['Yrken', 'Butikssäljare'],
  ['Geografiskt område', 'Dorotea'],
  ['Aktivitet 1', 'Söka arbete varje vecka'],
  ['Den arbetssökandes skyldigheter', 'Lämna aktivitetsrapport'],
];

async function expectAccessible(page: Page): Promise<void> {
  const found = await violations(page);
  expect(found.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect([page.url(), await overflow(page)]).toEqual([page.url(), 0]);
}

/** From the list to the plan of whoever stands first, and back. Gives the name. */
async function workThrough(page: Page): Promise<string> {
  const first = page.locator('table').getByRole('link').first();
  const name = await first.innerText();
  await first.click();
  await page.getByLabel('Följa upp planen').check();
  await page.getByRole('button', { name: 'Öppna' }).click();
  await page.getByRole('heading', { name }).waitFor();
  await page.getByLabel('Telefon', { exact: true }).check();
  await page.getByLabel('Vilken dag?').fill('2024-02-09');
  for (const [label, text] of plan) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Sätt i kraft' }).click();
  await page.getByText('Planen är satt i kraft.').waitFor();
  return name;
}

describe('a caseworker with twenty due plans', () => {
  it(
    'works from the top, is told what is late in words, and comes back to a list that is one shorter',
    { timeout: 300_000 },
    async () => {
      const page = await atDesk(1280);
      await page.goto(`${visit.url}/work?kind=first-plan`);
      expect(await page.locator('main').innerText()).toContain('Har passerat sista dag: 9');
      const all = await page.locator('table').getByRole('link').allInnerTexts();
      expect(all).toEqual(Array.from({ length: 20 }, (_, one) => `Sökande${String(one + 1).padStart(2, '0')} Provsson`));
      await expectAccessible(page);
      expect(await page.getByText('9 dagar sent').count()).toBe(1);
      const done: string[] = [];
      for (let one = 0; one < 3; one += 1) done.push(await workThrough(page));
      expect(done).toEqual(['Sökande01 Provsson', 'Sökande02 Provsson', 'Sökande03 Provsson']);
      await page.goto(`${visit.url}/work?kind=first-plan`);
      expect(await page.locator('main').innerText()).toContain('Har passerat sista dag: 6');
      expect(await page.locator('main').innerText()).not.toContain('Sökande03');
      await page.goto(`${visit.url}/work?kind=renew-plan`);
      await page.getByRole('link', { name: /^Öppna Sökande01/ }).click();
      await page.getByRole('link', { name: 'Översikt' }).click();
      await expectAccessible(page);
      await page.context().close();
    },
  );

  it('finds every page of a case accessible on a phone', { timeout: 180_000 }, async () => {
    const page = await atDesk(360);
    await page.goto(`${visit.url}/work?kind=first-plan`);
    await expectAccessible(page);
    await page.locator('table').getByRole('link').last().click();
    await page.getByLabel('Följa upp planen').check();
    await page.getByRole('button', { name: 'Öppna' }).click();
    await page.getByRole('button', { name: 'Spara utkast' }).click();
    await page.getByText('Det här saknas innan planen är komplett').waitFor();
    await expectAccessible(page);
    const person = new URL(page.url()).pathname.replace(/\/plan$/, '');
    for (const path of [person, `${person}/report/2024-01`, `${person}/deregister`]) {
      await page.goto(`${visit.url}${path}`);
      await expectAccessible(page);
    }
    await page.context().close();
  });
});
