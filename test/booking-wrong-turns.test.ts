/** What people do with the booking pages that nobody meant: old tabs, expired holds, days that are not there. Over the front door. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { withRegistration } from '../src/modules/cases/fixtures.ts';
import { insertTodo } from '../src/modules/cases/store/todo.ts';
import { loadGeneratedSupply } from '../src/modules/meetings/index.ts';
import { openRegister } from '../src/modules/network/index.ts';
import { newNumber, signIn } from '../src/modules/people/fixtures.ts';
import { updateContact } from '../src/modules/people/index.ts';
import type { SignedIn } from '../src/platform/auth/index.ts';
import { later } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { type Client, clientOf, formIn, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const register = await openRegister(house, () => undefined);
await loadGeneratedSupply(house, register.current(), { officers: 600, rooms: 300, interpreters: 60 });
await register.close();
const { server } = await testService(house);

/** Someone in Dorotea who has been registered since a day, and has a planning conversation to book. */
async function jobseeker(name: string, since: string) {
  const { headers, actor, personId } = await signIn(house, { name, identity: { personalNumber: newNumber(house) } });
  const session = headers as SignedIn['headers'];
  const registrationId = await withRegistration(house, personId!, since);
  await house.db.transaction().execute(async (tx) => {
    await updateContact(tx, personId!, { municipalityCode: '2425', languages: ['sv'] }, house.clock.now());
    const todo = { personId: personId!, id: house.newId(), registrationId, protected: false, at: house.clock.now() };
    await insertTodo(tx, { ...todo, kind: 'book-planning-conversation' });
  });
  return { personId: personId!, as: clientOf(server, { actor, headers: session, csrf: session['x-csrf-token'] }) };
}

const wishes = { purpose: 'first-planning', language: 'sv', channel: 'video' };
const address = (over: object = {}) => `/my/meetings/times?${new URLSearchParams({ ...wishes, ...over }).toString()}`;
async function timesOf(as: Client, over: object = {}): Promise<string[]> {
  const { html } = await as.get(address(over));
  return [...html.matchAll(/name="time" value="([^"]+)"/g)].map(([, value]) => value!);
}
async function book(as: Client, time: string): Promise<string> {
  const held = await as.post('/my/meetings/hold', { ...wishes, time });
  const done = await as.post(held.location.split('?')[0]!, { ...wishes, next: 'confirm' });
  return done.location.split('?')[0]!;
}

it('whoever has a planning conversation is led to it from an old list of times, not to a second one', async () => {
  const { as } = await jobseeker('Moa', '2020-02-10');
  const [one, two] = await timesOf(as);
  const meeting = await book(as, one!);
  const again = await as.post('/my/meetings/hold', { ...wishes, time: two! });
  expect(again.location).toMatch(/^\/my\/meetings\/book\?/);
  const page = await as.get(again.location);
  expect(textOf(page)).toContain('Du har redan en tid');
  expect(page.html).toContain(meeting);
});

it('the page’s own form keeps the time, so that a hold that is over can be tried once more', async () => {
  const { as } = await jobseeker('Nils', '2020-02-10');
  const [time] = await timesOf(as);
  const held = await as.post('/my/meetings/hold', { ...wishes, time: time! });
  const { action, fields } = formIn(await as.get(held.location));
  const start = house.clock.now();
  house.clock.set(later(start, 301_000));
  const over = await as.post(action, { ...fields, next: 'confirm' });
  expect(over.status).toBe(409);
  expect(textOf(over)).toContain('Försök igen med');
  expect(over.html).toContain(`name="time" value="${time}"`);
  house.clock.set(start);
});

it('back to the page that changed the time, and sent once more: the meeting is as it was, and nobody was quicker', async () => {
  const { as } = await jobseeker('Nanna', '2020-02-10');
  const [one, , two] = await timesOf(as);
  const meeting = await book(as, one!);
  const query = new URLSearchParams({ ...wishes, time: two! }).toString();
  for (const turn of ['first', 'again']) {
    const { action, fields } = formIn(await as.get(`${meeting}/change?${query}`));
    const sent = await as.post(action, fields);
    expect([turn, sent.status, sent.location.split('?')[0]]).toEqual([turn, 303, meeting]);
  }
  const { rows } = await sql`
    select version from meetings.meeting where id = ${meeting.split('/').at(-1)}`.execute(house.db);
  expect(rows).toEqual([{ version: 3 }]);
});

it('each time’s button says where it is', async () => {
  const { as } = await jobseeker('Niklas', '2019-08-01');
  const { html } = await as.get(address({ channel: 'on-site' }));
  const labels = [...html.matchAll(/aria-label="(Välj [^"]+)"/g)].map(([, label]) => label!);
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.filter((label) => !/, På plats, .+ .+$/.test(label))).toEqual([]);
});

