/** The days that follow a registration, for its receipt and its calendar file. */
import { addMonths, type PlainDate } from '../../../platform/clock/index.ts';
import { windowOfMonth } from '../report-days.ts';
import { owesReport } from '../rules/report-first.ts';
import { monthOf } from '../rules/report-period.ts';

export interface FirstReport {
  /** The first day of the month it is about. */
  month: PlainDate;
  opens: PlainDate;
  closes: PlainDate;
}

/**
 * The first activity report that someone registered on a day owes; null where the rule of that time is not known, so that no
 * day is promised (AFFS 2021:1 §4).
 */
export function firstReport(registeredOn: PlainDate): FirstReport | null {
  for (const months of [0, 1, 2]) {
    const month = addMonths(monthOf(registeredOn), months);
    const owed = owesReport({ registeredOn, deregisteredOn: null }, month);
    if (owed === 'unknown') return null;
    if (owed === 'owed') return { month, ...windowOfMonth(month) };
  }
  return null;
}
