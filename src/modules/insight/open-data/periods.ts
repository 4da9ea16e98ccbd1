/** Time in tables: months as SCB writes them ('2020M02'), and for what is so on a day also any day ('2020-02-14'). */
import { addDays, parsePlainDate, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import type { Metric } from '../metric.ts';

// Months by number: a list of tables counts thousands of them.
const numberOf = (day: PlainDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const parts = (month: number): [string, string] => [String(Math.floor(month / 12)), String((month % 12) + 1).padStart(2, '0')];
const codeOf = (month: number): string => parts(month).join('M');
const lastOf = (month: number): PlainDate => addDays(plainDate(`${parts(month + 1).join('-')}-01`), -1);
const earlier = (one: PlainDate, other: PlainDate): PlainDate => (one < other ? one : other);

/**
 * The months that a table has. What is so on a day: up to the month of `today`, which is then that day. What is counted by month: whole
 * months only.
 */
export function monthsOf(metric: Metric, today: PlainDate): string[] {
  const { first, last } = span(metric, today);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => codeOf(first + at));
}

function span({ from, to, time }: Metric, today: PlainDate): { first: number; last: number } {
  const end = to === null ? today : earlier(to, today);
  const isWhole = time === 'day' || lastOf(numberOf(end)) < today;
  return { first: numberOf(from), last: numberOf(end) - (isWhole ? 0 : 1) };
}

/** The day that a period is asked about: the last of the month, or of the definition, or today. Null: not a period of the table. */
export function dayOf(metric: Metric, code: string, today: PlainDate): PlainDate | null {
  const { from, to, time } = metric;
  const month = /^(\d{4})M(\d{2})$/.exec(code);
  const day = parsePlainDate(month === null ? code : `${month[1]}-${month[2]}-01`);
  if (day === null) return null;
  if (month === null) return time === 'day' && day >= from && (to === null || day <= to) ? day : null;
  const { first, last } = span(metric, today);
  const number = numberOf(day);
  if (number < first || number > last) return null;
  const end = to === null ? lastOf(number) : earlier(lastOf(number), to);
  return time === 'day' ? earlier(end, today) : end;
}
