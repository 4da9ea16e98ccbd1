/** A visit in browsers: the host's tablet, an officer's counter by keyboard, the screen in the hall and the visitor's telephone, each told live. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newDesk, type TestDesk } from '../../src/modules/desk/fixtures.ts';
import { noteArrival } from '../../src/modules/desk/note-arrival.ts';
import { phoneKeyOf } from '../../src/modules/desk/ticket-key.ts';
import { execute } from '../../src/platform/auth/index.ts';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();

interface Screen {
  width: number;
  height: number;
}
const tablet = { width: 820, height: 1180 };
const phone = { width: 390, height: 800 };
const wall = { width: 1920, height: 1080 };

async function opened(path: string, size: Screen, headers: object = {}): Promise<Page> {
  const context = await visit.browser.newContext({ viewport: size, locale: 'sv-SE' });
  const { cookie } = headers as { cookie?: string };
  if (cookie !== undefined) {
    const [name, ...value] = cookie.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url: visit.url }]);
  }
  const page = await context.newPage();
  await page.goto(visit.url + path);
  return page;
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** From the focus on, to the button with this name, and presses it. */
async function byKeyboard(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate(() => document.activeElement?.textContent?.trim());
    if (text === name) return page.keyboard.press('Enter');
  }
  throw new Error(`${name} is not reached`);
}

/** Nothing that the rules of WCAG 2.2 AA find, nothing beside the screen, and nothing that a finger misses. */
async function isFit(page: Page): Promise<void> {
  const found = await violations(page, ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  expect(found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('#main button, #main a.ds-button, #main select')]
      .map((one) => one.getBoundingClientRect())
      .filter(({ height }) => height > 0 && height < 44),
  );
  expect(small).toHaveLength(0);
}

describe('a visit at a desk', () => {
  it('is told live to everyone, without leaving a page', { timeout: 120_000 }, async () => {
    const { house } = visit;
    house.clock.set('2026-03-02T09:00:00Z');
    const desk: TestDesk = await newDesk(house, { tasks: ['general-information'] });
    const host = await opened(`/desk/${desk.placeId}/host`, tablet, desk.headers.host);
    const counter = await opened(`/desk/${desk.placeId}/counter`, tablet, desk.headers.officer);
    const screen = await opened(`/offices/${desk.placeId}/display`, wall);
    let loads = 0;
    for (const page of [host, counter, screen]) page.on('load', () => (loads += 1));
    await press(host, 'Aktivitetsrapport');
    await host.locator('#ticket').waitFor();
    await isFit(host);
    await counter.getByText('1 väntar', { exact: true }).waitFor();
    await byKeyboard(counter, 'Disk 1');
    await counter.getByRole('button', { name: 'Kalla på nästa' }).waitFor();
    await byKeyboard(counter, 'Kalla på nästa');
    await screen.getByText('Disk 1').waitFor();
    await isFit(screen);
    const next = { placeId: desk.placeId, serviceId: desk.serviceId, topic: 'register' };
    const { visitId } = await execute(house, desk.host, noteArrival, next);
    const own = await opened(`/ticket/${phoneKeyOf(house.keys, visitId)}`, phone);
    await own.getByText('Du är näst på tur.').waitFor();
    await isFit(own);
    await counter.getByRole('button', { name: 'Är här' }).waitFor();
    await byKeyboard(counter, 'Är här');
    await counter.getByText('Står inte i avtalet Prov 1, som säger: Allmän information').first().waitFor();
    await isFit(counter);
    // What is being filled in stays when someone else comes.
    await counter.getByText('Kunde inte hjälpa', { exact: true }).click();
    await counter.getByLabel('Vad bad besökaren om?').selectOption('decide');
    await counter.getByLabel('Hänvisad vidare').check();
    await counter.locator('h1').click();
    await press(host, 'Lämna ett papper');
    await counter.getByText('2 väntar', { exact: true }).waitFor();
    expect(await counter.getByLabel('Vad bad besökaren om?').inputValue()).toBe('decide');
    expect(await counter.getByLabel('Hänvisad vidare').isChecked()).toBe(true);
    await host.locator('details', { hasText: 'A3' }).locator('summary').click();
    await host.getByRole('button', { name: 'Har gått' }).locator('visible=true').click();
    await counter.getByText('1 väntar', { exact: true }).waitFor();
    await byKeyboard(counter, 'Gav information');
    await counter.getByText('Gjort').waitFor();
    await byKeyboard(counter, 'Avsluta besöket');
    await counter.getByRole('button', { name: 'Kalla på nästa' }).waitFor();
    await byKeyboard(counter, 'Kalla på nästa');
    await own.getByText('Det är din tur').waitFor();
    await host.getByText('Ingen väntar.').waitFor();
    expect(loads).toBe(0);
    const office = await opened(`/ar/offices/${desk.placeId}`, phone);
    await isFit(office);
  });
});
