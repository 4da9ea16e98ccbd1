import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../platform/clock/index.ts';
import { testHouse, type TestHouse } from '../../../../test/database.ts';
import type { Key } from '../metric.ts';
import {
  type Happened,
  makeTestTables,
  putHappened,
  putSpells,
  type Spell,
  testChannelShare,
  testCount,
  testDays,
  testMetrics,
  testShare,
  testStock,
} from './fixtures.ts';
import { cubeFigures, type MonthFigure, printRebuild, rebuildCube, refreshCube } from './index.ts';
import { countDays } from './jobs.ts';
import { metrics as metricsOfAll } from '../metrics/index.ts';

let house: TestHouse;
const metrics = testMetrics;
const today = plainDate('2020-03-10');
const months = { from: '2020-01', to: '2020-03' };
const ask = (metric: (typeof testMetrics)[number], by: readonly Key[], where = {}) =>
  cubeFigures(house.db, metric, { by, where, months });

beforeAll(async () => {
  house = await testHouse('country');
  await makeTestTables(house.db);
});
beforeEach(async () => {
  await sql`truncate test_happened, test_spell`.execute(house.db);
  await forgetCube();
});
async function forgetCube(): Promise<void> {
  await sql`with gone as (delete from insight.cube) delete from insight.day_cell`.execute(house.db);
}

const one = (day: string, change: Partial<Happened> = {}): Happened => ({
  day,
  municipality: '2425',
  age: '25-54',
  language: 'sv',
  need: [],
  part: 'web',
  amount: 1,
  ...change,
});
const value = (figures: readonly MonthFigure[]) => figures.map((one) => [one.month, ...one.keys, one.value]);

describe('figures by month', () => {
  it('counts by place, group and channel; a person with two needs is in both groups, one without in none', async () => {
    await putHappened(house.db, [
      one('2020-01-01'),
      one('2020-01-31', { part: 'phone', need: ['language', 'disability'] }),
      one('2020-02-29', { municipality: '0180', age: '16-24' }),
      one('2020-02-29', { municipality: null }),
    ]);
    await rebuildCube(house.db, { metrics, today });
    expect(value(await ask(testCount, []))).toEqual([
      ['2020-01', 2],
      ['2020-02', 2],
      ['2020-03', 0],
    ]);
    expect(value(await ask(testCount, ['channel']))).toEqual([
      ['2020-01', 'phone', 1],
      ['2020-01', 'web', 1],
      ['2020-02', 'web', 2],
    ]);
    expect(value(await ask(testCount, ['municipality', 'age']))).toEqual([
      ['2020-01', '2425', '25-54', 2],
      ['2020-02', '', '25-54', 1],
      ['2020-02', '0180', '16-24', 1],
    ]);
    expect(value(await ask(testCount, ['need', 'county'], { county: ['24'] }))).toEqual([
      ['2020-01', 'disability', '24', 1],
      ['2020-01', 'language', '24', 1],
      ['2020-01', 'none', '24', 1],
    ]);
    expect(value(await ask(testCount, [], { channel: ['phone'], municipality: ['2425'] }))).toEqual([
      ['2020-01', 1],
      ['2020-02', 0],
      ['2020-03', 0],
    ]);
  });

  it('shares of yes, and of each channel in all channels', async () => {
    await putHappened(house.db, [
      one('2020-01-02', { part: 'yes' }),
      one('2020-01-02', { part: 'no' }),
      one('2020-01-02', { part: 'no' }),
    ]);
    await rebuildCube(house.db, { metrics, today });
    expect((await ask(testShare, []))[0]).toEqual({ month: '2020-01', keys: [], value: 1 / 3, part: 1, whole: 3 });
    expect((await ask(testShare, []))[1]).toEqual({ month: '2020-02', keys: [], value: null, part: 0, whole: 0 });
    const by = await ask(testChannelShare, ['channel', 'municipality'], { channel: ['no'] });
    expect(by).toEqual([{ month: '2020-01', keys: ['no', '2425'], value: 2 / 3, part: 2, whole: 3 }]);
  });

  it('the median of days, or the percentile that is asked for, of how many', async () => {
    const days = [1, 2, 3, 4, 5, 6, 7, 8, 9, 40];
    await putHappened(
      house.db,
      days.map((amount) => one('2020-01-02', { amount, part: amount > 5 ? 'web' : 'phone' })),
    );
    await putHappened(house.db, [one('2020-01-03', { amount: null })]);
    await rebuildCube(house.db, { metrics, today });
    expect(await ask(testDays, [])).toEqual([
      { month: '2020-01', keys: [], value: 5, part: null, whole: 10 },
      { month: '2020-02', keys: [], value: null, part: null, whole: 0 },
      { month: '2020-03', keys: [], value: null, part: null, whole: 0 },
    ]);
    expect(value(await ask(testDays, ['percentile', 'municipality']))).toEqual([
      ['2020-01', 'max', '2425', 40],
      ['2020-01', 'p50', '2425', 5],
      ['2020-01', 'p90', '2425', 9],
      ['2020-01', 'p95', '2425', 40],
    ]);
    expect(value(await ask(testDays, ['channel'], { percentile: ['p50'] }))).toEqual([
      ['2020-01', 'phone', 3],
      ['2020-01', 'web', 8],
    ]);
  });

  it('who is there at the end of each month, and of this one until today', async () => {
    const spell = (from_day: string, until_day: string | null): Spell => ({
      from_day,
      until_day,
      municipality: '2425',
      age: '25-54',
      language: 'sv',
      need: [],
    });
    await putSpells(house.db, [
      spell('2019-05-01', null),
      spell('2020-01-31', '2020-02-01'),
      spell('2020-01-05', '2020-01-31'),
      spell('2020-02-10', '2020-03-09'),
      spell('2020-03-10', null),
    ]);
    await rebuildCube(house.db, { metrics, today });
    expect(value(await ask(testStock, []))).toEqual([
      ['2020-01', 2],
      ['2020-02', 2],
      ['2020-03', 1],
    ]);
    await refreshCube(house.db, { metrics, day: today });
    expect(value(await ask(testStock, ['municipality']))).toEqual([
      ['2020-01', '2425', 2],
      ['2020-02', '2425', 2],
      ['2020-03', '2425', 2],
    ]);
  });

  it('a metric that has not been counted has no figures', async () => {
    expect(await ask(testCount, [])).toEqual([]);
  });
});

