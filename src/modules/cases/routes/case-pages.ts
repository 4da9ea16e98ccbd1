/** The pages of a case: the person's own, the officer's, and practice of the report. */
import type { House } from '../../../platform/auth/index.ts';
import type { Endpoint } from '../../../platform/http/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { attachmentFiles } from './attachment-file.ts';
import { caseOfficerPages } from './case-officer.ts';
import { deregisterPages } from './deregister.ts';
import { myPages } from './my.ts';
import { personPages } from './person.ts';
import { planEditorPages } from './plan-editor.ts';
import { planPages } from './plan.ts';
import { practiceReportPages } from './practice-report.ts';
import { fileReportPages } from './received-report.ts';
import { reportPages } from './report.ts';
import { taskPages } from './tasks.ts';
import { workPages } from './work.ts';

export function casePages(house: House, live: LiveRegister): Endpoint[] {
  return [
    ...myPages(house),
    ...reportPages(house, live),
    ...planPages(house),
    ...deregisterPages(house),
    ...practiceReportPages(house),
    ...workPages(house, live),
    ...personPages(house, live),
    ...planEditorPages(house),
    ...fileReportPages(house, live),
    ...taskPages(house),
    ...attachmentFiles(house),
    ...caseOfficerPages(house),
  ];
}
