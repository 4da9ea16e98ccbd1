/** Meetings over the API: booked, read, changed and cancelled by the person and for them, through the front door. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newOfficer, placeByCode } from '../src/modules/meetings/fixtures.ts';
import { signInAs } from '../src/platform/auth/index.ts';
import { bookingJobseeker as jobseeker } from './booked.ts';
import { testHouse } from './database.ts';
import { testService } from './service.ts';
import { opened, protect, newNumber } from '../src/modules/people/fixtures.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
const lycksele = await placeByCode(house.db, '2481');
for (let index = 0; index < 2; index += 1) await newOfficer(house, { homePlaceId: lycksele });
// The only one who speaks Finnish.
await newOfficer(house, { homePlaceId: lycksele, role: 'protection-officer', languages: ['fi'] });
const { server } = await testService(house);
type Session = { headers: object };

async function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, { headers }: Session, body?: object, key?: string) {
  const answer = await server.inject({
    method,
    url,
    headers: { accept: 'application/json', ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) } as Record<
      string,
      string
    >,
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
const booking = (start: string, over: object = {}) => ({ typeCode: '21', start, channel: 'video', ...over });
const nine = '2020-03-05T09:00:00+01:00';

describe('a person’s own meetings', () => {
  it('are booked, read, changed and cancelled', async () => {
    const me = await jobseeker(house, 'Api');
    const booked = await ask('POST', '/v1/meetings', me, booking(nine));
    expect(booked).toMatchObject({
      status: 200,
      body: { state: 'booked', start: '2020-03-05T08:00:00.000Z', channelBy: 'rule' },
    });
    const id = booked.body['id'] as string;
    expect((await ask('GET', '/v1/meetings', me)).body['items']).toMatchObject([{ id }]);
    const changed = await ask('PATCH', `/v1/meetings/${id}`, me, booking('2020-03-06T09:00:00+01:00', { version: 1 }));
    expect(changed).toMatchObject({ status: 200, body: { id, version: 2, start: '2020-03-06T08:00:00.000Z' } });
    expect(await ask('DELETE', `/v1/meetings/${id}?reason=work`, me)).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    });
    expect(await ask('GET', `/v1/meetings/${id}`, me)).toMatchObject({ body: { state: 'cancelled', cancelReason: 'work' } });
  });

  it('changed to the time that they have stay as they are: the same officer, and nothing is told anew', async () => {
    const me = await jobseeker(house, 'Samma tid');
    const time = booking('2020-03-10T09:00:00+01:00');
    const { body } = await ask('POST', '/v1/meetings', me, time);
    const officers = async () =>
      (await sql<{ of: string[] }>`select officer_ids as of from meetings.meeting where id = ${body['id']}`.execute(house.db))
        .rows;
    const before = await officers();
    const again = await ask('PATCH', `/v1/meetings/${body['id'] as string}`, me, time);
    expect(again).toMatchObject({ status: 200, body: { id: body['id'], version: 1, start: '2020-03-10T08:00:00.000Z' } });
    expect(await officers()).toEqual(before);
    const { rows } = await sql`select what from meetings.meeting_event where meeting_id = ${body['id']}`.execute(house.db);
    expect(rows).toHaveLength(1);
  });

  it('are held first and confirmed then', async () => {
    const me = await jobseeker(house, 'Håller');
    const held = await ask('POST', '/v1/meetings', me, booking('2020-03-09T09:00:00+01:00', { hold: true }));
    expect(held.body).toMatchObject({ state: 'held', holdUntil: '2020-03-02T08:05:00.000Z' });
    const confirmed = await ask('POST', `/v1/meetings/${held.body['id'] as string}/confirmation`, me, {});
    expect(confirmed.body).toMatchObject({ state: 'booked', holdUntil: null });
  });

  it('sent twice with one key are one', async () => {
    const me = await jobseeker(house, 'Nyckel');
    const key = house.newId();
    const [one, other] = await Promise.all(
      [1, 2].map(() => ask('POST', '/v1/meetings', me, booking('2020-03-09T10:00:00+01:00'), key)),
    );
    expect(one).toEqual(other);
    expect((await ask('GET', '/v1/meetings', me)).body['items']).toHaveLength(1);
    expect((await ask('POST', '/v1/meetings', me, booking('2020-03-09T10:00:00+01:00'), 'no key')).body).toMatchObject({
      code: 'invalid-input',
    });
  });
});

it('nobody reads out of the free times where and when those sit who look after protected persons', async () => {
  const answer = await ask('GET', '/v1/free-times?type=21&language=fi&limit=50', { headers: {} });
  const times = answer.body['times'] as { officerRole: string }[];
  expect(times.length).toBeGreaterThan(0);
  expect(new Set(times.map(({ officerRole }) => officerRole))).toEqual(new Set(['planning-officer']));
});

it('a time that is taken comes with the nearest other times', async () => {
  const start = '2020-03-10T09:00:00+01:00';
  for (let index = 0; index < 2; index += 1)
    await ask('POST', '/v1/meetings', await jobseeker(house, `Före ${index}`), booking(start));
  const { status, body } = await ask('POST', '/v1/meetings', await jobseeker(house, 'Efter'), booking(start));
  expect([status, body['code']]).toEqual([409, 'time-taken']);
  expect(body['alternatives']).toHaveLength(6);
});

it.each([
  ['time-without-zone', booking('2020-03-05T09:00:00')],
  ['time-past', booking('2020-02-20T09:00:00+01:00')],
  ['time-outside-window', booking('2020-04-20T09:00:00+02:00')],
  ['type-unknown', booking(nine, { typeCode: '99' })],
  ['channel-not-offered', booking(nine, { channel: 'on-site', placeId: '01900000-0000-7000-8000-000000000000' })],
  ['bad-request', booking(nine, { channel: 'telepathy' })],
  ['person-unknown', booking(nine, { personId: '01900000-0000-7000-8000-000000000000' })],
])('%s', async (code, body) => {
  const answer = await ask('POST', '/v1/meetings', await jobseeker(house, 'Fel'), body);
  expect(answer.body['code']).toBe(code);
  expect(answer.status).toBeGreaterThanOrEqual(400);
});

it('without the form token nothing is changed, whatever the method', async () => {
  const me = await jobseeker(house, 'Utan');
  const { cookie } = me.headers as Record<string, string>;
  for (const [method, url] of [
    ['POST', '/v1/meetings'],
    ['PATCH', `/v1/meetings/${house.newId()}`],
    ['DELETE', `/v1/meetings/${house.newId()}?reason=work`],
  ] as const) {
    const answer = await ask(method, url, { headers: { cookie } }, method === 'DELETE' ? undefined : booking(nine));
    expect(answer.body['code']).toBe('form-expired');
    expect(answer.body['action']).toContain('x-csrf-token');
  }
});

describe('for someone else', () => {
  it('staff with the file open book, others find nobody', async () => {
    const who = await jobseeker(house, 'Annan');
    const officer = await signInAs(house, ['caseworker'], 'Handläggare');
    const body = booking('2020-03-11T09:00:00+01:00', { personId: who.personId });
    expect((await ask('POST', '/v1/meetings', officer, body)).body['code']).toBe('file-reason-required');
    await opened(house, officer.actor, who.personId);
    expect((await ask('POST', '/v1/meetings', officer, body)).body).toMatchObject({ personId: who.personId, state: 'booked' });
    expect((await ask('POST', '/v1/meetings', await jobseeker(house, 'Obehörig'), body)).body['code']).toBe('person-unknown');
  });

  it('someone protected is nobody, and has their own way', async () => {
    const number = newNumber(house);
    const who = await jobseeker(house, 'Skyddad', number);
    await protect(house, number);
    expect((await ask('GET', '/v1/meetings', who)).body['code']).toBe('person-elsewhere');
    const officer = await signInAs(house, ['caseworker'], 'Annan handläggare');
    expect((await ask('GET', `/v1/meetings?personId=${who.personId}`, officer)).body['code']).toBe('person-unknown');
  });
});

describe('several at once', () => {
  it('a series is all of its meetings or none', async () => {
    const me = await jobseeker(house, 'Serie');
    const officer = await signInAs(house, ['caseworker'], 'Serie');
    await opened(house, officer.actor, me.personId);
    const series = (starts: string[]) => ({ ...booking(''), start: undefined, personId: me.personId, typeCode: '22', starts });
    const fine = ['2020-03-10T13:00:00+01:00', '2020-03-17T13:00:00+01:00'];
    const broken = await ask('POST', '/v1/meetings/series', officer, series([...fine, '2020-03-22T13:00:00+01:00']));
    expect(broken).toMatchObject({ status: 422, body: { code: 'time-not-offered' } });
    expect((await ask('GET', '/v1/meetings', me)).body['items']).toEqual([]);
    expect((await ask('POST', '/v1/meetings/series', officer, series(fine))).body['meetingIds']).toHaveLength(2);
    expect((await ask('GET', '/v1/meetings', me)).body['items']).toMatchObject([
      { start: '2020-03-10T12:00:00.000Z' },
      { start: '2020-03-17T12:00:00.000Z' },
    ]);
  });

  it('a meeting for several has its seats, and no more', async () => {
    await sql`update meetings.meeting_type set seats = 2, booked_by = '{person,officer}' where code = '203'`.execute(house.db);
    const planner = await signInAs(house, ['planner'], 'Grupp');
    const open = { typeCode: '203', start: '2020-03-12T13:00:00+01:00', channel: 'video', seats: 2 };
    const { sessionId } = (await ask('POST', '/v1/meeting-sessions', planner, open)).body;
    const take = async (name: string) =>
      ask('POST', `/v1/meeting-sessions/${String(sessionId)}/seats`, await jobseeker(house, name), {});
    expect([(await take('Ett')).body['seat'], (await take('Två')).body['seat']].toSorted()).toEqual([1, 2]);
    expect(await take('Tre')).toMatchObject({ status: 409, body: { code: 'seats-taken' } });
    const listed = await ask('GET', '/v1/meeting-sessions?type=203', planner);
    expect(listed.body['items']).toMatchObject([{ id: sessionId, seats: 2, taken: 2 }]);
  });
});
