/** A month's report as whoever writes it sees it: what is saved, its days, and an outage to name as the reason. */
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { type Outage, outageById } from '../../platform/outage/index.ts';
import { casesProblem } from './problems.ts';
import { requireBegun, windowOfMonth } from './report-days.ts';
import type { Window } from './rules/report-window.ts';
import { findCaseOfMonth, type OpenCase } from './store/open-case.ts';
import { findReport, type Report } from './store/report.ts';
import { outageOf } from './submit-report.ts';

export interface MonthsReport {
  month: PlainDate;
  open: OpenCase;
  /** Null while nothing is written. */
  report: Report | null;
  /** What the next save says it was opened in; 0 while nothing is written. */
  version: number;
  window: Window;
  today: PlainDate;
  /** The outage that touched the window, looked up only when the last day has passed. */
  outage: Outage | null;
}

/** Throws report-month-wrong for a month in which the person was not registered, report-window-closed for one to come. */
export async function monthsReport(db: Database, personId: Uuid, month: PlainDate, today: PlainDate): Promise<MonthsReport> {
  requireBegun(today, month);
  const window = windowOfMonth(month);
  const open = await findCaseOfMonth(db, personId, month);
  if (open === null) throw casesProblem('report-month-wrong');
  const report = await findReport(db, { personId, registrationId: open.id, month });
  const outageId = today > window.closes ? await outageOf(db, window) : null;
  const outage = outageId === null ? null : await outageById(db, outageId);
  return { month, open, report, version: report?.version ?? 0, window, today, outage };
}
