import { afterAll, describe, expect, it } from 'vitest';
import { testHouse } from '../../../../test/database.ts';
import { type Instant, later, plainDate as day } from '../../../platform/clock/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { openRegister } from '../../network/index.ts';
import { placeByCode } from '../fixtures.ts';
import { pruneChanges } from '../store/picture.ts';
import { typeOn } from '../store/types.ts';
import { candidatesAt, findFreeTimes, type Wanted } from '../free-times.ts';
import { countBits } from './bits.ts';
import { dateOf, dayNumber } from './days.ts';
import { addInterpreter, addOfficer, addRoom, free, occupy, occupyIn, officeHours, setHours } from './fixtures.ts';
import { openPicture } from './live.ts';
import { loadPicture } from './load.ts';
import { horizonDays, lastDayOf, type Picture, type Resources, slotOf } from './picture.ts';

const house = await testHouse('country');
const register = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
const source = { db: house.db, url: house.url, clock: house.clock, register };
const umea = await placeByCode(house.db, '2480');
const lycksele = await placeByCode(house.db, '2481');
const officer = await addOfficer(house, { home: umea, away: [{ placeId: lycksele, weekday: 4 }] });
const room = await addRoom(house, umea);
const faults: unknown[] = [];
const one = await openPicture(source, (error) => faults.push(error));
const deaf = await openPicture(source, (error) => faults.push(error), { listening: false });
afterAll(async () => {
  await one.close();
  await deaf.close();
  await register.close();
});
const type = (await typeOn(house.db, '21', day('2020-02-14')))!;

const wanted = (over: Partial<Wanted> = {}): Wanted => ({
  type,
  today: day('2020-02-14'),
  now: house.clock.now(),
  from: null,
  until: null,
  channels: ['phone'],
  origin: null,
  withinMinutes: null,
  placeId: null,
  language: 'sv',
  interpreter: false,
  prefer: 'soonest',
  officerId: null,
  count: 1,
  ignoreWindow: true,
  ...over,
});
/** Whether the officer is free by phone at a time. */
const isFree = (picture: Picture, start: string): boolean =>
  candidatesAt(picture, register.current(), wanted(), { start: start as Instant, channel: 'phone', placeId: null }, 999).some(
    ({ officerIds }) => officerIds.includes(officer),
  );

