/** Video and telephone through the front door: who comes in as whom and when, calls that are noted, and messages with a way in. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { messageSources } from '../../app/schedule.ts';
import { booked, registered, timeInput } from '../../../test/booked.ts';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import { clientOf, textOf } from '../../../test/planner-client.ts';
import { testService } from '../../../test/service.ts';
import { execute, type SignedIn } from '../../platform/auth/index.ts';
import { openRegister } from '../network/index.ts';
import { opened, signIn } from '../people/fixtures.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { officerFacts } from './fixtures.ts';
import { addInterpreter, addOfficer } from './index.ts';

const bookingDay = '2020-02-14T07:00:00Z';
const start = '2020-02-20T10:00:00+01:00';
const house = await testHouse('country', bookingDay);
const { server } = await testService(house);
const planner = { id: 'p', name: 'Planerare', roles: ['planner'] } as const;
const deliver = () => deliverAll(house);
/** An event that is noted at one time is not due at an earlier one: all are delivered before the clock is turned back. */
const goTo = async (instant: string): Promise<void> => {
  await deliver();
  house.clock.set(instant);
};
const caseworker = (name: string) => signIn(house, { name, roles: ['caseworker'] });
const clientFor = ({ actor, headers }: Awaited<ReturnType<typeof signIn>>) =>
  clientOf(server, { actor, headers: headers as SignedIn['headers'], csrf: '' });

const umut = await caseworker('Umut');
const { officerId } = await execute(house, planner, addOfficer, { ...officerFacts, name: 'Umut', accountId: umut.actor.id });
const { interpreterId } = await execute(house, planner, addInterpreter, {
  name: 'Tolk på prov',
  languages: ['ar'],
  channels: ['video', 'phone'],
  weekly: { thu: [['08:00', '17:00']] },
  municipalityCode: null,
  withinMinutes: null,
  validFrom: '2019-01-01',
  validTo: null,
});

/** Someone with a meeting with Umut. */
async function meeting(time: Partial<Parameters<typeof booked>[3]> = {}, contact: object = {}) {
  await goTo(bookingDay);
  await sql`delete from meetings.occupancy`.execute(house.db);
  const person = await registered(house, contact);
  const id = await booked(house, person.actor, person.personId, { start, channel: 'video', officerId, ...time });
  return {
    ...person,
    id,
    page: `/my/meetings/${id}`,
    file: `/people/${person.personId}/meetings/${id}`,
    /** Everyone at an instant, signed in anew; both officers have the file open. */
    async at(instant: string) {
      await goTo(instant);
      const self = await signIn(house, { name: person.actor.name, identity: { personalNumber: person.number } });
      const [host, other] = [await caseworker('Umut'), await caseworker('Annan')];
      for (const { actor } of [host, other]) await opened(house, actor, person.personId);
      return {
        as: clientFor(self),
        hostAs: clientFor(host),
        otherAs: clientFor(other),
        session: self.headers as Record<string, string>,
      };
    },
  };
}

const codeOf = ({ location }: { location: string }): string => location.split('=')[1]!;
const seats = async () =>
  (await sql<{ part: string }>`select part from contact.video_seat order by id`.execute(house.db)).rows.map(({ part }) => part);

