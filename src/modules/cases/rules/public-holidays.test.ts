import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { isPublicHoliday, publicHolidays } from './public-holidays.ts';

describe(publicHolidays.id, () => {
  it('knows the ones that move and the ones that do not', () => {
    expect(['2026-05-14', '2026-04-03', '2026-06-06', '2026-12-25'].map((one) => isPublicHoliday(day(one)))).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect(isPublicHoliday(day('2025-05-14'))).toBe(false);
  });
});
