import { addDays, type PlainDate, weekday } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import { isHolidayEve, isPublicHoliday } from '../../network/index.ts';

/** How a view came. */
export const viewWays = ['email', 'post', 'letter-box', 'by-hand', 'meeting'] as const;
export type ViewWay = (typeof viewWays)[number];

export const viewArrival = rule({
  id: 'view-arrival',
  says:
    'A document has arrived on the day it reaches the authority. What came by post, or lay in the letter box when it was first emptied that ' +
    'day, counts as arrived on the working day before; by post unless that is improbable.',
  source: 'FvL (2017:900) §22; which days are no working days: lag (1930:173) 2 §',
  // The law is in force from 2018-07-01.
  values: { '2018-07-01': { dayBefore: ['post', 'letter-box'] as readonly ViewWay[] } },
});

/** The first day that the rule can say of. */
export const arrivalBegins = Object.keys(viewArrival.values)[0] as PlainDate;

/** The day a document counts as arrived. `notBefore`: the day before is improbable, which matters for post alone. */
export function arrivedOn(
  { dayBefore }: { dayBefore: readonly ViewWay[] },
  how: ViewWay,
  reachedOn: PlainDate,
  notBefore: boolean,
): PlainDate {
  if (!dayBefore.includes(how) || (how === 'post' && notBefore)) return reachedOn;
  let before = addDays(reachedOn, -1);
  while (!isWorkingDay(before)) before = addDays(before, -1);
  return before;
}

const isWorkingDay = (date: PlainDate): boolean => weekday(date) < 6 && !isPublicHoliday(date) && !isHolidayEve(date);
