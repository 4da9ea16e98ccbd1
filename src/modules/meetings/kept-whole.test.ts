/** What two do at once, or what someone does by another way than the usual one, leaves every meeting whole. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import type { Transaction } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { Problem } from '../../platform/problem/index.ts';
import { registeredJobseeker as jobseeker } from '../cases/fixtures.ts';
import { protect } from '../people/fixtures.ts';
import { act, bookTime, changeTo, holdTime, openSessionAt } from './book.ts';
import { bookSeat } from './book-seat.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { confirmMeeting } from './confirm-meeting.ts';
import { endAbsence } from './end-absence.ts';
import { endAgreement } from './end-agreement.ts';
import { newOfficer, newRoom, openMeetings, placeByCode, planner } from './fixtures.ts';
import { joinWaiting } from './join-waiting.ts';
import type { Meetings } from './meetings.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { rebookAll } from './rebookings.ts';
import { releaseHold } from './release-hold.ts';
import { findMeeting, lockMeeting, writeState } from './store/meetings.ts';
import { keepTime } from './store/occupancy.ts';
import { findWaiting } from './store/waiting.ts';

const now = '2020-03-02T08:00:00Z';
const house = await testHouse('country', now);
const umea = await placeByCode(house.db, '2480');
const officers: Uuid[] = [];
let m: Meetings & { close(): Promise<void> };

beforeAll(async () => {
  await sql`
    insert into meetings.meeting_type (id, code, valid, purpose, names, channels, minutes, window_first, window_last, booked_by, needs_room,
      overbooking, seats, source, changed_at, changed_by)
    values (gen_random_uuid(), 'group', '[2019-01-01,)', 'first-planning', '{"sv": "Grupp"}', '{video}', 60, 1, 30, '{person}', false,
      false, 2, 'test', ${now}, 'test')`.execute(house.db);
  for (let index = 0; index < 2; index += 1) officers.push(await newOfficer(house, { homePlaceId: umea }));
  m = await openMeetings(house);
});
afterAll(() => m.close());

type Who = Awaited<ReturnType<typeof jobseeker>>;
const wish = ({ personId }: Who, start: string, over: object = {}) =>
  ({ personId, typeCode: '21', start, channel: 'video', cameBy: 'web', ...over }) as const;
const held = async (who: Who, start: string, over: object = {}) =>
  (await holdTime(m, who.actor, wish(who, start, over), null)).meetingId;
const booked = async (who: Who, start: string, over: object = {}) =>
  (await bookTime(m, who.actor, wish(who, start, over), null)).meetingId;
const meetingOf = async ({ personId }: Who, id: Uuid) => (await findMeeting(house.db, personId, id))!;
const takenBy = async (id: Uuid): Promise<number> =>
  (await sql`select from meetings.occupancy where of = ${id}`.execute(house.db)).rows.length;
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
const deliver = () => deliverAll(house, m);
const cancel = (who: Who, meetingId: Uuid) =>
  act(m, who.actor, cancelMeeting, { personId: who.personId, meetingId, reason: 'work' });

/** Is done in a transaction that commits once `other` waits for it. */
async function during<Result>(work: (tx: Transaction) => Promise<void>, other: () => Promise<Result>): Promise<Result> {
  const waiting = await house.db.transaction().execute(async (tx) => {
    await work(tx);
    const begun = other();
    const blocked = async (): Promise<number> =>
      (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(house.db))
        .rows.length;
    await expect.poll(blocked).toBeGreaterThan(0);
    return [begun];
  });
  return waiting[0]!;
}

/** What confirm-meeting does, in a transaction of the test's. */
const confirming =
  (who: Who, id: Uuid) =>
  async (tx: Transaction): Promise<void> => {
    const meeting = (await lockMeeting(tx, who.personId, id))!;
    await keepTime(tx, meeting, house.clock.now());
    await writeState(tx, meeting, { state: 'booked' });
  };

