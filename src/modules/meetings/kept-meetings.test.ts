/** What is booked stays possible: no change of supply is accepted that leaves a meeting outside what could be booked. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Command, execute } from '../../platform/auth/index.ts';
import { addDays, instantAt, localTime, plainDate, weekday } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { jobseeker } from '../cases/fixtures.ts';
import { weekdays } from '../network/index.ts';
import { protect } from '../people/fixtures.ts';
import { putSupportNeed } from '../people/index.ts';
import { addRoom } from './add-room.ts';
import { changeOfficer } from './change-officer.ts';
import { changeRoom } from './change-room.ts';
import { endAttendance } from './end-attendance.ts';
import { newOfficer, officerFacts, openMeetings, placeByCode, planner } from './fixtures.ts';
import { minutesOf, timeOf } from './hours.ts';
import { timeOfOfficer, travelOf } from './kept-meetings.ts';
import type { Meetings } from './meetings.ts';
import { officerDay } from './picture/officer-day.ts';
import { isClosedDay } from './rules/meeting-days.ts';
import { setAttendance } from './set-attendance.ts';
import { setWorkingDay } from './set-working-day.ts';
import { setWorkingPattern } from './set-working-pattern.ts';
import { findOfficer } from './store/officers.ts';
import { bookedWithin } from './store/taken.ts';
import { timetableOf } from './store/timetable.ts';
import { travelBetween } from './travel-between.ts';

const house = await testHouse('country', '2020-02-14T11:00:00Z');
const { db } = house;
const lycksele = await placeByCode(db, '2481');
const umea = await placeByCode(db, '2480');
const vannas = await placeByCode(db, '2460').catch(() => lycksele);
let m: Meetings & { close(): Promise<void> };
beforeAll(async () => {
  m = await openMeetings(house);
});
afterAll(() => m.close());

const versionOf = async (id: Uuid): Promise<number> => (await findOfficer(db, id))!.version;
const refusalOf = (of: Command, input: unknown): Promise<Problem | null> =>
  execute(house, planner, of, input).then(
    () => null,
    (error: unknown) => {
      if (error instanceof Problem) return error;
      throw error;
    },
  );

/** What a booking writes, of an officer or a room. */
async function book(
  resourceId: Uuid,
  start: string,
  minutes: number,
  { placeId = null, personId = house.newId(), hidden = false }: { placeId?: Uuid | null; personId?: Uuid; hidden?: boolean } = {},
): Promise<Uuid> {
  const id = house.newId();
  const during = sql`tstzrange(${start}::timestamptz, ${start}::timestamptz + make_interval(mins => ${minutes}))`;
  await sql`
    insert into meetings.meeting (person_id, id, state, type_code, purpose, channel, during, officer_ids, place_id, language,
                                  channel_by, came_by, made_at, made_by, protected)
    values (${personId}, ${id}, 'booked', '31', 'first-planning', ${placeId === null ? 'video' : 'on-site'}, ${during},
            ${[resourceId]}::uuid[], ${placeId}, 'sv', 'choice', 'officer', ${house.clock.now()}, 'x', ${hidden})`.execute(db);
  await sql`insert into meetings.occupancy (resource_id, id, during, why, of)
            values (${resourceId}, ${house.newId()}, ${during}, 'meeting', ${id})`.execute(db);
  return id;
}

