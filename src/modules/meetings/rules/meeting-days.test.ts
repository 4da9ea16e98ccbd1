import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { isClosedDay, meetingDays } from './meeting-days.ts';

describe(meetingDays.id, () => {
  it('are none on public holidays, Midsummer Eve, Christmas Eve and New Year’s Eve', () => {
    const closed = ['2020-04-10', '2020-06-19', '2020-12-24', '2020-12-25', '2020-12-31', '2021-01-01', '2021-06-25'];
    expect(closed.filter((one) => !isClosedDay(day(one)))).toEqual([]);
  });

  it('are the other days before a holiday: Maundy Thursday, Walpurgis Night, the day before Ascension', () => {
    const open = ['2020-04-09', '2020-04-30', '2020-05-20', '2020-12-23', '2020-12-30'];
    expect(open.filter((one) => isClosedDay(day(one)))).toEqual([]);
  });

  it('can be asked for of any day', () => {
    expect(isClosedDay(day('1999-12-24'))).toBe(true);
  });
});