describe('one day', () => {
  it('counts once, however often it is counted, and what is corrected counts as it is now', async () => {
    await putHappened(house.db, [one('2020-03-09'), one('2020-03-10')]);
    expect(await refreshCube(house.db, { metrics, day: today })).toBe('not-built');
    await rebuildCube(house.db, { metrics, today });
    for (let time = 0; time < 3; time += 1) expect(await refreshCube(house.db, { metrics, day: today })).toBe('done');
    expect(value(await ask(testCount, [], { municipality: ['2425'] }))).toEqual([['2020-03', 2]]);
    await sql`update test_happened set municipality = '0180' where day = '2020-03-10'`.execute(house.db);
    await refreshCube(house.db, { metrics, day: today });
    expect(value(await ask(testCount, ['county'])).slice(-2)).toEqual([
      ['2020-03', '01', 1],
      ['2020-03', '24', 1],
    ]);
  });

  it('what comes late to a day of the cells is counted by the next rebuild', async () => {
    await rebuildCube(house.db, { metrics, today });
    await putHappened(house.db, [one('2020-03-01')]);
    expect(await refreshCube(house.db, { metrics, day: plainDate('2020-03-01') })).toBe('in-cells');
    expect(value(await ask(testCount, []))).toEqual([['2020-03', 0]]);
    await rebuildCube(house.db, { metrics, today });
    expect(value(await ask(testCount, []))).toEqual([['2020-03', 1]]);
  });
});

describe('everything anew', () => {
  it('leaves what was counted long ago, of which records may be erased', async () => {
    await putHappened(house.db, [one('2016-05-01'), one('2020-01-01')]);
    await rebuildCube(house.db, { metrics, today });
    await sql`truncate test_happened`.execute(house.db);
    await rebuildCube(house.db, { metrics, today });
    const all = await cubeFigures(house.db, testCount, { by: ['municipality'], months: { from: '2016-01', to: '2020-03' } });
    expect(value(all)).toEqual([['2016-05', '2425', 1]]);
  });

  it('stopped half way it leaves the old figures, and the next one counts', async () => {
    await putHappened(house.db, [one('2020-01-01')]);
    await rebuildCube(house.db, { metrics, today });
    await putHappened(house.db, [one('2020-01-02')]);
    const broken = { ...testStock, spells: () => sql`select * from test_spell where 1 / 0 > from_day - from_day` };
    await putSpells(house.db, [{ from_day: '2020-01-01', until_day: null, municipality: null, age: '', language: '', need: [] }]);
    await expect(rebuildCube(house.db, { metrics: [testCount, testShare, broken], today })).rejects.toThrow('division by zero');
    expect(value(await ask(testCount, []))[0]).toEqual(['2020-01', 1]);
    await rebuildCube(house.db, { metrics, today });
    expect(value(await ask(testCount, []))[0]).toEqual(['2020-01', 2]);
  });

  it('is done by one at a time', async () => {
    const both = await Promise.allSettled([rebuildCube(house.db, { metrics, today }), rebuildCube(house.db, { metrics, today })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'cube-busy' } });
  });
});