describe('the way to another place', () => {
  it('is not laid over a meeting: a stay whose journey overlaps one is refused, and names it', async () => {
    const id = await newOfficer(house, { homePlaceId: umea });
    // Thursday 5 March, 09:00 in Sweden: the stay begins at 10:00, and the way to Lycksele takes more than an hour.
    await book(id, '2020-03-05T08:00:00Z', 60);
    const stay = { officerId: id, from: '2020-03-01', to: null, weekday: 4, stays: [{ placeId: lycksele, from: 600, to: 900 }] };
    const refused = await refusalOf(setAttendance, { ...stay, version: await versionOf(id) });
    expect([refused?.code, refused?.details.params]).toEqual([
      'meetings-in-the-way',
      { count: 1, meetings: '2020-03-05 09:00 (31)' },
    ]);
    const later = { ...stay, version: await versionOf(id), stays: [{ placeId: lycksele, from: 780, to: 900 }] };
    expect(await refusalOf(setAttendance, later)).toBeNull();
  });

  it('nor does a shorter day leave a meeting before the journey home', async () => {
    const id = await newOfficer(house, { homePlaceId: umea });
    const stay = { officerId: id, from: '2020-03-01', to: null, weekday: 4, stays: [{ placeId: lycksele, from: 0, to: 1440 }] };
    await execute(house, planner, setAttendance, { ...stay, version: await versionOf(id) });
    // 13:00 to 14:00 in Lycksele: whoever stops at 14:30 in Umeå has gone by then.
    await book(id, '2020-03-05T12:00:00Z', 60, { placeId: lycksele });
    const weekly = { thu: [['08:00', '14:30']] };
    const pattern = { officerId: id, version: await versionOf(id), from: '2020-03-01', to: null, weekly };
    expect((await refusalOf(setWorkingPattern, pattern))?.code).toBe('meetings-in-the-way');
    const day = { officerId: id, version: await versionOf(id), on: '2020-03-05', hours: [['08:00', '14:30']], note: '' };
    expect((await refusalOf(setWorkingDay, day))?.code).toBe('meetings-in-the-way');
  });

  it('takes as long by the transaction as by the register in memory', async () => {
    const id = await newOfficer(house, { homePlaceId: umea });
    const officer = (await findOfficer(db, id))!;
    const places = m.register
      .current()
      .places.filter((_, index) => index % 25 === 0)
      .map(({ place }) => place.id as Uuid);
    const attendance = places.map((placeId) => ({ placeId })) as never;
    const travel = await db
      .transaction()
      .execute((tx) => travelOf(tx, officer, { patterns: [], days: [], attendance }, plainDate('2020-02-14')));
    const inMemory = travelBetween(m.register.current());
    for (const from of places) for (const to of places) expect(travel(from, to)).toBe(inMemory(from, to));
  });
});

