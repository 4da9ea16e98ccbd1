import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const reportReview = rule({
  id: 'report-review',
  says: 'A report is looked through promptly: within this many days of its arrival is how it is measured.',
  source: 'SFS 2000:628 §6a (2017:821): promptly; IAF 2022 measures the share within 14 days, for 2020 on',
  values: { '2020-01-01': { withinDays: 14 } },
});

/** The day by which a report that arrived on a day should have been looked through. */
export function reviewBy(arrivedOn: PlainDate, { withinDays }: { withinDays: number }): PlainDate {
  return addDays(arrivedOn, withinDays);
}