describe('a meeting that is confirmed stays, whatever waits for it', () => {
  it('when the same person chooses another time meanwhile, in another tab', async () => {
    const who = await jobseeker(house, 'Två flikar');
    const meetingId = await held(who, '2020-03-05T09:00:00+01:00', { heldBy: 'browser' });
    await during(confirming(who, meetingId), () => held(who, '2020-03-05T13:00:00+01:00', { heldBy: 'browser' }));
    expect(await meetingOf(who, meetingId)).toMatchObject({ state: 'booked' });
    expect(await takenBy(meetingId)).toBe(2);
  });

  it('when its hold is over by another’s clock', async () => {
    const [who, late] = [await jobseeker(house, 'I sista stund'), await jobseeker(house, 'Strax efter')];
    const start = '2020-03-06T09:00:00+01:00';
    await booked(await jobseeker(house, 'Den andra handläggarens'), start);
    const meetingId = await held(who, start);
    const refused = await during(
      async (tx) => {
        await confirming(who, meetingId)(tx);
        house.clock.set('2020-03-02T08:05:00Z');
        await m.picture.refresh();
      },
      () => codeOf(booked(late, start)),
    );
    house.clock.set(now);
    expect(refused).toBe('time-taken');
    expect(await takenBy(meetingId)).toBe(2);
  });
});

describe('a meeting that is changed', () => {
  it('is for what its new type is for', async () => {
    const who = await jobseeker(house, 'Annat ärende');
    const meetingId = await booked(who, '2020-03-09T09:00:00+01:00');
    await changeTo(m, who.actor, { ...wish(who, '2020-03-09T13:00:00+01:00', { typeCode: '22' }), meetingId }, null);
    expect(await meetingOf(who, meetingId)).toMatchObject({ typeCode: '22', purpose: 'follow-up' });
  });

  it('from a seat among several lets the seat go, and is not cancelled with the others', async () => {
    const [who, next] = [await jobseeker(house, 'Lämnar gruppen'), await jobseeker(house, 'Tar platsen')];
    const { sessionId } = await openSessionAt(m, planner, sessionAt('2020-03-10T09:00:00+01:00', 1), null);
    const seatOf = ({ personId, actor }: Who) => act(m, actor, bookSeat, { personId, sessionId, cameBy: 'web' });
    const { meetingId } = await seatOf(who);
    await changeTo(m, who.actor, { ...wish(who, '2020-03-10T13:00:00+01:00'), meetingId }, null);
    expect(await meetingOf(who, meetingId)).toMatchObject({ sessionId: null, typeCode: '21' });
    await seatOf(next);
  });

  it('has not begun: how it went is said, not another time', async () => {
    const who = await jobseeker(house, 'Efteråt');
    const meetingId = await booked(who, '2020-03-05T10:00:00+01:00');
    house.clock.set('2020-03-05T09:10:00Z');
    const change = { ...wish(who, '2020-03-12T10:00:00+01:00'), meetingId };
    expect(await codeOf(changeTo(m, who.actor, change, null))).toBe('time-past');
    house.clock.set(now);
  });
});

const sessionAt = (start: string, seats: number) => ({ typeCode: 'group', start, channel: 'video', seats }) as const;

describe('a meeting for several whose officer is away', () => {
  const away = { kind: 'ill', from: '2020-03-11T07:00:00Z', to: '2020-03-11T08:30:00Z' } as const;

  it('takes no one’s time any more, also when nobody had a seat', async () => {
    const { sessionId } = await openSessionAt(m, planner, sessionAt('2020-03-11T09:00:00+01:00', 2), null);
    const session = await sql<{ officer_ids: Uuid[] }>`
      select officer_ids::text[] from meetings.session where id = ${sessionId}`.execute(house.db);
    await act(m, planner, noteOfficerAbsent, { officerId: session.rows[0]!.officer_ids[0]!, ...away });
    expect(await takenBy(sessionId)).toBe(0);
  });

  it('has no seat for who comes while it is cancelled', async () => {
    const who = await jobseeker(house, 'Kommer för sent');
    const { sessionId } = await openSessionAt(m, planner, sessionAt('2020-03-12T09:00:00+01:00', 2), null);
    const refused = await during(
      async (tx) => {
        await sql`select from meetings.session where id = ${sessionId} for update`.execute(tx);
        await sql`update meetings.session set cancelled_at = ${now} where id = ${sessionId}`.execute(tx);
      },
      () => codeOf(act(m, who.actor, bookSeat, { personId: who.personId, sessionId, cameBy: 'web' })),
    );
    expect(refused).toBe('seats-taken');
  });
});

