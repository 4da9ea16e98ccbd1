/** A planner closes an office in a real browser; those who live there are told. Every page of the planner's is held against axe. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();

/** David, signed in through the local provider, on a page of the register. */
async function signedIn(path: string, width = 1280): Promise<Page> {
  const context = await visit.browser.newContext({ viewport: { width, height: 900 }, locale: 'sv-SE' });
  const page = await context.newPage();
  // The provider knows the site by this name; cookies are kept per host.
  const site = visit.url.replace('127.0.0.1', 'localhost');
  await page.goto(`${site}/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: 'David, planerare' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const addressOf = (page: Page, path: string): string => new URL(path, page.url()).href;

async function expectAccessible(page: Page): Promise<void> {
  const found = await violations(page);
  expect(found.map((one) => [page.url(), one.id, one.nodes.map((node) => node.target.join(' '))])).toEqual([]);
  expect([page.url(), await overflow(page)]).toEqual([page.url(), 0]);
}

describe('a planner', () => {
  it('closes an office, and the public page says so from the day after', async () => {
    const page = await signedIn('/register?on=2020-02-14&municipality=2480&kind=staffed_office');
    await page.getByRole('link', { name: 'Arbetsförmedlingen Umeå' }).first().click();
    await page.getByRole('link', { name: /^Stäng kontoret/ }).click();
    await page.getByRole('button', { name: 'Kontrollera' }).click();
    await expectAccessible(page);
    expect(await page.locator('#error-summary').isVisible()).toBe(true);
    await page.getByLabel('Sista dag').fill('2020-08-31');
    await page.getByLabel('Skäl').fill('Lokalen sägs upp');
    await page.getByLabel('Kontor i en annan kommun', { exact: true }).check();
    await page.getByLabel('Om kontor i en annan kommun: vilken?').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Kontrollera' }).click();
    await page.getByRole('heading', { name: 'Kontrollera innan du beslutar' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Besluta att stänga' }).click();
    await page.getByText('Beslutet att stänga är sparat').waitFor();
    await expectAccessible(page);

    await page.goto(addressOf(page, '/?municipality=2480&on=2020-08-31'));
    expect(await page.locator('main').innerText()).not.toContain('sedan 1 september 2020');
    await page.goto(addressOf(page, '/?municipality=2480&on=2020-09-01'));
    expect(await page.locator('main').innerText()).toContain('sedan 1 september 2020');
    await page.context().close();
  });

  it.each([1280, 390, 320])('finds every page accessible, %i pixels wide', { timeout: 180_000 }, async (width) => {
    const page = await signedIn('/register?on=2020-06-01&text=af-2425', width);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Arbetsförmedlingen Dorotea' }).click();
    await page.getByRole('heading', { name: 'Vad som har skrivits in' }).waitFor();
    const links = await page
      .locator('main a[href*="/register/"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).pathname));
    const forms = links.filter((path) => /\/(change|open|withdraw|close|step)$/.test(path));
    expect(forms.length).toBeGreaterThan(4);
    const here = new URL(page.url()).pathname;
    const others = [
      '/register/municipalities/2425?on=2020-06-01',
      '/register/places/new',
      '/en/register?on=2020-06-01&text=zzz',
      '/accessibility',
      // Held against axe with the other public pages.
      ...(width === 320 ? ['/docs', '/ar/docs'] : []),
    ];
    for (const path of [`${here}?knownAt=2020-01-01T12:00`, here, ...new Set(forms), ...others]) {
      await page.goto(addressOf(page, path));
      // What axe sees is the same at both phone widths; what runs out over the edge is not.
      if (width === 320) expect([path, await overflow(page)]).toEqual([path, 0]);
      else await expectAccessible(page);
    }
    await page.context().close();
  });

  it('fills in a form with the keyboard alone', async () => {
    const page = await signedIn('/register/places/new');
    await page.getByLabel('Kortnamn').focus();
    for (const text of ['tangent-1', 'Tangentbordsplatsen', 'Dorotea', 'Dorotea', '', '', '64,26', '16,41']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Platsen är tillagd').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Tangentbordsplatsen');
    await page.context().close();
  });
});
