/** What staff see of messages: letters to post, and what is to be told by hand. Through the front door. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { messageSources } from '../src/app/schedule.ts';
import { gatewaysFromEnvironment, sendDue } from '../src/modules/contact/index.ts';
import { cancelMeeting } from '../src/modules/meetings/cancel-meeting.ts';
import { openRegister } from '../src/modules/network/index.ts';
import { lookAfter, opened, protect } from '../src/modules/people/fixtures.ts';
import { type Actor, execute, type Role, signInAs } from '../src/platform/auth/index.ts';
import { booked, registered } from './booked.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';

const house = await testHouse('country', '2020-02-14T08:00:00Z');
const { server } = await testService(house);
const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
await register.close();
const sources = messageSources({ clock: house.clock, register, publicUrl: () => 'https://narvaro.example.org' });
const send = () => sendDue({ house, sources, gateways: gatewaysFromEnvironment({}), onError: () => undefined });

const home = {
  email: null,
  phone: '+4690123456',
  street: 'Qzgatan 1',
  postalCode: '917 31',
  postTown: 'Dorotea',
  preferredChannel: 'letter',
};
const later = '2020-03-20T10:00:00+01:00';

interface Session {
  actor: Actor;
  headers: Record<string, string>;
}
async function session(role: Role, name: string = role): Promise<Session> {
  const { actor, headers } = await signInAs(house, [role], name);
  return { actor, headers: { ...(headers as unknown as Record<string, string>) } };
}
const desk = await session('desk-officer');
const caseworker = await session('caseworker');
const get = (url: string, { headers }: Session) => server.inject({ url, headers: { accept: 'text/html', ...headers } });
const post = (url: string, { headers }: Session, body: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams({ _csrf: headers['x-csrf-token'] ?? '', _requestId: house.newId(), ...body }).toString(),
  });
/** The letter to someone on the list: those before may still be told of their meetings by events that are on their way. */
const letterTo = (name: string, html: string): string => {
  const row = html.split('<tr').find((one) => one.includes(name)) ?? '';
  return /\/letters\/([0-9a-f-]{36})\.pdf/.exec(row)?.[1] ?? '';
};

describe('letters', () => {
  it('are printed as tagged PDF, marked as posted, and then say nothing here any more', async () => {
    const { actor, personId } = await registered(house, home, 'Qzbrev');
    await booked(house, actor, personId, { start: later });
    await send();
    const list = await get('/letters', desk);
    expect(list.body).toContain('Qzbrev');
    expect(list.body).toContain('Vi RINGER dig');
    const id = letterTo('Qzbrev', list.body);
    const pdf = await get(`/letters/${id}.pdf`, desk);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.rawPayload.toString('latin1')).toContain('/MarkInfo');
    expect((await post(`/letters/${id}/posted`, desk)).headers['location']).toBe('/letters?done=yes');
    expect((await get('/letters?done=yes', desk)).body).toContain('markerat som postat');
    expect((await get(`/letters/${id}.pdf`, desk)).statusCode).toBe(404);
    expect((await post(`/letters/${id}/posted`, desk)).statusCode).toBe(404);
    const { rows } = await sql<{ n: number; posted_by: string }>`
      select length(pdf) as n, posted_by from contact.letter where message_id = ${id}`.execute(house.db);
    expect(rows).toEqual([{ n: 0, posted_by: desk.actor.id }]);
    const { rows: audit } = await sql<{ command: string }>`
      select command from platform.audit where details ->> 'letterId' = ${id} order by id`.execute(house.db);
    expect(audit.map(({ command }) => command)).toEqual(['contact.read-letter', 'contact.post-letter']);
  });

  it('of a meeting that was cancelled meanwhile are not posted', async () => {
    const { actor, personId } = await registered(house, home, 'Qzavbokad');
    const meetingId = await booked(house, actor, personId, { start: later });
    await send();
    const id = letterTo('Qzavbokad', (await get('/letters', desk)).body);
    await execute(house, actor, cancelMeeting, { personId, meetingId, reason: 'work' });
    expect((await get('/letters', desk)).body).not.toContain('Qzavbokad');
    expect((await get(`/letters/${id}.pdf`, desk)).statusCode).toBe(404);
    await send();
    expect((await get('/letters', desk)).body).toContain('AVBOKAT');
  });

  it('§12.4 with the home address of someone who is protected since are seen by nobody; those to the mediation address by named officers', async () => {
    const { actor, personId, number } = await registered(house, home, 'Qzskyddad');
    await booked(house, actor, personId, { start: later });
    await send();
    const id = letterTo('Qzskyddad', (await get('/letters', desk)).body);
    await protect(house, number, 'marked', 'Förmedling\nBox 1\n111 11 Orten');
    const jonas = await session('protection-officer', 'Jonas');
    await lookAfter(house, jonas.actor, personId);
    for (const one of [desk, caseworker, jonas]) {
      expect((await get('/letters', one)).body).not.toContain('Qzskyddad');
      expect((await get(`/letters/${id}.pdf`, one)).statusCode).toBe(404);
    }
    await sql`delete from contact.letter where person_id = ${personId}`.execute(house.db);
    await sql`
      update contact.message set state = 'waiting', attempts = 0, next_attempt = '2020-02-14T08:00:00Z'
      where person_id = ${personId}`.execute(house.db);
    await send();
    expect((await get('/letters', desk)).body).not.toContain('Qzskyddad');
    const seen = await get('/letters', jonas);
    expect(seen.body).toContain('Qzskyddad');
    const theirs = letterTo('Qzskyddad', seen.body);
    expect((await get(`/letters/${theirs}.pdf`, jonas)).statusCode).toBe(200);
    expect((await get(`/letters/${theirs}.pdf`, desk)).statusCode).toBe(404);
    expect((await post(`/letters/${theirs}/posted`, desk)).statusCode).toBe(404);
  });
});