describe('whatever change of supply is accepted', () => {
  const quarters = (from: number, to: number) => fc.integer({ min: from * 4, max: to * 4 }).map((quarter) => quarter * 15);
  const span = (from: number, to: number) =>
    fc.tuple(quarters(from, to), quarters(from, to)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 15 }));
  const place = fc.constantFrom(umea, lycksele, vannas);
  // A few days, so that what is said of them meets.
  const dayAt = fc.constantFrom(0, 0, 0, 1, 7).map((days) => addDays(plainDate('2020-03-05'), days));
  const booking = fc.record({
    what: fc.constant('book' as const),
    on: dayAt,
    pick: fc.nat(),
    minutes: fc.constantFrom(30, 60),
    onSite: fc.boolean(),
  });
  const step = fc.oneof(
    { arbitrary: booking, weight: 4 },
    {
      arbitrary: fc.record({ what: fc.constant('stay' as const), from: dayAt, to: fc.option(dayAt), place, span: span(7, 17) }),
      weight: 4,
    },
    {
      arbitrary: fc.record({ what: fc.constant('pattern' as const), from: dayAt, to: fc.option(dayAt), span: span(7, 17) }),
      weight: 1,
    },
    { arbitrary: fc.record({ what: fc.constant('day' as const), from: dayAt, span: fc.option(span(7, 17)) }), weight: 1 },
    { arbitrary: fc.record({ what: fc.constant('home' as const), place: fc.option(place) }), weight: 1 },
    { arbitrary: fc.record({ what: fc.constant('end' as const), from: dayAt }), weight: 1 },
  );
  type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never;

  async function done(id: Uuid, one: Step): Promise<void> {
    const base = { officerId: id, version: await versionOf(id) };
    const hours = (of: { from: number; to: number }) => [[timeOf(of.from), timeOf(of.to)]];
    if (one.what === 'book') {
      // Any of the times that are offered then, at a distance or where the officer is.
      const [day] = (await daysOf(id, [one.on])).values();
      const slots = day!.flatMap(({ placeId, from, to }) =>
        Array.from({ length: Math.max(0, Math.floor((to - one.minutes - Math.ceil(from / 15) * 15) / 15) + 1) }, (_, index) => ({
          placeId,
          at: Math.ceil(from / 15) * 15 + index * 15,
        })),
      );
      const slot = slots[one.pick % Math.max(1, slots.length)];
      if (slot === undefined) return;
      const start = instantAt(one.on, timeOf(slot.at))!;
      await book(id, start, one.minutes, { placeId: one.onSite ? slot.placeId : null }).catch(() => undefined);
    } else if (one.what === 'stay') {
      const to = one.to !== null && one.to >= one.from ? one.to : null;
      await refusalOf(setAttendance, {
        ...base,
        from: one.from,
        to,
        weekday: weekday(one.from),
        stays: [{ placeId: one.place, ...one.span }],
      });
    } else if (one.what === 'pattern') {
      const to = one.to !== null && one.to >= one.from ? one.to : null;
      const weekly = Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, hours(one.span)]));
      await refusalOf(setWorkingPattern, { ...base, from: one.from, to, weekly });
    } else if (one.what === 'day') {
      await refusalOf(setWorkingDay, { ...base, on: one.from, hours: one.span === null ? [] : hours(one.span), note: '' });
    } else if (one.what === 'home') {
      await refusalOf(changeOfficer, { ...base, ...officerFacts, homePlaceId: one.place });
    } else {
      const [stay] = (await timetableOf(db, id)).attendance;
      if (stay !== undefined) await refusalOf(endAttendance, { ...base, attendanceId: stay.id, lastDay: one.from });
    }
  }

  async function daysOf(id: Uuid, dates: readonly ReturnType<typeof plainDate>[]) {
    const officer = (await findOfficer(db, id))!;
    const time = timeOfOfficer(officer, await timetableOf(db, id));
    const travel = travelBetween(m.register.current());
    return new Map(dates.map((date) => [date, officerDay(time, date, isClosedDay(date), travel)]));
  }

  it('every meeting lies within what the officer offers that day, journeys taken off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
        const id = await newOfficer(house, { homePlaceId: umea });
        for (const one of steps) await done(id, one);
        const kept = await db
          .transaction()
          .execute((tx) => bookedWithin(tx, id, { start: house.clock.now(), end: null }, house.clock.now()));
        for (const { start, end, placeId } of kept) {
          const from = localTime(start);
          const [day] = (await daysOf(id, [from.date])).values();
          const [a, b] = [minutesOf(from.time), minutesOf(localTime(end).time)];
          expect(
            day!.filter((one) => (placeId === null || one.placeId === placeId) && one.from <= a && b <= one.to),
          ).toHaveLength(1);
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe('meetings of protected persons', () => {
  it('are counted among those in the way, and not named to who is not named for them', async () => {
    const id = await newOfficer(house, { homePlaceId: umea });
    const hidden = await jobseeker(house, 'Skyddas');
    await protect(house, hidden.number);
    await book(id, '2020-03-02T09:00:00Z', 60, { personId: hidden.personId, hidden: true });
    const off = async () =>
      (await refusalOf(setWorkingDay, { officerId: id, version: await versionOf(id), on: '2020-03-02', hours: [], note: '' }))
        ?.details.params;
    expect(await off()).toEqual({ count: 1, meetings: '' });
    await book(id, '2020-03-02T12:00:00Z', 30);
    expect(await off()).toEqual({ count: 2, meetings: '2020-03-02 13:00 (31) …' });
  });
});

describe('a room', () => {
  const newRoom = async () =>
    (await execute(house, planner, addRoom, { placeId: umea, ...facts, name: `Rum ${house.newId()}` })).roomId;
  const facts = { seats: 6, stepFree: 'yes', validFrom: null, validTo: null };
  const change = (roomId: Uuid, more: object) =>
    refusalOf(changeRoom, { roomId, version: 1, name: `Rum ${house.newId()}`, ...facts, ...more });

  it('keeps the seats that a booked group needs', async () => {
    const roomId = await newRoom();
    const [sessionId, start] = [house.newId(), '2020-03-03T09:00:00Z'];
    await sql`
      insert into meetings.session (id, type_code, channel, during, officer_ids, place_id, room_id, language, seats)
      values (${sessionId}, '31', 'on-site', tstzrange(${start}, '2020-03-03T10:00:00Z'), '{}', ${umea}, ${roomId}, 'sv', 5)`.execute(
      db,
    );
    await sql`insert into meetings.occupancy (resource_id, id, during, why, of)
              values (${roomId}, ${house.newId()}, tstzrange(${start}, '2020-03-03T10:00:00Z'), 'meeting', ${sessionId})`.execute(
      db,
    );
    const refused = await change(roomId, { seats: 4 });
    expect([refused?.code, refused?.details.params]).toEqual([
      'meetings-in-the-way',
      { count: 1, meetings: '2020-03-03 10:00 (31)' },
    ]);
    expect(await change(roomId, { seats: 5 })).toBeNull();
  });

  it('keeps its step-free access while someone who meets there has support for a disability', async () => {
    const roomId = await newRoom();
    const who = await jobseeker(house, 'Behöver hiss');
    await book(roomId, '2020-03-03T09:00:00Z', 60, { placeId: umea, personId: who.personId });
    await db.transaction().execute((tx) =>
      putSupportNeed(tx, {
        personId: who.personId,
        id: house.newId(),
        ground: 'disability',
        needs: [],
        note: '',
        since: plainDate('2020-02-14'),
        by: 'x',
        at: house.clock.now(),
      }),
    );
    expect((await change(roomId, { stepFree: 'unknown' }))?.code).toBe('meetings-in-the-way');
    expect(await change(roomId, { seats: 2 })).toBeNull();
  });
});
