/** An activity report on a phone without JavaScript, in easy Swedish: written, checked, sent, receipted; and practised first. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { withRegistration } from '../../src/modules/cases/fixtures.ts';
import { jobseeker, newNumber } from '../../src/modules/people/fixtures.ts';
import { plainDate } from '../../src/platform/clock/index.ts';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();
let serial = 400;

/** Someone registered since New Year, on a phone, on the 10th of February 2024. */
async function onPhone(options: { javaScriptEnabled: boolean }): Promise<Page> {
  const { house } = visit;
  house.clock.set('2024-02-10T08:00:00Z');
  serial += 1;
  const { personId, headers } = await jobseeker(house, `Amina ${serial}`, newNumber(house));
  await withRegistration(house, personId, '2024-01-02', { nextKind: 'first-plan', nextDue: plainDate('2024-02-20') });
  const context = await visit.browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'sv-SE', ...options });
  const [name, ...value] = (headers as { cookie: string }).cookie.split('=');
  await context.addCookies([{ name: name!, value: value.join('='), url: visit.url }]);
  return context.newPage();
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('heading', { name }).first().waitFor();

describe('an activity report, without script on a phone', () => {
  it('goes from "what to do" to a receipt, with a mistake put right on the way', { timeout: 120_000 }, async () => {
    const page = await onPhone({ javaScriptEnabled: false });
    await page.goto(`${visit.url}/easy/my`);
    await page.getByRole('link', { name: 'Skriv rapporten' }).click();
    await heading(page, 'Aktivitetsrapport för januari 2024');

    await press(page, 'Lägg till');
    await page.getByRole('link', { name: 'Välj vad du har gjort' }).waitFor();
    await page.getByLabel('Ett jobb jag har sökt').check();
    await page.getByLabel('Vilken dag?').fill('2024-01-12');
    await page.getByLabel('Vad var det?').fill('Städare');
    await page.getByLabel('Var?').fill('Hotellet i Vilhelmina');
    await press(page, 'Lägg till');
    await page.getByText('Det är tillagt.').waitFor();
    expect(await overflow(page)).toBe(0);

    await page.getByText('Lägg till en sak till').click();
    await page.getByLabel('Jag har pratat med en arbetsgivare').check();
    await page.getByLabel('Vilken dag?').fill('2024-02-01');
    await page.getByLabel('Vad var det?').fill('Ringde');
    await press(page, 'Lägg till');
    await page.getByText('Dagen är inte i januari 2024').first().waitFor();
    await page.getByRole('button', { name: 'Ta bort Ringde, 1 februari 2024' }).click();
    await page.getByText('Det är borttaget.').waitFor();

    await press(page, 'Gå vidare');
    await press(page, 'Spara och kontrollera');
    await page.getByText('Rapporten är inte skickad än.').waitFor();
    expect(await overflow(page)).toBe(0);
    await press(page, 'Skicka rapporten');
    await heading(page, 'Rapporten är skickad');
    expect(await page.locator('main').innerText()).toContain('Den kom i tid');
    await page.goto(`${visit.url}/easy/my`);
    expect(await page.locator('main').innerText()).toContain('Du lämnade rapporten för januari 2024');
    await page.context().close();
  });

  it('is practised by anyone, with nothing stored', { timeout: 60_000 }, async () => {
    const context = await visit.browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${visit.url}/easy/practice/report`);
    await page.getByLabel('Ett jobb jag har sökt').check();
    await page.getByLabel('Vilken dag?').fill('2024-01-12');
    await page.getByLabel('Vad var det?').fill('Städare');
    await press(page, 'Lägg till');
    await press(page, 'Gå vidare');
    await press(page, 'Spara och kontrollera');
    await press(page, 'Skicka rapporten');
    await page.getByText('Inget är skickat. Inget är sparat.').waitFor();
    await context.close();
  });
});

describe('the person’s pages', () => {
  it.each([
    ['sv', ''],
    ['ar', '/ar'],
  ])('have nothing that axe knows to be an obstacle, in %s', { timeout: 180_000 }, async (_language, prefix) => {
    const page = await onPhone({ javaScriptEnabled: true });
    const report = '/my/report/2024-01';
    for (const path of [
      '/my',
      '/my/report',
      report,
      `${report}/message`,
      `${report}/check`,
      `${report}/paper`,
      '/my/plan',
      '/my/deregister',
      '/practice/report',
    ]) {
      await page.goto(`${visit.url}${prefix}${path}`);
      const found = await violations(page);
      expect(found.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    await page.context().close();
  });
});
