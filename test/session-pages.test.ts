/** Meetings for several persons and series on their pages, over the service's front door, without script. */
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withRegistration } from '../src/modules/cases/fixtures.ts';
import { newOfficer, newRoom, placeByCode } from '../src/modules/meetings/fixtures.ts';
import { lookAfter, newNumber, opened, protect, signIn, type SignsIn } from '../src/modules/people/fixtures.ts';
import { updateContact } from '../src/modules/people/index.ts';
import type { SignedIn } from '../src/platform/auth/index.ts';
import type { Uuid } from '../src/platform/ids/index.ts';
import { testHouse } from './database.ts';
import { type Client, clientOf, formIn, textOf } from './planner-client.ts';
import { testService } from './service.ts';

const now = '2020-03-02T08:00:00Z';
const house = await testHouse('country', now);
const umea = await placeByCode(house.db, '2480');
let service: Awaited<ReturnType<typeof testService>>;
let umut: Awaited<ReturnType<typeof enter>>;
let planner: Awaited<ReturnType<typeof enter>>;

async function enter(who: SignsIn) {
  const { headers, actor, personId } = await signIn(house, who);
  const session = headers as SignedIn['headers'];
  return { actor, personId, as: clientOf(service.server, { actor, headers: session, csrf: session['x-csrf-token'] }) };
}

beforeAll(async () => {
  const { actor } = await signIn(house, { name: 'Umut', roles: ['caseworker'] });
  await newOfficer(house, { name: 'Umut', accountId: actor.id, homePlaceId: umea });
  await newOfficer(house, { name: 'Ulla', homePlaceId: umea });
  await newRoom(house, umea, 'Stora salen');
  await sql`
    insert into meetings.meeting_type (id, code, valid, purpose, names, channels, minutes, window_first, window_last, booked_by, needs_room,
      overbooking, seats, source, changed_at, changed_by)
    values (gen_random_uuid(), 'jobb', '[2019-01-01,)', 'job-search-group', '{"sv": "Söka jobb i grupp", "en": "Job search in a group"}',
      '{on-site,video,phone}', 60, 1, 60, '{person,officer}', true, false, 10, 'prov', now(), 'prov'),
    (gen_random_uuid(), 'jobb2', '[2019-01-01,)', 'job-search-group', '{"sv": "Söka jobb på distans", "en": "Job search at a distance"}',
      '{phone}', 60, 1, 60, '{person,officer}', false, false, 10, 'prov', now(), 'prov')`.execute(house.db);
  service = await testService(house);
});

// Sessions of this day: those of a later one have ended theirs.
beforeEach(async () => {
  house.clock.set(now);
  umut = await enter({ name: 'Umut', roles: ['caseworker'] });
  planner = await enter({ name: 'Petra', roles: ['planner'] });
});

/** Someone in Umeå who was registered a year ago: every channel is open. */
async function jobseeker(name: string) {
  const number = newNumber(house);
  const entered = await enter({ name, identity: { personalNumber: number } });
  const personId = entered.personId!;
  await withRegistration(house, personId, '2019-02-10');
  const known = { municipalityCode: '2480', phone: '+46701740605', languages: ['sv'] };
  await house.db.transaction().execute((tx) => updateContact(tx, personId, known, house.clock.now()));
  return { ...entered, personId, number };
}

const said = (page: { html: string }): string => textOf({ html: page.html, status: 200, location: '' });
const wishes = { type: 'jobb', channel: 'on-site', place: umea, seats: '2', language: 'sv', officer: '', room: '' };
const query = (over: object) => new URLSearchParams({ ...wishes, ...over }).toString();

/** Makes a meeting on a day at the first time that is offered. */
async function make(as: Client, from: string, over: object = {}): Promise<{ id: Uuid; path: string }> {
  const times = await as.get(`/sessions/new?${query({ from, ...over })}`);
  const [, start = ''] = /name="time" value="([^"]+)"/.exec(times.html) ?? [];
  expect(start, said(times)).not.toBe('');
  const made = await as.post('/sessions/new', { ...wishes, from, ...over, time: start });
  expect(made.status, said(made)).toBe(303);
  const path = made.location.split('?')[0]!;
  return { path, id: path.split('/').at(-1) as Uuid };
}

