/** Calendar files and private feeds, through the front door; read by a parser that is not ours (ical.js). */
import ICAL from 'ical.js';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { cancelMeeting } from '../src/modules/meetings/cancel-meeting.ts';
import { lookAfter, protect } from '../src/modules/people/fixtures.ts';
import { erasePerson } from '../src/modules/people/index.ts';
import { liftProtection } from '../src/modules/people/lift-protection.ts';
import { type Actor, execute, type Role, signInAs } from '../src/platform/auth/index.ts';
import { parseUuid, type Uuid } from '../src/platform/ids/index.ts';
import { booked, newOfficer, registered } from './booked.ts';
import { testHouse } from './database.ts';
import { deliverAll } from './delivered.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2020-02-14T08:00:00Z');
const { server } = await testService(house);
const start = '2020-02-20T10:00:00+01:00';

interface Session {
  actor: Actor;
  headers: Record<string, string>;
}
async function session(role: Role, name: string): Promise<Session> {
  const { actor, headers } = await signInAs(house, [role], name);
  return { actor, headers: { ...(headers as unknown as Record<string, string>) } };
}
const get = (url: string, of: Session | null, headers: Record<string, string> = {}) =>
  server.inject({ url, headers: { accept: 'text/html', ...of?.headers, ...headers } });
const post = (url: string, { headers }: Session) =>
  server.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ _csrf: headers['x-csrf-token'] ?? '' }).toString(),
  });
const addressIn = (html: string): string => /(\/calendar\/feed\/[\w-]{43}\.ics)/.exec(html)![1]!;
const entriesOf = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((component) => ({
    event: new ICAL.Event(component),
    of: (name: string) => component.getFirstPropertyValue(name),
  }));
};
const deliver = () => deliverAll(house);

const officer: { session: Session; id: Uuid } = {} as never;
beforeAll(async () => {
  officer.session = await session('caseworker', 'Ulla Umeå');
  officer.id = await newOfficer(house, { name: 'Ulla Umeå', accountId: parseUuid(officer.session.actor.id) });
});

async function person(name: string, contact: object = {}) {
  const known = await registered(house, contact, name);
  return { ...known, session: await session('jobseeker', known.actor.name) };
}

describe('a meeting as a calendar file', () => {
  it('says when, how and where to its own person alone, in the page’s language', async () => {
    const maja = await person('Maja');
    const id = await booked(house, maja.actor, maja.personId, { start, channel: 'video' });
    const file = await get(`/en/my/meetings/${id}/calendar.ics`, maja.session);
    expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(file.body).toContain('METHOD:PUBLISH');
    const [entry] = entriesOf(file.body);
    expect(entry!.event.uid).toBe(id);
    expect(entry!.event.summary).toBe('Meeting by video');
    expect(entry!.event.startDate.toJSDate().toISOString()).toBe('2020-02-20T09:00:00.000Z');
    expect(entry!.of('status')).toBe('CONFIRMED');
    const other = await person('Nils');
    expect((await get(`/my/meetings/${id}/calendar.ics`, other.session)).statusCode).toBe(404);
    await execute(house, maja.actor, cancelMeeting, { personId: maja.personId, meetingId: id, reason: 'work' });
    const [cancelled] = entriesOf((await get(`/my/meetings/${id}/calendar.ics`, maja.session)).body);
    expect(cancelled!.of('status')).toBe('CANCELLED');
    expect(cancelled!.event.sequence).toBeGreaterThan(entry!.event.sequence);
  });
});

