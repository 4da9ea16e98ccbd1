/** Meetings for several persons, series and two officers together: on a real database, by the commands. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { jobseeker } from '../cases/fixtures.ts';
import { lookAfter, opened, protect, signIn } from '../people/fixtures.ts';
import { requireStanding } from '../people/index.ts';
import { act, bookSeriesOf, bookTime, changeTo, openSessionAt } from './book.ts';
import { bookSeat } from './book-seat.ts';
import { calendarOf } from './calendar.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { cancelSeries } from './cancel-series.ts';
import { cancelSession } from './cancel-session.ts';
import { changeSeat } from './change-seat.ts';
import { changeSessionSeats } from './change-session-seats.ts';
import { closePlace } from './close-place.ts';
import { newOfficer, newRoom, openMeetings, placeByCode, planner } from './fixtures.ts';
import { loseRoom } from './lose-room.ts';
import type { Meetings } from './meetings.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { rebookAll } from './rebookings.ts';
import { rebookSeat } from './rebook-seat.ts';
import { sessionsFor } from './sessions-for.ts';
import { findMeeting } from './store/meetings.ts';
import { findOfficer } from './store/officers.ts';
import { findSession } from './store/sessions.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
const umea = await placeByCode(house.db, '2480');
const at = (day: string, time: string): string => `${day}T${time}:00+01:00`;
let m: Meetings & { close(): Promise<void> };
const officers: Uuid[] = [];
let caseworker: Actor;
let mine: Uuid;
const rooms: Uuid[] = [];

beforeAll(async () => {
  const types = [
    ['group', '{on-site,video,phone}', 60, '{person,officer}', true, 60, 1],
    ['pair', '{video,phone}', 30, '{person,officer}', false, 1, 2],
  ] as const;
  for (const [code, channels, minutes, by, room, seats, count] of types) {
    await sql`
      insert into meetings.meeting_type (id, code, valid, purpose, names, channels, minutes, window_first, window_last, booked_by,
        needs_room, overbooking, seats, officers, source, changed_at, changed_by)
      values (gen_random_uuid(), ${code}, '[2019-01-01,)', ${`purpose-${code}`}, '{"sv": "Prov"}', ${channels}::text[], ${minutes}, 1, 60,
        ${by}::text[], ${room}, false, ${seats}, ${count}, 'test', now(), 'test')`.execute(house.db);
  }
  const own = await signIn(house, { name: 'Umut', roles: ['caseworker'] });
  caseworker = own.actor;
  mine = await newOfficer(house, { name: 'Umut', accountId: caseworker.id, homePlaceId: umea, competences: ['guidance'] });
  officers.push(mine, await newOfficer(house, { homePlaceId: umea }), await newOfficer(house, { homePlaceId: umea }));
  for (let index = 0; index < 2; index += 1) rooms.push(await newRoom(house, umea));
  m = await openMeetings(house);
});
afterAll(() => m.close());

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
const deliver = () => deliverAll(house, m);
const group = (start: string, over: object = {}) =>
  ({ typeCode: 'group', start, channel: 'phone', seats: 3, ...over }) as Parameters<typeof openSessionAt>[2];
const open = async (start: string, over: object = {}): Promise<Uuid> =>
  (await openSessionAt(m, planner, group(start, over), null)).sessionId;
const sessionOf = async (id: Uuid) => (await findSession(house.db, id))!;
type Who = Awaited<ReturnType<typeof jobseeker>>;
const many = (count: number): Promise<Who[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => jobseeker(house, `Grupp ${index}`)));
const seat = async ({ actor, personId }: Who, sessionId: Uuid) => ({
  personId,
  actor,
  ...(await act(m, actor, bookSeat, { personId, sessionId, cameBy: 'web' })),
});
const meetingOf = async ({ personId, meetingId }: { personId: Uuid; meetingId: Uuid }) =>
  (await findMeeting(house.db, personId, meetingId))!;
const told = async (about: Uuid): Promise<string[]> =>
  (
    await sql<{ source: string }>`select source from contact.message where about = ${about} and state = 'waiting'`.execute(
      house.db,
    )
  ).rows.map(({ source }) => source);
const onSite = { channel: 'on-site', placeId: umea };
/** In the first months one meets on site with a ground that an officer gives. */
const seated = async (sessionId: Uuid) => {
  const who = await jobseeker(house, 'På plats');
  await opened(house, caseworker, who.personId);
  const asked = { personId: who.personId, sessionId, cameBy: 'officer', exceptionGround: 'in-depth-support' };
  return { ...who, ...(await act(m, caseworker, bookSeat, asked)) };
};

