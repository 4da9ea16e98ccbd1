import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { insertWording, updateReport } from '../store/reports.ts';
import { refuseFaults, templateFaults } from './make.ts';
import { act, lockFor, wording } from './report-input.ts';

/** A new wording of a draft. The one before is kept. */
export const changeReport = command({
  name: 'insight.change-report',
  roles: ['analyst', 'administrator'],
  input: z.object({ ...act, ...wording }),
  async run({ tx, actor, now }, input) {
    const { report, to } = await lockFor(tx, input, 'change');
    refuseFaults(await templateFaults(tx, input.template, input.dueOn));
    const number = report.number + 1;
    await insertWording(tx, {
      reportId: report.id,
      number,
      template: input.template,
      authorId: actor.id,
      author: actor.name,
      at: now,
    });
    await updateReport(tx, { id: report.id, title: input.title, dueOn: input.dueOn, state: to });
    return {
      result: { code: report.code },
      subject: `report:${report.id}`,
      details: { code: report.code, number, dueOn: input.dueOn },
    };
  },
});
