import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { notHelpedReasons, outcomes } from './kinds.ts';
import { notedInput } from './noted.ts';
import { deskProblem } from './problems.ts';
import { endings } from './state.ts';
import { ofVisit, requireVisit, visitSubject, writeAct } from './visit-act.ts';

/**
 * The visit is over, with what came of it; a reason when the visitor could not be helped, and only then. Throws visit-unknown, visit-state and
 * outcome-refused.
 */
export const endVisit = command({
  name: 'desk.end-visit',
  roles: ['desk-officer'],
  input: z
    .object({
      ...ofVisit,
      outcome: z.enum(outcomes),
      reason: z.enum(notHelpedReasons).nullable().default(null),
      noted: notedInput,
    })
    .refine(({ outcome, reason }) => (outcome === 'not-helped') === (reason !== null), {
      path: ['reason'],
      message: 'a reason when the visitor could not be helped, and only then',
    }),
  async run(context, { outcome, reason, ...of }) {
    const { visit, at } = await requireVisit(context, of, 'end');
    if (!endings(visit.state).includes(outcome))
      throw deskProblem('outcome-refused', { params: { outcome, state: visit.state } });
    const ended = { ...visit, state: 'ended' as const, outcome, reason, endedAt: at };
    await writeAct(context, ended, { what: 'ended', at, details: { outcome, reason } });
    return { subject: visitSubject(visit), details: { outcome, reason }, result: { visitId: visit.id, outcome } };
  },
});
