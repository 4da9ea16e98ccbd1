/** A planner at the map in a real browser: eight places in Norrland close, who loses is seen, the best replacement is asked for, and it is saved. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();

/** David, signed in through the local provider, at the map. */
async function atMap(width: number, withScript = true): Promise<Page> {
  const context = await visit.browser.newContext({
    viewport: { width, height: 900 },
    locale: 'sv-SE',
    javaScriptEnabled: withScript,
  });
  const page = await context.newPage();
  const site = visit.url.replace('127.0.0.1', 'localhost');
  await page.goto(`${site}/sign-in?return=${encodeURIComponent('/planning/map?on=2020-02-14')}`);
  await page.getByRole('button', { name: 'David, planerare' }).click();
  await page.getByRole('heading', { level: 1, name: 'Planera på kartan' }).waitFor();
  return page;
}

const inShort = (page: Page): Promise<string> => page.locator('.in-short').innerText();

async function expectAccessible(page: Page): Promise<void> {
  const found = await violations(page);
  expect(found.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.target.join(' '))])).toEqual([]);
  expect(await overflow(page)).toBe(0);
}

describe('a planner at the map', { timeout: 180_000 }, () => {
  it('closes eight places in Norrland, sees who loses, asks for the best replacement, and saves it', async () => {
    const page = await atMap(1280);
    await expectAccessible(page);
    // Seven by a click on the map, the last by the keyboard's way.
    const codes = await page
      .locator('#plan-answer a[data-place^="af-2"][aria-label$="finns kvar"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-place')!).filter((code) => /^af-2[2-5]/.test(code)));
    const eight = codes.slice(0, 8);
    for (const [at, code] of eight.slice(0, 7).entries()) {
      await page.locator(`a[data-place="${code}"]`).dispatchEvent('click');
      await page.getByText(`${at + 1} stänger, 0 öppnar`).waitFor();
    }
    await page.getByLabel('Plats', { exact: true }).selectOption(eight[7]!);
    await page.getByRole('button', { name: 'Markera och räkna om' }).press('Enter');
    await page.getByText('8 stänger, 0 öppnar').waitFor();
    expect(await page.locator('#plan-answer').innerText()).toMatch(/Längre väg för \d+ kommuner/);

    // The page stays where it is: the answer comes to it, and the address with it.
    const asked = performance.now();
    await page.getByLabel('Bästa ersättningen för det som stängs').check();
    await page.getByText('8 stänger, 7 öppnar').waitFor();
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(await inShort(page)).toContain('Bevisat bäst');
    expect(new URL(page.url()).searchParams.get('ask')).toBe('replace');

    // Where they closed there is no eighth place that shortens a way; elsewhere there is.
    await page.getByText('Ersättningen är sökt i').waitFor();
    await page.getByLabel('Ersättningen får ligga').selectOption('i hela landet');
    await page.getByText('8 stänger, 8 öppnar').waitFor();
    expect(await inShort(page)).toContain('Bevisat bäst');

    // A slider moves the number with it; of questions that follow each other only the last is answered.
    const slider = page.getByRole('slider', { name: 'Antal platser' });
    await slider.focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight');
    await page.getByText('210 i planen').waitFor();
    expect(await page.getByRole('spinbutton', { name: 'Antal platser' }).inputValue()).toBe('210');
    for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowLeft');
    await page.getByText('207 i planen').waitFor();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Spara som scenario' }).click();
    await page.getByLabel('Titel').fill('Åtta i norr, ersatta');
    await page.getByLabel('Första dag för ändringarna').fill('2020-10-01');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByRole('heading', { level: 1, name: 'Åtta i norr, ersatta' }).waitFor();
    expect(await page.locator('#changes-table tbody tr').count()).toBe(16);
    await page.context().close();
  });

  it('plans without script and on a telephone', async () => {
    const page = await atMap(390, false);
    await page.getByLabel('Bästa nätet av alla möjliga').check();
    await page.getByRole('spinbutton', { name: 'Antal platser' }).fill('106');
    await page.getByRole('button', { name: 'Räkna om', exact: true }).click();
    await page.getByText('106 i planen').waitFor();
    expect(await inShort(page)).toContain('Bevisat bäst');
    await page.context().close();
    const withScript = await atMap(390);
    await expectAccessible(withScript);
    await withScript.getByRole('link', { name: 'Till svaret' }).click();
    await expect
      .poll(() => withScript.locator('#plan-answer').evaluate((one) => one.getBoundingClientRect().top))
      .toBeLessThan(300);
    await withScript.context().close();
  });

  it('sets a budget by its slider once costs are said, and is told that visit days have no times', async () => {
    const page = await atMap(1280);
    await page.getByText('Kostnader', { exact: true }).click();
    const slider = page.getByRole('slider', { name: 'Högst per år' });
    expect(await slider.count()).toBe(0);
    // Example values: the sources say nothing of costs.
    for (const [kind, cost] of Object.entries({ staffed_office: '3', visiting_office: '1,5', cooperation_place: '1' }))
      await page.locator(`[name="cost.${kind}"]`).fill(cost);
    await page.getByLabel('Bästa nätet av alla möjliga').check();
    await slider.waitFor();
    const full = Number(await slider.inputValue());
    await slider.focus();
    for (let steps = 0; steps < 20; steps += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => new URL(page.url()).searchParams.get('within'), { timeout: 20_000 }).toBe('money');
    const asked = Number(new URL(page.url()).searchParams.get('budget'));
    expect(asked).toBeCloseTo(full * 0.8, 0);
    await expect.poll(() => inShort(page), { timeout: 60_000 }).toMatch(/evisat bäst/);
    const [, after] = /på utgångsdagen, ([\d,]+) i planen/.exec((await inShort(page)).replaceAll(/\s/g, ' '))!;
    expect(Number(after!.replace(',', '.'))).toBeLessThanOrEqual(asked + 1e-6);
    await page.getByText('Besöksdagar för inresekontor').click();
    await page.getByLabel('Tisdag').check();
    await page.getByText('Besöksdagarna saknar tider').waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
