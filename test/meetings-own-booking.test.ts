/** What a person books for themselves: registered, one of a kind at a time, whichever way they take and however many at once. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { newOfficer } from '../src/modules/meetings/fixtures.ts';
import { timeKey } from '../src/modules/meetings/pages/booking/wishes.ts';
import { jobseeker as signedIn, opened, signIn } from '../src/modules/people/fixtures.ts';
import { instant } from '../src/platform/clock/index.ts';
import { bookingJobseeker } from './booked.ts';
import { testHouse } from './database.ts';
import { clientOf, textOf } from './planner-client.ts';
import { testService } from './service.ts';
import { until } from './until.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
for (let index = 0; index < 4; index += 1) await newOfficer(house);
const { server } = await testService(house);
type Headers = Record<string, string>;
type Who = { headers: object; personId: string };

async function ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, { headers }: Who, payload?: object, key?: string) {
  const sent = { accept: 'application/json', ...(headers as Headers), ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const answer = await server.inject({ method, url, headers: sent, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}
const at = (day: number, time: string) => `2020-03-${String(day).padStart(2, '0')}T${time}:00+01:00`;
const video = (start: string, over: object = {}) => ({ typeCode: '21', channel: 'video', start, ...over });
const book = (who: Who, start: string, over: object = {}) => ask('POST', '/v1/meetings', who, video(start, over));
const pagesOf = ({ headers }: Who) => {
  const session = headers as { cookie: string; 'x-csrf-token': string };
  return clientOf(server, { actor: { id: '', name: '', roles: [] }, headers: session, csrf: session['x-csrf-token'] });
};
const holdForm = (start: string, purpose = 'first-planning', typeCode = '21') => ({
  time: timeKey({ typeCode, start: instant(start), channel: 'video', place: null }),
  purpose,
  channel: 'video',
  language: 'sv',
});
const stateOf = async ({ personId }: Who) =>
  (
    await sql<{ n: number }>`
      select count(*) as n from meetings.meeting where person_id = ${personId} and state in ('booked', 'displaced')`.execute(
      house.db,
    )
  ).rows[0]!.n;

it('REG-2: a planning conversation is booked by who is registered; career guidance by anyone', async () => {
  const who = await signedIn(house, 'Inte inskriven');
  for (const typeCode of ['21', '22', '23']) {
    const refused = await book(who, at(5, '09:00'), { typeCode });
    expect(refused).toMatchObject({ status: 409, body: { code: 'registration-required', rule: { id: 'own-booking' } } });
  }
  expect((await book(who, at(5, '09:00'), { hold: true })).body['code']).toBe('registration-required');
  const guidance = await book(who, at(5, '09:00'), { typeCode: '202' });
  expect(guidance.body).toMatchObject({ state: 'booked' });
  // Not by the way of another kind of meeting either.
  const changed = await ask('PATCH', `/v1/meetings/${guidance.body['id'] as string}`, who, video(at(6, '09:00')));
  expect(changed.body['code']).toBe('registration-required');
  const moved = await ask(
    'PATCH',
    `/v1/meetings/${guidance.body['id'] as string}`,
    who,
    video(at(6, '09:00'), { typeCode: '202' }),
  );
  expect(moved.body).toMatchObject({ state: 'booked' });
});

it('REG-2: the pages offer nothing that would be refused', async () => {
  const [outside, inside] = [await signedIn(house, 'Utanför'), await bookingJobseeker(house, 'Inskriven')];
  const shown = await pagesOf(outside).get('/my/meetings/book');
  expect(shown.html).not.toContain('purpose=follow-up');
  expect(shown.html).not.toContain('purpose=in-depth');
  expect(shown.html).toContain('purpose=career-guidance');
  expect(textOf(shown)).toContain('Planeringssamtal bokar du när du är inskriven');
  const times = await pagesOf(outside).get('/my/meetings/times?purpose=follow-up');
  expect([times.status, textOf(times)]).toEqual([409, expect.stringContaining('inskriven')]);
  expect((await pagesOf(inside).get('/my/meetings/book')).html).toContain('purpose=follow-up');
});

it('a second meeting of a kind is refused with the first one’s id, over the API and on the pages; another kind is not', async () => {
  const who = await bookingJobseeker(house, 'Två gånger');
  const { body } = await book(who, at(5, '10:00'));
  const meetingId = body['id'] as string;
  for (const over of [{}, { hold: true }])
    expect(await book(who, at(6, '10:00'), over)).toMatchObject({
      status: 409,
      body: { code: 'already-booked', params: { meetingId } },
    });
  expect((await book(who, at(9, '10:00'), { typeCode: '22' })).body['state']).toBe('booked');
  const pages = pagesOf(who);
  const held = await pages.post('/my/meetings/hold', holdForm(at(10, '10:00'), 'follow-up', '22'));
  expect(held.location).toMatch(/^\/my\/meetings\/book\?/);
  expect(textOf(await pages.get(held.location))).toContain('Du har redan en tid');
  expect((await pages.get('/my/meetings/book')).html).not.toContain('purpose=follow-up');
  // That one may be moved, and when it is cancelled there is room for another.
  expect((await ask('PATCH', `/v1/meetings/${meetingId}`, who, video(at(6, '10:00')))).body).toMatchObject({ id: meetingId });
  await ask('DELETE', `/v1/meetings/${meetingId}?reason=work`, who);
  expect((await book(who, at(10, '10:00'))).body['state']).toBe('booked');
});

it('a meeting that lost its time is given another, and not one beside it; staff decide for themselves', async () => {
  const who = await bookingJobseeker(house, 'Utan tid');
  const meetingId = (await book(who, at(5, '13:00'))).body['id'] as string;
  await sql`update meetings.meeting set state = 'displaced', displaced_by = 'officer-absent' where id = ${meetingId}`.execute(
    house.db,
  );
  await sql`delete from meetings.occupancy where of = ${meetingId}`.execute(house.db);
  expect((await book(who, at(6, '13:00'))).body).toMatchObject({ code: 'already-booked', params: { meetingId } });
  const officer = await signIn(house, { name: 'Handläggare', roles: ['caseworker'] });
  await opened(house, officer.actor, who.personId);
  const by = { ...officer, personId: who.personId };
  expect((await book(by, at(6, '13:00'), { personId: who.personId })).body['state']).toBe('booked');
});

it('what was held is not confirmed beside a meeting that was booked meanwhile', async () => {
  const who = await bookingJobseeker(house, 'Håller');
  const held = (await book(who, at(9, '13:00'), { hold: true })).body['id'] as string;
  const officer = await signIn(house, { name: 'Bokar emellan', roles: ['caseworker'] });
  await opened(house, officer.actor, who.personId);
  const other = await ask(
    'POST',
    '/v1/meetings',
    { ...officer, personId: who.personId },
    video(at(10, '13:00'), { personId: who.personId }),
  );
  expect(other.body['state']).toBe('booked');
  // An officer’s booking lets the person’s hold go; nobody ends up with two.
  expect((await ask('POST', `/v1/meetings/${held}/confirmation`, who, {})).status).toBeGreaterThanOrEqual(400);
  expect(await stateOf(who)).toBe(1);
});

it('many requests of one person at once for different times: exactly one wins, by every way', async () => {
  for (let round = 0; round < 5; round += 1) {
    const who = await bookingJobseeker(house, `Parallell ${round}`);
    const times = ['09:00', '09:30', '10:00', '10:30', '13:00', '13:30', '14:00', '14:30'].map((time) =>
      at(11 + (round % 3), time),
    );
    const answers = await Promise.all(times.map((time, index) => book(who, time, index % 2 === 0 ? {} : { hold: true })));
    const holds = answers.filter(({ body }) => body['state'] === 'held').map(({ body }) => body['id'] as string);
    const confirmed = await Promise.all(holds.map((id) => ask('POST', `/v1/meetings/${id}/confirmation`, who, {})));
    const codes = [...answers, ...confirmed].filter(({ status }) => status >= 400).map(({ body }) => body['code']);
    expect(
      new Set(codes).difference(new Set(['already-booked', 'hold-expired', 'meeting-unknown', 'person-busy', 'time-taken'])),
    ).toEqual(new Set());
    expect(await stateOf(who)).toBe(1);
  }
});

it('two that are both under way, neither yet written: one waits for the other, and is refused', async () => {
  for (const [first, second] of [
    [{}, {}],
    [{}, { hold: true }],
  ]) {
    const who = await bookingJobseeker(house, `Samtidigt ${JSON.stringify(second)}`);
    const waiting = async (): Promise<number> =>
      (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(house.db))
        .rows.length;
    let answers: Promise<{ status: number; body: Record<string, unknown> }>[] = [];
    await house.db.transaction().execute(async (tx) => {
      // Nobody can end their transaction: the audit is not to be written.
      await sql`lock table platform.audit in share mode`.execute(tx);
      answers = [book(who, at(16, '09:00'), first), book(who, at(17, '09:00'), second)];
      await until(async () => (await waiting()) === 2);
    });
    const codes = (await Promise.all(answers)).map(({ body }) => String(body['code'] ?? body['state']));
    expect(codes.filter((code) => code === 'already-booked').length + codes.filter((code) => code === 'held').length).toBe(1);
    expect(await stateOf(who)).toBe(1);
  }
});

it('a meeting for several persons is no one’s alone: a seat in one is booked', async () => {
  await sql`update meetings.meeting_type set seats = 8, booked_by = '{person,officer}' where code = '203'`.execute(house.db);
  const who = await bookingJobseeker(house, 'Grupp');
  for (const over of [{}, { hold: true }])
    expect(await book(who, at(5, '14:00'), { typeCode: '203', ...over })).toMatchObject({
      status: 422,
      body: { code: 'seat-required' },
    });
  const { id } = (await book(who, at(5, '14:00'), { typeCode: '202' })).body;
  const changed = await ask('PATCH', `/v1/meetings/${id as string}`, who, video(at(6, '14:00'), { typeCode: '203' }));
  expect(changed.body['code']).toBe('seat-required');
  await sql`update meetings.meeting_type set seats = 1, booked_by = '{officer}' where code = '203'`.execute(house.db);
});