describe('a meeting for several persons', () => {
  it('is made step by step: what is wrong is said at its field, and the free times are offered', async () => {
    const { as } = planner;
    expect(said(await as.get('/sessions'))).toContain('Inga kommande gruppmöten');
    expect(said(await as.get('/sessions/new'))).toContain('Söka jobb i grupp');
    const noPlace = await as.get('/sessions/new?type=jobb&channel=on-site&place=');
    expect([noPlace.status, said(noPlace)]).toEqual([422, expect.stringContaining('Välj en plats för mötet.')]);
    const asked = await as.get(`/sessions/new?type=jobb&channel=on-site&place=${umea}`);
    expect(said(asked)).toContain('Stora salen');
    const large = await as.get(`/sessions/new?${query({ seats: '8', from: '2020-03-10' })}`);
    expect([large.status, said(large)]).toEqual([422, expect.stringContaining('Det största rummet har 6 platser.')]);
    const video = await as.get(`/sessions/new?${query({ channel: 'video', seats: '4', from: '2020-03-10' })}`);
    expect(said(video)).toContain('Högst 4 kan vara med på video, med handläggare och tolk inräknade.');
    const { path } = await make(as, '2020-03-10');
    expect(said(await as.get(`${path}?done=opened`))).toContain('Gruppmötet är skapat');
    expect(said(await as.get('/sessions'))).toContain('0 av 2 tagna');
  });

  it('is called by the name of its own type, also when another type is for the same', async () => {
    const { id } = await make(planner.as, '2020-03-11', { type: 'jobb2', channel: 'phone', place: '' });
    const { as } = await jobseeker('Namn');
    const own = (await as.post(`/my/meetings/sessions/${id}`, {})).location;
    for (const at of [own, '/my/meetings']) expect(said(await as.get(at)), at).toContain('Söka jobb på distans');
  });

  it('a time that was taken meanwhile is a clear answer, with the nearest other times', async () => {
    const { as } = planner;
    const over = { from: '2020-03-12', seats: '2' };
    const { path } = await make(as, '2020-03-12');
    expect(path).toContain('/sessions/');
    const [{ start } = { start: '' }] = (
      await sql<{ start: string }>`
        select to_json(lower(during))#>>'{}' as start from meetings.session order by lower(during) desc limit 1`.execute(house.db)
    ).rows;
    // The only room is taken.
    const taken = await as.post('/sessions/new', { ...wishes, ...over, time: new Date(start).toISOString() });
    expect(taken.status).toBe(409);
    expect(said(taken)).toContain('Någon annan hann före');
    expect(said(taken)).toContain('Närmaste andra tider');
  });

  it('is offered to persons; seats are taken, until it is full, and let go; the receipt and the calendar file are a meeting’s', async () => {
    const { id, path } = await make(planner.as, '2020-03-17');
    const [asta, bo, cilla] = [await jobseeker('Asta'), await jobseeker('Bo'), await jobseeker('Cilla')];
    expect(said(await asta.as.get('/my/meetings'))).toContain('Gruppmöten som du kan gå på');
    expect(said(await asta.as.get('/my/meetings/sessions'))).toContain('2 platser kvar');
    const seat = `/my/meetings/sessions/${id}`;
    const taken = await asta.as.post(seat, {});
    expect(taken.location).toMatch(/^\/my\/meetings\/[\w-]{36}\?done=booked$/);
    const receipt = await asta.as.get(taken.location);
    expect(said(receipt)).toContain('Mötet är bokat');
    expect(said(receipt)).toContain('Du träffar fler deltagare.');
    const own = taken.location.split('?')[0]!;
    expect((await asta.as.get(`${own}/calendar.ics`)).html).toContain('BEGIN:VEVENT');
    expect((await bo.as.post(seat, {})).status).toBe(303);
    const full = await cilla.as.post(seat, {});
    expect([full.status, said(full)]).toEqual([409, expect.stringContaining('Fullt')]);
    expect((await bo.as.get('/my/meetings/sessions')).html).toContain('Du har en plats på det här mötet.');
    expect((await asta.as.post(`${own}/cancel`, { reason: 'impediment' })).status).toBe(303);
    expect((await cilla.as.post(seat, {})).status).toBe(303);
    expect(said(await planner.as.get(path))).toContain('2 av 2 tagna');
  });

  it('names its participants to its own officers, to others only that seats are taken; protected persons to their named officer', async () => {
    const { id, path } = await make(planner.as, '2020-03-18', { officer: await officerId('Umut'), seats: '3' });
    const [seen, hidden] = [await jobseeker('Synlig'), await jobseeker('Xqzhemlig')];
    for (const { as } of [seen, hidden]) expect((await as.post(`/my/meetings/sessions/${id}`, {})).status).toBe(303);
    await protect(house, hidden.number);
    const jonas = await enter({ name: 'Jonas', roles: ['protection-officer'] });
    await lookAfter(house, jonas.actor, hidden.personId);
    const colleague = await enter({ name: 'Kollega', roles: ['caseworker'] });
    expect(said(await umut.as.get(path))).toContain('Synlig');
    // Nothing has gone any way yet: what can be done is to change it, and only by those who meet people.
    expect((await umut.as.get(path)).html).not.toContain('Hur det gick');
    expect(said(await umut.as.get(path))).toContain('Lägg till någon från personens akt');
    expect(said(await planner.as.get(path))).not.toContain('Lägg till någon från personens akt');
    for (const { as } of [umut, planner, colleague]) {
      const page = await as.get(path);
      expect(page.html).not.toContain('Xqzhemlig');
      expect(page.html).not.toContain(hidden.personId);
      expect(said(page)).toContain('Upptagen plats');
    }
    expect(said(await planner.as.get(path))).not.toContain('Synlig');
    expect(said(await colleague.as.get(path))).not.toContain('Synlig');
    await opened(house, colleague.actor, seen.personId);
    expect(said(await colleague.as.get(path))).toContain('Synlig');
    await opened(house, jonas.actor, hidden.personId);
    expect(said(await jonas.as.get(path))).toContain('Xqzhemlig');
  });

  it('how it went is noted for each by a colleague with the file open, after it has begun', async () => {
    const { id, path } = await make(planner.as, '2020-03-19', { officer: await officerId('Ulla') });
    const { as, personId } = await jobseeker('Kom');
    await as.post(`/my/meetings/sessions/${id}`, {});
    house.clock.set('2020-03-19T16:00:00Z');
    const later = await enter({ name: 'Umut', roles: ['caseworker'] });
    expect((await later.as.get(path)).html).not.toContain('name="outcome"');
    await opened(house, later.actor, personId);
    const page = await later.as.get(path);
    const { action, fields } = formIn(page);
    expect(action).toBe(`${path}/outcome`);
    const noted = await later.as.post(action, { ...fields, outcome: 'done' });
    expect(noted.location, said(noted)).toBe(`${path}?done=outcome`);
    expect(said(await later.as.get(path))).toContain('Läge: Kom ');
  });

  it('cancelled as a whole each is asked on their page, and takes a seat in another or a time of their own', async () => {
    const [first, other] = [await make(planner.as, '2020-03-24'), await make(planner.as, '2020-03-26')];
    const { as } = await jobseeker('Dag');
    const own = (await as.post(`/my/meetings/sessions/${first.id}`, {})).location.split('?')[0]!;
    expect(said(await planner.as.get(`${first.path}/cancel`))).toContain('1 person har en plats.');
    expect((await planner.as.post(`${first.path}/cancel`, {})).status).toBe(422);
    const done = await planner.as.post(`${first.path}/cancel`, { reason: 'too-few' });
    expect(said(await planner.as.get(done.location))).toContain('Gruppmötet är inställt. 1 person har fått veta det.');
    expect(said(await planner.as.get('/displaced?by=session-cancelled'))).toContain('Gruppmötet är inställt');
    expect(said(await as.get(own))).toContain('Du behöver en ny tid');
    const to = (await as.get(`${own}/change`)).location;
    expect(to).toContain('/my/meetings/sessions?change=');
    const offered = await as.get(to);
    expect(said(offered)).toContain('Välj ett annat gruppmöte');
    expect(said(await as.get(to.replace('/sessions?', '/book?purpose=all&')))).toContain('Vad gäller mötet');
    const { fields } = formIn(offered);
    const changed = await as.post(`/my/meetings/sessions/${other.id}`, fields);
    expect(changed.location).toBe(`${own}?done=changed`);
    expect(said(await planner.as.get(other.path))).toContain('1 av 2 tagna');
  });

  it('has more seats or fewer, but not more than the room', async () => {
    const { path } = await make(planner.as, '2020-03-30');
    const more = await planner.as.post(`${path}/seats`, { seats: '9' });
    expect([more.status, said(more)]).toEqual([422, expect.stringContaining('Det största rummet har 6 platser.')]);
    expect((await planner.as.post(`${path}/seats`, { seats: '6' })).location).toBe(`${path}?done=seats`);
    expect(said(await planner.as.get(path))).toContain('0 av 6 tagna');
  });

  it('by video the officer enters from its page, and two who meet do not put each other out', async () => {
    const { id, path } = await make(planner.as, '2020-04-01', { channel: 'video', place: '', officer: await officerId('Umut') });
    const [asta, bo] = [await jobseeker('Vera'), await jobseeker('Viktor')];
    const own = [];
    for (const { as } of [asta, bo]) own.push((await as.post(`/my/meetings/sessions/${id}`, {})).location.split('?')[0]!);
    const [{ start } = { start: '' }] = (
      await sql<{ start: string }>`
        select to_json(lower(during))#>>'{}' as start from meetings.session where id = ${id}`.execute(house.db)
    ).rows;
    house.clock.set(new Date(new Date(start).getTime() - 300_000).toISOString());
    const host = await enter({ name: 'Umut', roles: ['caseworker'] });
    const codes = [(await host.as.post(`${path}/video`, {})).location];
    for (const [index, one] of [asta, bo].entries()) {
      const again = await enter({ name: one.actor.name, identity: { personalNumber: one.number } });
      codes.push((await again.as.post(`${own[index]}/video`, {})).location);
    }
    const rooms = [];
    for (const at of codes) {
      const entered = await clientOf(service.server, null).post('/meet', { code: at.split('=')[1]! });
      rooms.push(entered.location);
    }
    expect(rooms[0]).toMatch(/^\/meet\/[\w-]{36}$/);
    expect(new Set(rooms).size).toBe(1);
    const { rows } = await sql<{ part: string }>`
      select part from contact.video_seat where key_hash is not null and left_at is null order by part`.execute(house.db);
    expect(rows.map(({ part }) => part)).toEqual(['guest', 'guest', 'host']);
    const other = await enter({ name: 'Annan', roles: ['caseworker'] });
    expect((await other.as.post(`${path}/video`, {})).status).toBe(403);
  });

  async function officerId(name: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`select id from meetings.officer where name = ${name}`.execute(house.db);
    return rows[0]!.id;
  }
});

