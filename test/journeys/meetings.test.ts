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
import { overflow, violations, visiting } from './browser.ts';

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

async function personOfSubject(subject: string): Promise<Uuid> {
  const { rows } = await sql<{ id: string }>`select id from platform.account where subject = ${subject}`.execute(visit.house.db);
  return (await personOf(visit.house.db, rows[0]!.id))!;
}

/** A jobseeker of Dorotea, registered some days ago, whose planning conversation is to be booked. */
async function registered(subject: string): Promise<Uuid> {
  const { house } = visit;
  const personId = await personOfSubject(subject);
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
  it(
    'books the planning conversation by video, in three steps, and sees first that it is by video',
    { timeout: 180_000 },
    async () => {
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
      await page
        .getByRole('button', { name: /^Välj .* 2020 kl\. 10:00, Video$/ })
        .first()
        .click();

      await page.getByText('Steg 3 av 3').waitFor();
      await page.getByText('Tiden är din till kl. 12:05').waitFor();
      await look(page, 'check');
      await page.getByRole('button', { name: 'Boka tiden' }).click();
      await page.getByRole('heading', { name: 'Mötet är bokat' }).waitFor();
      await page.getByText('Mötet är på video. Du ska inte åka till ett kontor.').waitFor();
      await look(page, 'receipt');

      // The to-do follows by an event.
      const own = page.getByRole('heading', { name: 'Ditt planeringssamtal', exact: true });
      await expect.poll(async () => (await page.goto(`${site()}/my`), own.count())).toBe(1);
      await page.getByRole('link', { name: 'Se din tid' }).click();
      await look(page, 'list');
      await context.close();
    },
  );

  it(
    'with a language ground meets on site at the nearest place with an interpreter, changes the time and cancels, in Arabic',
    {
      timeout: 180_000,
    },
    async () => {
      const context = await visit.browser.newContext({ viewport: phone, javaScriptEnabled: false, locale: 'sv-SE' });
      const page = await signedIn(context, 'Hassan, arbetssökande med samordningsnummer', '/ar/my');
      const personId = await registered('hassan');
      await visit.house.db.transaction().execute(async (tx) => {
        await updateContact(tx, personId, { languages: ['ar'], interpreter: 'ar' }, visit.house.clock.now());
        const need = {
          personId,
          id: visit.house.newId(),
          ground: 'language',
          needs: ['language-interpreter'],
          note: '',
        } as const;
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
      await page
        .getByRole('button', { name: /^اختر / })
        .first()
        .click();
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
      await page
        .getByRole('button', { name: /^اختر / })
        .last()
        .click();
      await look(page, 'ar-change');
      await page.getByRole('button', { name: 'غيّر إلى هذا الموعد' }).click();
      await page.getByRole('heading', { name: 'تم تغيير الموعد' }).waitFor();
      await page.getByRole('link', { name: 'ألغِ الموعد' }).click();
      await page.getByRole('button', { name: 'ألغِ الموعد' }).click();
      await page.getByRole('link', { name: 'اختر سبب الإلغاء' }).waitFor();
      await page.getByLabel('لدي مقابلة عمل').check();
      await look(page, 'ar-cancel');
      await page.getByRole('button', { name: 'ألغِ الموعد' }).click();
      await page.getByRole('heading', { name: 'تم إلغاء الموعد' }).waitFor();
      await look(page, 'ar-list');
      await page.goto(`${site()}/ar/my/meetings/another-channel`);
      await look(page, 'ar-another');
      await context.close();
    },
  );

  it.each([
    ['a phone', phone],
    ['a desktop', { width: 1280, height: 900 }],
  ])('has nothing that axe knows to be an obstacle on any page, on %s', { timeout: 240_000 }, async (device, viewport) => {
    const context = await visit.browser.newContext({ viewport, locale: 'sv-SE' });
    const accessible = async (page: Page, path: string, name: string) => {
      await page.goto(`${site()}${path}`);
      await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => one.setAttribute('open', '')));
      const found = await violations(page);
      expect(found.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      await look(page, `${device === 'a phone' ? 'phone' : 'wide'}-${name}`);
    };
    const own = await signedIn(context, 'Gunilla, arbetssökande som behöver skydd', '/my');
    const personId = device === 'a phone' ? await registered('gunilla') : await personOfSubject('gunilla');
    for (const prefix of ['', '/ar']) {
      const to = (path: string) => `${prefix}/my/meetings${path}`;
      await accessible(own, to(''), `list${prefix.slice(1)}`);
      await accessible(own, to('/book?purpose=all'), `purposes${prefix.slice(1)}`);
      await accessible(own, to('/book'), `book${prefix.slice(1)}`);
      await accessible(own, to('/times?purpose=first-planning&language=sv'), `times${prefix.slice(1)}`);
      await accessible(own, to('/times?purpose=first-planning&language=yi&channel=video'), `times-none${prefix.slice(1)}`);
      await accessible(own, to('/waiting'), `waiting${prefix.slice(1)}`);
      await accessible(own, to('/another-channel'), `another${prefix.slice(1)}`);
    }
    await own.goto(`${site()}/my/meetings/another-channel`);
    if ((await own.getByLabel('eget önskemål').count()) > 0) {
      await own.getByLabel('eget önskemål').check();
      await own.getByRole('button', { name: 'Skicka' }).click();
    }
    await accessible(own, '/my/meetings/another-channel', 'another-asked');
    const staff = await signedIn(
      await visit.browser.newContext({ viewport, locale: 'sv-SE' }),
      'Cecilia, arbetsförmedlare',
      '/channel-requests',
    );
    await accessible(staff, '/channel-requests', 'requests');
    await staff.getByRole('link', { name: /^Svara / }).click();
    // On the second walk the file is open still.
    if (device === 'a phone') {
      await staff.getByLabel('Matcha mot arbeten').check();
      await staff.getByRole('button', { name: 'Öppna' }).click();
    }
    await staff.getByRole('heading', { name: 'Svara på frågan' }).waitFor();
    for (const path of [
      '/another-channel',
      '',
      '/book?purpose=first-planning',
      '/times?purpose=first-planning&language=sv&came=desk',
    ]) {
      await accessible(staff, `/people/${personId}/meetings${path}`, `staff-${path.slice(1, 8).replace(/\W/g, '')}`);
    }
    await context.close();
  });

  it('shows analysts how people were met', { timeout: 60_000 }, async () => {
    const context = await visit.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'sv-SE' });
    await sql`
      insert into meetings.meeting_fact (id, month, municipality_code, purpose, channel, channel_by, exception_ground, came_by, language,
                                         interpreter, waited_days)
      select gen_random_uuid(), '2020-02-01', case when n % 3 = 0 then '2480' else '2425' end, 'follow-up',
             case when n % 4 = 0 then 'on-site' else 'video' end, case when n % 4 = 0 then 'exception' else 'rule' end,
             case when n % 4 = 0 then 'language' end, 'web', 'sv', n % 5 = 0, n % 9
      from generate_series(1, 90) as n`.execute(visit.house.db);
    const page = await signedIn(context, 'Elin, analytiker', '/figures/meetings');
    for (const by of ['month', 'municipality', 'ground']) {
      await page.goto(`${site()}/figures/meetings?by=${by}&from=2020-01&to=2020-03`);
      const found = await violations(page);
      expect(found.map(({ id, nodes }) => `${by} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      await look(page, `figures-${by}`);
    }
    await context.close();
  });
});
