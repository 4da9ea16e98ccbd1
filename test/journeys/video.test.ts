/** Two people meet by video: one waits, the other lets them in, and both see each other move. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { giveSeat } from '../../src/modules/contact/index.ts';
import { instant } from '../../src/platform/clock/index.ts';
import { visiting } from './browser.ts';

// Cameras and microphones that Chromium makes up, and addresses that need no other machine.
const visit = visiting([
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
]);

const times = { start: instant('2020-02-14T11:00:00Z'), end: instant('2020-02-14T11:30:00Z') };

/** How many pictures of others move in this page. */
const moving = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const others = [...document.querySelectorAll<HTMLVideoElement>('#meet-pictures figure:not([data-seat=self]) video')];
    const before = others.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return others.filter((video, index) => video.getVideoPlaybackQuality().totalVideoFrames > before[index]!).length;
  });

async function enter(code: string): Promise<Page> {
  const page = await (await visit.browser.newContext()).newPage();
  await page.goto(`${visit.url}/meet?code=${code}`);
  await page.getByRole('button', { name: 'Gå till mötet' }).click();
  return page;
}
const state = (page: Page) => page.locator('#meet-state');

it('one waits to be let in, then sees and is seen; a link works once; three can talk; a call instead is one tap', async () => {
  const about = visit.house.newId();
  const codeFor = async (part: 'host' | 'guest' | 'interpreter') =>
    (await giveSeat(visit.house.db, { about, holder: about, ...times, newId: visit.house.newId, part })).code;
  const guestCode = await codeFor('guest');
  const guest = await enter(guestCode);
  await state(guest).getByText('Du är i väntrummet').waitFor();
  const host = await enter(await codeFor('host'));
  await host.getByText('Den arbetssökande: väntar på att komma in.').waitFor();
  await host.getByRole('button', { name: 'Släpp in' }).click();
  await state(host).getByText('Ni är anslutna.').waitFor();
  await state(guest).getByText('Ni är anslutna.').waitFor();
  await expect.poll(() => moving(guest)).toBe(1);
  await expect.poll(() => moving(host)).toBe(1);

  const again = await enter(guestCode);
  await again.getByRole('heading', { name: 'Länken gäller inte längre' }).waitFor();

  const interpreter = await enter(await codeFor('interpreter'));
  await host.getByRole('button', { name: 'Släpp in' }).click();
  await expect.poll(() => moving(interpreter)).toBe(2);
  await expect.poll(() => moving(guest)).toBe(2);

  await guest.getByRole('button', { name: 'Ring mig i stället' }).click();
  await guest.getByRole('heading', { name: 'Vi ringer dig' }).waitFor();
  await expect.poll(() => moving(host)).toBe(1);
});
