/** The assignment of 2020 and its three reports, as they come with the program: data/reports/README.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { execute, type House, operator } from '../../../platform/auth/index.ts';
import { findAssignment, findReport } from '../store/reports.ts';
import { addAssignment } from './add-assignment.ts';
import { addReport } from './add-report.ts';

const list = z.array(
  z.object({
    code: z.string(),
    title: z.string(),
    givenIn: z.string(),
    paragraph: z.string(),
    asks: z.string(),
    source: z.string(),
    reports: z.array(
      z.object({ code: z.string(), title: z.string(), dueOn: z.string(), language: z.enum(['sv', 'en']), template: z.string() }),
    ),
  }),
);

/** Adds what is missing, each by itself: a start that was killed half-way is completed by the next. */
export async function loadReports(house: House, folder: string): Promise<void> {
  const assignments = list.parse(JSON.parse(readFileSync(join(folder, 'assignments.json'), 'utf8')));
  for (const { reports, ...assignment } of assignments) {
    if ((await findAssignment(house.db, assignment.code)) === null) await execute(house, operator, addAssignment, assignment);
    for (const report of reports) {
      if ((await findReport(house.db, report.code)) !== null) continue;
      const template = readFileSync(join(folder, report.template), 'utf8');
      await execute(house, operator, addReport, { ...report, assignment: assignment.code, template });
    }
  }
}
