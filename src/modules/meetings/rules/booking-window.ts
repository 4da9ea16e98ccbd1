import { addDays, type PlainDate, weekday } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const bookingWindow = rule({
  id: 'booking-window',
  says:
    'A type of meeting is booked from its first to its last working day, counted from today, which is day 0. ' +
    'Working days are Monday to Friday but for the days that the rule meeting-days closes.',
  source:
    'Arbetsförmedlingen’s own program, 2020-2021 (github vertelab/odoo-af, calendar_af): windows of the types; working days exclude public holidays',
  values: { '2019-01-01': { firstWeekday: 1, lastWeekday: 5 } },
});

export type BookingWindow = (typeof bookingWindow.values)[string];
/** Whether no meetings are held on a day: the rule meeting-days. */
export type IsClosed = (date: PlainDate) => boolean;

export function isWorkingDay({ firstWeekday, lastWeekday }: BookingWindow, date: PlainDate, isClosed: IsClosed): boolean {
  const day = weekday(date);
  return day >= firstWeekday && day <= lastWeekday && !isClosed(date);
}

/**
 * The first and the last day on which a type can be booked; `last` is null when the type has no last day. Day 0 is today itself,
 * or, when today is no working day, the first working day after it.
 */
export function windowOf(
  value: BookingWindow,
  today: PlainDate,
  { windowFirst, windowLast }: { windowFirst: number | null; windowLast: number | null },
  isClosed: IsClosed,
): { first: PlainDate; last: PlainDate | null } {
  const first = workingDaysAfter(value, today, windowFirst ?? 0, isClosed);
  return { first, last: windowLast === null ? null : workingDaysAfter(value, today, windowLast, isClosed) };
}

function workingDaysAfter(value: BookingWindow, today: PlainDate, count: number, isClosed: IsClosed): PlainDate {
  let date = today;
  let left = count;
  // Counting begins the day after today; with 0 days today counts, if it is a working day.
  if (left === 0) while (!isWorkingDay(value, date, isClosed)) date = addDays(date, 1);
  while (left > 0) {
    date = addDays(date, 1);
    if (isWorkingDay(value, date, isClosed)) left -= 1;
  }
  return date;
}
