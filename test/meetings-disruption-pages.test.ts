/** A planner tells what has happened, sees first whom it hits, does it, and gives new times: through the pages. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { bookTime } from '../src/modules/meetings/index.ts';
import { newOfficer, openMeetings, placeByCode } from '../src/modules/meetings/fixtures.ts';
import { newNumber, protect, signIn } from '../src/modules/people/fixtures.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { bookingJobseeker as jobseeker } from './booked.ts';
import { testHouse } from './database.ts';
import { deliverAll } from './delivered.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
const lycksele = await placeByCode(house.db, '2481');
const ill = await newOfficer(house, { name: 'Sjuk Handläggare', homePlaceId: lycksele });
const { server } = await testService(house);
const planner = await signInAs(house, ['planner'], 'Planerare');

async function page(method: 'GET' | 'POST', url: string, { headers, csrf }: typeof planner, form: Record<string, string> = {}) {
  const payload = new URLSearchParams({ ...form, _csrf: csrf }).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const answer = await server.inject({
    method,
    url,
    headers: { ...headers, ...type },
    ...(method === 'POST' ? { payload } : {}),
  });
  return { status: answer.statusCode, html: answer.body, location: answer.headers.location ?? '' };
}

it('illness: found by name, previewed, done, and everyone gets a new time; a protected person is in none of it', async () => {
  const number = newNumber(house);
  const [open, secret] = [await jobseeker(house, 'Synlig'), await jobseeker(house, 'Hemlig', number)];
  const m = await openMeetings(house);
  for (const [who, time] of [
    [open, '09:00'],
    [secret, '10:00'],
  ] as const) {
    const booking = {
      personId: who.personId,
      typeCode: '21',
      start: `2020-03-12T${time}:00+01:00`,
      channel: 'video',
      cameBy: 'web',
    } as const;
    await bookTime(m, who.actor, booking, null);
    await m.picture.refresh();
  }
  await protect(house, number);
  await deliverAll(house, m);
  const found = await page('GET', '/disruptions?kind=officer&text=sjuk', planner);
  expect(found.html).toContain(`/disruptions/officer/${ill}`);
  const when = { from: '2020-03-12', fromTime: '', to: '2020-03-12', toTime: '' };
  const preview = await page('GET', `/disruptions/officer/${ill}?${new URLSearchParams(when)}`, planner);
  expect(preview.html).toContain('1 möte förlorar sin tid');
  expect(preview.html).not.toContain('10:00');
  expect(preview.html).not.toMatch(/Synlig|Hemlig/);
  const wrong = await page('GET', `/disruptions/officer/${ill}?${new URLSearchParams({ ...when, to: '2020-03-01' })}`, planner);
  expect(wrong.html).toContain('Skriv en dag efter den första');

  const done = await page('POST', `/disruptions/officer/${ill}`, planner, { ...when, _requestId: house.newId() });
  expect([done.status, done.location]).toEqual([303, '/displaced?by=officer-absent&displaced=1']);
  const list = await page('GET', done.location, planner);
  expect(list.html).toContain('1 möte utan tid');
  expect(list.html).toContain('Handläggaren är borta');
  const caseworker = await signIn(house, { name: 'Kollega', roles: ['caseworker'] });
  expect((await page('GET', '/displaced', caseworker as never)).html).toMatch(/Synlig/);

  await newOfficer(house, { homePlaceId: lycksele });
  const all = await page('POST', '/displaced', planner, { by: 'officer-absent', _requestId: house.newId() });
  expect(all.location).toMatch(/^\/displaced\/rebookings\/[0-9a-f-]{36}$/);
  // What it was and what it became, with whom, and how the person is told; of the protected person nothing, not even that there is one more.
  const came = await page('GET', all.location, planner);
  expect(came.html).toContain('Alla (1)');
  expect(came.html).toContain('Ny tid (1)');
  expect(came.html).toContain('Sjuk Handläggare');
  expect(came.html).toContain('09:00');
  expect(came.html).toContain('Skickas snart');
  expect(came.html).not.toMatch(/Synlig|Hemlig|10:00/);
  const forStaff = await page('GET', all.location, caseworker as never);
  expect(forStaff.html).toMatch(/Synlig/);
  expect(forStaff.html).not.toMatch(/Hemlig/);
  const file = await page('GET', `${all.location}.csv`, planner);
  const [head, ...lines] = file.html.trim().split('\n');
  expect(head).toMatch(/^before_day,before_from,.*after_day,.*told_by,told_at$/);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^2020-03-12,09:00,09:30,Video,,Sjuk Handläggare,2020-03-1\d,/);
  expect((await page('GET', `/displaced/rebookings/${house.newId()}`, planner)).status).toBe(404);
  const { rows } = await sql<{ state: string }>`select state from meetings.meeting order by lower(during), protected`.execute(
    house.db,
  );
  expect(rows.map(({ state }) => state).toSorted()).toEqual(['booked', 'displaced']);
  await m.close();
});

it('an officer tells of their own illness and of no one else’s', async () => {
  const officer = await signInAs(house, ['caseworker'], 'Egen');
  expect((await page('GET', `/disruptions/officer/${ill}`, officer)).status).toBe(404);
  await sql`update meetings.officer set account_id = ${officer.actor.id} where id = ${ill}`.execute(house.db);
  expect((await page('GET', `/disruptions/officer/${ill}`, officer)).status).toBe(200);
  expect((await page('GET', '/disruptions', officer)).status).toBe(403);
});

it('what hits nobody is noted, and nobody is said to be told', async () => {
  const { html } = await page('GET', '/displaced?by=place-closed&displaced=0', planner);
  expect(html).toContain('Ingen behöver en ny tid.');
  expect(html).not.toContain('Personerna får veta det');
});