describe('by the clock', () => {
  it('everything is counted where nothing was, then only the days since, and everything again when they are many', async () => {
    expect(await countDays(house)).toEqual({ counted: 'all', days: 1 });
    house.clock.set('2020-02-16T11:00:00Z');
    expect(await countDays(house)).toEqual({ counted: 'days', days: 3 });
    house.clock.set('2020-02-29T11:00:00Z');
    expect(await countDays(house)).toEqual({ counted: 'all', days: 1 });
    const lines: string[] = [];
    expect(await printRebuild([], { house, out: (line) => lines.push(line), err: (line) => lines.push(line) })).toBe(0);
    expect(lines).toEqual(['Every figure by month has been counted from its records.']);
    const registered = metricsOfAll.find((one) => one.id === 'registered-jobseekers') as typeof testStock;
    expect(await cubeFigures(house.db, registered, { by: [], months: { from: '2020-02', to: '2020-02' } })).toEqual([
      { month: '2020-02', keys: [], value: 0, part: null, whole: null },
    ]);
  });
});

const firstDay = plainDate('2020-01-01');
const aDay = fc.integer({ min: 0, max: 75 }).map((days) => addDays(firstDay, days));
const group = {
  municipality: fc.constantFrom('2425', '0180', '0114', null),
  age: fc.constantFrom('16-24', '25-54'),
  language: fc.constantFrom('sv', 'ar'),
  need: fc.subarray(['language', 'disability']),
};
const anything = fc.record({
  day: aDay,
  ...group,
  part: fc.constantFrom('yes', 'no'),
  amount: fc.option(fc.integer({ min: 0, max: 9 })),
});
const aSpell = fc
  .record({ from_day: aDay, length: fc.option(fc.integer({ min: 1, max: 60 })), ...group })
  .map(({ length, ...spell }): Spell => ({ ...spell, until_day: length === null ? null : addDays(spell.from_day, length) }));

describe('whatever happened', () => {
  it('a rebuild on any day and the days after it give what counting by hand gives', async () => {
    const built = fc.integer({ min: 0, max: 6 }).map((days) => addDays(last, -days));
    await fc.assert(
      fc.asyncProperty(
        fc.array(anything, { maxLength: 40 }),
        fc.array(aSpell, { maxLength: 20 }),
        built,
        async (events, spells, on) => {
          await sql`truncate test_happened, test_spell`.execute(house.db);
          await forgetCube();
          await putHappened(house.db, events);
          await putSpells(house.db, spells);
          await rebuildCube(house.db, { metrics: [testCount, testStock], today: on });
          for (let day = on; day <= last; day = addDays(day, 1))
            await refreshCube(house.db, { metrics: [testCount, testStock], day });
          expect(byCodes(await ask(testCount, ['municipality', 'age']))).toEqual(
            tally(events.map((e) => [e.day.slice(0, 7), e.municipality ?? '', e.age].join())),
          );
          const there = Object.entries(ends).flatMap(([month, end]) =>
            spells
              .filter((s) => s.from_day <= end && (s.until_day === null || s.until_day > end))
              .flatMap((s) => (s.need.length === 0 ? ['none'] : s.need).map((need) => `${month},${need}`)),
          );
          expect(byCodes(await ask(testStock, ['need']))).toEqual(tally(there));
        },
      ),
      { numRuns: 8 },
    );
  });
});

const last = plainDate('2020-03-16');
const ends = { '2020-01': '2020-01-31', '2020-02': '2020-02-29', '2020-03': last };
const byCodes = (figures: readonly MonthFigure[]) => new Map(figures.map((one) => [[one.month, ...one.keys].join(), one.value]));
const tally = (codes: readonly string[]) =>
  new Map([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]));
