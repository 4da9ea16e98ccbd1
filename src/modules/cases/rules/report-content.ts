import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';
import { isInMonth } from './report-period.ts';

/** What a report tells of, in the order of the regulation. */
export const activityKinds = ['job', 'education', 'interview', 'contact', 'other'] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const reportContent = rule({
  id: 'report-content',
  says:
    'A report tells of jobs and educations applied for, interviews and recruitment meetings, contacts with employers and other ' +
    'activities, with their days. A day outside the month is marked, never refused, and no number of activities is demanded.',
  source: 'AFFS 2021:1 §2, from 2021-04-22; days outside the month: IAF 2021 on the control of activity reports',
  values: { '2021-04-22': activityKinds },
});

export interface Activity {
  kind: ActivityKind;
  /** null when a paper report does not say it. */
  date: PlainDate | null;
  what: string;
  where: string;
}

export interface MarkedActivity extends Activity {
  /** null when there is no day to judge. */
  inPeriod: boolean | null;
}

/** The activities, each marked whether its day lies in the month. */
export function markActivities(activities: readonly Activity[], month: PlainDate): MarkedActivity[] {
  return activities.map((one) => ({ ...one, inPeriod: one.date === null ? null : isInMonth(one.date, month) }));
}
