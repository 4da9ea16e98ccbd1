import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { localTime } from '../../platform/clock/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { isByRight, languagesByRight, recordAct } from '../people/index.ts';
import { casesEvents } from './events.ts';
import { casesProblem } from './problems.ts';
import { month } from './report-input.ts';
import { considerReport } from './report-signal.ts';
import { canWithReport } from './report-state.ts';
import { reportArrival } from './rules/report-arrival.ts';
import { reportReview } from './rules/report-review.ts';
import { requireOfficer } from './standing-of.ts';
import { findCaseOfMonth } from './store/open-case.ts';
import { lockReport, writeReviewed } from './store/report.ts';
import { closeTodos } from './store/todo.ts';

/**
 * An officer has looked through a report, and says whether it is in time where that was left to them. Gives the language to answer
 * in: the report's own where that is a right (JO 4143-2019). No sanction is decided here.
 */
export const reviewReport = command({
  name: 'cases.review-report',
  roles: ['caseworker', 'protection-officer'],
  input: z.object({
    personId: z.uuid(),
    month,
    version: z.number().int().min(1),
    /** Only where it is undecided. */
    timely: z.enum(['in-time', 'late']).nullable(),
  }),
  async run(context, input) {
    const { tx, actor, now, today } = context;
    const standing = await requireOfficer(context, input.personId, 'activity-report');
    const { personId } = standing;
    const open = await findCaseOfMonth(tx, personId, input.month);
    if (open === null) throw casesProblem('report-month-wrong');
    const report = await lockReport(tx, { personId, registrationId: open.id, month: input.month });
    if (report === null || !canWithReport(actor.roles, 'review', report.state)) throw casesProblem('report-not-now');
    if (report.version !== input.version) throw casesProblem('changed-meanwhile');
    const timely = report.timely === 'undecided' ? input.timely : report.timely;
    if (timely === null) {
      throw casesProblem('timely-to-decide', { rule: reportArrival, fields: [{ field: 'timely', expected: 'in-time or late' }] });
    }
    await writeReviewed(tx, report, { timely, by: actor.id, at: now });
    await closeTodos(
      tx,
      { personId, registrationId: open.id, kinds: ['review-report'], details: { reportId: report.id } },
      { by: actor.id, outcome: timely, at: now },
    );
    await recordAct(tx, context, standing, 'report-reviewed', { month: input.month });
    const byRight = isByRight(report.language, valueOn(languagesByRight, localTime(report.arrivedAt ?? now).date));
    return {
      result: { reportId: report.id, timely, answerIn: byRight ? report.language : standing.writtenLanguage },
      subject: `person:${personId}`,
      rules: [reportReview.id, languagesByRight.id, ...(report.timely === 'undecided' ? [reportArrival.id] : [])],
      details: {
        reportId: report.id,
        month: input.month,
        timely,
        reviewedInTime: report.reviewBy === null || today <= report.reviewBy,
      },
      events: [
        casesEvents.reportReviewed(personId, { reportId: report.id, month: input.month }),
        ...(report.timely === 'undecided'
          ? await considerReport({ ...context, by: actor.id }, open, input.month, report.outageId)
          : []),
      ],
    };
  },
});
