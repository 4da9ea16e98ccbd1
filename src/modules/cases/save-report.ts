import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { randomId } from '../../platform/ids/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { requireBegun } from './report-days.ts';
import { followReport, reportSteps } from './report-funnel.ts';
import { month, reportInput } from './report-input.ts';
import { canWithReport } from './report-state.ts';
import { markActivities } from './rules/report-content.ts';
import { requirePerson } from './standing-of.ts';
import { findCaseOfMonth } from './store/open-case.ts';
import { findReport, writeReport } from './store/report.ts';

/** Saves what has been written so far of a month's report. `version`: of what was opened, 0 when there was nothing. */
export const saveReport = command({
  name: 'cases.save-report',
  roles: ['jobseeker', 'helper'],
  input: z.object({
    personId: z.uuid(),
    month,
    version: z.number().int().min(0),
    content: reportInput,
    /** Which step of the pages was saved. */
    step: z.enum(reportSteps).exclude(['check']).default('activities'),
  }),
  async run(context, input) {
    const { tx, actor, now, today, newId } = context;
    const { activities, ...rest } = input.content;
    const standing = await requirePerson(context, input.personId, 'activity-report');
    const { personId } = standing;
    requireBegun(today, input.month);
    const open = await findCaseOfMonth(tx, personId, input.month);
    if (open === null) throw casesProblem('report-month-wrong');
    const before = await findReport(tx, { personId, registrationId: open.id, month: input.month });
    if (!canWithReport(actor.roles, 'save', before?.state ?? 'none')) throw casesProblem('report-not-now');
    const reportId = before?.id ?? newId();
    const attemptId = before === null ? randomId() : before.attemptId;
    const saved = await writeReport(
      tx,
      {
        ...nothingYet,
        ...rest,
        personId,
        id: reportId,
        registrationId: open.id,
        attemptId,
        month: input.month,
        activities: markActivities(activities, input.month),
        recordedBy: actor.id,
        at: now,
      },
      input.version,
    );
    if (!saved || (before === null && input.version > 0)) throw casesProblem('changed-meanwhile');
    await followReport(context, standing, { attemptId, language: rest.language, before }, input.step);
    await recordAct(tx, context, standing, 'report-draft-saved', { month: input.month });
    return {
      result: { reportId, version: input.version + 1 },
      subject: `person:${personId}`,
      details: { reportId, month: input.month },
    };
  },
});

/** What a report that has not been handed in lacks. */
export const nothingYet = {
  state: 'draft',
  channel: null,
  handedInOn: null,
  handedInAt: null,
  arrivedAt: null,
  timely: null,
  outageId: null,
  receiptNumber: null,
  reviewBy: null,
} as const;
