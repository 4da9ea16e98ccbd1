/** New times for many at once: all are gone through, each is told once, whoever is killed half way, and nothing older is told by hand. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { type Actor, execute } from '../../platform/auth/index.ts';
import { instantAt, later, plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { registeredJobseeker as jobseeker } from '../cases/fixtures.ts';
import { act, bookTime } from './book.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { endAbsence } from './end-absence.ts';
import { newInterpreter, newOfficer, openMeetings, placeByCode, planner } from './fixtures.ts';
import { loseInterpreter } from './lose-interpreter.ts';
import type { Meetings } from './meetings.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { rebookDue } from './rebookings.ts';
import { startRebooking } from './start-rebooking.ts';
import { findMeeting } from './store/meetings.ts';
import { claimItem, countItems, lastReasons, listItems } from './store/rebooking.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
let m: Meetings;
let close: () => Promise<void>;
let officer: Uuid;

beforeAll(async () => {
  officer = await newOfficer(house, { homePlaceId: await placeByCode(house.db, '2481') });
  ({ close, ...m } = await openMeetings(house));
});
afterAll(() => close());

const at = (date: string, time: string) => instantAt(plainDate(date), time)!;
const illOn = (day: string) => ({
  officerId: officer,
  kind: 'ill',
  from: at(day, '00:00'),
  to: at(day, '23:30'),
});

async function booked(start: string, over: object = {}): Promise<{ personId: Uuid; meetingId: Uuid; actor: Actor }> {
  const { personId, actor } = await jobseeker(house, 'Bokad');
  const asked = { personId, typeCode: '21', start, channel: 'video', cameBy: 'web', ...over } as const;
  const { meetingId } = await bookTime(m, actor, asked, null);
  await m.picture.refresh();
  return { personId, meetingId, actor };
}
const messages = async ({ meetingId }: { meetingId: Uuid }): Promise<string[]> => {
  const found = await sql<{ source: string; state: string }>`
    select source, state from contact.message where about = ${meetingId} order by made_at, source`.execute(house.db);
  return found.rows.filter(({ state }) => state !== 'unneeded').map(({ source, state }) => `${source} ${state}`);
};
const start = async () => (await execute(house, planner, startRebooking, { by: null })).rebookingId;

it('those for whom nothing is as good do not stand in the way of those after them, and stay with why', async () => {
  const tolk = await newInterpreter(house, ['so']);
  await m.picture.refresh();
  const first = await booked(at('2020-03-11', '09:00'), { language: 'so', interpreter: true });
  const next = await booked(at('2020-03-11', '10:00'));
  await act(m, planner, loseInterpreter, { interpreterId: tolk, from: at('2020-03-02', '12:00'), to: at('2020-04-30', '00:00') });
  const { absenceId } = await act(m, planner, noteOfficerAbsent, illOn('2020-03-11'));
  const rebookingId = await start();
  expect(await countItems(house.db, rebookingId)).toEqual({ all: 2, moved: 0, asked: 0, gone: 0 });
  // One at a time, as a process that is stopped in between: the second is reached all the same.
  expect(await rebookDue(m, { of: rebookingId, most: 1 })).toBe(1);
  expect(await rebookDue(m, { of: rebookingId })).toBe(1);
  expect(await countItems(house.db, rebookingId)).toEqual({ all: 2, moved: 1, asked: 1, gone: 0 });
  const [asked, moved] = await listItems(house.db, rebookingId, null, null);
  expect(asked).toMatchObject({ meetingId: first.meetingId, outcome: 'asked', why: 'nobody-free', after: null });
  expect(moved).toMatchObject({ meetingId: next.meetingId, outcome: 'moved', before: { start: at('2020-03-11', '10:00') } });
  expect(moved!.after).toMatchObject({
    start: (await findMeeting(house.db, next.personId, next.meetingId))!.start,
    officerIds: [officer],
  });
  expect((await lastReasons(house.db, [first.meetingId])).get(first.meetingId)).toEqual({ why: 'nobody-free', nearest: null });
  // What was tried for one time says nothing of another that is lost later.
  const shift = (by: string) =>
    sql`
      update meetings.meeting set during = tstzrange(lower(during) + ${by}::interval, upper(during) + ${by}::interval)
      where id = ${first.meetingId}`.execute(house.db);
  await shift('1 day');
  expect((await lastReasons(house.db, [first.meetingId])).size).toBe(0);
  await shift('-1 day');
  // Told once each, and nothing of what was before.
  expect(await messages(next)).toEqual(['meetings.moved waiting']);
  expect(await messages(first)).toEqual(['meetings.displaced waiting']);
  await act(m, planner, endAbsence, { resourceId: officer, absenceId, backOn: '2020-03-11' });
  await sql`update meetings.meeting set state = 'cancelled', cancel_reason = 'authority', displaced_by = null where id = ${first.meetingId}`.execute(
    house.db,
  );
});

it('a process that is gone leaves what it had in hand to the next; what was given is given and told once', async () => {
  const all = [];
  for (const time of ['09:00', '09:30', '10:00', '10:30']) all.push(await booked(at('2020-03-17', time)));
  const { absenceId } = await act(m, planner, noteOfficerAbsent, illOn('2020-03-17'));
  const rebookingId = await start();
  // Taken in hand by one that dies before it does anything.
  const lost = await claimItem(house.db, house.clock.now(), rebookingId);
  expect(lost).toMatchObject({ meetingId: all[0]!.meetingId });
  // And by several at once.
  await Promise.all([1, 2, 3].map(() => rebookDue(m, { of: rebookingId })));
  expect(await countItems(house.db, rebookingId)).toEqual({ all: 4, moved: 3, asked: 0, gone: 0 });
  house.clock.set(later(house.clock.now(), 21_000));
  await Promise.all([1, 2].map(() => rebookDue(m)));
  expect(await countItems(house.db, rebookingId)).toEqual({ all: 4, moved: 4, asked: 0, gone: 0 });
  for (const one of all) {
    expect(await messages(one)).toEqual(['meetings.moved waiting']);
    const moved = await sql`select from meetings.meeting_event where meeting_id = ${one.meetingId} and what = 'moved'`.execute(
      house.db,
    );
    expect(moved.rows).toHaveLength(1);
  }
  // Again: there is nobody left.
  const again = await start();
  expect(await countItems(house.db, again)).toEqual({ all: 0, moved: 0, asked: 0, gone: 0 });
  await act(m, planner, endAbsence, { resourceId: officer, absenceId, backOn: '2020-03-17' });
});

it('who chose for themselves meanwhile is left alone', async () => {
  const one = await booked(at('2020-03-20', '09:00'));
  const { absenceId } = await act(m, planner, noteOfficerAbsent, illOn('2020-03-20'));
  const rebookingId = await start();
  await sql`update meetings.meeting set state = 'cancelled', cancel_reason = 'work', displaced_by = null where id = ${one.meetingId}`.execute(
    house.db,
  );
  await rebookDue(m, { of: rebookingId });
  expect(await countItems(house.db, rebookingId)).toEqual({ all: 1, moved: 0, asked: 0, gone: 1 });
  await act(m, planner, endAbsence, { resourceId: officer, absenceId, backOn: '2020-03-20' });
});

it('what staff were to tell by hand, or could not be sent, is taken back when there is newer news of the meeting', async () => {
  const one = await booked(at('2020-03-23', '09:00'));
  const handed = (state: 'by-hand' | 'failed') =>
    sql`update contact.message set state = ${state}, channel = 'none' where about = ${one.meetingId} and state = 'waiting'`.execute(
      house.db,
    );
  await handed('by-hand');
  const { absenceId } = await act(m, planner, noteOfficerAbsent, illOn('2020-03-23'));
  expect(await messages(one)).toEqual(['meetings.displaced waiting']);
  await handed('failed');
  await rebookDue(m, { of: await start() });
  expect(await messages(one)).toEqual(['meetings.moved waiting']);
  await handed('by-hand');
  await act(m, one.actor, cancelMeeting, { personId: one.personId, meetingId: one.meetingId, reason: 'work' });
  expect(await messages(one)).toEqual(['meetings.cancelled waiting']);
  await act(m, planner, endAbsence, { resourceId: officer, absenceId, backOn: '2020-03-23' });
});