describe('a video meeting', () => {
  it('opens a quarter before: the person by their page, the officer as host; a code works once and is kept nowhere', async () => {
    const { page, file, at } = await meeting();
    const early = await at('2020-02-20T08:40:00Z');
    expect(textOf(await early.as.get(page))).toContain('Videorummet öppnar torsdag 20 februari 2020 kl. 09:45');
    expect((await early.as.post(`${page}/video`, {})).status).toBe(409);
    const { as, hostAs } = await at('2020-02-20T08:45:00Z');
    expect(textOf(await as.get(page))).toContain('Gå till videomötet');
    const given = await as.post(`${page}/video`, {});
    expect(given).toMatchObject({ status: 303, location: expect.stringMatching(/^\/meet\?code=[\w-]{22}$/) as string });
    const code = codeOf(given);
    expect(textOf(await as.get(given.location))).toContain('Gå till mötet');
    expect((await as.post('/meet', { code })).location).toMatch(/^\/meet\/[\w-]{36}$/);
    expect((await as.post('/meet', { code })).status).toBe(410);
    const host = await hostAs.post(`${file}/video`, { part: 'host' });
    expect((await hostAs.post('/meet', { code: codeOf(host) })).status).toBe(303);
    expect(await seats()).toEqual(['guest', 'host']);
    const { rows } = await sql<{ said: string }>`select row_to_json(e)::text as said from platform.audit e`.execute(house.db);
    expect(rows.filter(({ said }) => said.includes(code))).toEqual([]);
  });

  it('only its own officers are its host, the person never is, and nobody else has it', async () => {
    const { page, file, at } = await meeting();
    const { as, hostAs, otherAs } = await at('2020-02-20T08:50:00Z');
    expect((await otherAs.post(`${file}/video`, { part: 'host' })).status).toBe(403);
    expect((await hostAs.post(`${file}/video`, { part: 'guest' })).status).toBe(403);
    expect((await hostAs.post(`${file}/video`, { part: 'interpreter' })).status).toBe(403);
    expect((await as.post(`${page}/video`, { part: 'host' })).status).toBe(403);
    expect(textOf(await otherAs.get(file))).toContain('Bara mötets handläggare öppnar videorummet');
    const phone = await meeting({ channel: 'phone' });
    const there = await phone.at('2020-02-20T08:50:00Z');
    expect((await there.as.post(`${phone.page}/video`, {})).status).toBe(422);
    expect((await there.as.post(`${page}/video`, {})).status).toBe(404);
  });

  it('the interpreter’s link is shown once to the host, before the room opens too', async () => {
    const { file, at } = await meeting({ language: 'ar', interpreterId });
    const { hostAs } = await at('2020-02-20T07:00:00Z');
    const [, code = ''] =
      /\/meet\?code=([\w-]{22})/.exec((await hostAs.post(`${file}/video`, { part: 'interpreter' })).html) ?? [];
    expect(code).not.toBe('');
    expect((await hostAs.get(file)).html).not.toContain('/meet?code=');
    house.clock.set('2020-02-20T08:55:00Z');
    expect((await clientOf(server, null).post('/meet', { code })).status).toBe(303);
  });

  it('moved, the room moves with it and only the person’s own code holds; cancelled, it is closed', async () => {
    const { actor, personId, id, page, file, at } = await meeting();
    const before = await at('2020-02-20T08:50:00Z');
    const [guest, host] = [
      codeOf(await before.as.post(`${page}/video`, {})),
      codeOf(await before.hostAs.post(`${file}/video`, { part: 'host' })),
    ];
    await goTo(bookingDay);
    const time = await timeInput(house, { start: '2020-02-25T10:00:00+01:00', channel: 'video', officerId });
    await execute(house, actor, changeMeeting, { ...time, personId, meetingId: id, version: null });
    await deliver();
    const { as } = await at('2020-02-25T08:50:00Z');
    expect((await as.post('/meet', { code: host })).status).toBe(410);
    expect((await as.post('/meet', { code: guest })).status).toBe(303);
    await at('2020-02-24T08:50:00Z');
    await execute(house, actor, cancelMeeting, { personId, meetingId: id, reason: 'impediment' });
    await deliver();
    const after = await at('2020-02-25T08:50:00Z');
    const { rows } = await sql<{
      open: boolean;
    }>`select closed_at is null as open from contact.video_room where about = ${id}`.execute(house.db);
    expect(rows).toEqual([{ open: false }]);
    expect((await after.as.post(`${page}/video`, {})).status).toBe(409);
  });

  it('a call that is asked for in the room is seen by the officer, until someone has called', async () => {
    const { page, file, at } = await meeting();
    const { as, hostAs, session } = await at('2020-02-20T08:55:00Z');
    const code = codeOf(await as.post(`${page}/video`, {}));
    const entered = await server.inject({ method: 'POST', url: '/meet', headers: session, payload: { code } });
    const seat = String(entered.headers['set-cookie']).split(';')[0]!;
    const headers = { ...session, cookie: `${session['cookie']}; ${seat}` };
    const url = `${String(entered.headers['location'])}/call-me`;
    expect((await server.inject({ method: 'POST', url, headers })).statusCode).toBe(303);
    await deliver();
    const day = '/calendar?view=day&on=2020-02-20';
    expect(textOf(await hostAs.get(day))).toMatch(/Bad om samtal.*Till videomötet.*Ring 070-174 06 05/);
    expect(textOf(await hostAs.get(file))).toContain('Personen bad om att bli uppringd i stället för video');
    await hostAs.post(`${file}/call-attempt`, { result: 'answered' });
    expect(textOf(await hostAs.get(day))).not.toContain('Bad om samtal');
    expect(textOf(await as.get(page))).toMatch(/Du bad oss ringa i stället för video.*Vi ringde dig och fick svar/);
  });
});

