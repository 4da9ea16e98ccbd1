/** Someone in Dorotea books a meeting, by video in the first months and on site when the language is a reason, on a phone without script. */
import { sql } from 'kysely';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { withRegistration } from '../../src/modules/cases/fixtures.ts';
import { insertTodo } from '../../src/modules/cases/store/todo.ts';
import { loadGeneratedSupply } from '../../src/modules/meetings/index.ts';
import { openRegister } from '../../src/modules/network/index.ts';
import { personOf, updateContact } from '../../src/modules/people/index.ts';
import { plainDate } from '../../src/platform/clock/index.ts';
import type { Uuid } from '../../src/platform/ids/index.ts';
import { deliverDue } from '../../src/platform/outbox/index.ts';
import { subscriptions } from '../../src/app/schedule.ts';
import { overflow, visiting } from './browser.ts';

const visit = visiting();
const phone = { width: 360, height: 740 };
const dorotea = '2425';

/** The provider knows the site by this name; cookies are kept per host. */
const site = (): string => visit.url.replace('127.0.0.1', 'localhost');

beforeAll(async () => {
  const { house } = visit;
  const register = await openRegister(house, () => undefined);
  await loadGeneratedSupply(house, register.current(), { officers: 900, rooms: 400, interpreters: 120 });
  await register.close();
}, 120_000);

async function signedIn(context: BrowserContext, persona: string, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site()}/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: persona }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** A jobseeker of Dorotea, registered some days ago, whose planning conversation is to be booked. */
async function registered(subject: string): Promise<Uuid> {
  const { house } = visit;
  const { rows } = await sql<{ id: string }>`select id from platform.account where subject = ${subject}`.execute(house.db);
  const personId = (await personOf(house.db, rows[0]!.id))!;
  const registrationId = await withRegistration(house, personId, '2020-02-10');
  const now = house.clock.now();
  await house.db.transaction().execute(async (tx) => {
    await updateContact(tx, personId, { municipalityCode: dorotea, phone: '+46701740605', languages: ['sv'] }, now);
    const todo = { personId, id: house.newId(), registrationId, dueOn: plainDate('2020-03-11'), protected: false, at: now };
    await insertTodo(tx, { ...todo, kind: 'book-planning-conversation', details: { channel: null, times: [] } });
  });
  return personId;
}

const shots = process.env['MEETINGS_SHOTS'];
/** Looks at the page: nothing is wider than the phone; with MEETINGS_SHOTS a picture is kept there. */
async function look(page: Page, name: string): Promise<void> {
  expect([name, await overflow(page)]).toEqual([name, 0]);
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

describe('§12 MEET-6: someone in Dorotea in the first months', () => {
  it('books the planning conversation by video, in three steps, and sees first that it is by video', { timeout: 180_000 }, async () => {
    const context = await visit.browser.newContext({ viewport: phone, javaScriptEnabled: false, locale: 'sv-SE' });
    const page = await signedIn(context, 'Amina, arbetssökande', '/my');
    await registered('amina');
    await page.goto(`${site()}/my`);
    await page.getByRole('heading', { name: 'Boka ditt planeringssamtal' }).waitFor();
    await page.getByRole('link', { name: 'Boka tid' }).click();

    await page.getByText('Steg 1 av 3').waitFor();
    await page.getByText('De första 6 månaderna efter inskrivningen har vi möten på video eller telefon.').waitFor();
    await page.getByText('För dig gäller det till och med 9 augusti 2020.').waitFor();
    await page.getByRole('link', { name: 'Be om möte på plats' }).waitFor();
    await look(page, 'book');
    await page.getByRole('group', { name: 'Hur vill du ha mötet?' }).getByLabel('Video', { exact: true }).check();
    await page.getByRole('button', { name: 'Visa tider' }).click();

    await page.getByText('Steg 2 av 3').waitFor();
    await look(page, 'times');
    await page.getByRole('button', { name: /^Välj .* 2020 kl\. 10:00, Video$/ }).first().click();

    await page.getByText('Steg 3 av 3').waitFor();
    await page.getByText('Tiden är din till kl. 12:05').waitFor();
    await look(page, 'check');
    await page.getByRole('button', { name: 'Boka tiden' }).click();
    await page.getByRole('heading', { name: 'Mötet är bokat' }).waitFor();
    await page.getByText('Mötet är på video. Du ska inte åka till ett kontor.').waitFor();
    await look(page, 'receipt');

    await deliverDue(visit.house.db, subscriptions({}, visit.house.clock), visit.house.clock);
    await page.goto(`${site()}/my`);
    await page.getByRole('heading', { name: 'Ditt planeringssamtal' }).waitFor();
    await page.getByRole('link', { name: 'Se din tid' }).click();
    await look(page, 'list');
    await context.close();
  });
});