/** Waits until it holds; the test's own time limit is the end of patience. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const shownOf = (of: Resources<{ id: Uuid; version: number }>, first: number) =>
  Object.fromEntries(
    of.rows.map(({ id, version }, number) => [
      id,
      [
        version,
        ...Array.from({ length: horizonDays }, (_, index) => slotOf(first + index)).map(
          (slot) => `${countBits(of.offered, slot, number)}/${countBits(of.taken, slot, number)}`,
        ),
      ].join(' '),
    ]),
  );
const shown = (picture: Picture) => ({
  first: dateOf(picture.firstDay),
  officers: shownOf(picture.officers, picture.firstDay),
  rooms: shownOf(picture.rooms, picture.firstDay),
  interpreters: shownOf(picture.interpreters, picture.firstDay),
});
const loaded = () => loadPicture(house.db, register.current(), one.current().firstDay, house.clock.now());

describe('the picture in memory', () => {
  it('shows what another process has booked, when it is told', async () => {
    const start = '2020-02-19T08:00:00.000Z';
    expect(isFree(one.current(), start)).toBe(true);
    await occupy(house, [officer, room], { start, end: '2020-02-19T08:30:00Z' });
    deaf.tell([officer, room]);
    await until(() => !isFree(one.current(), start));
    await deaf.refresh();
    expect(isFree(deaf.current(), start)).toBe(false);
    expect(isFree(deaf.current(), '2020-02-19T08:30:00.000Z')).toBe(true);
  });

  it('heals by itself when the notice is lost', async () => {
    const start = '2020-02-19T09:00:00.000Z';
    // Nobody tells, and one of the two does not listen.
    await occupy(house, [officer], { start, end: '2020-02-19T09:30:00Z' });
    await until(() => !isFree(deaf.current(), start));
    await until(() => !isFree(one.current(), start));
  });

  it('misses no transaction that began before another and committed after it', async () => {
    let commit = (): void => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let written = (): void => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const slow = house.db.transaction().execute(async (tx) => {
      await occupyIn(tx, house, [officer], { start: '2020-02-20T12:00:00Z', end: '2020-02-20T12:30:00Z' });
      written();
      await mayCommit;
    });
    await isWritten;
    await occupy(house, [officer], { start: '2020-02-20T13:00:00Z', end: '2020-02-20T13:30:00Z' });
    await one.refresh();
    expect(isFree(one.current(), '2020-02-20T13:00:00.000Z')).toBe(false);
    expect(isFree(one.current(), '2020-02-20T12:00:00.000Z')).toBe(true);
    commit();
    await slow;
    await one.refresh();
    expect(isFree(one.current(), '2020-02-20T12:00:00.000Z')).toBe(false);
  });

  it('shows a time that is free again, and one that was held until now', async () => {
    const start = '2020-02-21T09:00:00.000Z';
    const of = await occupy(house, [officer], { start, end: '2020-02-21T09:30:00Z' });
    await one.refresh();
    expect(isFree(one.current(), start)).toBe(false);
    await free(house, [officer], of, { first: day('2020-02-21'), last: day('2020-02-21') });
    await one.refresh();
    expect(isFree(one.current(), start)).toBe(true);
    const held = house.clock.now();
    await occupy(house, [officer], { start, end: '2020-02-21T09:30:00Z', why: 'hold', until: later(held, 300_000) });
    await one.refresh();
    expect(isFree(one.current(), start)).toBe(false);
    house.clock.set(later(held, 300_000));
    await one.refresh();
    expect(isFree(one.current(), start)).toBe(true);
  });

  it('shows changed hours with their version, a new officer, and leave over many days', async () => {
    const versionOf = () => one.current().officers.rows[one.current().officers.numbers.get(officer)!]!.version;
    expect(versionOf()).toBe(1);
    await setHours(house, officer, { ...officeHours, wed: [] });
    await one.refresh();
    expect(versionOf()).toBe(2);
    expect(isFree(one.current(), '2020-02-26T09:00:00.000Z')).toBe(false);
    expect(isFree(one.current(), '2020-02-25T09:00:00.000Z')).toBe(true);
    const other = await addOfficer(house, { home: lycksele, languages: ['sv', 'ar'] });
    await occupy(house, [other], { start: '2020-03-01T23:00:00Z', end: '2020-03-31T22:00:00Z', why: 'leave' });
    await one.refresh();
    const arabic = findFreeTimes(
      one.current(),
      register.current(),
      wanted({ language: 'ar', from: '2020-03-02T00:00:00.000Z' as Instant }),
    );
    expect(arabic.times[0]!.start).toBe('2020-04-01T07:00:00.000Z');
  });

  it('is after any changes as one that is read anew, also when there are many more than there was room for', async () => {
    for (let count = 0; count < 40; count += 1) {
      const id = await addOfficer(house, {
        home: count % 2 === 0 ? umea : lycksele,
        away: [{ placeId: umea, weekday: 1 + (count % 5) }],
      });
      if (count % 3 === 0)
        await occupy(house, [id], { start: `2020-03-0${1 + (count % 9)}T08:00:00Z`, end: '2020-03-12T11:10:00Z', why: 'leave' });
      await addRoom(house, lycksele);
      await addInterpreter(house, 'so', ['phone']);
    }
    await one.refresh();
    expect(shown(one.current())).toEqual(shown(await loaded()));
    expect(one.current().officers.rows.length).toBeGreaterThan(40);
  });

  it('goes on to the next day at midnight in Sweden', async () => {
    const last = lastDayOf(one.current());
    await occupy(house, [officer], { start: `${dateOf(last + 1)}T08:00:00Z`, end: `${dateOf(last + 1)}T10:00:00Z` });
    house.clock.set('2020-02-14T22:59:00Z');
    await one.refresh();
    expect(dateOf(one.current().firstDay)).toBe('2020-02-14');
    house.clock.set('2020-02-14T23:00:00Z');
    await one.refresh();
    expect(dateOf(one.current().firstDay)).toBe('2020-02-15');
    expect(shown(one.current())).toEqual(shown(await loaded()));
    house.clock.set('2020-02-19T06:00:00Z');
    await one.refresh();
    expect(shown(one.current())).toEqual(shown(await loaded()));
  });

  it('is read anew by who was away longer than changes are kept', async () => {
    const start = '2020-02-25T12:00:00.000Z';
    const away = await openPicture(source, (error) => faults.push(error), { listening: false });
    await away.close();
    await occupy(house, [officer], { start, end: '2020-02-25T12:30:00Z' });
    expect(await pruneChanges(house.db, later(house.clock.now(), 1))).toBeGreaterThan(0);
    expect(isFree(away.current(), start)).toBe(true);
    const before = away.current();
    await away.refresh();
    expect(away.current()).not.toBe(before);
    expect(isFree(away.current(), start)).toBe(false);
  });

  it('is read anew when the clock is set back', async () => {
    house.clock.set('2020-02-10T06:00:00Z');
    await one.refresh();
    expect(one.current().firstDay).toBe(dayNumber(day('2020-02-10')));
    expect(shown(one.current())).toEqual(shown(await loaded()));
  });

  it('met no fault on the way', () => {
    expect(faults).toEqual([]);
  });
});
