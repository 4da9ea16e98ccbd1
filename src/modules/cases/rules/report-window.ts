import { addDays, addMonths, type PlainDate, weekday } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const reportWindow = rule({
  id: 'report-window',
  says:
    'A report is handed in from the first to the last of these days of the month after; when the last is a Saturday, a Sunday or a ' +
    'public holiday, the next weekday is the last.',
  source:
    'SFS 2000:628 §6a: at most two weeks after the period; journalisternas-akassa.se: the 1st to the 14th, otherwise the next weekday',
  // Both were read without their day; used from the first day that the system answers for.
  values: { '2019-01-01': { opensOn: 1, closesOn: 14 } },
});

export interface Window {
  opens: PlainDate;
  /** The last day, itself within. It never moves for an outage (JO 2023-11). */
  closes: PlainDate;
}

/** When the report about a month (given by its first day) may be handed in. */
export function windowOf(
  month: PlainDate,
  value: { opensOn: number; closesOn: number },
  isHoliday: (on: PlainDate) => boolean,
): Window {
  const next = addMonths(month, 1);
  let closes = addDays(next, value.closesOn - 1);
  while (weekday(closes) > 5 || isHoliday(closes)) closes = addDays(closes, 1);
  return { opens: addDays(next, value.opensOn - 1), closes };
}
