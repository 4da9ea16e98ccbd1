import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { addDays, type Instant, instantAt, type PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { outagesBetween } from '../../platform/outage/index.ts';
import { recordAct } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { casesProblem } from './problems.ts';
import { newReceiptNumber } from './receipt-number.ts';
import { requireWindow, reviewDay, windowOfMonth } from './report-days.ts';
import { month } from './report-input.ts';
import { considerReport } from './report-signal.ts';
import { canWithReport } from './report-state.ts';
import { translateReport } from './report-translation.ts';
import { reportArrival, type Timely, timelyOf } from './rules/report-arrival.ts';
import { reportContent } from './rules/report-content.ts';
import { outageToName, reportLate } from './rules/report-late.ts';
import { reportWindow, type Window } from './rules/report-window.ts';
import { requirePerson } from './standing-of.ts';
import { endAttempt, insertAttemptEvents } from './store/attempt.ts';
import { findCaseOfMonth } from './store/open-case.ts';
import { lockReport, type Report, writeReport } from './store/report.ts';

export interface Receipt {
  reportId: Uuid;
  receiptNumber: string;
  arrivedAt: Instant;
  timely: Timely;
}

/**
 * Hands in the report that was saved. `version`: of what was checked; the same one sent from two tabs, or twice, is one report with
 * one receipt. After the last day it is taken in all the same, as late, and the last day stays where it was.
 */
export const submitReport = command({
  name: 'cases.submit-report',
  roles: ['jobseeker', 'helper'],
  input: z.object({ personId: z.uuid(), month, version: z.number().int().min(1) }),
  async run(context, input) {
    const { tx, actor, now, today } = context;
    const standing = await requirePerson(context, input.personId, 'activity-report');
    const { personId } = standing;
    const open = await findCaseOfMonth(tx, personId, input.month);
    if (open === null) throw casesProblem('report-month-wrong');
    const draft = await lockReport(tx, { personId, registrationId: open.id, month: input.month });
    const subject = `person:${personId}`;
    const receipt = receiptOf(draft);
    if (receipt !== null && draft?.state === 'submitted' && draft.version === input.version + 1)
      return { result: receipt, subject };
    if (draft === null || !canWithReport(actor.roles, 'submit', draft.state)) throw casesProblem('report-not-now');
    if (draft.version !== input.version) throw casesProblem('changed-meanwhile');
    if (isEmpty(draft)) throw casesProblem('report-empty', { rule: reportContent });
    const window = windowOfMonth(input.month);
    requireWindow(today, window);
    const timely = timelyOf({ reachedOn: today, handedInOn: null, agreement: 'not-settled' }, window.closes);
    const outageId = timely === 'late' ? await outageOf(tx, window) : null;
    const given = { reportId: draft.id, receiptNumber: newReceiptNumber(), arrivedAt: now, timely };
    const { changedAt: _changed, version: _version, ...kept } = draft;
    await writeReport(
      tx,
      {
        ...kept,
        state: 'submitted',
        channel: 'my-pages',
        arrivedAt: now,
        timely,
        outageId,
        receiptNumber: given.receiptNumber,
        reviewBy: reviewDay(today),
        recordedBy: actor.id,
        at: now,
      },
      input.version,
    );
    if (draft.attemptId !== null) {
      await insertAttemptEvents(tx, draft.attemptId, [{ step: 'check', kind: 'finished' }], now);
      await endAttempt(tx, draft.attemptId, 'submitted', now);
    }
    await translateReport(context, draft, open.isProtected);
    await recordAct(tx, context, standing, 'report-submitted', { month: input.month });
    const signals = timely === 'late' ? await considerReport({ ...context, by: actor.id }, open, input.month, outageId) : [];
    return {
      result: given,
      subject,
      rules: [reportWindow.id, reportArrival.id, ...(timely === 'late' ? [reportLate.id] : [])],
      details: { reportId: draft.id, month: input.month, timely, outageId },
      events: [
        casesEvents.reportSubmitted(personId, { reportId: draft.id, month: input.month, channel: 'my-pages', timely }),
        ...signals,
      ],
    };
  },
});

/** Nothing is said, not even that nothing was done. */
export function isEmpty({ activities, nothingDone, message }: Pick<Report, 'activities' | 'nothingDone' | 'message'>): boolean {
  return activities.length === 0 && !nothingDone && message === '';
}

/** The receipt of a report that is handed in; null before. */
export function receiptOf(report: Report | null): Receipt | null {
  if (report === null || report.arrivedAt === null || report.receiptNumber === null || report.timely === null) return null;
  return { reportId: report.id, receiptNumber: report.receiptNumber, arrivedAt: report.arrivedAt, timely: report.timely };
}

/** The outage that the system knows of in a window, to be named as the reason; null when there was none. */
export async function outageOf(db: Database, window: Window): Promise<Uuid | null> {
  const midnight = (on: PlainDate): Instant => instantAt(on, '00:00')!;
  const known = await outagesBetween(db, midnight(window.opens), midnight(addDays(window.closes, 1)));
  return outageToName(known, window)?.id ?? null;
}