describe('what is told by hand', () => {
  it('is listed by whom and what, told with the file open, and noted; the person sees that it was', async () => {
    const { actor, personId } = await registered(
      house,
      { ...home, street: null, postalCode: null, postTown: null, writtenLanguage: 'ar' },
      'Qzring',
    );
    await booked(house, actor, personId, { start: later });
    await send();
    const list = await get('/messages/by-hand', desk);
    expect(list.body).toContain('Qzring');
    expect(list.body).not.toContain('90123456');
    const url = /href="(\/people\/[^"]+\/messages\/[^"]+)"/.exec(list.body)![1]!;
    expect((await get(url, desk)).headers['location']).toContain(`/people/${personId}/open`);
    await opened(house, desk.actor, personId);
    const page = await get(url, desk);
    expect(page.body).toContain('090-12 34 56');
    expect(page.body).toContain('Vi RINGER dig');
    expect(page.body).toContain('سنتصل بك');
    expect((await post(url, desk, { note: 'x'.repeat(501) })).statusCode).toBe(422);
    const done = await post(url, desk, { note: 'Ringde klockan nio.' });
    expect(done.headers['location']).toBe('/messages/by-hand?done=yes');
    expect((await get('/messages/by-hand', desk)).body).not.toContain('Qzring');
    expect((await post(url, desk, { note: '' })).statusCode).toBe(404);
    const { rows } = await sql<{ text: string }>`
      select string_agg(a::text, ' ') as text from platform.audit a where command = 'contact.note-told-by-hand'`.execute(
      house.db,
    );
    expect(rows[0]!.text).not.toMatch(/Ringde|Qzring/);
    const own = await signInAs(house, ['jobseeker'], actor.name);
    const readers = await server.inject({
      url: '/my/readers',
      headers: { accept: 'text/html', ...(own.headers as unknown as Record<string, string>) },
    });
    expect(readers.body).toContain('Berättade ett meddelande för dig');
  });

  it('is not what nobody needs to hear any more', async () => {
    const { actor, personId } = await registered(house, { ...home, street: null, postalCode: null, postTown: null }, 'Qzforbi');
    await booked(house, actor, personId, { start: later });
    await send();
    expect((await get('/messages/by-hand', desk)).body).toContain('Qzforbi');
    house.clock.set('2020-03-21T08:00:00Z');
    expect((await get('/messages/by-hand', await session('desk-officer', 'Kim'))).body).not.toContain('Qzforbi');
  });
});