describe('a meeting by telephone', () => {
  it('JO 5700-2015 calls that nobody answers are noted in order, and never make someone absent', async () => {
    const { personId, id, page, file, at } = await meeting({ channel: 'phone' });
    const { as, hostAs } = await at('2020-02-20T09:00:00Z');
    expect(textOf(await hostAs.get(file))).toContain('Ring 070-174 06 05');
    const calls = [
      ['09:00', 'no-answer'],
      ['09:05', 'wrong-number'],
      ['09:20', 'no-answer'],
    ] as const;
    for (const [time, result] of calls) {
      house.clock.set(`2020-02-20T${time}:00Z`);
      expect((await hostAs.post(`${file}/call-attempt`, { result })).location).toBe(`${file}?done=call-noted`);
    }
    await deliver();
    expect(textOf(await hostAs.get(file))).toMatch(/10:00 Ingen svarade\. .*10:05 Fel nummer\. .*10:20 Ingen svarade\./);
    expect(textOf(await as.get(page))).toMatch(/Vi ringde dig men fick inget svar.*numret var fel/);
    const { rows } = await sql<{ state: string; signals: number }>`
      select state, (select count(*)::int from cases.signal where person_id = ${personId}) as signals
      from meetings.meeting where id = ${id}`.execute(house.db);
    expect(rows).toEqual([{ state: 'booked', signals: 0 }]);
  });

  it('who has no number is told so, before anyone tries to call', async () => {
    const { page, file, at } = await meeting({ channel: 'phone' }, { phone: null });
    const { as, hostAs } = await at('2020-02-20T07:00:00Z');
    expect(textOf(await as.get(page))).toContain('Vi har inget telefonnummer till dig');
    expect(textOf(await hostAs.get(file))).toContain('Personen har inget telefonnummer här');
  });

  it('MEET-8 the calendar has the number where the file is open, and otherwise asks for the reason', async () => {
    const { personId, at } = await meeting({ channel: 'phone' });
    const { hostAs } = await at('2020-02-20T07:00:00Z');
    const day = '/calendar?view=day&on=2020-02-20';
    expect(textOf(await hostAs.get(day))).toContain('Ring 070-174 06 05');
    await hostAs.post(`/people/${personId}/close`, {});
    const closed = textOf(await hostAs.get(day));
    expect(closed).toContain('Öppna akten för numret');
    expect(closed).not.toContain('070-174');
  });
});

describe('messages about a video meeting', () => {
  it('lead those who cannot sign in straight in, by a code that is made when it is sent', async () => {
    const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
    const sources = messageSources({ clock: house.clock, register, publicUrl: () => 'https://narvaro.example.org' });
    await register.close();
    const source = sources.find(({ name }) => name === 'meetings.booked')!;
    const signsIn = await meeting();
    expect((await source.make(house.db, signsIn.id, signsIn.personId, 'sv'))!.toSend).toBeUndefined();
    const { personId, id, at } = await meeting();
    await sql`update people.person set identity_proof = 'known' where person_id = ${personId}`.execute(house.db);
    const before = (await seats()).length;
    const words = (await source.make(house.db, id, personId, 'sv'))!;
    expect(words.text).not.toContain('code=');
    expect((await seats()).length).toBe(before);
    const sent = await words.toSend!(house.db);
    const [, code = ''] = /https:\/\/narvaro\.example\.org\/meet\?code=([\w-]{22})/.exec(sent.text) ?? [];
    expect(sent.text).toMatch(/^Mötet är på VIDEO/);
    expect(sent.short).toMatch(/meet\?code=[\w-]{22}$/);
    await at('2020-02-20T08:55:00Z');
    expect((await clientOf(server, null).post('/meet', { code })).status).toBe(303);
  });
});
