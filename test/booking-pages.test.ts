/** The pages on which meetings are booked, over the service's front door: for oneself, with a mandate, and by staff. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { withRegistration } from '../src/modules/cases/fixtures.ts';
import { insertTodo } from '../src/modules/cases/store/todo.ts';
import { conversationToHold } from '../src/modules/cases/index.ts';
import { askChannel, loadGeneratedSupply } from '../src/modules/meetings/index.ts';
import { openRegister } from '../src/modules/network/index.ts';
import { lookAfter, newNumber, opened, protect, signIn, type SignsIn } from '../src/modules/people/fixtures.ts';
import { giveMandate, updateContact } from '../src/modules/people/index.ts';
import { execute, type SignedIn } from '../src/platform/auth/index.ts';
import { instant, later } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';
import { deliverAll } from './delivered.ts';
import { type Client, clientOf, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const house = await testHouse('country');
const register = await openRegister(house, () => undefined);
await loadGeneratedSupply(house, register.current(), { officers: 600, rooms: 300, interpreters: 60 });
await register.close();
const { server } = await testService(house);
const start = house.clock.now();

beforeAll(() => house.clock.set(start));

async function enter(who: SignsIn) {
  const { headers, actor, personId } = await signIn(house, who);
  const session = headers as SignedIn['headers'];
  return { actor, personId, as: clientOf(server, { actor, headers: session, csrf: session['x-csrf-token'] }) };
}

/** Someone in Dorotea who is to have a planning conversation. */
async function jobseeker(name: string, over: { since?: string; wish?: string } = {}) {
  const number = newNumber(house);
  const entered = await enter({ name, identity: { personalNumber: number } });
  const personId = entered.personId!;
  const registrationId = await withRegistration(house, personId, over.since ?? '2020-02-10');
  await house.db.transaction().execute(async (tx) => {
    const known = { municipalityCode: '2425', phone: '+46701740605', languages: ['sv'] };
    await updateContact(tx, personId, known, house.clock.now());
    const todo = { personId, id: house.newId(), registrationId, protected: false, at: house.clock.now() };
    const details = over.wish === undefined ? {} : { details: { channel: over.wish, times: [] } };
    await insertTodo(tx, { ...todo, kind: 'book-planning-conversation', ...details });
  });
  return { ...entered, personId, number };
}

const said = (html: string): string => textOf({ html, status: 200, location: '' });

const wishes = { purpose: 'first-planning', language: 'sv' };
const query = (over: object = {}) => new URLSearchParams({ ...wishes, ...over }).toString();

/** The values of the buttons that choose a time. */
async function timesOf(as: Client, base: string, over: object = {}): Promise<string[]> {
  const { html } = await as.get(`${base}/times?${query(over)}`);
  return [...html.matchAll(/name="time" value="([^"]+)"/g)].map(([, value]) => value!);
}

async function book(as: Client, base: string, time: string, over: object = {}): Promise<{ path: string; html: string }> {
  const held = await as.post(`${base}/hold`, { ...wishes, ...over, time });
  expect(held.status, said(held.html)).toBe(303);
  const path = held.location.split('?')[0]!;
  const done = await as.post(path, { ...wishes, ...over, next: 'confirm' });
  expect(done.status, said(done.html)).toBe(303);
  return { path: done.location, html: (await as.get(done.location)).html };
}

