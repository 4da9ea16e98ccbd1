/** The pages of a case: the person's own, the officer's, and practice of the report. */
import type { House } from '../../../platform/auth/index.ts';
import type { Endpoint } from '../../../platform/http/index.ts';
import { practiceReportPages } from './practice-report.ts';

export function casePages(house: House): Endpoint[] {
  return [...practiceReportPages(house)];
}
