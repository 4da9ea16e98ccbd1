/** What is held about a person: all of it in their export, none of it after their erasure; figures stay, loose from them. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import { holdings, jobs } from '../../app/schedule.ts';
import { runJob } from '../../platform/jobs/index.ts';
import { jobseeker, withRegistration } from '../cases/fixtures.ts';
import { listErasures } from '../people/index.ts';
import { act, bookTime } from './book.ts';
import { newOfficer, openMeetings } from './fixtures.ts';
import { meetingsHolding } from './holding.ts';
import { joinWaiting } from './join-waiting.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
await newOfficer(house);

it('meetings, the line and what they occupied are exported whole and erased whole', async () => {
  const m = await openMeetings(house);
  const who = await jobseeker(house, 'Glöms');
  const { personId } = who;
  const registrationId = await withRegistration(house, personId, '2020-02-01');
  const booking = { personId, typeCode: '21', start: '2020-03-05T09:00:00+01:00', channel: 'video', cameBy: 'web' } as const;
  const { meetingId } = await bookTime(m, who.actor, booking, null);
  await act(m, who.actor, joinWaiting, { personId, purpose: 'first-planning', channels: ['video'], meetingId });
  await deliverAll(house, m);
  await m.close();

  const all = await meetingsHolding.everythingAbout(house.db, personId);
  expect(Object.fromEntries(Object.entries(all).map(([table, rows]) => [table, rows.length]))).toEqual({
    meeting: 1,
    meeting_event: 1,
    occupancy: 1,
    rebooking_item: 0,
    waiting: 1,
    channel_request: 0,
    feed: 0,
  });
  expect(await meetingsHolding.sections(house.db, personId, 'sv')).toMatchObject([
    { facts: [['torsdag 5 mars 2020 kl. 09:00', 'Video, Planeringssamtal, Bokat']] },
    {},
  ]);
  expect(holdings).toContain(meetingsHolding);

  await sql`update cases.registration set state = 'deregistered', deregistered_on = '2020-03-06', deregistered_reason = 'work', next_due = null, next_kind = null
    where id = ${registrationId}`.execute(house.db);
  house.clock.set('2035-01-02T08:00:00Z');
  await runJob(
    house,
    jobs({}).find(({ name }) => name === 'cases.erase-ended-cases')!,
  );
  expect(await meetingsHolding.remaining(house.db, [personId])).toBe(0);
  expect((await sql`select from meetings.occupancy where of = ${meetingId}`.execute(house.db)).rows).toEqual([]);
  const [proof] = await listErasures(house.db);
  expect(proof).toMatchObject({ persons: 1, remaining: 0, counts: { 'meetings.meeting': 1, 'meetings.occupancy': 2 } });
  const fact = await sql`select meeting_id from meetings.meeting_fact`.execute(house.db);
  expect(fact.rows).toEqual([{ meeting_id: null }]);
});