describe('booking for oneself', () => {
  it('begins with the channel that was wished for at registration, when it is open', async () => {
    const chosen = async (wish: string, address = '/my/meetings/book') => {
      const { as } = await jobseeker(`Önskar ${wish} ${address.length}`, { wish });
      const { html } = await as.get(address);
      const radios = [...html.matchAll(/<input[^>]*name="channel"[^>]*>/g)].map(([tag]) => tag);
      return /value="([^"]*)"/.exec(radios.find((tag) => /\schecked/.test(tag))!)![1];
    };
    expect([await chosen('phone'), await chosen('video'), await chosen('in-person')]).toEqual(['phone', 'video', 'any']);
    // What has been said since stands.
    expect(await chosen('phone', '/my/meetings/book?purpose=first-planning&language=sv')).toBe('any');
  });

  it('settles what cases waits for: the to-do says when the conversation is, and stays', async () => {
    const { as, personId } = await jobseeker('Asta');
    const [time] = await timesOf(as, '/my/meetings', { channel: 'phone' });
    const { html, path } = await book(as, '/my/meetings', time!, { channel: 'phone' });
    expect(said(html)).toContain('Vi ringer dig på');
    expect(said(html)).toContain('Du ska inte åka till ett kontor.');
    const bookedAt = async () => (await conversationToHold(house.db, personId))?.bookedAt;
    await expect.poll(bookedAt).toBe(time!.split('|')[0]);
    expect(said((await as.get('/my')).html)).toContain('Ditt planeringssamtal');
    // Who has a time is led to it, not to a second one.
    expect(said((await as.get('/my/meetings/book?purpose=first-planning')).html)).toContain('Du har redan en tid');
    const id = path.split('?')[0]!;
    expect((await as.post(`${id}/cancel`, { version: '', reason: 'impediment' })).location).toBe('/my/meetings?done=cancelled');
    await expect.poll(bookedAt).toBeNull();
    const counted = async () => {
      const { rows } = await sql`
        select f.channel, f.outcome, f.waited_days::int as waited, f.municipality_code as municipality
        from meetings.meeting_fact f join meetings.meeting m on m.id = f.meeting_id where m.person_id = ${personId}`.execute(
        house.db,
      );
      return rows;
    };
    const fact = { channel: 'phone', outcome: 'cancelled', waited: 3, municipality: '2425' };
    await expect.poll(counted).toEqual([fact]);
  });

  it('says that someone was quicker, with the nearest other times, and keeps what was wished', async () => {
    const [quick, slow] = [await jobseeker('Bo'), await jobseeker('Berta')];
    const over = { channel: 'video' };
    const time = (await timesOf(quick.as, '/my/meetings', over)).at(-1)!;
    const at = instant(time.split('|')[0]!);
    // Everyone who could hold it is taken, and no one has told the picture.
    await sql`
      insert into meetings.occupancy (resource_id, id, during, why, of)
      select o.id, gen_random_uuid(), tstzrange(${at}::timestamptz, ${later(at, 1_800_000)}::timestamptz), 'leave', gen_random_uuid()
      from meetings.officer o on conflict do nothing`.execute(house.db);
    const refused = await slow.as.post('/my/meetings/hold', { ...wishes, ...over, time });
    expect(refused.status).toBe(409);
    expect(said(refused.html)).toContain('Någon annan hann före');
    expect(said(refused.html)).toContain('Närmaste andra tider');
    expect(refused.html).toContain('name="channel" value="video"');
  });

  it('a hold is over after 300 seconds: nothing was booked, and the same time is one tap away', async () => {
    const { as } = await jobseeker('Cilla');
    const [, , time] = await timesOf(as, '/my/meetings', { channel: 'video' });
    const held = await as.post('/my/meetings/hold', { ...wishes, time: time! });
    house.clock.set(later(start, 301_000));
    const over = await as.get(held.location);
    expect(over.status).toBe(409);
    expect(said(over.html)).toContain('Tiden är inte längre reserverad för dig');
    expect(over.html).toContain(`value="${time}"`);
    const confirm = await as.post(held.location.split('?')[0]!, { ...wishes, next: 'confirm', time: time! });
    expect(confirm.status).toBe(409);
    expect(said((await as.get('/my/meetings')).html)).toContain('Du har inga bokade möten');
    house.clock.set(start);
  });

  it('is refused on site in the first months, whatever the address says, with the rule', async () => {
    const { as } = await jobseeker('Dag');
    const page = await as.get(`/my/meetings/times?${query({ channel: 'on-site' })}`);
    expect(page.status).toBe(422);
    expect(said(page.html)).toContain('Det sättet är inte öppet för det här mötet');
    const [time] = await timesOf(as, '/my/meetings', { channel: 'video' });
    const forged = await as.post('/my/meetings/hold', {
      ...wishes,
      time: time!.replace('|video||21', '|on-site|01900000-0000-7000-8000-000000000000|31'),
    });
    expect(forged.status).toBe(409);
    expect(said(forged.html)).toContain('Det sättet är inte öppet för dig än');
  });

  it('after six months the person chooses', async () => {
    const { as } = await jobseeker('Eva', { since: '2019-08-01' });
    const { html } = await as.get('/my/meetings/book?purpose=first-planning');
    expect(said(html)).toContain('Du väljer själv hur vi möts.');
    expect((await timesOf(as, '/my/meetings', { channel: 'on-site' })).length).toBeGreaterThan(0);
  });

  it('says why there is no time, and what else there is', async () => {
    const { as } = await jobseeker('Frans');
    const { html } = await as.get(`/my/meetings/times?${query({ language: 'se', channel: 'video' })}`);
    const text = said(html);
    if (!html.includes('name="time"')) {
      expect(text).toContain('Prova det här i stället:');
      expect(text).toContain('Visa tider med tolk');
      expect(text).not.toContain('why.');
    }
    expect(text).toContain('Ställ mig i kö');
  });

  it('another’s meeting is no one’s', async () => {
    const [one, other] = [await jobseeker('Greta'), await jobseeker('Hugo')];
    const [time] = await timesOf(one.as, '/my/meetings', { channel: 'video' });
    const { path } = await book(one.as, '/my/meetings', time!);
    for (const address of ['', '/confirm', '/change', '/cancel']) {
      const answer = await other.as.get(`${path.split('?')[0]}${address}`);
      expect([address, answer.status]).toEqual([address, address === '/confirm' ? 409 : 404]);
    }
    expect((await other.as.get('/my/meetings/not-an-id')).status).toBe(404);
  });
});

