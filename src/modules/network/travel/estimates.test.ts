import { beforeAll, describe, expect, it } from 'vitest';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { registerVersion } from '../store/version.ts';
import { movePlace, placeAt, seatOf, timesFrom, withMunicipalities } from './fixtures.ts';
import { timeBetween, travelMatrix, writeEstimates } from './index.ts';
import { writeTravelTimes } from './store.ts';

const today = plainDate('2020-02-14');
const stockholm = '0180';
const uppsala = '0380';

describe('travel times in the register', () => {
  let house: TestHouse;
  let inStockholm: Uuid;
  let onGotland: Uuid;

  const estimated = (places: readonly Uuid[] | 'all') =>
    house.db.transaction().execute((tx) => writeEstimates(tx, places, house.clock.now()));
  const imported = (placeId: Uuid, minutes: number) =>
    house.db
      .transaction()
      .execute((tx) =>
        writeTravelTimes(tx, 'imported', [{ origin: uppsala, placeId, minutes, kilometres: null }], house.clock.now()),
      );

  beforeAll(async () => {
    house = await testHouse('empty');
    await withMunicipalities(house);
    inStockholm = await placeAt(house, 'af-0180-1', seatOf(stockholm));
    onGotland = await placeAt(house, 'af-0980-1', seatOf('0980'));
  });

  it('are estimated from every municipality to every place, however often', async () => {
    expect(await estimated('all')).toBe(580);
    expect(await estimated('all')).toBe(580);
    expect(await estimated([inStockholm])).toBe(290);
    const times = await timesFrom(house, stockholm);
    expect(times.map((time) => time.placeId)).toEqual([inStockholm, onGotland]);
    expect(times[0]).toEqual({ origin: stockholm, placeId: inStockholm, source: 'estimate', minutes: 5, kilometres: 0 });
  });

  it('come from the best source that knows the journey, in the matrix as for one origin', async () => {
    await imported(inStockholm, 48);
    const [first] = await timesFrom(house, uppsala);
    expect(first).toMatchObject({ placeId: inStockholm, source: 'imported', minutes: 48, kilometres: null });
    const matrix = await travelMatrix(house.db, today);
    expect(timeBetween(matrix, uppsala, inStockholm)).toEqual(first);
    expect(timeBetween(matrix, uppsala, onGotland)).toMatchObject({ source: 'estimate' });
    expect(timeBetween(matrix, '9999', inStockholm)).toBeNull();
    for (const time of await timesFrom(house, '2580')) {
      expect(timeBetween(matrix, '2580', time.placeId)).toMatchObject({ minutes: time.minutes, source: time.source });
    }
  });

  it('of every source are dropped when the place moves, and only then', async () => {
    house.clock.set('2020-03-01T10:00:00Z');
    await imported(onGotland, 200);
    house.clock.set('2020-03-02T10:00:00Z');
    await movePlace(house, onGotland, 'new-name', seatOf('0980'));
    await estimated([onGotland]);
    expect(timeBetween(await travelMatrix(house.db, today), uppsala, onGotland)).toMatchObject({
      source: 'imported',
      minutes: 200,
    });
    house.clock.set('2020-03-03T10:00:00Z');
    await movePlace(house, onGotland, 'new-name', { ...seatOf('0980'), latitude: 57.5 });
    await estimated([onGotland]);
    expect(timeBetween(await travelMatrix(house.db, today), uppsala, onGotland)).toMatchObject({ source: 'estimate' });
    expect(timeBetween(await travelMatrix(house.db, today), uppsala, inStockholm)).toMatchObject({ source: 'imported' });
    await imported(onGotland, 210);
    await estimated([onGotland]);
    expect(timeBetween(await travelMatrix(house.db, today), uppsala, onGotland)).toMatchObject({
      source: 'imported',
      minutes: 210,
    });
  });

  it('tell the readers of the register that something is new', async () => {
    const before = await registerVersion(house.db);
    await estimated([inStockholm]);
    const after = await registerVersion(house.db);
    expect(after.number).toBeGreaterThan(before.number);
    expect(after.travel).toBeGreaterThan(before.travel);
  });
});

it('the country starts with a time from every municipality to every place', async () => {
  const house = await testHouse('country');
  const matrix = await travelMatrix(house.db, today);
  expect(matrix.origins.size).toBe(290);
  expect(matrix.places.size).toBeGreaterThan(300);
  expect(matrix.minutes.every((minutes) => minutes >= 5)).toBe(true);
});
