/** Time in tables: months as SCB writes them ('2020M02'), and for what is so on a day also any day ('2020-02-14'). */
import { addDays, addMonths, parsePlainDate, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import type { Metric } from '../metric.ts';

const firstOf = (day: PlainDate): PlainDate => plainDate(`${day.slice(0, 7)}-01`);
const lastOf = (day: PlainDate): PlainDate => addDays(addMonths(firstOf(day), 1), -1);
const codeOf = (day: PlainDate): string => `${day.slice(0, 4)}M${day.slice(5, 7)}`;

/**
 * The months that a table has. What is so on a day: up to the month of `today`, which is then that day. What is counted by month: whole
 * months only.
 */
export function monthsOf(metric: Metric, today: PlainDate): string[] {
  const end = metric.to !== null && metric.to < today ? metric.to : today;
  const months: string[] = [];
  for (let month = firstOf(metric.from); month <= end; month = addMonths(month, 1)) {
    if (metric.time === 'month' && lastOf(month) >= today) break;
    months.push(codeOf(month));
  }
  return months;
}

/** The day that a period is asked about: the last of the month, or of the definition, or today. Null: not a period of the table. */
export function dayOf(metric: Metric, code: string, today: PlainDate): PlainDate | null {
  const month = /^(\d{4})M(\d{2})$/.exec(code);
  if (month === null) {
    const day = metric.time === 'day' ? parsePlainDate(code) : null;
    return day !== null && day >= metric.from && (metric.to === null || day <= metric.to) ? day : null;
  }
  const first = parsePlainDate(`${month[1]}-${month[2]}-01`);
  if (first === null || !monthsOf(metric, today).includes(code)) return null;
  const ends = [lastOf(first), ...(metric.time === 'day' ? [today] : []), ...(metric.to === null ? [] : [metric.to])];
  return ends.reduce((least, one) => (one < least ? one : least));
}
