/**
 * The network goes: a visitor without e-identification hands in an activity report on paper on the 14th at 15:55, gets a receipt, and the report
 * counts as arrived on the 14th. The clock of the tablet is hours wrong.
 */
import { sql } from 'kysely';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { newDesk, type TestDesk } from '../../src/modules/desk/fixtures.ts';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();

/** A tablet that someone has signed in on. */
async function tablet(desk: TestDesk, width: number): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await visit.browser.newContext({ viewport: { width, height: 1100 }, locale: 'sv-SE' });
  const [name, ...value] = (desk.headers.officer as { cookie: string }).cookie.split('=');
  await context.addCookies([{ name: name!, value: value.join('='), url: visit.url }]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => /Content Security Policy/.test(message.text()) && faults.push(message.text()));
  return { context, page, faults };
}

/** The service's clock goes as fast as a tablet's, from this moment until the test ends; both are put forward together. */
function going({ clock }: (typeof visit)['house'], from: string) {
  const began = performance.now();
  let start = Date.parse(from);
  const now = (): number => start + performance.now() - began;
  const ticking = setInterval(() => clock.set(new Date(now()).toISOString()), 50);
  onTestFinished(() => clearInterval(ticking));
  return {
    now,
    async forward(page: Page, to: string): Promise<void> {
      const ms = Date.parse(to) - now();
      await page.clock.fastForward(ms);
      start += ms;
    },
  };
}

/** A photo of a report on paper: a picture of one colour. */
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64',
);

const unsent = (page: Page, text: string): Promise<void> => page.getByRole('status').filter({ hasText: text }).first().waitFor();
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();

/** The page is kept by its worker once it is there and has said so. */
async function kept(page: Page, path: string): Promise<void> {
  await page.goto(visit.url + path);
  await unsent(page, 'Allt är skickat');
  await page.evaluate(async (at) => {
    await navigator.serviceWorker.ready;
    const places = () =>
      new Promise<{ code: string | null }[]>((resolve) => {
        const opening = indexedDB.open('desk');
        opening.onsuccess = () => {
          const asked = opening.result.transaction('places').objectStore('places').getAll();
          asked.onsuccess = () => resolve(asked.result);
          opening.result.close();
        };
      });
    const isKept = async () => (await (await caches.open('pages')).match(at)) !== undefined;
    const isEnrolled = async () => (await places()).some(({ code }) => code !== null);
    while (!(await isKept()) || !(await isEnrolled())) await new Promise((again) => setTimeout(again, 50));
  }, path);
}