it('who is ill twice at once is away until both are over', async () => {
  const officerId = await newOfficer(house, { homePlaceId: umea });
  officers.push(officerId);
  const ill = async (from: string, to: string) =>
    (await act(m, planner, noteOfficerAbsent, { officerId, kind: 'ill', from, to })).absenceId;
  const absenceId = await ill('2020-03-23T07:00:00Z', '2020-03-24T16:00:00Z');
  const second = await ill('2020-03-24T07:00:00Z', '2020-03-25T16:00:00Z');
  const awayOn24th = async (): Promise<number> =>
    (
      await sql`select from meetings.occupancy where resource_id = ${officerId} and during @> '2020-03-24T10:00:00Z'::timestamptz`.execute(
        house.db,
      )
    ).rows.length;
  await act(m, planner, endAbsence, { resourceId: officerId, absenceId, backOn: '2020-03-23' });
  expect(await awayOn24th()).toBe(1);
  await act(m, planner, endAbsence, { resourceId: officerId, absenceId: second, backOn: '2020-03-24' });
  expect(await awayOn24th()).toBe(0);
});

it('who has become protected is left to their officer, also before the word of it has come; the others get their times', async () => {
  const [hidden, other] = [await jobseeker(house, 'Skyddas'), await jobseeker(house, 'Bokas om')];
  const ids = [await booked(hidden, '2020-03-13T09:00:00+01:00'), await booked(other, '2020-03-13T09:00:00+01:00')] as const;
  await deliver();
  const away = { kind: 'ill', from: '2020-03-13T07:00:00Z', to: '2020-03-13T08:30:00Z' } as const;
  for (const officerId of officers) await act(m, planner, noteOfficerAbsent, { officerId, ...away });
  await protect(house, hidden.number);
  expect(await rebookAll(m, planner, { by: null, placeId: null, typeCode: null })).toEqual({ moved: 1, asked: 0 });
  expect(await meetingOf(hidden, ids[0])).toMatchObject({ state: 'displaced' });
  expect(await meetingOf(other, ids[1])).toMatchObject({ state: 'booked' });
}, 60_000);

it('an agreement about a place with many rooms ends', async () => {
  for (let index = 0; index < 40; index += 1) await newRoom(house, umea);
  const { resources } = await act(m, planner, endAgreement, { placeId: umea, lastDay: '2020-04-30' });
  expect(resources.length).toBeGreaterThan(40);
});

describe('who waits for something sooner than a meeting', () => {
  // What fell free before is no one's by then.
  beforeAll(deliver, 120_000);
  const inLine = async (start: string) => {
    const who = await jobseeker(house, 'I kö');
    const meetingId = await booked(who, start);
    await act(m, who.actor, joinWaiting, { personId: who.personId, purpose: 'first-planning', channels: ['video'], meetingId });
    return { who, meetingId };
  };
  const fallsFree = async (start: string): Promise<void> => {
    const who = await jobseeker(house, 'Avbokar');
    await cancel(who, await booked(who, start));
    await deliver();
  };
  const placeOf = ({ personId }: Who) => findWaiting(house.db, personId);

  it('is offered nothing later than it is after a change', async () => {
    const { who, meetingId } = await inLine('2020-03-20T09:00:00+01:00');
    await changeTo(m, who.actor, { ...wish(who, '2020-03-16T09:00:00+01:00'), meetingId }, null);
    await fallsFree('2020-03-18T13:00:00+01:00');
    expect(await placeOf(who)).toMatchObject({ state: 'waiting' });
    await cancel(who, meetingId);
  });

  it('answers the offer where they stand in line, and not as a time that they chose', async () => {
    const { who } = await inLine('2020-03-20T10:00:00+01:00');
    await fallsFree('2020-03-17T13:00:00+01:00');
    const { offeredId: meetingId } = (await placeOf(who))!;
    for (const other of [confirmMeeting, releaseHold]) {
      expect(await codeOf(act(m, who.actor, other, { personId: who.personId, meetingId }))).toBe('state-refuses');
    }
  });

  it('waits no longer when the meeting is cancelled, and the offer is the next one’s', async () => {
    const [first, second] = [await inLine('2020-03-20T13:00:00+01:00'), await inLine('2020-03-20T13:30:00+01:00')];
    await fallsFree('2020-03-19T13:00:00+01:00');
    const offered = await placeOf(first.who);
    expect(offered?.state).toBe('offered');
    await cancel(first.who, first.meetingId);
    await deliver();
    expect(await placeOf(first.who)).toBeNull();
    expect(await placeOf(second.who)).toMatchObject({ state: 'offered' });
  });

  it('waits for one of the same kind', async () => {
    const who = await jobseeker(house, 'Två sorter');
    const meetingId = await booked(who, '2020-03-20T15:00:00+01:00');
    const other = { personId: who.personId, purpose: 'follow-up', channels: ['video'], meetingId };
    expect(await codeOf(act(m, who.actor, joinWaiting, other))).toBe('invalid-input');
  });
});
