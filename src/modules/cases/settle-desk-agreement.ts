import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day } from '../../platform/clock/index.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import { casesProblem } from './problems.ts';
import { reportArrival } from './rules/report-arrival.ts';
import { insertDeskAgreement } from './store/report.ts';

/**
 * Says from which day a report handed in at another authority's desk has, or has not, reached us, and where the service agreement
 * says so. Until it is said an officer decides each report for which it matters.
 */
export const settleDeskAgreement = command({
  name: 'cases.settle-desk-agreement',
  roles: ['administrator'],
  input: z.object({ from: day, counts: z.boolean(), source: z.string().trim().min(1, 'where the agreement says so').max(500) }),
  async run({ tx, actor, now }, { from, counts, source }) {
    try {
      await insertDeskAgreement(tx, { from, counts, source, at: now, by: actor.id });
    } catch (error) {
      if (violatedConstraint(error) === 'desk_agreement_pkey') throw casesProblem('day-settled', { params: { date: from } });
      throw error;
    }
    return { result: { from }, subject: 'setting:desk-agreement', rules: [reportArrival.id], details: { from, counts, source } };
  },
});
