import { addMonths, type PlainDate, plainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const reportPeriod = rule({
  id: 'report-period',
  says: 'An activity report is about a calendar month and is made after it has ended.',
  source:
    'SFS 2000:628 §6a (2017:821): regularly, at least once a month for those with benefit; AFFS 2021:1 §4: after each calendar month',
  // §6a was read without its day; it is used from the first day that the system answers for.
  values: { '2019-01-01': 'calendar-month' },
});

/** The first day of the month that a day lies in. */
export function monthOf(on: PlainDate): PlainDate {
  return plainDate(`${on.slice(0, 8)}01`);
}

/** The month that is reported on a day: the one before it. */
export function monthToReport(on: PlainDate): PlainDate {
  return addMonths(monthOf(on), -1);
}

/** Whether a day lies in a month, given by its first day. */
export function isInMonth(on: PlainDate, month: PlainDate): boolean {
  return monthOf(on) === month;
}