it(
  '§10.3 FvL §22: what was handed in without network on the 14th at 15:55 has arrived on the 14th at 15:55',
  { timeout: 120_000 },
  async () => {
    const { house } = visit;
    house.clock.set('2024-02-14T14:50:00Z');
    const desk = await newDesk(house, { arrivalCounts: true });
    const { context, page, faults } = await tablet(desk, 820);
    const time = going(house, '2024-02-14T14:50:00Z');
    // Five hours behind, and it goes.
    await page.clock.install({ time: time.now() - 5 * 3_600_000 });
    await kept(page, `/desk/${desk.placeId}/counter`);
    await kept(page, `/desk/${desk.placeId}/host`);

    // On the ordinary page, as the network goes: what was pressed is not lost.
    await context.setOffline(true);
    // A whole minute of 15:55 is left for what is pressed, as clocks go on also where the machine is slow.
    await time.forward(page, '2024-02-14T14:55:01Z');
    await press(page, 'Aktivitetsrapport');
    await page.getByRole('heading', { name: 'A·T1-1' }).waitFor();
    await unsent(page, '1 sak är inte skickad än');

    await page.goto(`${visit.url}/desk/${desk.placeId}/counter`);
    await press(page, 'Ta emot A·T1-1');
    await page.getByLabel('Vad är det?').selectOption('activity-report');
    await page
      .getByLabel('Fotografera eller välj en fil')
      .setInputFiles({ name: 'rapport.png', mimeType: 'image/png', buffer: photo });
    await press(page, 'Ta emot och ge kvitto');
    await page.getByRole('heading', { name: 'Kvitto' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('2024-02-14 15:55');
    const code = (await page.locator('.device-code').innerText()).replaceAll('-', '');
    await page.getByRole('img', { name: 'QR-kod till sidan om dokumentet' }).waitFor();
    expect((await violations(page)).map(({ id }) => id)).toEqual([]);
    await press(page, 'Till besöket');
    await page.getByLabel('Hur gick det?').selectOption('document-forwarded');
    await press(page, 'Avsluta');
    await unsent(page, '4 saker är inte skickade än');

    await page.goto(`${visit.url}/desk/${desk.placeId}/host`);
    await page.getByLabel('Lämna ett papper').check();
    await press(page, 'Ge könummer');
    await page
      .locator('.ticket-number')
      .filter({ hasText: /^A·T1-2$/ })
      .waitFor();
    await page.reload();
    await unsent(page, '5 saker är inte skickade än');
    await page.getByText(/Klar 15:5[5-9]/).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(await readable(page)).not.toMatch(/activity-report|A·T1-1|PNG/);

    await time.forward(page, '2024-02-14T15:10:00Z');
    await context.setOffline(false);
    await unsent(page, 'Allt är skickat');
    await press(page, 'Gå till den vanliga sidan');
    await unsent(page, 'Allt är skickat');
    const { rows } = await sql<{ at: string; kind: string; state: string; outcome: string; came: string }>`
    select d.arrived_at as at, d.kind, v.state, v.outcome, v.arrived_at as came from desk.document d join desk.visit v on v.id = d.visit_id
    where d.receipt_code = ${code}`.execute(house.db);
    expect(rows).toHaveLength(1);
    const { at, came, ...rest } = rows[0]!;
    expect(rest).toEqual({ kind: 'activity-report', state: 'ended', outcome: 'document-forwarded' });
    const [arrived, entered] = [at, came].map((one) => new Date(one).getTime());
    expect(arrived! - Date.parse('2024-02-14T14:55:00Z')).toBeLessThan(60_000);
    expect(arrived!).toBeGreaterThanOrEqual(Date.parse('2024-02-14T14:55:00Z'));
    expect(entered!).toBeLessThan(arrived!);
    expect(faults).toEqual([]);
    await context.close();
  },
);

it(
  'a paper is taken in without network and without a visit; what is no document gets no receipt',
  { timeout: 120_000 },
  async () => {
    const { house } = visit;
    house.clock.set('2024-02-14T14:50:00Z');
    const desk = await newDesk(house, { arrivalCounts: true });
    const { context, page, faults } = await tablet(desk, 820);
    await page.clock.install({ time: new Date('2024-02-14T14:50:00Z') });
    await kept(page, `/desk/${desk.placeId}/counter`);
    await context.setOffline(true);
    await page.goto(`${visit.url}/desk/${desk.placeId}/counter`);
    const summary = page.getByText('Ta emot ett dokument utan besök');
    await summary.click();
    const choose = page.getByLabel('Fotografera eller välj en fil');
    await choose.setInputFiles({ name: 'rapport.pdf', mimeType: 'application/pdf', buffer: Buffer.from('PK: no PDF') });
    await press(page, 'Ta emot och ge kvitto');
    await page.getByText('Filen är inte PDF, JPEG eller PNG.').waitFor();
    await unsent(page, 'Allt är skickat');
    await choose.setInputFiles({ name: 'rapport.png', mimeType: 'image/png', buffer: photo });
    await press(page, 'Ta emot och ge kvitto');
    const code = (await page.locator('.device-code').innerText()).replaceAll('-', '');
    await press(page, 'Till listan');
    await page.reload();
    await unsent(page, '1 sak är inte skickad än');
    await summary.click();
    await press(page, `Visa kvitto ${code.slice(-4)}`);
    expect((await page.locator('.device-code').innerText()).replaceAll('-', '')).toBe(code);
    await context.setOffline(false);
    await unsent(page, 'Allt är skickat');
    const { rows } = await sql<{ visit: string | null }>`
    select visit_id as visit from desk.document where receipt_code = ${code}`.execute(house.db);
    expect(rows).toEqual([{ visit: null }]);
    expect(faults).toEqual([]);
    await context.close();
  },
);

it(
  'the pages that go on without network go when someone signs out, and not when nobody could be signed out',
  { timeout: 120_000 },
  async () => {
    const desk = await newDesk(visit.house, { arrivalCounts: true });
    const { context, page } = await tablet(desk, 1280);
    const path = `/desk/${desk.placeId}/counter`;
    await kept(page, path);
    const isKept = () => page.evaluate(async (at) => (await (await caches.open('pages')).match(at)) !== undefined, path);
    await context.setOffline(true);
    await page.getByText('Inget nät').waitFor();
    await press(page, 'Logga ut');
    await unsent(page, 'Det går inte att logga ut utan nät');
    expect(await isKept()).toBe(true);
    await context.setOffline(false);
    await page.getByText('Nätet finns').waitFor();
    await press(page, 'Logga ut');
    await page.waitForURL((url) => !url.pathname.startsWith('/desk'));
    expect(await isKept()).toBe(false);
    await context.setOffline(true);
    await expect(page.goto(visit.url + path)).rejects.toThrow('net::ERR_');
    await context.close();
  },
);

/** Everything in IndexedDB that whoever finds the tablet could read, as text. */
function readable(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('desk');
      opening.onsuccess = () => resolve(opening.result);
    });
    const all = (store: string): Promise<unknown[]> =>
      new Promise((resolve) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => resolve(asked.result);
      });
    const bytes = (value: unknown): unknown => (value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value);
    const found = [...(await all('outbox')), ...(await all('pieces')), ...(await all('views'))];
    return JSON.stringify(found, (_key, value: unknown) => bytes(value));
  });
}
