import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, plainDate as day, weekday } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { isPublicHoliday } from '../../network/index.ts';
import { reportWindow, windowOf } from './report-window.ts';

const value = valueOn(reportWindow, day('2024-01-01'));
const closes = (month: string) => windowOf(day(month), value, isPublicHoliday).closes;

describe(reportWindow.id, () => {
  it('is the 1st to the 14th of the month after', () => {
    expect(windowOf(day('2024-01-01'), value, isPublicHoliday)).toEqual({ opens: '2024-02-01', closes: '2024-02-14' });
  });

  it('ends on the next weekday after a weekend or a public holiday', () => {
    expect(closes('2023-12-01')).toBe('2024-01-15');
    expect(closes('2024-08-01')).toBe('2024-09-16');
    // Ascension Day, a Thursday.
    expect(closes('2026-04-01')).toBe('2026-05-15');
    // Good Friday, then the weekend and Easter Monday.
    expect(closes('2028-03-01')).toBe('2028-04-18');
  });

  it('never ends before the 14th, nor on a day off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), (months) => {
        const month = addMonths(day('2019-01-01'), months);
        const window = windowOf(month, value, isPublicHoliday);
        expect(window.closes >= `${addMonths(month, 1).slice(0, 8)}14`).toBe(true);
        expect(weekday(window.closes)).toBeLessThan(6);
        expect(isPublicHoliday(window.closes)).toBe(false);
      }),
    );
  });
});
