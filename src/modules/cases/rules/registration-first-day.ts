import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const registrationFirstDay = rule({
  id: 'registration-first-day',
  says:
    'A registration may be filled in beforehand and is sent in on the first day of unemployment at the earliest. It counts from the day ' +
    'on which it arrived, never from an earlier one: the first day that the person claims is kept beside it.',
  source:
    'arbetsformedlingen.se, “Register”: register on the first day, fill in before; FvL (2017:900) §22 on the day of arrival',
  // The page was read without its day; used from the first day that the system answers for.
  values: { '2019-01-01': { earliest: 'first-day', countsFrom: 'arrival' } },
});

/** Whether it may be sent in today. */
export function maySendIn(today: PlainDate, firstDay: PlainDate): boolean {
  return today >= firstDay;
}

/**
 * The day that the registration counts from. A registration that was sent in is one whose first day has come, so the day of
 * arrival is the later of the two.
 */
export function countsFrom(arrivedOn: PlainDate, firstDay: PlainDate): PlainDate {
  return arrivedOn > firstDay ? arrivedOn : firstDay;
}
