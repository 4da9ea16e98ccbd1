/**
 * From registration to the meeting: someone in Dorotea books the planning conversation by video, asks for a meeting in person because
 * of the language, and keeps it when the officer from Umeå falls ill. Everything by the pages: the person on a phone without script.
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { messageSources } from '../../src/app/schedule.ts';
import { startDeciding } from '../../src/modules/cases/fixtures.ts';
import { gatewaysFromEnvironment, sendDue } from '../../src/modules/contact/index.ts';
import { newOfficer, newRoom, openMeetings, placeByCode, planner } from '../../src/modules/meetings/fixtures.ts';
import { addInterpreter, setAttendance } from '../../src/modules/meetings/index.ts';
import { execute } from '../../src/platform/auth/index.ts';
import type { Uuid } from '../../src/platform/ids/index.ts';
import { overflow, visiting } from '../journeys/browser.ts';
import { deliverAll } from '../delivered.ts';

const visit = visiting();
const site = (): string => visit.url.replace('127.0.0.1', 'localhost');
const thursday = 4;
let lycksele: Uuid;

/** Two officers at home in Umeå who are in Lycksele on Thursdays, a room there, an interpreter of Arabic, and one on the screen. */
beforeAll(async () => {
  const { house } = visit;
  await startDeciding(house);
  const umea = await placeByCode(house.db, '2480');
  lycksele = await placeByCode(house.db, '2481');
  for (const name of ['Ulla i Umeå', 'Urban i Umeå']) {
    const officerId = await newOfficer(house, { name, homePlaceId: umea });
    const stays = [{ placeId: lycksele, from: 0, to: 1440 }];
    await execute(house, planner, setAttendance, {
      officerId,
      version: 2,
      from: '2020-02-14',
      to: null,
      weekday: thursday,
      stays,
    });
  }
  await newRoom(house, lycksele);
  const hours = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '17:00']]]));
  await execute(house, planner, addInterpreter, {
    name: 'Tolk i arabiska',
    languages: ['ar'],
    channels: ['on-site', 'video', 'phone'],
    weekly: hours,
    municipalityCode: '2480',
    withinMinutes: 120,
    validFrom: null,
    validTo: null,
  });
}, 120_000);

