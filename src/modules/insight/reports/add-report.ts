import { z } from 'zod';
import { command } from '../../../platform/auth/index.ts';
import { violatedConstraint } from '../../../platform/db/index.ts';
import { insightProblem } from '../problems.ts';
import { findAssignment, insertReport, insertStep, insertWording } from '../store/reports.ts';
import { refuseFaults, templateFaults } from './make.ts';
import { code, wording } from './report-input.ts';

/** Begins a report of an assignment: its day, its title and its text with figures. */
export const addReport = command({
  name: 'insight.add-report',
  roles: ['analyst', 'administrator'],
  input: z.object({ code, assignment: code, language: z.enum(['sv', 'en']), ...wording }),
  async run({ tx, actor, now, newId }, input) {
    const assignment = await findAssignment(tx, input.assignment);
    if (assignment === null) throw insightProblem('assignment-unknown', { params: { code: input.assignment } });
    refuseFaults(await templateFaults(tx, input.template, input.dueOn));
    const id = newId();
    try {
      await insertReport(tx, { id, ...input, assignmentId: assignment.id });
    } catch (error) {
      if (violatedConstraint(error) === 'report_code_key')
        throw insightProblem('government-report-code-taken', { params: { code: input.code } });
      throw error;
    }
    const by = { reportId: id, number: 1, at: now };
    await insertWording(tx, { ...by, template: input.template, authorId: actor.id, author: actor.name });
    await insertStep(tx, { ...by, id: newId(), state: 'draft', actorId: actor.id, actor: actor.name, note: '' });
    return {
      result: { code: input.code },
      subject: `report:${id}`,
      details: { code: input.code, assignment: input.assignment, dueOn: input.dueOn },
    };
  },
});
