/** What the pages of an activity report show; the same for a real report and for practice. */
import type { ComponentChildren } from 'preact';
import type { Instant, PlainDate } from '../../../../platform/clock/index.ts';
import type { Activity } from '../../rules/report-content.ts';
import { isInMonth } from '../../rules/report-period.ts';

export interface ReportView {
  /** The first day of the month that it is about. */
  month: PlainDate;
  /** The first and the last day to hand it in. */
  opens: PlainDate;
  closes: PlainDate;
  today: PlainDate;
  /** The person need not hand it in: no deadline is named. */
  notOwed: boolean;
  activities: readonly Activity[];
  nothingDone: boolean;
  message: string;
  lateReason: string;
  /** What it is written in (BCP 47). */
  writtenIn: string;
  /** The service was away then, as the system itself knows; `to` is null while it lasts. */
  outage: { from: Instant; to: Instant | null } | null;
}

/** Where the pages of a report stand, and what they send along unseen. */
export interface ReportPlace {
  /** Path without language: /my/report/2020-03. */
  path: string;
  practice: boolean;
  /** What a practice report knows; nothing of it is stored. */
  hidden: Readonly<Record<string, string>>;
  /** More in every form: what help was needed, when someone else sits at it. */
  help?: ComponentChildren;
}

export const isLate = (report: Pick<ReportView, 'today' | 'closes' | 'notOwed'>): boolean =>
  !report.notOwed && report.today > report.closes;

/** Whether an activity's day lies outside the month; one without a day is not judged. */
export const isOutside = (month: PlainDate, { date }: Activity): boolean => date !== null && !isInMonth(date, month);
