import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { addDays, plainDate } from '../../platform/clock/index.ts';
import { changeOfficer } from './change-officer.ts';
import { daysThere } from './days-there.ts';
import { endAbsence } from './end-absence.ts';
import { newOfficer, officerFacts, planner } from './fixtures.ts';
import { noteAbsence } from './note-absence.ts';
import { noteOfficerAbsent } from './note-officer-absent.ts';
import { setWorkingDay } from './set-working-day.ts';
import { findOfficer } from './store/officers.ts';

const house = await testHouse('country', '2020-02-14T11:00:00Z');
const since = plainDate('2020-03-02');

async function thereIn(officerId: string): Promise<{ days: string[]; knownTo: string }> {
  const there = await daysThere(house.db, [officerId], since);
  const days = Array.from({ length: 12 }, (_, k) => addDays(since, k)).filter((on) => there.isThere(officerId, on));
  return { days: days.map((one) => one.slice(8)), knownTo: there.knownTo };
}
const version = async (id: string) => (await findOfficer(house.db, id))!.version;

describe('days on which officers are there', () => {
  it('are those they work, but for leave and illness that take any of their hours', async () => {
    const id = await newOfficer(house);
    expect(await thereIn(id)).toEqual({
      days: ['02', '03', '04', '05', '06', '09', '10', '11', '12', '13'],
      knownTo: since,
    });
    const leave = { resourceId: id, kind: 'leave', fromTime: null, toTime: null };
    const { absenceId } = await execute(house, planner, noteAbsence, { ...leave, from: '2020-03-03', to: '2020-03-05' });
    // An hour of the day is enough: a whole day cannot be planned. Before and after working hours it takes nothing.
    await execute(house, planner, noteAbsence, {
      ...leave,
      from: '2020-03-09',
      to: '2020-03-09',
      fromTime: '10:00',
      toTime: '11:00',
    });
    await execute(house, planner, noteAbsence, {
      ...leave,
      from: '2020-03-10',
      to: '2020-03-11',
      fromTime: '17:00',
      toTime: '08:00',
    });
    const ill = { officerId: id, kind: 'ill', from: '2020-03-12T09:00:00Z', to: '2020-03-13T23:00:00Z' };
    await execute(house, planner, noteOfficerAbsent, ill);
    expect(await thereIn(id)).toEqual({ days: ['02', '06', '10', '11'], knownTo: '2020-03-14' });
    await execute(house, planner, endAbsence, { resourceId: id, absenceId, backOn: '2020-03-04' });
    expect((await thereIn(id)).days).toEqual(['02', '04', '05', '06', '10', '11']);
  });

  it('are as a dated day says, and none after the employment', async () => {
    const id = await newOfficer(house);
    const on = async (day: string, hours: unknown) =>
      execute(house, planner, setWorkingDay, { officerId: id, version: await version(id), on: day, hours, note: '' });
    await on('2020-03-03', []);
    await on('2020-03-07', [['09:00', '12:00']]);
    const facts = { ...officerFacts, employedTo: '2020-03-09' };
    await execute(house, planner, changeOfficer, { officerId: id, version: await version(id), ...facts });
    expect(await thereIn(id)).toEqual({ days: ['02', '04', '05', '06', '07', '09'], knownTo: '2020-03-09' });
  });
});