describe('a series', () => {
  const typed = {
    purpose: 'follow-up',
    channel: 'phone',
    place: '',
    start: '2020-04-06',
    time: '09:00',
    every: '1',
    count: '3',
    language: 'sv',
    same: 'yes',
    ground: '',
  };

  it('is planned: what is free is chosen, what is not has the nearest others; booked it stands together and ends together', async () => {
    const { personId, as: own } = await jobseeker('Serie');
    await opened(house, umut.actor, personId);
    const page = `/people/${personId}/meetings/series`;
    const wrong = await umut.as.get(`${page}?${new URLSearchParams({ ...typed, count: '40', time: 'nio' }).toString()}`);
    expect([wrong.status, said(wrong)]).toEqual([422, expect.stringContaining('Skriv ett antal från 2 till 12.')]);
    // Easter Monday is no day of meetings.
    const plan = await umut.as.get(`${page}?${new URLSearchParams(typed).toString()}`);
    expect(said(plan)).toContain('måndag 6 april 2020 kl. 09:00, ledig');
    expect(said(plan)).toContain('måndag 13 april 2020 kl. 09:00 är inte ledig.');
    expect(said(plan)).toContain('Handläggare: ');
    const picks = [...plan.html.matchAll(/name="pick-(\d)" value="([^"]+)"/g)].map(
      ([, index, value]) => [index!, value!] as const,
    );
    const pick = (index: string) => picks.find(([one]) => one === index)![1];
    const officer = /name="officer" value="([^"]+)"/.exec(plan.html)![1]!;
    const chosen = { ...typed, officer, 'pick-0': pick('0'), 'pick-1': pick('1'), 'pick-2': pick('2') };
    const few = await umut.as.post(page, { ...chosen, 'pick-1': '', 'pick-2': '' });
    expect([few.status, said(few)]).toEqual([409, expect.stringContaining('Välj minst två tider.')]);
    const booked = await umut.as.post(page, chosen);
    expect(booked.location, said(booked)).toBe(`/people/${personId}/meetings?done=series-booked`);
    const { rows } = await sql<{ officers: string[] }>`
      select officer_ids::text[] as officers from meetings.meeting where person_id = ${personId} order by lower(during)`.execute(
      house.db,
    );
    expect(rows.map(({ officers }) => officers)).toEqual([[officer], [officer], [officer]]);
    expect((await umut.as.get(booked.location)).html).toContain('<title>Möten – ');
    const list = await own.get('/my/meetings');
    expect(said(list)).toContain('Möten i serie: ');
    const [, cancel = ''] = /href="(\/my\/meetings\/series\/[\w-]+\/cancel)"/.exec(list.html)!;
    expect(said(await own.get(cancel))).toContain('måndag 6 april 2020');
    expect((await own.post(cancel, {})).status).toBe(422);
    expect((await own.post(cancel, { reason: 'work' })).location).toBe('/my/meetings?done=series-cancelled');
    expect(said(await own.get('/my/meetings'))).toContain('Du har inga bokade möten');
  });

  it('of which one time was taken meanwhile is not booked at all, and the page says what is free instead', async () => {
    const [one, two] = [await jobseeker('Först'), await jobseeker('Sedan')];
    for (const { personId } of [one, two]) await opened(house, umut.actor, personId);
    const page = (personId: string) => `/people/${personId}/meetings/series`;
    const asked = { ...typed, start: '2020-04-20', count: '2', time: '10:00' };
    const starts = ['2020-04-20T08:00:00.000Z', '2020-04-27T08:00:00.000Z'];
    let plan = '';
    // The series that was just cancelled held these times: the page offers them when the picture of what is free has heard of it.
    const planned = async () => {
      plan = (await umut.as.get(`${page(one.personId)}?${new URLSearchParams(asked).toString()}`)).html;
      return starts.filter((start) => plan.includes(`value="${start}"`));
    };
    await expect.poll(planned).toEqual(starts);
    const officer = /name="officer" value="([^"]+)"/.exec(plan)![1]!;
    const chosen = { ...asked, officer, 'pick-0': starts[0]!, 'pick-1': starts[1]! };
    expect((await umut.as.post(page(one.personId), chosen)).status).toBe(303);
    const late = await umut.as.post(page(two.personId), chosen);
    expect([late.status, said(late)]).toEqual([409, expect.stringContaining('Inget bokades')]);
    const { rows } = await sql`select from meetings.meeting where person_id = ${two.personId}`.execute(house.db);
    expect(rows).toEqual([]);
  });
});

describe('two officers together', () => {
  it('are chosen by staff in step 1, and both hold the meeting', async () => {
    const { personId } = await jobseeker('Två');
    await opened(house, umut.actor, personId);
    const base = `/people/${personId}/meetings`;
    const asked = { purpose: 'follow-up', channel: 'video', language: 'sv', together: 'any' };
    expect(said(await umut.as.get(`${base}/book?purpose=follow-up`))).toContain('Två handläggare tillsammans');
    const times = await umut.as.get(`${base}/times?${new URLSearchParams(asked).toString()}`);
    expect(said(times)).toContain('Svenska · Två handläggare tillsammans');
    const [, time = ''] = /name="time" value="([^"]+)"/.exec(times.html)!;
    const held = await umut.as.post(`${base}/hold`, { ...asked, time });
    expect(held.status, said(held)).toBe(303);
    const path = held.location.split('?')[0]!;
    expect((await umut.as.post(path, { ...asked, next: 'confirm' })).status).toBe(303);
    const { rows } = await sql<{ n: number }>`
      select cardinality(officer_ids) as n from meetings.meeting where person_id = ${personId}`.execute(house.db);
    expect(rows).toEqual([{ n: 2 }]);
  });
});
