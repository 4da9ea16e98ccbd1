/** A person registers on a phone, in easy Swedish, in a browser that runs no script; every step is held against axe. */
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startDeciding } from '../../src/modules/cases/fixtures.ts';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();
const phone = { width: 360, height: 740 };

/** The provider knows the site by this name; cookies are kept per host. */
const site = (): string => visit.url.replace('127.0.0.1', 'localhost');

async function signedIn(context: BrowserContext, persona: string, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site()}/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: persona }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const next = async (page: Page): Promise<void> => {
  // A click does not wait for what it leads to: the page before would be measured, or none at all.
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Spara och fortsätt', exact: true }).click();
  await loaded;
  expect(await overflow(page)).toBe(0);
};
const yes = (page: Page, question: string, answer: string) =>
  page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check();

describe('registering', () => {
  it('goes from the first page to the receipt in easy Swedish, on a phone, without script', { timeout: 180_000 }, async () => {
    await startDeciding(visit.house);
    const context = await visit.browser.newContext({ viewport: phone, javaScriptEnabled: false, locale: 'sv-SE' });
    const page = await signedIn(context, 'Amina, arbetssökande', '/easy/my/registration');
    await page.getByRole('heading', { name: 'Skriv in dig hos oss' }).waitFor();
    await page.getByRole('button', { name: 'Börja' }).click();

    await page.getByText('Steg 1 av 14').waitFor();
    await yes(page, 'Har du skyddade personuppgifter?', 'Nej');
    await next(page);
    await page.getByLabel('Första dagen utan arbete').fill('2020-02-14');
    // Asked only after yes, also where nothing runs.
    expect(await page.getByLabel('Vilken dag börjar du?').isVisible()).toBe(false);
    await yes(page, 'Vet du redan att du ska börja arbeta eller studera?', 'Nej');
    await next(page);

    await page.getByLabel('Gata och nummer').fill('Provgatan 1');
    await next(page);
    await page.getByRole('heading', { name: 'Något är fel. Ändra det här:' }).waitFor();
    await page.getByRole('link', { name: 'Du måste svara på: Telefon' }).click();
    expect(await page.getByLabel('Gata och nummer').inputValue()).toBe('Provgatan 1');
    await page.getByLabel('Telefon').first().fill('070-174 06 05');
    await page.getByLabel('Postnummer').fill('917 31');
    await page.getByLabel('Ort', { exact: true }).fill('Dorotea');
    await page.getByLabel('Kommun').selectOption({ label: 'Dorotea' });
    await yes(page, 'Hur vill du ha kontakt?', 'På telefon');
    await next(page);

    await page.getByLabel('svenska', { exact: true }).first().check();
    await page.getByText('Fler språk').click();
    await page.getByLabel('somaliska').check();
    await yes(page, 'Behöver du tolk?', 'Ja');
    await page.getByLabel('Vilket språk ska tolken tala?').selectOption({ label: 'somaliska' });
    await yes(page, 'Vilket språk vill du ha i brev från oss?', 'svenska');
    await next(page);
    await yes(page, 'Behöver du extra hjälp?', 'Nej');
    await next(page);
    await page.getByLabel('Gymnasium').check();
    await next(page);

    // Goes away, and is back where it was.
    await page.getByLabel('Vad arbetade du med?').fill('Kock');
    await page.getByRole('button', { name: 'Spara och fortsätt en annan dag' }).click();
    await page.getByText('Du är inte inskriven än').waitFor();
    await page.goto(`${site()}/easy/my/registration`);
    await page.getByRole('button', { name: 'Fortsätt där du var' }).click();
    await page.getByRole('heading', { name: 'Vad kan du?' }).waitFor();
    await yes(page, 'Kan du använda en bil?', 'Nej');
    await next(page);
    await page.getByLabel('Vilka yrken vill du ha?').fill('Kock');
    await yes(page, 'Var kan du arbeta?', 'I min kommun');
    await page.getByLabel('Heltid').check();
    await next(page);
    await yes(page, 'Får du arbeta i Sverige?', 'Ja');
    await next(page);
    await yes(page, 'Är du med i en a-kassa?', 'Nej');
    await yes(page, 'Ska du söka pengar från a-kassan?', 'Nej');
    await next(page);
    await next(page);
    await yes(page, 'Hur vill du prata med oss?', 'På telefon');
    await page.getByLabel('Vardagar på morgonen').check();
    await next(page);

    await page.getByRole('heading', { name: 'Läs dina svar' }).waitFor();
    await page.getByLabel('Det jag har skrivit är sant.').check();
    await page.getByRole('button', { name: 'Skicka in' }).click();
    await page.getByRole('heading', { name: 'Du är inskriven' }).waitFor();
    await page.getByText('En dator har tagit beslutet').waitFor();
    await page.getByText('15 mars 2020').waitFor();
    await page.getByRole('link', { name: 'Lägg dagarna i din kalender' }).waitFor();
    expect(await overflow(page)).toBe(0);
    await context.close();
  });

  it.each([
    ['Swedish', ''],
    ['Arabic', '/ar'],
  ])('has nothing that axe knows to be an obstacle on any page, in %s', { timeout: 240_000 }, async (_language, prefix) => {
    const context = await visit.browser.newContext({ viewport: phone, locale: 'sv-SE' });
    const accessible = async (page: Page) => {
      await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => one.setAttribute('open', '')));
      const found = await violations(page);
      expect(found.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect([page.url(), await overflow(page)]).toEqual([page.url(), 0]);
    };
    const page = await signedIn(context, 'Gunilla, arbetssökande som behöver skydd', `${prefix}/my/registration`);
    await accessible(page);
    await page.locator('main form button').first().click();
    const steps =
      'protection first-day contact language support education work skills wanted permit benefit attachments planning'.split(' ');
    for (const step of steps) {
      await page.goto(`${site()}${prefix}/my/registration/${step}`);
      await accessible(page);
    }
    // Sent empty: with every error.
    await page.goto(`${site()}${prefix}/my/registration/contact`);
    await page.locator('main form button').first().click();
    await page.locator('#error-summary').waitFor();
    await accessible(page);
    for (const path of [
      '/my/registration/check',
      '/my/registration/check?all=yes',
      '/my/registration/saved',
      '/get-help?from=contact&municipality=2425',
      '/practice',
      '/practice/registration/contact',
    ]) {
      await page.goto(`${site()}${prefix}${path}`);
      await accessible(page);
    }
    await context.close();
  });

  it('shows those who help and those who answer for the rules pages without obstacles', { timeout: 120_000 }, async () => {
    const context = await visit.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'sv-SE' });
    const page = await signedIn(context, 'Farid, administratör', '/automation');
    for (const path of ['/automation', '/reviews']) {
      await page.goto(`${site()}${path}`);
      const found = await violations(page);
      expect(found.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    await context.close();
  });
});
