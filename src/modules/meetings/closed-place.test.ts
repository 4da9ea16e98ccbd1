/** A place that is closed for a while, and days on which nobody meets: impossible in the database, said by the search. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { addDays, instantAt, localTime, plainDate } from '../../platform/clock/index.ts';
import { execute } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { registeredJobseeker as jobseeker, staff } from '../cases/fixtures.ts';
import { act, bookTime, openSessionAt, wantedOf } from './book.ts';
import { closePlace } from './close-place.ts';
import { newOfficer, newRoom, openMeetings, placeByCode, planner } from './fixtures.ts';
import { findFreeTimes } from './free-times.ts';
import type { Meetings } from './meetings.ts';
import { reopenPlace } from './reopen-place.ts';
import { setWorkingDay } from './set-working-day.ts';
import { closuresSince } from './store/closures.ts';

const house = await testHouse('country', '2020-12-14T08:00:00Z');
const umea = await placeByCode(house.db, '2480');
let officerId: Uuid;
let m: Meetings & { close(): Promise<void> };

beforeAll(async () => {
  await sql`
    insert into meetings.meeting_type (id, code, valid, purpose, names, channels, minutes, window_first, window_last, booked_by, needs_room,
      overbooking, seats, source, changed_at, changed_by)
    values (gen_random_uuid(), 'talk', '[2019-01-01,)', 'first-planning', '{"sv": "Samtal"}', '{on-site}', 60, 1, 30,
            '{person,officer}', false, false, 1, 'test', ${house.clock.now()}, 'test'),
           (gen_random_uuid(), 'group', '[2019-01-01,)', 'first-planning', '{"sv": "Grupp"}', '{on-site}', 60, 1, 30,
            '{person,officer}', false, false, 4, 'test', ${house.clock.now()}, 'test')`.execute(house.db);
  officerId = await newOfficer(house, { homePlaceId: umea });
  await newOfficer(house, { homePlaceId: umea });
  await newRoom(house, umea);
  m = await openMeetings(house);
});
afterAll(() => m.close());

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
const at = { channel: 'on-site', placeId: umea } as const;
async function book(start: string, typeCode = 'talk', over: object = {}) {
  const who = await jobseeker(house, 'Kommer');
  const officer = await staff(house, 'caseworker', who.personId);
  const asked = {
    personId: who.personId,
    typeCode,
    start,
    ...at,
    exceptionGround: 'in-depth-support',
    cameBy: 'officer',
    ...over,
  } as const;
  return { who, ...(await bookTime(m, officer, asked, null)) };
}
const close = (from: string, to: string) => act(m, planner, closePlace, { placeId: umea, from, to });
const reopen = (closureId: Uuid, backOn: string) => act(m, planner, reopenPlace, { placeId: umea, closureId, backOn });
async function search(typeCode: string, from: string, until: string) {
  await m.picture.refresh();
  const wanted = wantedOf(m, { typeCode, start: '', ...at })!;
  return findFreeTimes(m.picture.current(), m.register.current(), {
    ...wanted,
    from: instantAt(plainDate(from), '00:00'),
    until: plainDate(until),
    count: 5,
  });
}

describe('a place that is closed', () => {
  it('takes no meeting, with a room or without, and its meetings are displaced', async () => {
    const { meetingId } = await book('2020-12-17T09:00:00+01:00');
    const { meetingIds, closureId } = await close('2020-12-16T23:00:00Z', '2020-12-17T23:00:00Z');
    expect(meetingIds).toEqual([meetingId]);
    for (const type of ['talk', '32']) expect(await codeOf(book('2020-12-17T10:00:00+01:00', type)), type).toBe('place-not-open');
    const session = { typeCode: 'group', start: '2020-12-17T09:00:00+01:00', ...at, seats: 4 };
    expect(await codeOf(openSessionAt(m, planner, session, null))).toBe('place-not-open');
    const { times, why } = await search('talk', '2020-12-17', '2020-12-17');
    expect([times, why[0]]).toEqual([[], { code: 'place-closed', params: { place: expect.any(String), opens: '2020-12-18' } }]);
    await reopen(closureId, '2020-12-17');
    expect((await search('talk', '2020-12-17', '2020-12-17')).times).toHaveLength(5);
    await book('2020-12-17T10:00:00+01:00');
    await book('2020-12-17T10:00:00+01:00', '32');
  });

  it('is refused by the database to whoever does not ask the picture', async () => {
    const { closureId } = await close('2020-12-20T23:00:00Z', '2020-12-21T23:00:00Z');
    const insert = (start: string, state: string) =>
      sql`
      insert into meetings.meeting (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, language,
                                    channel_by, came_by, made_at, made_by)
      values (${house.newId()}, ${house.newId()}, ${state}, 'talk', 'first-planning', 'on-site',
              tstzrange(${start}::timestamptz, ${start}::timestamptz + interval '1 hour'), '{}', ${umea}, 'sv', 'choice', 'officer',
              ${house.clock.now()}, 'x')`.execute(house.db);
    await expect(insert('2020-12-21T09:00:00Z', 'booked')).rejects.toMatchObject({ constraint: 'place_not_closed' });
    await insert('2020-12-22T09:00:00Z', 'booked');
    await reopen(closureId, '2020-12-21');
    await insert('2020-12-21T09:00:00Z', 'booked');
  });

  it('for some hours is open before and after; closed twice it opens when both are over', async () => {
    const first = await close('2020-12-18T11:00:00Z', '2020-12-18T13:00:00Z');
    const second = await close('2020-12-18T12:00:00Z', '2020-12-18T14:00:00Z');
    const starts = async () => (await search('32', '2020-12-18', '2020-12-18')).times.map(({ start }) => localTime(start).time);
    const early = ['09:00', '09:30', '10:00', '10:30'];
    expect(await starts()).toEqual([...early, '15:00']);
    await reopen(first.closureId, '2020-12-18');
    expect(await starts()).toEqual([...early, '12:00']);
    await reopen(second.closureId, '2020-12-18');
    expect(await closuresSince(house.db, house.clock.now(), umea)).toEqual([]);
    expect((await search('32', '2020-12-18', '2020-12-18')).times).toHaveLength(5);
  });

  it('closes while someone books: either the meeting is displaced or it is refused', async () => {
    for (let round = 0; round < 4; round += 1) {
      const on = addDays(plainDate('2021-01-11'), round);
      const [booked, closed] = await Promise.all([
        codeOf(book(`${on}T13:00:00+01:00`)),
        close(`${on}T00:00:00+01:00`, `${on}T23:00:00+01:00`),
      ]);
      const there = await sql`
        select from meetings.meeting where state = 'booked' and place_id = ${umea}
          and during && (select during from meetings.place_closure where id = ${closed.closureId})`.execute(house.db);
      expect(there.rows).toHaveLength(0);
      expect([`done ${closed.meetingIds.length}`, booked]).toContain(booked === 'done' ? 'done 1' : booked);
    }
  });
});

describe('Christmas Eve', () => {
  it('is no day for meetings: not offered, not booked outside the type’s days either, and not opened by an officer’s dated day', async () => {
    const on = plainDate('2020-12-24');
    await execute(house, planner, setWorkingDay, { officerId, version: 2, on, hours: [['08:00', '16:00']], note: 'Jour' });
    expect(await codeOf(book('2020-12-24T09:00:00+01:00', '32', { ignoreWindow: true }))).toBe('time-not-offered');
    const { times } = await search('32', '2020-12-23', '2020-12-27');
    expect(new Set(times.map(({ start }) => localTime(start).date))).toEqual(new Set(['2020-12-23']));
    expect((await search('32', '2020-12-24', '2020-12-27')).times).toEqual([]);
  });
});
