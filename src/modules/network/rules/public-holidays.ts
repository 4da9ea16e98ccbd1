import Holidays from 'date-holidays';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const publicHolidays = rule({
  id: 'public-holidays',
  says:
    'A public holiday is a day that is listed as one for this country. Midsummer Eve, Christmas Eve and New Year’s Eve are listed beside ' +
    'them, and are no public holidays.',
  source:
    'the package date-holidays, country SE, types public and bank; nothing is added to it; the three eves: lag (1930:173) om beräkning av ' +
    'lagstadgad tid, 2 §',
  values: { '2019-01-01': { country: 'SE', type: 'public', eves: 'bank' } },
});

/** Whether a day is a public holiday in Sweden. */
export const isPublicHoliday = listedAs('public');

/** Whether a day is one of the eves that the law puts beside public holidays: Midsummer Eve, Christmas Eve, New Year’s Eve. */
export const isHolidayEve = listedAs('bank');

function listedAs(type: 'public' | 'bank'): (date: PlainDate) => boolean {
  const calendar = new Holidays('SE', { types: [type] });
  const byYear = new Map<string, ReadonlySet<string>>();
  return (date) => {
    const year = date.slice(0, 4);
    const known = byYear.get(year) ?? new Set(calendar.getHolidays(year).map((one) => one.date.slice(0, 10)));
    byYear.set(year, known);
    return known.has(date);
  };
}
