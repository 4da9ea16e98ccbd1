/** What commands on reports have in common. */
import { z } from 'zod';
import { day } from '../../../platform/clock/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import { insightProblem } from '../problems.ts';
import { lockReport, type Report } from '../store/reports.ts';
import type { ReportFacts } from './make.ts';
import { after, type ReportAct, type ReportState } from './report-state.ts';
import { longestTemplate } from './template.ts';

export const code = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'two to 61 small letters, digits and hyphens')
  // Addresses of forms.
  .refine((text) => text !== 'new' && text !== 'new-assignment', 'another name');
export const title = z.string().trim().min(1, 'a title').max(200);
export const wording = {
  title,
  dueOn: day,
  template: z.string().trim().min(1, 'the text').max(longestTemplate, `at most ${longestTemplate} characters`),
};

export interface Act {
  code: string;
  /** As it was shown. */
  version: number;
}
export const act = { code, version: z.coerce.number().int() };

/** The report, locked, and the state that the act leads to. Throws report-unknown, report-changed-meanwhile, report-act-refused. */
export async function lockFor(
  tx: Transaction,
  { code: of, version }: Act,
  what: ReportAct,
): Promise<{ report: Report; to: ReportState }> {
  const report = await lockReport(tx, of);
  if (report === null) throw insightProblem('government-report-unknown', { params: { code: of } });
  if (report.version !== version) throw insightProblem('government-report-changed-meanwhile', { params: { code: of } });
  const to = after(report.state, what);
  if (to === null)
    throw insightProblem('government-report-act-refused', { params: { code: of, state: report.state, act: what } });
  return { report, to };
}

export function factsOf(report: Report): ReportFacts {
  const { code: of, title: named, language, dueOn, template, assignmentTitle, givenIn, paragraph, asks, source } = report;
  return {
    code: of,
    title: named,
    language,
    dueOn,
    template,
    assignment: { title: assignmentTitle, givenIn, paragraph, asks, source },
  };
}
