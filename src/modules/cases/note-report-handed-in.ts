import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { recordAct } from '../people/index.ts';
import { casesProblem } from './problems.ts';
import { requireBegun } from './report-days.ts';
import { month } from './report-input.ts';
import { onItsWay } from './report-signal.ts';
import { canWithReport } from './report-state.ts';
import { requireOfficer } from './standing-of.ts';
import { findCaseOfMonth } from './store/open-case.ts';
import { findReport } from './store/report.ts';
import { insertTodo } from './store/todo.ts';

/**
 * Notes at the desk of another authority that a paper report was handed in there and is being forwarded: nothing follows from a
 * missing report while it is on its way (JO 5254-2016).
 */
export const noteReportHandedIn = command({
  name: 'cases.note-report-handed-in',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({
    personId: z.uuid(),
    month,
    on: day,
    /** Code of the place. */
    at: z.string().trim().min(1).max(100),
  }),
  async run(context, input) {
    const { tx, actor, now, today, newId } = context;
    const standing = await requireOfficer(context, input.personId, 'activity-report');
    const { personId } = standing;
    if (input.on > today) throw casesProblem('arrival-to-come', { fields: [{ field: 'on', expected: `${today} or earlier` }] });
    requireBegun(today, input.month);
    const open = await findCaseOfMonth(tx, personId, input.month);
    if (open === null) throw casesProblem('report-month-wrong');
    const report = await findReport(tx, { personId, registrationId: open.id, month: input.month });
    if (!canWithReport(actor.roles, 'note-handed-in', report?.state ?? 'none')) throw casesProblem('report-not-now');
    const todoId = newId();
    await insertTodo(tx, {
      personId,
      id: todoId,
      kind: onItsWay,
      registrationId: open.id,
      details: { month: input.month, on: input.on, at: input.at },
      protected: standing.isProtected,
      at: now,
    });
    await recordAct(tx, context, standing, 'report-handed-in-noted', { month: input.month });
    return {
      result: { todoId },
      subject: `person:${personId}`,
      details: { todoId, month: input.month, on: input.on, at: input.at },
    };
  },
});
