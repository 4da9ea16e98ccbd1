/** Someone in Dorotea books a meeting, by video in the first months and on site when the language is a reason, on a phone without script. */
import { sql } from 'kysely';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { withRegistration } from '../../src/modules/cases/fixtures.ts';
import { insertTodo } from '../../src/modules/cases/store/todo.ts';
import { loadGeneratedSupply } from '../../src/modules/meetings/index.ts';
import { openRegister } from '../../src/modules/network/index.ts';
import { personOf, putSupportNeed, updateContact } from '../../src/modules/people/index.ts';
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

  it('with a language ground meets on site at the nearest place with an interpreter, changes the time and cancels, in Arabic', {
    timeout: 180_000,
  }, async () => {
    const context = await visit.browser.newContext({ viewport: phone, javaScriptEnabled: false, locale: 'sv-SE' });
    const page = await signedIn(context, 'Hassan, arbetssökande med samordningsnummer', '/ar/my');
    const personId = await registered('hassan');
    await visit.house.db.transaction().execute(async (tx) => {
      await updateContact(tx, personId, { languages: ['ar'], interpreter: 'ar' }, visit.house.clock.now());
      const need = { personId, id: visit.house.newId(), ground: 'language', needs: ['language-interpreter'], note: '' } as const;
      await putSupportNeed(tx, { ...need, since: plainDate('2020-02-10'), by: 'self', at: visit.house.clock.now() });
    });
    await page.goto(`${site()}/ar/my/meetings`);
    await look(page, 'ar-list-empty');
    await page.getByRole('link', { name: 'احجز محادثة التخطيط' }).click();
    await page.getByText('السبب: اللغة تجعل الأمر صعبًا').waitFor();
    expect(await page.getByLabel('أحتاج إلى مترجم لهذه اللغة').isChecked()).toBe(true);
    await look(page, 'ar-book');
    await page.getByLabel('في أقرب مكان').check();
    await page.getByRole('button', { name: 'اعرض المواعيد' }).click();
    await look(page, 'ar-times');
    await page.getByRole('button', { name: /^اختر / }).first().click();
    await page.getByText('تأتي إلى').waitFor();
    await page.getByText('العربية، مع مترجم').waitFor();
    await look(page, 'ar-check');
    await page.getByRole('button', { name: 'احجز الموعد' }).click();
    await page.getByRole('heading', { name: 'تم حجز الموعد' }).waitFor();
    await look(page, 'ar-receipt');
    const { rows } = await sql`
      select channel, channel_by, exception_ground, interpreter_id is not null as interpreted, place_id is not null as placed
      from meetings.meeting where person_id = ${personId}`.execute(visit.house.db);
    expect(rows).toEqual([
      { channel: 'on-site', channel_by: 'exception', exception_ground: 'language', interpreted: true, placed: true },
    ]);

    await page.getByRole('link', { name: 'غيّر الموعد' }).click();
    await page.getByRole('button', { name: 'اعرض المواعيد' }).click();
    await page.getByRole('button', { name: /^اختر / }).last().click();
    await look(page, 'ar-change');
    await page.getByRole('button', { name: 'غيّر إلى هذا الموعد' }).click();
    await page.getByRole('heading', { name: 'تم تغيير الموعد' }).waitFor();
    await page.getByRole('link', { name: 'ألغِ الموعد' }).click();
    await page.getByRole('button', { name: 'ألغِ الموعد' }).click();
    await page.getByRole('link', { name: 'اختر السبب أو اكتبه' }).waitFor();
    await page.getByLabel('لدي مقابلة عمل').check();
    await look(page, 'ar-cancel');
    await page.getByRole('button', { name: 'ألغِ الموعد' }).click();
    await page.getByRole('heading', { name: 'تم إلغاء الموعد' }).waitFor();
    await look(page, 'ar-list');
    await page.goto(`${site()}/ar/my/meetings/another-channel`);
    await look(page, 'ar-another');
    await context.close();
  });
});
