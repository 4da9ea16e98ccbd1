/** What is counted of a meeting when it is booked: the journey, as the search counted it. */
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { booked, registered, timeInput } from '../../../test/booked.ts';
import { testHouse } from '../../../test/database.ts';
import { deliverAll } from '../../../test/delivered.ts';
import { execute } from '../../platform/auth/index.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { openMeetings, placeByCode } from './fixtures.ts';

const house = await testHouse('country', '2020-03-02T08:00:00Z');
const m = await openMeetings(house);
afterAll(() => m.close());

const deliver = () => deliverAll(house, m);
const counted = async (id: string): Promise<number | null> => {
  const { rows } = await sql<{ minutes: number | null }>`
    select travel_minutes as minutes from meetings.meeting_fact where meeting_id = ${id}`.execute(house.db);
  return rows[0]!.minutes;
};

it('the journey to a meeting on site is counted from the person’s municipality as it was when the time was chosen', async () => {
  const { actor, personId } = await registered(house, { municipalityCode: '2425' });
  const register = m.register.current();
  const journeys = register.journeysFrom(register.findOrigin('municipality', '2425')!);
  const minutesTo = (placeId: string): number => journeys.find(({ to }) => to.place.id === placeId)!.minutes;
  const [lycksele, umea] = [await placeByCode(house.db, '2481'), await placeByCode(house.db, '2480')];
  const at = { typeCode: '32', channel: 'on-site' as const };
  const id = await booked(house, actor, personId, { ...at, start: '2020-03-12T10:00:00+01:00', placeId: lycksele });
  await deliver();
  expect(await counted(id)).toBe(minutesTo(lycksele));
  const change = async (time: Parameters<typeof timeInput>[1]): Promise<void> => {
    await execute(house, actor, changeMeeting, { personId, meetingId: id, ...(await timeInput(house, time)) });
    await deliver();
  };
  await change({ ...at, start: '2020-03-12T13:00:00+01:00', placeId: umea });
  expect(await counted(id)).toBe(minutesTo(umea));
  await execute(house, actor, cancelMeeting, { personId, meetingId: id, reason: 'work' });
  await sql`update meetings.meeting_fact set travel_minutes = 7`.execute(house.db);
  await deliver();
  expect(await counted(id)).toBe(7);
});

it('no journey is counted to a meeting that is not on site, nor from where nobody knows', async () => {
  const remote = await registered(house, { municipalityCode: '2425' }, 'Rut');
  const phone = await booked(house, remote.actor, remote.personId, { start: '2020-03-12T10:00:00+01:00' });
  const unknown = await registered(house, {}, 'Ture');
  const placeId = await placeByCode(house.db, '2481');
  const onSite = { typeCode: '32', channel: 'on-site' as const, placeId, start: '2020-03-12T10:00:00+01:00' };
  const there = await booked(house, unknown.actor, unknown.personId, onSite);
  await deliver();
  expect([await counted(phone), await counted(there)]).toEqual([null, null]);
});
