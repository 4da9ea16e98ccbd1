import { daysBetween, type PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';

export const reportReminder = rule({
  id: 'report-reminder',
  says: 'Who prepares a report is reminded so many days before it is due, once each time, as long as it is not frozen.',
  source: 'setting: no source gives days for reminders',
  values: { '2019-01-01': [30, 7, 1] },
});

/**
 * The reminder that is due on a day; null: none. After days without reminders the nearest counts alone: nobody is reminded of thirty days
 * when seven are left.
 */
export function reminderOn(today: PlainDate, dueOn: PlainDate): number | null {
  const left = daysBetween(today, dueOn);
  if (left < 0) return null;
  return valueOn(reportReminder, today).findLast((days) => left <= days) ?? null;
}
