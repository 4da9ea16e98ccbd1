import { plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';
import { isHolidayEve, isPublicHoliday } from '../../cases/index.ts';

export const meetingDays = rule<MeetingDays>({
  id: 'meeting-days',
  says:
    'No meeting is booked on a public holiday, nor on Midsummer Eve, Christmas Eve and New Year’s Eve; nor is such a day a working day when ' +
    'days are counted. Neither opening hours that the register has for such a day nor a dated day of an officer opens it.',
  source:
    'Arbetsförmedlingen’s own program, 2020-2021 (github vertelab/odoo-af, calendar_af): working days exclude public holidays; lag (1930:173) om beräkning av lagstadgad tid, 2 §: the three eves stand beside Sundays ' +
    'and public holidays',
  values: { '2019-01-01': { closedEves: true } },
});

export interface MeetingDays {
  /** Whether the three eves are closed like public holidays. */
  closedEves: boolean;
}

const first = plainDate('2019-01-01');

/** Whether no meetings are held on a day, whichever weekday it is. Days before the rule are judged by its first value. */
export function isClosedDay(date: PlainDate): boolean {
  return isPublicHoliday(date) || (valueOn(meetingDays, date < first ? first : date).closedEves && isHolidayEve(date));
}