it('whoever waits for a meeting by video reads nothing of how far they travel', async () => {
  const { as } = await jobseeker('Nora', '2020-02-10');
  await as.post('/my/meetings/waiting', { ...wishes, minutes: '120', next: 'join' });
  const page = textOf(await as.get('/my/meetings/waiting'));
  expect(page).toContain('Du har stått i kö sedan');
  expect(page).not.toContain('120 minuter');
});

it('on site is looked for within two hours’ journey until any distance is asked for', async () => {
  const { as } = await jobseeker('Olle', '2019-08-01');
  const minutes = (html: string) => [...html.matchAll(/(\d+) minuter dit/g)].map(([, count]) => Number(count));
  const usual = await as.get(address({ channel: 'on-site' }));
  expect(textOf(usual)).toContain('Högst 120 minuter');
  expect(Math.max(...minutes(usual.html))).toBeLessThanOrEqual(120);
  const any = await as.get(address({ channel: 'on-site', minutes: '' }));
  expect(textOf(any)).not.toContain('Högst 120 minuter');
  expect(Math.max(...minutes(any.html))).toBeGreaterThan(120);
  // What was chosen is kept from page to page.
  expect(any.html).toContain('minutes=&amp;');
  expect(textOf(await as.get(address()))).not.toContain('Högst 120 minuter');
});

it.each([
  ['', 'Mötet kan bokas från onsdag 19 februari 2020'],
  ['/en', 'The meeting can be booked from Wednesday 19 February 2020'],
  ['/easy', 'Du kan boka från onsdag 19 februari 2020'],
  ['/ar', '19 فبراير 2020'],
])('a day outside the window is refused with the days as people write them, %s', async (prefix, words) => {
  const { as } = await jobseeker(`Pia${prefix}`, '2020-02-10');
  const [time] = await timesOf(as);
  const far = time!.replace(/^[^|]+/, '2020-06-01T08:00:00.000Z');
  const refused = await as.post(`${prefix}/my/meetings/hold`, { ...wishes, time: far });
  expect(refused.status).toBe(409);
  expect(textOf(refused)).toContain(words);
  expect(textOf(refused)).not.toContain('2020-02-19');
});

it('whoever lost their time can stand in line for another, in place of it', async () => {
  const { as, personId } = await jobseeker('Rut', '2020-02-10');
  const meeting = await book(as, (await timesOf(as))[0]!);
  await sql`update meetings.meeting set state = 'displaced', displaced_by = 'officer-absent' where person_id = ${personId}`.execute(
    house.db,
  );
  expect(textOf(await as.get('/my/meetings'))).toContain('Du behöver en ny tid');
  const change = meeting.slice(meeting.lastIndexOf('/') + 1);
  expect((await as.get('/my/meetings/book?purpose=first-planning')).location).toBe(`${meeting}/change`);
  expect((await as.post('/my/meetings/waiting', { ...wishes, change })).location).toBe('/my/meetings/waiting?done=joined');
  const { rows } = await sql<{ id: string }>`select meeting_id as id from meetings.waiting where person_id = ${personId}`.execute(
    house.db,
  );
  expect(rows).toEqual([{ id: change }]);
});

it('a page that refuses leads back into what one was doing: to the times of that meeting, to one’s meetings', async () => {
  const { as } = await jobseeker('Viveka', '2020-02-10');
  const unknown = `/my/meetings/${house.newId()}`;
  const page = await as.get(unknown);
  expect(page.status).toBe(404);
  expect(page.html).toMatch(/<a class="ds-button" href="\/my\/meetings"[^>]*>Mina möten<\/a>/);
  expect((await as.get(`/en${unknown}`)).html).toMatch(/<a class="ds-button" href="\/en\/my\/meetings"[^>]*>My meetings<\/a>/);
  const toTimes = /<a class="ds-button" href="(\/my\/meetings\/times\?[^"]*)"[^>]*>Välj en tid<\/a>/;
  const check = await as.get(`${unknown}/cancel?${new URLSearchParams(wishes).toString()}`);
  expect(check.status).toBe(404);
  const again = toTimes.exec(check.html)![1]!.replaceAll('&amp;', '&');
  expect(textOf(await as.get(again))).toContain('Välj en tid');
  // A page that is refused does not lead to itself.
  const noType = await as.get('/my/meetings/times?purpose=there-is-none');
  expect([noType.status, toTimes.test(noType.html)]).toEqual([404, false]);
  expect(noType.html).toMatch(/<a class="ds-button" href="\/my\/meetings"/);
});
