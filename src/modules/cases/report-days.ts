/** The days of a report: when it may be handed in, by whom it is owed, when it is to be looked through. */
import type { PlainDate } from '../../platform/clock/index.ts';
import { beginsOn, type Rule, valueOn } from '../../platform/rule/index.ts';
import { casesProblem } from './problems.ts';
import { isPublicHoliday } from '../network/index.ts';
import { monthOf } from './rules/report-period.ts';
import { reportReview, reviewBy } from './rules/report-review.ts';
import { reportWindow, type Window, windowOf } from './rules/report-window.ts';

/** When the report of a month may be handed in. Throws report-month-wrong for months before the rule. */
export function windowOfMonth(month: PlainDate): Window {
  if (!isKnown(reportWindow, month)) throw casesProblem('report-month-wrong', { rule: reportWindow });
  return windowOf(month, valueOn(reportWindow, month), isPublicHoliday);
}

/** The day by which a report is looked through; null before that was measured. */
export function reviewDay(arrivedOn: PlainDate): PlainDate | null {
  return isKnown(reportReview, arrivedOn) ? reviewBy(arrivedOn, valueOn(reportReview, arrivedOn)) : null;
}

/** Throws report-window-closed while the month has not ended. There is no last day for taking a report in: late is late, not lost. */
export function requireWindow(on: PlainDate, window: Window): void {
  if (on < window.opens) throw casesProblem('report-window-closed', { rule: reportWindow, params: { date: window.opens } });
}

/** A report may be begun in its month. */
export function requireBegun(today: PlainDate, month: PlainDate): void {
  if (month > monthOf(today))
    throw casesProblem('report-window-closed', { rule: reportWindow, params: { date: windowOfMonth(month).opens } });
}

const isKnown = (of: Rule, on: PlainDate): boolean => on >= beginsOn(of);