describe('a person’s feed', () => {
  it('has an address that is shown once, kept as a hash, renewed and ended', async () => {
    const maja = await person('Maja');
    await booked(house, maja.actor, maja.personId, { start });
    const made = await post('/my/meetings/calendar', maja.session);
    const first = addressIn(made.body);
    expect((await get('/my/meetings/calendar', maja.session)).body).not.toMatch(/feed\/[\w-]{43}/);
    const key = first.slice('/calendar/feed/'.length, -'.ics'.length);
    for (const table of ['meetings.feed', 'platform.audit', 'platform.event']) {
      const { rows } = await sql<{
        text: string | null;
      }>`select string_agg(v::text, ' ') as text from ${sql.raw(table)} v`.execute(house.db);
      expect(rows[0]!.text ?? '').not.toContain(key);
    }
    expect(entriesOf((await get(first, null)).body)).toHaveLength(1);
    const second = addressIn((await post('/my/meetings/calendar', maja.session)).body);
    expect((await get(first, null)).statusCode).toBe(404);
    expect((await get(second, null)).statusCode).toBe(200);
    expect((await post('/my/meetings/calendar/end', maja.session)).headers['location']).toBe('/my/meetings/calendar?ended=yes');
    expect((await get(second, null)).statusCode).toBe(404);
    expect((await get(`/calendar/feed/${'a'.repeat(43)}.ics`, null)).statusCode).toBe(404);
  });

  it('says nothing of why, is in the person’s language, and costs nothing when nothing changed', async () => {
    const amal = await person('Amal', { writtenLanguage: 'ar' });
    const id = await booked(house, amal.actor, amal.personId, { start, language: 'ar' });
    const address = addressIn((await post('/my/meetings/calendar', amal.session)).body);
    const feed = await get(address, null);
    expect(feed.body).not.toMatch(/Amal|planering|conversation|2020-02-14/i);
    expect(entriesOf(feed.body)[0]!.event.summary).toBe('اجتماع: سنتصل بك');
    house.clock.set('2020-02-14T08:20:00Z');
    const again = await get(address, null, { 'if-none-match': String(feed.headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await execute(house, amal.actor, cancelMeeting, { personId: amal.personId, meetingId: id, reason: 'work' });
    const changed = await get(address, null, { 'if-none-match': String(feed.headers['etag']) });
    expect(changed.statusCode).toBe(200);
    expect(entriesOf(changed.body)[0]!.of('status')).toBe('CANCELLED');
    expect(Buffer.byteLength(changed.body)).toBeLessThan(1500);
  });

  it('§12.4 leads nowhere from the commit on when its person is protected, and is not opened again by itself', async () => {
    const hidden = await person('Qzgomd', {});
    const id = await booked(house, hidden.actor, hidden.personId, { start });
    const address = addressIn((await post('/my/meetings/calendar', hidden.session)).body);
    await protect(house, hidden.number);
    expect((await get(address, null)).statusCode).toBe(404);
    expect((await get(`/my/meetings/${id}/calendar.ics`, hidden.session)).statusCode).not.toBe(200);
    expect((await get('/my/meetings/calendar', hidden.session)).headers['location']).toBe('/my/protection');
    await deliver();
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from meetings.feed where owner_id = ${hidden.personId} and ended_at is null`.execute(house.db);
    expect(rows[0]!.n).toBe(0);
    const jonas = await session('protection-officer', 'Jonas');
    await lookAfter(house, jonas.actor, hidden.personId);
    expect((await get(`/people/${hidden.personId}/meetings/${id}/calendar.ics`, jonas)).statusCode).toBe(404);
  });

  it('goes with its person', async () => {
    const gone = await person('Borta');
    await post('/my/meetings/calendar', gone.session);
    await house.db.transaction().execute((tx) => erasePerson(tx, gone.personId, house.clock.now()));
    await deliver();
    const { rows } = await sql`select from meetings.feed where owner_id = ${gone.personId}`.execute(house.db);
    expect(rows).toEqual([]);
  });
});

describe('an officer’s feed', () => {
  /** The file as it would be of any officer, meeting and time: what is left must be alike. */
  const alike = (text: string): string =>
    text
      .replaceAll(/\r\n[ \t]/g, '')
      .replaceAll(/UID:[0-9a-f]{32}\b/g, 'UID:id')
      .replaceAll(/\d{8}T\d{6}Z/g, 'time')
      .replaceAll(/on=\d{4}-\d{2}-\d{2}/g, 'on=day');

  it('§12.4 names nobody, and nothing in it tells a protected person’s meeting from another’s, from before to after', async () => {
    const seen = await person('Qzsynlig');
    const hidden = await person('Qzdold');
    const id = await booked(house, seen.actor, seen.personId, { start, officerId: officer.id });
    const hiddenId = await booked(house, hidden.actor, hidden.personId, {
      start: '2020-02-21T10:00:00+01:00',
      officerId: officer.id,
    });
    const address = addressIn((await post('/calendar/feed', officer.session)).body);
    const { body: before } = await get(address, null);
    await protect(house, hidden.number);
    expect((await get(address, null)).body).toBe(before);
    await deliver();
    const { body } = await get(address, null);
    expect(body).toBe(before);
    expect(body).not.toMatch(/Qz/);
    for (const secret of [seen.personId, hidden.personId, id, hiddenId, id.slice(-8), hiddenId.slice(-8)]) {
      expect(body).not.toContain(secret);
    }
    const entries = entriesOf(body);
    expect(entries.map(({ event }) => event.summary)).toEqual(['Upptagen: möte på telefon', 'Upptagen: möte på telefon']);
    expect(entries[1]!.event.startDate.toJSDate().toISOString()).toBe('2020-02-21T09:00:00.000Z');
    expect(entries[1]!.of('url')).toMatch(/\/calendar\?view=day&on=2020-02-21$/);
    const [first, second] = alike(body).split('BEGIN:VEVENT').slice(1);
    expect(first!.replace(/END:VEVENT.*/s, '')).toBe(second!.replace(/END:VEVENT.*/s, ''));
    // The protection ends: the officer's calendar program is told of nothing.
    const { actor } = await session('protection-officer', 'Namngiven');
    await lookAfter(house, actor, hidden.personId);
    await execute(house, actor, liftProtection, { personId: hidden.personId });
    await deliver();
    expect((await get(address, null)).body).toBe(before);
  });

  it('is not for staff who have no calendar', async () => {
    expect((await get('/calendar/feed', await session('desk-officer', 'Dan'))).statusCode).toBe(404);
  });
});
