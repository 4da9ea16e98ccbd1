import { addMonths, type PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const agreementNotice = rule({
  id: 'agreement-notice',
  says:
    'An agreement in force ends no earlier than its own period of notice after the decision, unless a reason is given why it does; what runs out ' +
    'within the coming months is shown with the last day on which notice can be given.',
  source: 'each agreement’s own period of notice; the months that are shown ahead are a setting',
  values: { '2019-01-01': { shownMonths: 12 } },
});

/** The first day on which an agreement can be at an end when its end is decided on a day; without a period of notice, that day. */
export function earliestEnd(decidedOn: PlainDate, noticeMonths: number | null): PlainDate {
  return addMonths(decidedOn, noticeMonths ?? 0);
}

/** The last day on which notice can be given for a last day; null when the agreement has no period of notice. */
export function noticeDay(lastDay: PlainDate, noticeMonths: number | null): PlainDate | null {
  return noticeMonths === null ? null : addMonths(lastDay, -noticeMonths);
}
