/** A meeting that lost its time comes to something definite: a new time, or that the authority failed, which never counts against anyone. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import { messageSources } from '../../app/schedule.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { instantAt, plainDate } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { runJob } from '../../platform/jobs/index.ts';
import type { Problem } from '../../platform/problem/index.ts';
import { registeredJobseeker as jobseeker, staff } from '../cases/fixtures.ts';
import { protect } from '../people/fixtures.ts';
import { act, bookTime, changeTo } from './book.ts';
import { newOfficer, openMeetings, placeByCode, planner } from './fixtures.ts';
import type { Meetings } from './meetings.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { recordOutcome } from './record-outcome.ts';
import { findMeeting } from './store/meetings.ts';
import { watchDisplaced } from './watch-displaced.ts';

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
const deliver = () => deliverAll(house, m);
const watch = async () => (await runJob(house, watchDisplaced)).report;
type Who = { personId: Uuid; meetingId: Uuid; actor: Actor; number: string };

async function lostOn(day: string, time: string): Promise<Who> {
  const { personId, actor, number } = await jobseeker(house, 'Förlorad');
  const asked = { personId, typeCode: '21', start: at(day, time), channel: 'video', cameBy: 'web' } as const;
  const { meetingId } = await bookTime(m, actor, asked, null);
  await m.picture.refresh();
  return { personId, meetingId, actor, number };
}
const ill = (day: string) =>
  act(m, planner, noteOfficerAbsent, { officerId: officer, kind: 'ill', from: at(day, '00:00'), to: at(day, '23:30') });
const tasks = async ({ personId }: Who) => {
  const found = await sql<{ due: string; protected: boolean; done: string | null }>`
    select due_on::text as due, protected, outcome as done from cases.todo
    where person_id = ${personId} and kind = 'meeting-without-time' order by created_at, id`.execute(house.db);
  return found.rows;
};
const signals = async ({ personId }: Who) =>
  (await sql<{ n: number }>`select count(*) as n from cases.signal where person_id = ${personId}`.execute(house.db)).rows[0]!.n;
const waiting = async (who: Who) =>
  (
    await sql<{
      source: string;
    }>`select source from contact.message where person_id = ${who.personId} and about = ${who.meetingId}
      and state in ('waiting', 'by-hand', 'failed')`.execute(house.db)
  ).rows.map(({ source }) => source);

it('three days before it is an officer’s task, once; a new time settles it', async () => {
  const who = await lostOn('2020-03-12', '09:00');
  await ill('2020-03-12');
  await deliver();
  house.clock.set('2020-03-09T07:59:00Z');
  expect(await watch()).toEqual({ asked: 0, failed: 0 });
  house.clock.set('2020-03-09T08:00:00Z');
  expect(await watch()).toEqual({ asked: 1, failed: 0 });
  expect(await watch()).toEqual({ asked: 0, failed: 0 });
  expect(await tasks(who)).toEqual([{ due: '2020-03-12', protected: false, done: null }]);
  const to = { personId: who.personId, meetingId: who.meetingId, typeCode: '21', channel: 'video', cameBy: 'web' } as const;
  await m.picture.refresh();
  await changeTo(m, who.actor, { ...to, start: at('2020-03-16', '09:00') }, null);
  await deliver();
  expect(await tasks(who)).toMatchObject([{ done: 'new-time' }]);
  // Lost again: asked again.
  await ill('2020-03-16');
  house.clock.set('2020-03-13T08:30:00Z');
  expect(await watch()).toEqual({ asked: 1, failed: 0 });
  expect(await tasks(who)).toMatchObject([{ done: 'new-time' }, { due: '2020-03-16', done: null }]);
});

it('without a new time the authority has failed: told, counted, booked anew, and never a signal', async () => {
  house.clock.set('2020-03-16T09:00:00Z');
  const { rows } =
    await sql<Who>`select person_id as "personId", id as "meetingId" from meetings.meeting where state = 'displaced'`.execute(
      house.db,
    );
  const who = rows[0]!;
  expect(await watch()).toEqual({ asked: 0, failed: 1 });
  expect(await watch()).toEqual({ asked: 0, failed: 0 });
  await deliver();
  const meeting = (await findMeeting(house.db, who.personId, who.meetingId))!;
  expect(meeting.state).toBe('authority-failed');
  expect(await waiting(who)).toEqual(['meetings.failed']);
  const sources = messageSources({ clock: house.clock, register: m.register, publicUrl: () => 'https://example.org' });
  const source = sources.find(({ name }) => name === 'meetings.failed')!;
  for (const language of ['sv', 'en', 'sv-easy', 'ar'] as const) {
    const words = (await source.make(house.db, who.meetingId, who.personId, language))!;
    expect(words.text).toContain('https://example.org');
    expect(words.subject).not.toContain('{{');
  }
  const counted = await sql<{
    outcome: string;
  }>`select outcome from meetings.meeting_fact where meeting_id = ${who.meetingId}`.execute(house.db);
  expect(counted.rows).toEqual([{ outcome: 'authority-failed' }]);
  expect(await signals(who)).toBe(0);
  // Nobody makes a no-show of it afterwards.
  const caseworker = await staff(house, 'caseworker', who.personId);
  const outcome = { personId: who.personId, meetingId: who.meetingId, outcome: 'no-show' } as const;
  const refused = await act(m, caseworker, recordOutcome, outcome).catch((error: unknown) => (error as Problem).code);
  expect(refused).toBe('state-refuses');
  // The task stands until there is a new meeting.
  expect((await tasks(who)).at(-1)).toMatchObject({ done: null });
  await m.picture.refresh();
  const { personId, meetingId } = who;
  const asked = {
    personId,
    meetingId,
    typeCode: '21',
    channel: 'video',
    cameBy: 'officer',
    start: at('2020-03-20', '09:00'),
  } as const;
  const again = await changeTo(m, caseworker, asked, null);
  await deliver();
  expect(again.meetingId).not.toBe(meetingId);
  expect((await tasks(who)).at(-1)).toMatchObject({ done: 'new-time' });
  expect(await waiting(who)).toEqual([]);
  expect((await findMeeting(house.db, personId, meetingId))!.state).toBe('authority-failed');
});

it('§12.4 of someone with protected identity the task is the named officer’s', async () => {
  const who = await lostOn('2020-03-25', '10:00');
  await ill('2020-03-25');
  await protect(house, who.number);
  await deliver();
  house.clock.set('2020-03-24T10:00:00Z');
  expect(await watch()).toEqual({ asked: 1, failed: 0 });
  expect(await tasks(who)).toEqual([{ due: '2020-03-25', protected: true, done: null }]);
});

it('one that cannot be noted stands in the way of no other, and is said to have failed', async () => {
  const [stuck, next] = [await lostOn('2020-03-31', '10:00'), await lostOn('2020-03-31', '13:00')];
  await ill('2020-03-31');
  await deliver();
  await sql`
    create function meetings.stuck() returns trigger language plpgsql as $$ begin raise exception 'stuck'; end $$`.execute(
    house.db,
  );
  const { meetingId } = stuck;
  await sql`
    create trigger stuck before update on meetings.meeting for each row
    when (new.id = ${sql.lit(meetingId)}::uuid and new.state = 'authority-failed') execute function meetings.stuck()`.execute(
    house.db,
  );
  house.clock.set('2020-04-01T10:00:00Z');
  await expect(watchDisplaced.run(house)).rejects.toThrow('stuck');
  const stateOf = async (who: Who) => (await findMeeting(house.db, who.personId, who.meetingId))!.state;
  expect([await stateOf(stuck), await stateOf(next)]).toEqual(['displaced', 'authority-failed']);
  await sql`drop function meetings.stuck() cascade`.execute(house.db);
});

it('nothing is lost: after its time no meeting is without one', async () => {
  house.clock.set('2020-04-30T10:00:00Z');
  await watch();
  const left = await sql`select from meetings.meeting where state = 'displaced'`.execute(house.db);
  expect(left.rows).toEqual([]);
});
