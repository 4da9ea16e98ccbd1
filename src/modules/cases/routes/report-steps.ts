/** The steps of writing a report, the same for the person and for a helper under a mandate: each saves at once. */
import type { House } from '../../../platform/auth/index.ts';
import type { LiveRegister } from '../../network/index.ts';
import { activitiesStep } from './report-activities.ts';
import { reportFrame } from './report-frame.ts';
import { handInStep } from './report-hand-in.ts';
import { messageStep } from './report-message.ts';
import { receiptPages } from './report-receipt.ts';
import '../texts.ts';

/** Each step: its method, where it stands below the month, what it is. */
export function reportSteps(house: House, live: LiveRegister) {
  const frame = reportFrame(house);
  const { showElsewhere, ...activities } = activitiesStep(frame);
  const { message, messageSent } = messageStep(frame, { showElsewhere });
  const { check, checkSent } = handInStep(house, frame);
  const { receipt, receiptSent, paper } = receiptPages(house, live, frame);
  return [
    ['GET', '', 'Write the activity report of a month', activities.list],
    ['POST', '', 'Save an activity of the report', activities.listSent],
    ['GET', '/message', 'The message of the report', message],
    ['POST', '/message', 'Save the message of the report', messageSent],
    ['GET', '/check', 'Check the report', check],
    ['POST', '/check', 'Hand in the report', checkSent],
    ['GET', '/receipt', 'The receipt of a report', receipt],
    ['POST', '/receipt', 'Ask for the report in another language', receiptSent],
    ['GET', '/paper', 'The report as a form to print', paper],
  ] as const;
}
