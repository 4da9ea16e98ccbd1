import Holidays from 'date-holidays';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const publicHolidays = rule({
  id: 'public-holidays',
  says: 'A public holiday is a day that is listed as one for this country.',
  source: 'the package date-holidays, country SE, type public; nothing is added to it',
  values: { '2019-01-01': { country: 'SE', type: 'public' } },
});

const calendar = new Holidays('SE', { types: ['public'] });
const byYear = new Map<string, ReadonlySet<string>>();

/** Whether a day is a public holiday in Sweden. */
export function isPublicHoliday(date: PlainDate): boolean {
  const year = date.slice(0, 4);
  const known = byYear.get(year) ?? new Set(calendar.getHolidays(year).map((one) => one.date.slice(0, 10)));
  byYear.set(year, known);
  return known.has(date);
}