describe('seats in a meeting for several persons', () => {
  it('50 at once for 7 seats: exactly 7 have one, and the others are told that all are taken', async () => {
    const sessionId = await open(at('2020-03-11', '09:00'), { seats: 7 });
    const people = await many(50);
    const results = await Promise.all(people.map((who) => refusal(seat(who, sessionId))));
    expect(results.filter((one) => one === 'done')).toHaveLength(7);
    expect(results.filter((one) => one === 'seats-taken')).toHaveLength(43);
    expect((await sessionOf(sessionId)).taken).toBe(7);
    const seats = await sql<{ seat: number }>`
      select seat::int as seat from meetings.meeting where session_id = ${sessionId} order by seat`.execute(house.db);
    expect(seats.rows.map((row) => row.seat)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('a seat that is cancelled is someone else’s to take, and its reminder goes with it', async () => {
    const sessionId = await open(at('2020-03-11', '14:00'), { seats: 1 });
    const [first, second] = await many(2);
    const taken = await seat(first!, sessionId);
    expect(await refusal(seat(second!, sessionId))).toBe('seats-taken');
    await deliver();
    expect(await told(taken.meetingId)).toEqual(expect.arrayContaining(['meetings.booked', 'meetings.reminder']));
    await act(m, first!.actor, cancelMeeting, { personId: first!.personId, meetingId: taken.meetingId, reason: 'work' });
    await deliver();
    expect(await told(taken.meetingId)).toEqual(['meetings.cancelled']);
    expect(await refusal(seat(second!, sessionId))).toBe('done');
  });

  it('a seat is changed for one in another session, and for none of another purpose', async () => {
    const [from, to, full] = [
      await open(at('2020-03-12', '09:00')),
      await open(at('2020-03-12', '13:00')),
      await open(at('2020-03-12', '15:00'), { seats: 1 }),
    ];
    const [who, other] = await many(2);
    const taken = await seat(who!, from);
    await seat(other!, full);
    const change = (sessionId: Uuid) =>
      act(m, who!.actor, changeSeat, { personId: who!.personId, meetingId: taken.meetingId, sessionId, cameBy: 'web' });
    expect(await refusal(change(full))).toBe('seats-taken');
    expect(await meetingOf(taken)).toMatchObject({ state: 'booked', sessionId: from });
    expect(await refusal(change(to))).toBe('done');
    expect(await meetingOf(taken)).toMatchObject({ state: 'booked', sessionId: to });
    expect([(await sessionOf(from)).taken, (await sessionOf(to)).taken]).toEqual([0, 1]);
    expect(await refusal(change(to))).toBe('session-unknown');
  });

  it('more seats than the room, the type or a video meeting has are refused, each with its own words', async () => {
    const codes = [
      await refusal(open(at('2020-03-13', '09:00'), { ...onSite, seats: 7 })),
      await refusal(open(at('2020-03-13', '09:00'), { seats: 61 })),
      await refusal(open(at('2020-03-13', '09:00'), { channel: 'video', seats: 4 })),
      await refusal(open(at('2020-03-13', '09:00'), { channel: 'video', seats: 3, interpreter: true, language: 'ar' })),
      await refusal(open(at('2020-03-13', '09:00'), { channel: 'video', seats: 3 })),
    ];
    expect(codes).toEqual(['room-too-small', 'seats-not-offered', 'video-too-many', 'video-too-many', 'done']);
  });

  it('seats become fewer, but never fewer than are taken; who sat beyond them keeps a seat', async () => {
    const sessionId = await open(at('2020-03-13', '14:00'), { ...onSite, seats: 5 });
    const people = [];
    for (let index = 0; index < 4; index += 1) people.push(await seated(sessionId));
    const leaving = people[1]!;
    await act(m, leaving.actor, cancelMeeting, { personId: leaving.personId, meetingId: leaving.meetingId, reason: 'work' });
    const change = (seats: number) => act(m, planner, changeSessionSeats, { sessionId, seats });
    expect(await refusal(change(2))).toBe('seats-in-use');
    expect(await refusal(change(7))).toBe('room-too-small');
    expect(await refusal(change(3))).toBe('done');
    expect(await sessionOf(sessionId)).toMatchObject({ seats: 3, taken: 3 });
    expect(await refusal(change(6))).toBe('done');
    expect(await refusal(seated(sessionId))).toBe('done');
  });

  it('an officer, a room and seats are chosen, and nobody else holds it', async () => {
    const sessionId = await open(at('2020-03-16', '09:00'), { ...onSite, seats: 2, officerId: mine, roomId: rooms[1] });
    expect(await sessionOf(sessionId)).toMatchObject({ officerIds: [mine], roomId: rooms[1], seats: 2 });
    expect(await refusal(open(at('2020-03-16', '09:00'), { seats: 2, officerId: mine }))).toBe('time-taken');
  });
});

describe('a meeting for several persons that is not held', () => {
  it('cancelled as a whole: everyone is told, nobody is lost, and each chooses another', async () => {
    const [sessionId, other] = [await open(at('2020-03-17', '09:00')), await open(at('2020-03-18', '09:00'))];
    const people = await Promise.all((await many(2)).map((who) => seat(who, sessionId)));
    const done = await act(m, planner, cancelSession, { sessionId, reason: 'too-few' });
    expect(done.meetingIds).toHaveLength(2);
    for (const one of people) {
      expect(await meetingOf(one)).toMatchObject({ state: 'displaced', displacedBy: 'session-cancelled' });
      expect(await told(one.meetingId)).toEqual(['meetings.displaced']);
    }
    expect((await sql`select from meetings.occupancy where of = ${sessionId}`.execute(house.db)).rows).toEqual([]);
    expect(await refusal(seat((await many(1))[0]!, sessionId))).toBe('session-unknown');
    const [first] = people;
    const { personId, meetingId, actor } = first!;
    await act(m, actor, changeSeat, { personId, meetingId, sessionId: other, cameBy: 'web' });
    expect(await meetingOf(first!)).toMatchObject({ state: 'booked', sessionId: other, displacedBy: null });
    expect(await told(meetingId)).toEqual(['meetings.changed']);
    // Once is enough.
    expect((await act(m, planner, cancelSession, { sessionId, reason: 'other' })).meetingIds).toEqual([]);
  });

  const lost = [
    [
      'its officer falls ill',
      (officer: Uuid, _room: Uuid, span: object) =>
        act(m, planner, noteOfficerAbsent, { officerId: officer, kind: 'ill', ...span }),
    ],
    ['its room is lost', (_officer: Uuid, room: Uuid, span: object) => act(m, planner, loseRoom, { roomId: room, ...span })],
  ] as const;
  it.each(lost)('%s: all are moved together to a session instead of it', async (name, lose) => {
    const day = name.includes('room') ? '2020-03-24' : '2020-03-23';
    const sessionId = await open(at(day, '09:00'), { ...onSite, officerId: mine, roomId: rooms[0] });
    const people = [await seated(sessionId), await seated(sessionId), await seated(sessionId)];
    const span = { from: at(day, '08:00'), to: at(day, '12:00') };
    expect((await lose(mine, rooms[0]!, span)).meetingIds).toHaveLength(3);
    expect((await sessionOf(sessionId)).cancelledAt).not.toBeNull();
    const filter = { by: name.includes('room') ? 'room-lost' : 'officer-absent', placeId: null, typeCode: 'group' } as const;
    expect(await rebookAll(m, planner, filter)).toMatchObject({ moved: 3 });
    const now = await Promise.all(people.map(meetingOf));
    expect(new Set(now.map((one) => one.sessionId)).size).toBe(1);
    expect(now[0]!.sessionId).not.toBe(sessionId);
    // At the same time, for a colleague or another room was free then.
    expect(now.map((one) => [one.state, one.start])).toEqual(
      people.map(() => ['booked', new Date(at(day, '09:00')).toISOString()]),
    );
    expect(await told(people[0]!.meetingId)).toEqual(['meetings.moved']);
    expect((await sessionOf(now[0]!.sessionId!)).taken).toBe(3);
  });

  it('its place closes: each is asked, and one with protected identity by their officer only', async () => {
    const sessionId = await open(at('2020-03-26', '09:00'), onSite);
    const [seen, hidden] = [await seated(sessionId), await seated(sessionId)];
    await protect(house, hidden.number);
    await deliver();
    const officer = await signIn(house, { name: 'Jonas', roles: ['protection-officer'] });
    await lookAfter(house, officer.actor, hidden.personId);
    const span = { from: at('2020-03-25', '00:00'), to: at('2020-04-20', '00:00') };
    expect((await act(m, planner, closePlace, { placeId: umea, ...span })).meetingIds).toHaveLength(2);
    expect(await rebookAll(m, planner, { by: 'place-closed', placeId: null, typeCode: null })).toEqual({ moved: 0, asked: 1 });
    expect([(await meetingOf(seen)).state, (await meetingOf(hidden)).state]).toEqual(['displaced', 'displaced']);
  });
});

describe('the seats that are offered', () => {
  const crowd = (start: string, over: { language?: string } = {}) =>
    sql`
      insert into meetings.session (id, type_code, channel, during, officer_ids, language, seats)
      select gen_random_uuid(), 'group', 'phone', tstzrange(${start}::timestamptz, ${start}::timestamptz + interval '1 hour'), array[${mine}]::uuid[],
             ${over.language ?? 'sv'}, 1 from generate_series(1, 210)`.execute(house.db);
  const fill = (start: string) =>
    sql`
      insert into meetings.meeting (person_id, id, state, during, type_code, purpose, channel, officer_ids, language, channel_by, came_by,
        session_id, seat, seats, made_at, made_by)
      select gen_random_uuid(), gen_random_uuid(), 'booked', during, type_code, 'purpose-group', channel, officer_ids, language, 'rule', 'web',
             id, 1, seats, now(), 'test'
      from meetings.session where lower(during) = ${start}::timestamptz and seats = 1`.execute(house.db);

  it('are not hidden by many meetings that come before: those too near, those that are full', async () => {
    const who = await jobseeker(house, 'Sen');
    const sessionId = await open(at('2020-05-04', '09:00'));
    // Too near for persons: the type is booked from tomorrow.
    await crowd('2020-03-02T15:00:00Z');
    await crowd('2020-05-01T07:00:00Z');
    await fill('2020-05-01T07:00:00Z');
    const { personId, actor } = who;
    const standing = await requireStanding(house.db, actor, personId, 'meetings', house.clock.now());
    const offered = await sessionsFor(m, { personId, actor, standing });
    expect(offered.map(({ session }) => session.id)).toContain(sessionId);
  });

  it('after a lost seat are in the same language, however many there are in others', async () => {
    const who = await jobseeker(house, 'Språk');
    const [first, second] = [await open(at('2020-05-05', '09:00')), await open(at('2020-05-05', '13:00'))];
    const lost = await seat(who, first);
    await act(m, planner, cancelSession, { sessionId: first, reason: 'too-few' });
    await crowd('2020-05-05T08:00:00Z', { language: 'ar' });
    const inSwedish = await open(at('2020-05-06', '09:00'));
    await rebookAll(m, planner, { by: 'session-cancelled', placeId: null, typeCode: null });
    expect(await meetingOf(lost)).toMatchObject({ state: 'booked', sessionId: inSwedish, language: 'sv' });
    const foreign = (await sql<{ id: Uuid }>`select id from meetings.session where language = 'ar' limit 1`.execute(house.db))
      .rows[0]!.id;
    const other = await seat(await jobseeker(house, 'Svenska'), second);
    await act(m, planner, cancelSession, { sessionId: second, reason: 'too-few' });
    const asked = { personId: other.personId, meetingId: other.meetingId, sessionId: foreign };
    expect(await refusal(act(m, planner, rebookSeat, asked))).toBe('time-not-offered');
  });
});

describe('a series', () => {
  const starts = ['2020-03-17', '2020-03-24', '2020-03-31'].map((day) =>
    at(day, '13:00').replace('03-31T13:00:00+01', '03-31T13:00:00+02'),
  );
  const bookFor = async (over: object = {}) => {
    const who = await jobseeker(house, 'Serie');
    await opened(house, caseworker, who.personId);
    const asked = {
      personId: who.personId,
      typeCode: '22',
      channel: 'phone',
      cameBy: 'officer',
      starts,
      ignoreWindow: true,
      ...over,
    } as const;
    return { ...who, ...(await bookSeriesOf(m, caseworker, asked, null)) };
  };

  it('is held by the same officer each time, all of it or none', async () => {
    const { personId, meetingIds } = await bookFor({ officerId: mine });
    for (const meetingId of meetingIds) expect((await meetingOf({ personId, meetingId })).officerIds).toEqual([mine]);
    // The same officer is taken at one of the times: none of them is booked.
    const others = ['2020-03-18', '2020-03-25'].map((day) => at(day, '13:00'));
    expect(await refusal(bookFor({ officerId: mine, starts: [...others, starts[1]!] }))).toBe('time-taken');
    const left = await sql`
      select from meetings.meeting where lower(during) = ${new Date(others[0]!).toISOString()}`.execute(house.db);
    expect(left.rows).toEqual([]);
  });

  it('is cancelled one by one, or all that remain', async () => {
    const { personId, actor, seriesId, meetingIds } = await bookFor({
      starts: starts.map((start) => start.replace('T13', 'T15')),
    });
    await act(m, actor, cancelMeeting, { personId, meetingId: meetingIds[0]!, reason: 'work' });
    const cancel = () => act(m, actor, cancelSeries, { personId, seriesId, reason: 'impediment' });
    expect((await cancel()).meetingIds).toEqual(meetingIds.slice(1));
    expect(await refusal(cancel())).toBe('series-unknown');
    const states = await Promise.all(
      meetingIds.map(async (meetingId) => (await meetingOf({ personId, meetingId })).cancelReason),
    );
    expect(states).toEqual(['work', 'impediment', 'impediment']);
    const other = await jobseeker(house, 'Någon annan');
    expect(await refusal(act(m, other.actor, cancelSeries, { personId, seriesId, reason: 'work' }))).toBe('person-unknown');
  });
});

describe('two officers together', () => {
  const book = async (start: string, over: object = {}) => {
    const who = await jobseeker(house, 'Två');
    await opened(house, caseworker, who.personId);
    const asked = { personId: who.personId, typeCode: '22', start, channel: 'video', cameBy: 'officer', ...over } as const;
    return { ...who, ...(await bookTime(m, caseworker, asked, null)) };
  };

  it('both are taken, one with the competence; both see it in their calendars; another time is both’s too', async () => {
    const one = await book(at('2020-03-19', '09:00'), { together: 'guidance' });
    const { officerIds } = await meetingOf(one);
    expect(officerIds).toHaveLength(2);
    expect(new Set(officerIds).size).toBe(2);
    expect(officerIds).toContain(mine);
    for (const id of officerIds) {
      const officer = (await findOfficer(house.db, id))!;
      const [day] = await calendarOf({ house, register: m.register.current() }, caseworker, officer, {
        first: plainDate('2020-03-19'),
        days: 1,
      });
      expect(day!.entries.map(({ kind, start }) => [kind, start])).toEqual([['meeting', '2020-03-19T08:00:00.000Z']]);
    }
    const time = { typeCode: '22', start: at('2020-03-20', '09:00'), channel: 'video' } as const;
    await changeTo(m, one.actor, { personId: one.personId, meetingId: one.meetingId, ...time, cameBy: 'web' }, null);
    expect((await meetingOf(one)).officerIds).toHaveLength(2);
  });

  it('who has the competence is taken: the time is not free, though two others are', async () => {
    const start = at('2020-03-19', '13:00');
    await open(start, { officerId: mine, seats: 1 });
    expect(await refusal(book(start, { together: 'guidance' }))).toBe('time-taken');
    expect(await refusal(book(start, { together: 'any' }))).toBe('done');
  });

  it('is staff’s to choose, not the person’s', async () => {
    const who = await jobseeker(house, 'Själv');
    const asked = {
      personId: who.personId,
      typeCode: '22',
      start: at('2020-03-20', '13:00'),
      channel: 'video',
      cameBy: 'web',
    } as const;
    expect(await refusal(bookTime(m, who.actor, { ...asked, together: 'any' }, null))).toBe('booking-not-allowed');
  });

  it('a type of two officers has two', async () => {
    const one = await book(at('2020-03-20', '15:00'), { typeCode: 'pair' });
    expect((await meetingOf(one)).officerIds).toHaveLength(2);
  });
});