describe('the line for an earlier time', () => {
  it('is joined from the times and left on its own page', async () => {
    const { as } = await jobseeker('Ines');
    expect((await as.post('/my/meetings/waiting', { ...wishes, channel: 'video' })).location).toBe(
      '/my/meetings/waiting?done=joined',
    );
    expect(said((await as.get('/my/meetings/waiting')).html)).toContain('Du har stått i kö sedan 14 februari 2020.');
    expect(said((await as.get(`/my/meetings/times?${query()}`)).html)).toContain('Du står i kö för en tidigare tid.');
    expect((await as.post('/my/meetings/waiting', { next: 'leave' })).location).toBe('/my/meetings/waiting?done=left');
    expect(said((await as.get('/my/meetings/waiting')).html)).toContain('Du står inte i kö');
  });
});

describe('booking for someone', () => {
  it('a helper with a mandate for meetings books, and the person sees it', async () => {
    const { as: own, actor, personId } = await jobseeker('Jan');
    const organisation = { number: '2120002445', name: 'Örnsköldsviks kommun' };
    await execute(house, actor, giveMandate, {
      personId,
      tasks: ['meetings'],
      from: '2020-02-14',
      to: '2020-12-31',
      givenHow: 'online',
      organisationKind: 'municipality',
      organisationNumber: organisation.number,
      organisationName: organisation.name,
    });
    const { as } = await enter({ name: 'Ingrid', roles: ['helper'], organisation });
    expect((await as.get('/helping')).html).toContain(`/people/${personId}/meetings`);
    const base = `/people/${personId}/meetings`;
    const [time] = await timesOf(as, base, { channel: 'phone' });
    await book(as, base, time!, { channel: 'phone' });
    expect(said((await own.get('/my/meetings')).html)).toContain('Telefon');
    expect(said((await own.get('/my/readers')).html)).toContain('Bokade ett möte');
  });

  it('staff book with the file open, say how it came, and an officer opens another channel with a ground', async () => {
    const { personId } = await jobseeker('Kim');
    const base = `/people/${personId}/meetings`;
    const { as, actor } = await enter({ name: 'Cecilia', roles: ['caseworker'] });
    expect((await as.get(base)).location).toContain(`/people/${personId}/open`);
    await opened(house, actor, personId);
    expect(said((await as.get(`${base}/book`)).html)).toContain('Hur kom bokningen?');
    const without = await as.get(`${base}/times?${query({ channel: 'on-site' })}`);
    expect(said(without.html)).toContain('Välj varför');
    const over = { channel: 'on-site', ground: 'officers-assessment', came: 'phone' };
    const [time] = await timesOf(as, base, over);
    await book(as, base, time!, over);
    const { rows } = await sql`
      select channel, channel_by, exception_ground, came_by from meetings.meeting where person_id = ${personId}`.execute(
      house.db,
    );
    expect(rows).toEqual([
      { channel: 'on-site', channel_by: 'exception', exception_ground: 'officers-assessment', came_by: 'phone' },
    ]);
  });
});

describe('another channel', () => {
  const asked = { wanted: 'on-site', ground: 'no-travel-no-video', words: 'Jag har ingen dator.' };

  it('is asked for on the page, answered in the file from the list, and then open', async () => {
    const { as, personId } = await jobseeker('Lena');
    const path = '/my/meetings/another-channel';
    expect(said((await as.post(path, { ...asked, ground: '', next: 'ask' })).html)).toContain('Välj varför');
    expect((await as.post(path, { ...asked, next: 'ask' })).location).toBe(`${path}?done=asked`);
    expect(said((await as.get(path)).html)).toContain('En handläggare tittar på din fråga');

    const { as: officer, actor } = await enter({ name: 'Cecilia', roles: ['caseworker'] });
    const list = await officer.get('/channel-requests');
    expect(said(list.html)).toContain('Lena');
    expect(said((await officer.get('/channel-requests?ground=language')).html)).toContain('Inga frågor väntar');
    await opened(house, actor, personId);
    const decide = `/people/${personId}/meetings/another-channel`;
    const requestId = /name="request" value="([^"]+)"/.exec((await officer.get(decide)).html)![1]!;
    const answer = { next: 'decide', request: requestId, outcome: 'grant', until: '', reason: '' };
    // Needed with one answer and not with the other: neither field is said to be voluntary.
    expect(said((await officer.get(decide)).html).split('Svara på frågan')[1]).not.toContain('frivilligt');
    expect(said((await officer.post(decide, answer)).html)).toContain('Skriv till och med vilken dag svaret gäller');
    expect((await officer.post(decide, { ...answer, until: '2020-06-30' })).location).toBe(`${decide}?done=decided`);

    const page = said((await as.get('/my/meetings/book?purpose=first-planning')).html);
    expect(page).toContain('En handläggare har sagt ja');
    expect(page).toContain('30 juni 2020');
    expect(said((await officer.get('/channel-requests')).html)).not.toContain('Lena');
  });

  it('of someone who becomes protected is in no list from the commit on', async () => {
    const { actor, personId, number } = await jobseeker('Maj');
    await execute(house, actor, askChannel, { personId, ...asked });
    const { as } = await enter({ name: 'Cecilia', roles: ['caseworker'] });
    expect(said((await as.get('/channel-requests')).html)).toContain('Maj');
    await protect(house, number);
    expect(said((await as.get('/channel-requests')).html)).not.toContain('Maj');
    await deliverAll(house);
    const named = await enter({ name: 'Jonas', roles: ['protection-officer'] });
    await lookAfter(house, named.actor, personId);
    expect((await named.as.get(`/people/${personId}/meetings/book`)).status).toBe(200);
    expect((await as.get(`/people/${personId}/meetings/book`)).status).toBe(404);
  });
});

