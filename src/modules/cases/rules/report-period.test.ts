import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { isInMonth, monthOf, monthToReport, reportPeriod } from './report-period.ts';

describe(reportPeriod.id, () => {
  it('is the calendar month before', () => {
    expect(monthOf(day('2024-02-29'))).toBe('2024-02-01');
    expect(monthToReport(day('2024-03-31'))).toBe('2024-02-01');
    expect(monthToReport(day('2024-01-01'))).toBe('2023-12-01');
    expect(isInMonth(day('2024-02-29'), day('2024-02-01'))).toBe(true);
    expect(isInMonth(day('2024-03-01'), day('2024-02-01'))).toBe(false);
  });
});
