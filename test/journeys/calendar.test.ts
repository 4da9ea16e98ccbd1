/** An officer's calendar changes by itself when someone books with them, and is read from the keyboard. */
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { bookMeeting } from '../../src/modules/meetings/book-meeting.ts';
import { officerFacts } from '../../src/modules/meetings/fixtures.ts';
import { addOfficer } from '../../src/modules/meetings/index.ts';
import { signIn } from '../../src/modules/people/fixtures.ts';
import { execute } from '../../src/platform/auth/index.ts';
import type { Uuid } from '../../src/platform/ids/index.ts';
import { booked, registered } from '../booked.ts';
import { overflow, violations, visiting } from './browser.ts';

const visit = visiting();
const planner = { id: 'p', name: 'Planerare', roles: ['planner'] } as const;
const officer = {} as { id: Uuid; cookie: string };

beforeAll(async () => {
  const { house } = visit;
  const { actor, headers } = await signIn(house, { name: 'Umut', roles: ['caseworker'] });
  const { officerId } = await execute(house, planner, addOfficer, { ...officerFacts, name: 'Umut', accountId: actor.id });
  Object.assign(officer, { id: officerId, cookie: (headers as { cookie: string }).cookie });
});

async function calendar(width: number) {
  const context = await visit.browser.newContext({ viewport: { width, height: 900 }, locale: 'sv-SE' });
  const [name, ...value] = officer.cookie.split('=');
  await context.addCookies([{ name: name!, value: value.join('='), url: visit.url }]);
  const page = await context.newPage();
  await page.goto(`${visit.url}/calendar?on=2020-02-20`);
  return page;
}

it('a meeting that another books stands there by itself, and what has the focus keeps it', { timeout: 120_000 }, async () => {
  const first = await registered(visit.house, {}, 'Amina');
  await booked(visit.house, first.actor, first.personId, { start: '2020-02-20T09:00:00+01:00', officerId: officer.id });
  const page = await calendar(1280);
  const link = page.getByRole('link', { name: /09:00–10:00 Amina/ });
  await link.focus();
  const second = await registered(visit.house, {}, 'Bertil');
  const found = () => ({ officerIds: [officer.id], roomId: null, interpreterId: null, versions: { [officer.id]: 1 } });
  const time = { typeCode: '22', start: '2020-02-20T14:00:00+01:00', channel: 'video', cameBy: 'web' };
  await execute(visit.house, second.actor, bookMeeting, { personId: second.personId, ...time, found });
  // Nobody loads the page again.
  await page.getByRole('link', { name: /14:00–15:00 Bertil/ }).waitFor({ timeout: 10_000 });
  expect(await link.evaluate((of) => of === document.activeElement)).toBe(true);
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Bertil');
  await page.keyboard.press('d');
  await page.waitForURL(/view=day/);
  await page.keyboard.press('n');
  await page.waitForURL(/on=2020-02-21/);
  await page.context().close();
});

it.each([1280, 360])('is accessible and says its keys, %i pixels wide', { timeout: 120_000 }, async (width) => {
  const page = await calendar(width);
  await page.getByText('Kalendern från tangentbordet').click();
  await page.getByText('mellan mötena').waitFor();
  const found = await violations(page);
  expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.context().close();
});

it('says when it is no longer followed: the session has ended', { timeout: 120_000 }, async () => {
  const page = await calendar(1280);
  const stale = page.getByText('Kalendern följs inte längre');
  expect(await stale.isVisible()).toBe(false);
  await sql`update platform.session set expires_at = seen_at where account_id in (select id from platform.account where name = 'Umut')`.execute(
    visit.house.db,
  );
  await stale.waitFor();
  const found = await violations(page);
  expect(found.map(({ id }) => id)).toEqual([]);
  await page.context().close();
});
