import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { insightProblem } from '../problems.ts';
import { fourEyes, mayApprove } from '../rules/four-eyes.ts';
import { insertStep, updateReport } from '../store/reports.ts';
import { act, lockFor } from './report-input.ts';

/** Sends a report to review, back, or approves it: the one who approves has written none of it. */
export const stepReport = command({
  name: 'insight.step-report',
  roles: ['analyst', 'administrator'],
  input: z.object({ ...act, act: z.enum(['send-to-review', 'send-back', 'approve']), note: z.string().trim().max(1000) }),
  async run({ tx, actor, now, newId }, input) {
    const { report, to } = await lockFor(tx, input, input.act);
    if (input.act === 'approve' && !mayApprove(actor.id, report.authorIds))
      throw insightProblem('government-report-own-approval', { rule: fourEyes, params: { code: report.code } });
    await updateReport(tx, { ...report, state: to });
    const step = { reportId: report.id, state: to, number: report.number, note: input.note, at: now };
    await insertStep(tx, { ...step, id: newId(), actorId: actor.id, actor: actor.name });
    return {
      result: { code: report.code, state: to },
      subject: `report:${report.id}`,
      rules: input.act === 'approve' ? [fourEyes.id] : [],
      details: { code: report.code, act: input.act, number: report.number },
    };
  },
});
