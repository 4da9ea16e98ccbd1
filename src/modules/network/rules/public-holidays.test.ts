import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { isHolidayEve, isPublicHoliday, publicHolidays } from './public-holidays.ts';

describe(publicHolidays.id, () => {
  it('knows the ones that move and the ones that do not', () => {
    expect(['2026-05-14', '2026-04-03', '2026-06-06', '2026-12-25'].map((one) => isPublicHoliday(day(one)))).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect(isPublicHoliday(day('2025-05-14'))).toBe(false);
  });

  it('has three eves beside it, which are none themselves', () => {
    const eves = ['2020-06-19', '2020-12-24', '2020-12-31', '2026-06-19'].map(day);
    expect(eves.map((one) => [isHolidayEve(one), isPublicHoliday(one)])).toEqual(eves.map(() => [true, false]));
    // Maundy Thursday, the day before Epiphany, Walpurgis Night.
    expect(['2020-04-09', '2020-01-05', '2020-04-30'].map((one) => isHolidayEve(day(one)))).toEqual([false, false, false]);
  });
});