async function enter(persona: string, path: string, width: number): Promise<Page> {
  const onPhone = width < 500;
  const context = await visit.browser.newContext({
    viewport: { width, height: 800 },
    javaScriptEnabled: !onPhone,
    locale: 'sv-SE',
  });
  const page = await context.newPage();
  await page.goto(`${site()}/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: persona }).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Each step in turn, as little as may be said. */
async function register(page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Spara och fortsätt', exact: true }).click();
  const choose = (name: string, value: string) => page.locator(`[name=${name}][value=${value}]`).check();
  const say = (name: string, value: string) => page.locator(`[name=${name}]`).first().fill(value);
  await page.getByRole('button', { name: 'Börja' }).click();
  await choose('protected', 'no');
  await next();
  await say('firstDay', '2020-02-14');
  await choose('leavesSoon', 'no');
  await next();
  await say('street', 'Provgatan 1');
  await say('postalCode', '917 31');
  await say('postTown', 'Dorotea');
  await page.getByLabel('Kommun').selectOption({ label: 'Dorotea' });
  await say('phone', '070-174 06 05');
  await choose('preferredChannel', 'phone');
  await next();
  await choose('languages', 'sv');
  await choose('needsInterpreter', 'no');
  await choose('writtenLanguage', 'sv');
  await next();
  await choose('wantsSupport', 'no');
  await next();
  await choose('level', 'upper-secondary');
  await next();
  await next();
  await choose('hasCar', 'no');
  await next();
  await say('occupations', 'Kock');
  await choose('where', 'municipality');
  await choose('extent', 'full-time');
  await next();
  await choose('mayWork', 'yes');
  await next();
  for (const question of await page.locator('main [type=radio][value=no]').all()) await question.check();
  await next();
  await next();
  await choose('planningChannel', 'video');
  await page.locator('main [type=checkbox]').first().check();
  await next();
  await page.locator('main [type=checkbox]').last().check();
  await page.getByRole('button', { name: 'Skicka in' }).click();
  await page.getByRole('heading', { name: 'Du är inskriven' }).waitFor();
}

/** What the service does by itself between two pages: events, and messages as far as there is a way to send them. */
async function afterwards(): Promise<void> {
  const m = await openMeetings(visit.house);
  const { house } = visit;
  await deliverAll(house, m);
  const sources = messageSources({ clock: house.clock, register: m.register, publicUrl: site });
  await sendDue({ house, sources, gateways: gatewaysFromEnvironment({}), onError: () => undefined });
  await m.close();
}

const texts = (page: Page): Promise<string> => page.locator('main').innerText();

describe('someone in Dorotea', () => {
  it(
    'meets by video first, on site with an interpreter when the language is a reason, also when the officer falls ill',
    {
      timeout: 300_000,
    },
    async () => {
      const own = await enter('Amina, arbetssökande', '/my/registration', 390);
      await register(own);
      await afterwards();

      // In the first months by video, in three steps.
      await own.goto(`${site()}/my`);
      await own.getByRole('link', { name: 'Boka tid' }).click();
      await own.getByText('De första 6 månaderna efter inskrivningen har vi möten på video eller telefon.').waitFor();
      expect(await own.getByRole('radio', { name: 'På plats' }).count()).toBe(0);
      await own.getByRole('radio', { name: 'Video' }).check();
      await own.getByRole('button', { name: 'Visa tider' }).click();
      await own.locator('button[name=time]').first().click();
      await own.getByRole('button', { name: 'Boka tiden' }).click();
      await own.getByText('Mötet är på video. Du ska inte åka till ett kontor.').waitFor();
      expect(await overflow(own)).toBe(0);

      // The language makes it hard: said once, and the way is open.
      await own.goto(`${site()}/my/meetings/another-channel`);
      await own.locator('main').getByRole('link', { name: 'Mitt behov av stöd' }).click();
      await own.getByLabel('Språket gör det svårt').check();
      await own.getByLabel('Språktolk').check();
      await own.getByRole('button', { name: 'Spara' }).click();
      await own.goto(`${site()}/my/meetings`);
      await own.locator('main h3 a, main h2 a').first().click();
      await own.getByRole('link', { name: 'Ändra tiden' }).click();
      await own.getByText('Skälet är: språket gör det svårt.').waitFor();
      await own.getByRole('radio', { name: 'På plats' }).check();
      await own.locator('[name=language]').selectOption('ar');
      await own.getByLabel('Jag behöver tolk på det språket').check();
      await own.getByLabel('Så nära som möjligt').check();
      await own.getByRole('button', { name: 'Visa tider' }).click();
      expect(await texts(own)).toMatch(
        /Välj en tid[\s\S]*På plats: Arbetsförmedlingen Lycksele[^\n]*\s+torsdag 20 februari 2020/,
      );
      await own.locator('button[name=time]').first().click();
      await own.getByRole('button', { name: 'Byt till den här tiden' }).click();
      const receipt = await texts(own);
      expect(receipt).toContain('Du kommer till Arbetsförmedlingen Lycksele');
      expect(receipt).toContain('Arabiska, med tolk');
      expect(receipt).toContain('språket gör det svårt');
      const when = /torsdag \d+ februari 2020 kl\. \d\d:\d\d/.exec(receipt)![0];

      // The planner sees who holds it, and that she is away that Thursday.
      await afterwards();
      const week = `${site()}/places/${lycksele}/week?on=2020-02-20`;
      const staff = await enter('David, planerare', '/supply', 1280);
      const holder = async (): Promise<string> => {
        await staff.goto(week);
        return staff.locator('tbody tr', { hasText: '1 möte' }).locator('th').innerText();
      };
      const ill = await holder();
      const other = ['Ulla i Umeå', 'Urban i Umeå'].find((name) => name !== ill)!;
      await staff.goto(`${site()}/disruptions`);
      await staff.getByLabel('Handläggarens namn').fill(ill);
      await staff.getByRole('button', { name: 'Sök' }).click();
      await staff.locator('main').getByRole('link', { name: ill }).click();
      await staff.getByLabel('Från och med').fill('2020-02-20');
      await staff.getByLabel('Till och med').fill('2020-02-20');
      await staff.getByRole('button', { name: 'Visa vilka möten det gäller' }).click();
      await staff.getByRole('heading', { name: '1 möte förlorar sin tid' }).waitFor();
      await staff.getByRole('button', { name: 'Notera att handläggaren är borta' }).click();
      await staff.getByText('1 möte utan tid').waitFor();
      expect(await texts(staff)).not.toContain('Amina');
      await staff.goto(week);
      const officer = (await staff.getByRole('link', { name: ill }).getAttribute('href'))!.split('/').at(-1);
      await staff.goto(`${site()}/calendar?officer=${officer}&on=2020-02-20`);
      await staff.locator('td.off', { hasText: 'Hela dagen Frånvaro' }).waitFor();
      await staff.goto(`${site()}/displaced`);

      // Meanwhile she is told, and whichever way she books, it is for the meeting that lost its time.
      await own.goto(`${site()}/my/meetings`);
      const list = await texts(own);
      expect(list).toContain('Du behöver en ny tid');
      expect(list).toContain(when);
      expect(list).not.toContain('Möten som kommer');
      await own.goto(`${site()}/my/meetings/book?purpose=first-planning`);
      await own.getByRole('heading', { name: 'Välj en ny tid' }).waitFor();

      await staff.getByRole('button', { name: 'Ge mötet en ny tid' }).click();
      await staff.getByText('1 möte har fått en ny tid').waitFor();
      // What the meeting was and what it became, but not whose it is.
      const became = await texts(staff);
      expect(became).toContain(ill);
      expect(became).toContain(other);
      expect(became).not.toContain('Amina');
      expect(await holder()).toBe(other);
      await own.goto(`${site()}/my/meetings`);
      expect(await texts(own)).toContain('Möten som kommer');
      expect(await own.locator('main li h3, main li h2, main article').count()).toBeLessThanOrEqual(1);

      // Neither e-mail nor SMS is set up: it is a letter to post, in plain words.
      await afterwards();
      const colleague = await enter('Cecilia, arbetsförmedlare', '/letters', 1280);
      expect(await texts(colleague)).toContain('Vi har flyttat din tid: KOM till Arbetsförmedlingen Lycksele');
      for (const page of [own, staff, colleague]) await page.context().close();
    },
  );
});
