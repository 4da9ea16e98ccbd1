import { expect, it } from 'vitest';
import { plainDate } from '../../platform/clock/index.ts';
import { testHouse } from '../../../test/database.ts';
import { changedSince, fingerprintsIn, metricsIndex } from '../../../tools/metrics-index.ts';
import { fingerprintOf, keepDefinitions, versionFaults } from './definitions.ts';
import type { Metric } from './metric.ts';
import { everyVersion, versionOn } from './metrics/index.ts';
import { offices } from './metrics/offices.ts';
import { reach } from './metrics/reach.ts';
import { usedDefinitions } from './store/definitions.ts';

const house = await testHouse('empty');
const other = { ...offices, statement: reach.statement };

it('a definition’s fingerprint follows its words, its unit and its statement, not its last day', () => {
  const changed: Metric[] = [
    offices,
    other,
    { ...offices, says: { ...offices.says, en: 'Other.' } },
    { ...offices, unit: 'share' },
    { ...offices, keys: ['county'] },
  ];
  const prints = changed.map(fingerprintOf);
  expect(new Set(prints).size).toBe(prints.length);
  expect(fingerprintOf({ ...offices, to: plainDate('2021-12-31') })).toBe(fingerprintOf(offices));
});

it('a definition that has been used is refused when it is another under the same version, and nothing is noted', async () => {
  await keepDefinitions(house, [offices]);
  await keepDefinitions(house, [offices]);
  expect(await usedDefinitions(house.db)).toEqual([
    expect.objectContaining({ metric: 'offices', version: 1, fingerprint: fingerprintOf(offices) }),
  ]);
  const refused = await keepDefinitions(house, [other, reach]).then(
    () => null,
    (error: unknown) => error,
  );
  expect(refused).toMatchObject({ code: 'definition-changed', details: { params: { metrics: 'offices (version 1)' } } });
  expect(await usedDefinitions(house.db)).toHaveLength(1);
  await keepDefinitions(house, [{ ...other, version: 2 }, reach]);
  expect(await usedDefinitions(house.db)).toHaveLength(3);
});

it('the index refuses a definition that is another under the same version, and one that is gone', () => {
  const index = metricsIndex('');
  expect(fingerprintsIn(index).size).toBe(everyVersion.length);
  expect(metricsIndex(index)).toBe(index);
  expect(changedSince(index, everyVersion)).toEqual([]);
  const changed = everyVersion.map((one) => (one.id === 'offices' ? other : one));
  expect(changedSince(index, changed)).toEqual([expect.stringMatching(/^offices 1: the definition is another now/)]);
  expect(changedSince(index, everyVersion.slice(1))).toEqual([expect.stringMatching(`^${everyVersion[0]!.id} 1: is gone`)]);
});

it('a day is answered by the definition of then', () => {
  const first: Metric = { ...offices, to: plainDate('2020-06-30') };
  const second: Metric = { ...other, version: 2, from: plainDate('2020-07-01') };
  expect(versionFaults([first, second])).toEqual([]);
  expect(versionOn([second, first], 'offices', plainDate('2020-06-30'))).toBe(first);
  expect(versionOn([second, first], 'offices', plainDate('2020-07-01'))).toBe(second);
  expect(versionOn([second, first], 'offices', plainDate('2018-12-31'))).toBeUndefined();
  expect(versionFaults([{ ...first, to: plainDate('2020-05-31') }, second])).toEqual([
    expect.stringContaining('must end the day before 2020-07-01'),
  ]);
  expect(versionFaults([second])).toEqual([expect.stringContaining('version 1 is not there')]);
});
