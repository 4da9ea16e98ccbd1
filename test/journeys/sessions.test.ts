/** A planner makes a meeting for several, a person on a phone takes a seat, it is cancelled; a caseworker books a series. Without script. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { withRegistration } from '../../src/modules/cases/fixtures.ts';
import { newOfficer, newRoom, placeByCode, planner } from '../../src/modules/meetings/fixtures.ts';
import { putMeetingType } from '../../src/modules/meetings/index.ts';
import { newNumber, opened, signIn, type SignsIn } from '../../src/modules/people/fixtures.ts';
import { updateContact } from '../../src/modules/people/index.ts';
import { execute } from '../../src/platform/auth/index.ts';
import type { Uuid } from '../../src/platform/ids/index.ts';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();
const shots = process.env['SESSION_SHOTS'];
let umea: Uuid;

beforeAll(async () => {
  const { house } = visit;
  umea = await placeByCode(house.db, '2480');
  const { actor } = await signIn(house, { name: 'Umut', roles: ['caseworker'] });
  await newOfficer(house, { name: 'Umut', accountId: actor.id, homePlaceId: umea });
  await newOfficer(house, { name: 'Ulla', homePlaceId: umea });
  await newRoom(house, umea, 'Stora salen');
  await execute(house, planner, putMeetingType, {
    code: 'jobb',
    from: '2020-02-14',
    purpose: 'job-search-group',
    names: { sv: 'Söka jobb i grupp', en: 'Job search in a group' },
    channels: ['on-site', 'video'],
    minutes: 60,
    windowFirst: 1,
    windowLast: 60,
    bookedBy: ['person', 'officer'],
    competence: null,
    needsRoom: true,
    overbooking: false,
    officers: 1,
    seats: 6,
    source: 'prov',
  });
}, 120_000);

async function as(who: SignsIn, width: number): Promise<{ page: Page; personId: Uuid | null }> {
  const { headers, personId } = await signIn(visit.house, who);
  const context = await visit.browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false, locale: 'sv-SE' });
  const [name, ...value] = (headers as { cookie: string }).cookie.split('=');
  await context.addCookies([{ name: name!, value: value.join('='), url: visit.url }]);
  return { page: await context.newPage(), personId };
}

/** Nothing is wider than the window, and nothing that axe finds; with SESSION_SHOTS a picture is kept there. */
async function look(page: Page, name: string): Promise<void> {
  const { width } = page.viewportSize()!;
  for (const one of shots === undefined ? [width] : [390, 1280]) {
    await page.setViewportSize({ width: one, height: 900 });
    expect([name, await overflow(page)]).toEqual([name, 0]);
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${one}.png`, fullPage: true });
  }
  await page.setViewportSize({ width, height: 900 });
}

/** With script, which axe is. */
async function expectAccessible(plain: Page): Promise<void> {
  const context = await visit.browser.newContext({ storageState: await plain.context().storageState() });
  const page = await context.newPage();
  await page.goto(plain.url());
  const found = await violations(page);
  expect(found.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  await context.close();
}

/** Registered in Umeå for a year: every channel is open. */
async function jobseeker(name: string) {
  const who = { name, identity: { personalNumber: newNumber(visit.house) } };
  const { page, personId } = await as(who, 390);
  await withRegistration(visit.house, personId!, '2019-02-10');
  const known = { municipalityCode: '2480', phone: '+46701740605', languages: ['sv'] };
  await visit.house.db.transaction().execute((tx) => updateContact(tx, personId!, known, visit.house.clock.now()));
  return { page, personId: personId! };
}

it('a meeting for several: made, a seat taken, more seats, cancelled, and another chosen', { timeout: 120_000 }, async () => {
  const { page } = await as({ name: 'Petra', roles: ['planner'] }, 1280);
  const made = [];
  for (const day of ['2020-02-25', '2020-02-27']) {
    await page.goto(`${visit.url}/sessions`);
    await page.getByRole('link', { name: 'Nytt gruppmöte' }).click();
    await page.getByLabel('På plats', { exact: true }).check();
    await page.locator('select[name=place]').selectOption(umea);
    await page.getByRole('button', { name: 'Gå vidare' }).click();
    await page.getByLabel('Antal platser').fill('2');
    await page.getByLabel('Från och med').fill(day);
    await page.getByRole('button', { name: 'Visa tider' }).click();
    if (made.length === 0) {
      await look(page, 'new');
      await expectAccessible(page);
    }
    await page
      .getByRole('button', { name: /^Skapa mötet/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Gruppmötet är skapat' }).waitFor();
    made.push(page.url().split('?')[0]!);
  }
  const { page: own } = await jobseeker('Asta');
  await own.goto(`${visit.url}/my/meetings`);
  await own.getByRole('link', { name: 'Gruppmöten som du kan gå på' }).click();
  await look(own, 'offered');
  await expectAccessible(own);
  await own
    .getByRole('button', { name: /^Ta en plats/ })
    .first()
    .click();
  await own.getByRole('heading', { name: 'Mötet är bokat' }).waitFor();
  await own.getByText('Du träffar fler deltagare.').waitFor();
  await look(own, 'receipt');

  await page.goto(made[0]!);
  await page.getByText('1 av 2 tagna').waitFor();
  await page.getByLabel('Ändra antalet platser').fill('9');
  await page.getByRole('button', { name: 'Ändra' }).click();
  await page.getByText('Skriv ett antal platser, högst 6.').first().waitFor();
  await look(page, 'session-wrong');
  await page.goto(made[0]!);
  await look(page, 'session');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Ställ in hela mötet' }).click();
  await page.getByText('1 person har en plats.').waitFor();
  await look(page, 'cancel');
  await page.getByLabel('För få deltagare').check();
  await page.getByRole('button', { name: 'Ställ in hela mötet' }).click();
  await page.getByRole('heading', { name: /Gruppmötet är inställt. 1 person/ }).waitFor();
  await look(page, 'cancelled');
  await page.goto(`${visit.url}/sessions`);
  await look(page, 'list');
  await expectAccessible(page);

  await own.goto(`${visit.url}/my/meetings`);
  await look(own, 'lost');
  await own.getByRole('link', { name: 'Välj en ny tid' }).click();
  await own.getByRole('heading', { name: 'Välj ett annat gruppmöte' }).waitFor();
  await look(own, 'instead');
  await own.getByRole('button', { name: /^Byt till det här mötet/ }).click();
  await own.getByText('torsdag 27 februari 2020').first().waitFor();
});

it('a series: planned time by time, booked whole, and cancelled in one', { timeout: 120_000 }, async () => {
  const { page: own, personId } = await jobseeker('Berit');
  const { page } = await as({ name: 'Umut', roles: ['caseworker'] }, 1280);
  const { actor } = await signIn(visit.house, { name: 'Umut', roles: ['caseworker'] });
  await opened(visit.house, actor, personId);
  await page.goto(`${visit.url}/people/${personId}/meetings`);
  await look(page, 'file');
  await page.getByRole('link', { name: 'Boka en serie möten' }).click();
  await page.getByLabel('Vad mötena gäller').selectOption('follow-up');
  await page.getByLabel('Telefon', { exact: true }).check();
  await page.getByLabel('Första dagen').fill('2020-03-30');
  await page.getByLabel('Antal möten').fill('3');
  await page.getByRole('button', { name: 'Visa tiderna' }).click();
  // Easter Monday is no day of meetings.
  await page.getByText('måndag 13 april 2020 kl. 09:00 är inte ledig.').waitFor();
  await look(page, 'series');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Boka serien' }).click();
  await page.getByRole('heading', { name: 'Serien är bokad' }).waitFor();
  await look(page, 'series-file');
  await own.goto(`${visit.url}/my/meetings`);
  await own.getByRole('heading', { name: /^Möten i serie: / }).waitFor();
  await look(own, 'series-own');
  await expectAccessible(own);
  await own.getByRole('link', { name: 'Avboka alla som är kvar' }).click();
  await look(own, 'series-cancel');
  await own.getByRole('radio').first().check();
  await own.getByRole('button', { name: 'Avboka alla som är kvar' }).click();
  await own.getByRole('heading', { name: 'Mötena är avbokade' }).waitFor();
  await page.goto(`${visit.url}/people/${personId}/meetings/book?purpose=follow-up`);
  await page.getByLabel('Handläggare på mötet').selectOption({ label: 'Två handläggare tillsammans' });
  await look(page, 'together');
});
