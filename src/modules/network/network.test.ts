/** The register through its commands, on a real database: two times, overlaps, closures and securing. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../test/database.ts';
import { execute } from '../../platform/auth/index.ts';
import { plainDate } from '../../platform/clock/index.ts';
import {
  addPlace,
  changePlace,
  changePresence,
  closeOffice,
  countOn,
  findHelp,
  openPresence,
  openRegister,
  stepSecuring,
  withdrawPresence,
} from './index.ts';
import { searchOrigins } from './search-origins.ts';
import { listClosures } from './store/closures.ts';
import { findPlace, listPlaces } from './store/places.ts';
import { listPresence } from './store/presence.ts';

const house = await testHouse('country', '2026-11-22T08:00:00Z');
const planner = { id: 'p', name: 'Planerare', roles: ['planner'] } as const;
const nextMinute = () => house.clock.set(new Date(Date.parse(house.clock.now()) + 60_000).toISOString());

const presence = {
  validFrom: '2021-01-01',
  validTo: null,
  services: ['booked-meeting'],
  languages: ['sv'],
  hours: { mon: [['10:00', '16:00']] },
  exceptions: [],
};

async function placeInDorotea(code: string): Promise<string> {
  const { placeId } = await execute(house, planner, addPlace, {
    code,
    name: 'Provplats Dorotea',
    municipalityCode: '2425',
    localityCode: null,
    street: null,
    postalCode: null,
    latitude: 64.26,
    longitude: 16.41,
    accessibility: { step_free: 'yes' },
  });
  return placeId;
}

const current = async (placeId: string) => listPresence(house.db, { placeId });

describe('a place', () => {
  it('is added with travel times from every municipality, and its code is its own', async () => {
    const placeId = await placeInDorotea('test-travel');
    const times = await sql<{
      count: string;
    }>`select count(*) as count from network.travel_time where place_id = ${placeId}`.execute(house.db);
    expect(Number(times.rows[0]!.count)).toBe(290);
    await expect(placeInDorotea('test-travel')).rejects.toMatchObject({ code: 'place-code-taken' });
  });

  it('keeps what was said of it before', async () => {
    const placeId = await placeInDorotea('test-history');
    const before = house.clock.now();
    nextMinute();
    const {
      id: _id,
      code: _code,
      municipality: _name,
      recordedAt: _at,
      recordedBy: _by,
      ...facts
    } = (await findPlace(house.db, placeId))!;
    await execute(house, planner, changePlace, { ...facts, placeId, name: 'Nytt namn' });
    expect((await findPlace(house.db, placeId))!.name).toBe('Nytt namn');
    const then = (await listPlaces(house.db, { knownAt: before })).find((one) => one.id === placeId);
    expect(then!.name).toBe('Provplats Dorotea');
  });
});

describe('a presence', () => {
  it('never overlaps another of its kind at its place: the database refuses, also under concurrency', async () => {
    const placeId = await placeInDorotea('test-overlap');
    const open = () => execute(house, planner, openPresence, { ...presence, placeId, kind: 'cooperation_place' });
    const tried = await Promise.allSettled([open(), open(), open(), open()]);
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'presence-overlaps' });
    await execute(house, planner, openPresence, { ...presence, placeId, kind: 'visiting_office' });
    expect(await current(placeId)).toHaveLength(2);
  });

  it('refuses a period that ends before it begins and days that do not exist', async () => {
    const placeId = await placeInDorotea('test-period');
    const open = (period: object) =>
      execute(house, planner, openPresence, { ...presence, ...period, placeId, kind: 'staffed_office' });
    await expect(open({ validTo: '2020-12-31' })).rejects.toMatchObject({ code: 'period-reversed' });
    await expect(open({ validFrom: '2021-02-30' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(open({ validTo: '2021-01-01' })).resolves.toBeDefined();
  });

  it('answers "as known on X, as valid on Y" after a correction and after a change', async () => {
    const placeId = await placeInDorotea('test-two-times');
    const { presenceId } = await execute(house, planner, openPresence, { ...presence, placeId, kind: 'staffed_office' });
    const knownFirst = house.clock.now();
    nextMinute();
    const [first] = await current(placeId);
    const change = { ...presence, presenceId, version: first!.id, reason: 'prov' };
    await execute(house, planner, changePresence, { ...change, from: null, validFrom: '2021-02-01' });
    const knownSecond = house.clock.now();
    nextMinute();
    const [second] = await current(placeId);
    await execute(house, planner, changePresence, {
      ...change,
      version: second!.id,
      from: '2022-01-01',
      hours: null,
      validTo: '2022-12-31',
    });

    const asked = async (on: string, knownAt?: typeof knownFirst) =>
      (await listPresence(house.db, { placeId, on: plainDate(on), knownAt })).map((one) => [one.validFrom, one.validTo]);
    expect(await asked('2021-01-15', knownFirst)).toEqual([['2021-01-01', null]]);
    expect(await asked('2021-01-15', knownSecond)).toEqual([]);
    expect(await asked('2022-06-01', knownSecond)).toEqual([['2021-02-01', null]]);
    expect(await asked('2021-06-01')).toEqual([['2021-02-01', '2021-12-31']]);
    expect(await asked('2022-06-01')).toEqual([['2022-01-01', '2022-12-31']]);
    await expect(execute(house, planner, changePresence, { ...change, from: null })).rejects.toMatchObject({
      code: 'presence-changed-meanwhile',
    });
  });

  it('offers something, and does not change before it has begun', async () => {
    const placeId = await placeInDorotea('test-offers');
    const open = { ...presence, validTo: '2021-12-31', placeId, kind: 'staffed_office' };
    await expect(execute(house, planner, openPresence, { ...open, services: [] })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const { presenceId } = await execute(house, planner, openPresence, open);
    const [row] = await current(placeId);
    const change = { ...presence, presenceId, version: row!.id, reason: 'prov', from: '2020-12-31' };
    await expect(execute(house, planner, changePresence, change)).rejects.toMatchObject({ code: 'presence-not-begun' });
  });

  it('is withdrawn without being forgotten', async () => {
    const placeId = await placeInDorotea('test-withdraw');
    const { presenceId } = await execute(house, planner, openPresence, { ...presence, placeId, kind: 'staffed_office' });
    const knownAt = house.clock.now();
    nextMinute();
    const [row] = await current(placeId);
    await execute(house, planner, withdrawPresence, { presenceId, version: row!.id, reason: 'fel plats' });
    expect(await current(placeId)).toEqual([]);
    expect(await listPresence(house.db, { placeId, knownAt })).toHaveLength(1);
  });

  it('is neither deleted nor rewritten by hand', async () => {
    await expect(sql`delete from network.presence`.execute(house.db)).rejects.toThrow(/keeps its history/);
    await expect(sql`update network.presence set services = '{}'`.execute(house.db)).rejects.toThrow(/keeps its history/);
  });
});

describe('closing an office', () => {
  it('ends the presence, records where people turn, and begins the securing', async () => {
    const placeId = await placeInDorotea('test-close');
    const { presenceId } = await execute(house, planner, openPresence, { ...presence, placeId, kind: 'staffed_office' });
    const [open] = await current(placeId);
    const decision = {
      presenceId,
      version: open!.id,
      decidedOn: '2022-01-10',
      endDate: '2022-06-30',
      reason: 'prov',
      replacedByKind: 'neighbour',
      replacedBy: '2481',
    };
    await expect(execute(house, planner, closeOffice, { ...decision, replacedBy: '9999' })).rejects.toMatchObject({
      code: 'replacement-unknown',
    });
    // A place cannot replace itself, and a service office is no cooperation place.
    await expect(
      execute(house, planner, closeOffice, { ...decision, replacedByKind: 'own', replacedBy: 'test-close' }),
    ).rejects.toMatchObject({ code: 'replacement-unknown' });
    await expect(
      execute(house, planner, closeOffice, { ...decision, replacedByKind: 'cooperation', replacedBy: 'sk-2481-1' }),
    ).rejects.toMatchObject({ code: 'replacement-not-open', details: { rule: { id: 'closure-replacement' } } });
    await expect(execute(house, planner, closeOffice, { ...decision, endDate: '2020-01-01' })).rejects.toMatchObject({
      code: 'period-reversed',
    });
    const { closureId } = await execute(house, planner, closeOffice, decision);
    expect((await current(placeId)).map((one) => one.validTo)).toEqual(['2022-06-30']);

    const step = (state: string, since: string) => execute(house, planner, stepSecuring, { closureId, state, since, note: '' });
    await expect(step('secured', '2022-02-01')).rejects.toMatchObject({ code: 'securing-step-refused' });
    await expect(step('in_dialogue', '2099-01-01')).rejects.toMatchObject({ code: 'day-to-come' });
    await step('in_dialogue', '2022-02-01');
    await expect(step('agreed', '2022-01-31')).rejects.toMatchObject({ code: 'securing-goes-back' });
    await step('agreed', '2022-03-01');
    await step('secured', '2022-04-01');
    const state = async (on: string) => (await listClosures(house.db, { on: plainDate(on), id: closureId }))[0]?.state;
    expect(await state('2022-01-09')).toBeUndefined();
    expect(await state('2022-01-10')).toBe('decided');
    expect(await state('2022-03-15')).toBe('agreed');
    expect(await state('2026-01-01')).toBe('secured');
  });

  it('is for own offices only', async () => {
    const placeId = await placeInDorotea('test-close-kind');
    const { presenceId } = await execute(house, planner, openPresence, { ...presence, placeId, kind: 'cooperation_place' });
    const [open] = await current(placeId);
    await expect(
      execute(house, planner, closeOffice, {
        presenceId,
        version: open!.id,
        decidedOn: '2022-01-10',
        endDate: '2022-06-30',
        reason: 'prov',
        replacedByKind: 'neighbour',
        replacedBy: '2481',
      }),
    ).rejects.toMatchObject({ code: 'closure-needs-own-office', details: { rule: { id: 'closure-decision' } } });
  });
});

describe('as known on a day', () => {
  it('counts and lists with what was known of places and decisions then', async () => {
    const placeId = await placeInDorotea('test-known');
    await execute(house, planner, openPresence, { ...presence, placeId, kind: 'staffed_office' });
    const before = house.clock.now();
    const counted = await countOn(house.db, plainDate('2021-06-01'), before);
    nextMinute();
    const {
      id: _id,
      code: _code,
      municipality: _name,
      recordedAt: _at,
      recordedBy: _by,
      ...facts
    } = (await findPlace(house.db, placeId))!;
    await execute(house, planner, changePlace, { ...facts, placeId, municipalityCode: '2422' });
    const [office] = await current(placeId);
    await execute(house, planner, closeOffice, {
      presenceId: office!.presenceId,
      version: office!.id,
      decidedOn: '2021-05-01',
      endDate: '2021-12-31',
      reason: 'prov',
      replacedByKind: 'neighbour',
      replacedBy: '2481',
    });
    expect(await countOn(house.db, plainDate('2021-06-01'), before)).toEqual(counted);
    const now = await countOn(house.db, plainDate('2021-06-01'));
    expect(now.places_losing_office).toBe(counted.places_losing_office + 1);
    const then = await listPresence(house.db, { on: plainDate('2021-06-01'), knownAt: before, municipalityCode: '2425' });
    expect(then.map((one) => one.placeCode)).toContain('test-known');
  });
});

describe('searching', () => {
  it('finds by aa, ae and oe as by å, ä and ö', async () => {
    const live = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
    const first = (typed: string) => {
      const [found] = searchOrigins(live.current(), typed, plainDate('2020-02-14'), 1);
      return [found?.origin.name, found?.exact];
    };
    for (const [typed, name] of Object.entries({
      Aamaal: 'Åmål',
      Vaexjoe: 'Växjö',
      Malmoe: 'Malmö',
      Oerebro: 'Örebro',
      Haernoesand: 'Härnösand',
    })) {
      expect([typed, ...first(typed)]).toEqual([typed, name, true]);
    }
    await live.close();
  });
});

describe('the register in memory', () => {
  it('learns of a change by itself, without being asked', async () => {
    const live = await openRegister({ db: house.db, url: house.url, clock: house.clock }, (error) => expect.fail(String(error)));
    try {
      const dorotea = () => findHelp(live.current(), live.current().findOrigin('municipality', '2425')!, plainDate('2030-06-01'));
      expect(dorotea().state).not.toBe('staffed_office');
      const placeId = await placeInDorotea('test-live');
      await execute(house, planner, openPresence, { ...presence, validFrom: '2030-01-01', placeId, kind: 'staffed_office' });
      await expect.poll(() => dorotea().state, { timeout: 10_000 }).toBe('staffed_office');
      expect(dorotea().why).toEqual({ code: 'staffed' });
    } finally {
      await live.close();
    }
  });

  it('refuses a day before the rules begin', async () => {
    const live = await openRegister({ db: house.db, url: house.url, clock: house.clock }, () => undefined);
    const origin = live.current().findOrigin('municipality', '0180')!;
    expect(() => findHelp(live.current(), origin, plainDate('2018-12-31'))).toThrow(/before-register/);
    expect(() => countOn(house.db, plainDate('2018-12-31'))).toThrow(/before-register/);
    await live.close();
  });
});