describe('figures', () => {
  it('count meetings by channel and ground, hide what is small, and leave protected persons out', async () => {
    await deliverAll(house);
    const month = '2020-02-01';
    const fact = (n: number, over: string, protectedOnes = false) =>
      sql`
        insert into meetings.meeting_fact (id, month, municipality_code, purpose, channel, channel_by, exception_ground, came_by, language,
                                           interpreter, waited_days, protected)
        select gen_random_uuid(), ${month}, '2480', 'follow-up', ${over === '' ? 'video' : 'on-site'},
               ${over === '' ? 'rule' : 'exception'}, ${over === '' ? null : over}, 'web', 'sv', false, 4, ${protectedOnes}
        from generate_series(1, ${n}::integer)`.execute(house.db);
    await fact(43, '');
    await fact(12, 'disability');
    await fact(3, 'no-e-identification');
    await fact(100, 'language', true);
    const { as } = await enter({ name: 'Analytiker', roles: ['analyst'] });
    const page = await as.get('/figures/meetings?by=ground&from=2020-02&to=2020-02');
    expect(page.status).toBe(200);
    expect(said(page.html)).toContain('funktionsnedsättning');
    const csv = (await as.get('/figures/meetings.csv?by=ground&from=2020-02&to=2020-02')).html;
    expect(csv.split('\n')[0]).toContain('key');
    expect(csv).toMatch(/disability.*10/);
    expect(csv).toMatch(/no-e-identification[,;]("")?[,;]/);
    expect(csv).not.toMatch(/language[,;]10\d/);
  });

  it('tell how far people travel to meetings on site, as the search counted it; not where few have travelled so far', async () => {
    const travelled = (month: string, municipality: string, minutes: readonly number[], hidden = false) =>
      sql`
        insert into meetings.meeting_fact (id, month, municipality_code, purpose, channel, channel_by, came_by, language, interpreter,
                                           waited_days, travel_minutes, protected)
        select gen_random_uuid(), ${month}, ${municipality}, 'follow-up', 'on-site', 'rule', 'web', 'sv', false, 4, minutes, ${hidden}
        from unnest(${[...minutes]}::integer[]) minutes`.execute(house.db);
    await travelled(
      '2021-03-01',
      '2425',
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    await travelled(
      '2021-03-01',
      '2425',
      Array.from({ length: 100 }, () => 900),
      true,
    );
    await travelled(
      '2021-03-01',
      '0180',
      Array.from({ length: 20 }, () => 12),
    );
    await travelled(
      '2021-03-01',
      '1480',
      Array.from({ length: 10 }, () => 33),
    );
    const { as } = await enter({ name: 'Analytiker', roles: ['analyst'] });
    const csv = (await as.get('/figures/meetings.csv?by=county&from=2021-03&to=2021-03')).html.split('\n');
    expect(csv[0]).toMatch(/travelMinutesHalf[,;]travelMinutesNineOfTen/);
    const ending = (key: string): string => /[^,;]*[,;][^,;]*$/.exec(csv.find((line) => line.startsWith(key))!.trim())![0];
    expect(
      [ending('24'), ending('01'), ending('14')].map((one) => one.replaceAll(/"|;/g, (a) => (a === ';' ? ',' : ''))),
    ).toEqual(['50,90', '10,', ',']);
    const page = said((await as.get('/figures/meetings?by=county&from=2021-03&to=2021-03')).html);
    expect(page).toContain('Västerbottens län');
  });
});
