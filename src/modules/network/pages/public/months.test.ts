import { describe, expect, it } from 'vitest';
import { testHouse } from '../../../../../test/database.ts';
import { plainDate } from '../../../../platform/clock/index.ts';
import type { Rule } from '../../../../platform/rule/index.ts';
import type { PresenceKind } from '../../kinds.ts';
import { monthDays, statesOnDays } from './months.ts';

const days = (from: string, to: string, on: string) => monthDays(plainDate(from), plainDate(to), plainDate(on));

describe('the days of the time line', () => {
  it('are the first of each month and the last day', () => {
    expect(days('2019-01-01', '2019-03-15', '2019-02-10')).toEqual(['2019-01-01', '2019-02-01', '2019-03-01', '2019-03-15']);
    expect(days('2019-01-01', '2019-02-01', '2019-02-10')).toEqual(['2019-01-01', '2019-02-01']);
    expect(days('2019-01-01', '2019-01-01', '2030-01-01')).toEqual(['2019-01-01']);
  });

  it.each([
    ['2019-01-05', '2019-01-01', '2021-12-01'],
    ['2100-06-20', '2098-12-01', '2101-11-01'],
    ['2199-12-31', '2197-01-01', '2199-12-31'],
  ])('are 36 months at most, around %s', (on, first, last) => {
    const all = days('2019-01-01', '2199-12-31', on);
    expect([all[0], all.at(-1)]).toEqual([first, last]);
    expect(all.filter((one) => one.endsWith('-01'))).toHaveLength(36);
  });
});

it('each day is counted by the value that the rule has on it', async () => {
  const house = await testHouse('country');
  const precedence: Rule<readonly PresenceKind[]> = {
    id: 'precedence',
    says: '',
    source: '',
    values: {
      '2019-01-01': ['staffed_office', 'visiting_office', 'cooperation_place'],
      '2020-06-15': ['staffed_office'],
    },
  };
  const counted = await statesOnDays(house.db, days('2020-05-01', '2020-07-10', '2020-06-01'), precedence);
  expect(counted.map((one) => one.on)).toEqual(['2020-05-01', '2020-06-01', '2020-07-01', '2020-07-10']);
  expect(counted.map((one) => one.visiting_office > 0)).toEqual([true, true, false, false]);
  expect(counted.map((one) => one.staffed_office + one.visiting_office + one.cooperation_place + one.neighbour)).toEqual(
    counted.map(() => 290),
  );
});
