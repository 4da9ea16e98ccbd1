/** A desk is set up through the commands: agreements with tasks, staff, services, counters, devices, units. */
import { describe, expect, it } from 'vitest';
import { newDesk } from '../src/modules/desk/fixtures.ts';
import { listCounters, listServices } from '../src/modules/desk/store/services.ts';
import { agreementsInForce, listPlaceStaff } from '../src/modules/network/index.ts';
import { plainDate } from '../src/platform/clock/index.ts';
import { testHouse } from './database.ts';

const house = await testHouse('empty');
const today = plainDate('2020-02-14');

describe('a desk', () => {
  it('is a place with an agreement in force, staff, a service and counters', async () => {
    const desk = await newDesk(house);
    const [agreement] = await agreementsInForce(house.db, desk.placeId, today);
    expect(agreement?.tasks.map(({ task }) => task)).toContain('receive-documents');
    expect(
      (await listPlaceStaff(house.db, { placeId: desk.placeId, on: today })).map(({ position }) => position).toSorted(),
    ).toEqual(['counter', 'host', 'manager']);
    expect((await listServices(house.db, desk.placeId))[0]?.topics).toContain('activity-report');
    expect((await listCounters(house.db, desk.placeId)).map(({ name }) => name)).toEqual(['1', '2']);
  });
});
