import { rule } from '../../../platform/rule/index.ts';

export const reportPapers = rule({
  id: 'report-papers',
  says:
    'Nothing follows from a report that is missing while papers that reached a desk in the month’s window have not been taken over by the ' +
    'authority, or a desk’s device that was in contact in the window has not been back after its last day: what it holds is not known. ' +
    'Whose a paper is stands on the paper alone, so every missing report of the month waits, and is looked at again each night.',
  source:
    'FvL (2017:900) §22: a document has arrived the day it reached the authority; JO 5254-2016: the authority verifies before it tells of a missing report',
  // From the day of the law; a paper waits as long as it is unread, so there is no number of days.
  values: { '2018-07-01': { waitsFor: ['papers', 'devices'] } },
});

/** What is known of papers at desks when a window has closed. */
export interface PapersUnderWay {
  /** That reached a desk in the window and that nobody of the authority has taken over. */
  papers: number;
  /** That were in contact in the window and not after it. */
  devices: number;
}

/** Whether a missing report of the month may be a paper that lies at a desk. */
export function waitsForPapers({ papers, devices }: PapersUnderWay): boolean {
  return papers > 0 || devices > 0;
}
