/** Made-up supply: the same at each run, within what the register opens, and large enough to measure by. */
import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { testHouse } from '../../../../test/database.ts';
import { plainDate } from '../../../platform/clock/index.ts';
import { openRegister } from '../../network/index.ts';
import { attendancePlace, firstDayNotOffered, type OfferedPeriod } from '../rules/attendance-place.ts';
import { listOfficers } from '../store/officers.ts';
import { insertGeneratedMeetings } from '../store/generated.ts';
import { generateMeetings, generateSupply, loadGeneratedSupply } from './index.ts';
import { chanceOf, shareOut } from './chance.ts';

const house = await testHouse('country');
const live = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
const register = live.current();
await live.close();
const from = plainDate('2020-02-14');
const sizes = { officers: 400, rooms: 300, interpreters: 60, from };

describe('chance', () => {
  it('is the same for the same seed, with keys that are keys', () => {
    const [a, b] = [chanceOf(7), chanceOf(7)];
    expect(Array.from({ length: 100 }, () => a.id())).toEqual(Array.from({ length: 100 }, () => b.id()));
    expect(new Set(Array.from({ length: 20_000 }, () => a.id())).size).toBe(20_000);
  });

  it('shares out all, by weight', () => {
    expect(shareOut(10, [1, 1, 2], 1)).toEqual([3, 3, 4]);
    expect(shareOut(100, [3, 2, 1, 0.5], 1).reduce((x, y) => x + y)).toBe(100);
  });
});

describe('generated supply', () => {
  const supply = generateSupply(1, register, { ...sizes, named: [{ name: 'Cecilia', role: 'planning-officer' }] });

  it('is the same for the same seed, and another for another', () => {
    expect(generateSupply(1, register, sizes)).toEqual(generateSupply(1, register, sizes));
    expect(generateSupply(2, register, sizes)).not.toEqual(generateSupply(1, register, sizes));
  });

  it('has as many as asked for, at every open place', () => {
    expect([supply.officers.length, supply.rooms.length, supply.interpreters.length]).toEqual([400 + 1 + 1, 300, 60]);
    const places = new Set([...supply.officers.map((one) => one.homePlaceId), ...supply.attendance.map((one) => one.placeId)]);
    expect(places.size).toBeGreaterThanOrEqual(207);
  });

  it('attends only where and while the register offers booked meetings', () => {
    const presences = new Map<string, readonly OfferedPeriod[]>(
      register.places.map(({ place, presences }) => [place.id, presences]),
    );
    const rule = attendancePlace.values['2019-01-01']!;
    for (const { placeId, validFrom, validTo, weekday } of supply.attendance)
      expect(firstDayNotOffered(presences.get(placeId)!, rule, { from: validFrom, to: validTo, on: weekday })).toBeNull();
  });

  it('has officers who go from Umeå to Lycksele on Thursdays, and an interpreter of Arabic near', () => {
    const municipality = new Map<string, string>(register.places.map(({ place }) => [place.id, place.municipalityCode]));
    const travellers = supply.attendance.filter(
      ({ placeId, weekday, officerId }) =>
        weekday === 4 &&
        municipality.get(placeId) === '2481' &&
        municipality.get(supply.officers.find(({ id }) => id === officerId)!.homePlaceId!) === '2480',
    );
    expect(travellers.length).toBeGreaterThanOrEqual(2);
    expect(supply.interpreters[0]).toMatchObject({ languages: ['ar'], municipalityCode: '2480' });
    expect(supply.interpreters[0]!.channels).toContain('on-site');
  });

  it('is loaded once, and marked as made up', async () => {
    expect(await loadGeneratedSupply(house, register, sizes)).toBe(true);
    expect(await loadGeneratedSupply(house, register, sizes)).toBe(false);
    const officers = await listOfficers(house.db, { on: from });
    expect(officers).toHaveLength(401);
    expect(officers.every(({ generated }) => generated)).toBe(true);
    expect(officers.slice(0, 2).map(({ name }) => name)).toEqual(['Handläggare 1', 'Handläggare 2']);
  });

  it('its meetings overlap nowhere: the database takes them all', async () => {
    const made = generateSupply(1, register, sizes);
    const wanted = { count: 3_000, from: plainDate('2020-03-02'), weeks: 2 };
    const count = await insertGeneratedMeetings(house.db, generateMeetings(1, made, register, wanted), house.clock.now());
    expect(count).toBeGreaterThan(2_800);
    const stored = await sql<{ n: number }>`select count(*) as n from meetings.meeting where channel = 'on-site'`.execute(
      house.db,
    );
    expect(stored.rows[0]!.n).toBeGreaterThan(100);
  });
});
