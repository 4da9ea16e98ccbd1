import { Temporal } from 'temporal-polyfill';

/** The day before or after, as 'YYYY-MM-DD'. */
export function shiftDay(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** A working day near the day that lies the given part (0 to 1) of the way between two days; weekends go back to Friday. */
export function workingDayBetween(first: string, last: string, part: number): string {
  const from = Temporal.PlainDate.from(first);
  const length = from.until(last, { largestUnit: 'days' }).days;
  const day = from.add({ days: Math.floor(length * part) });
  const back = Math.max(0, day.dayOfWeek - 5);
  const friday = day.subtract({ days: back });
  return (Temporal.PlainDate.compare(friday, from) < 0 ? day.add({ days: 8 - day.dayOfWeek }) : friday).toString();
}
