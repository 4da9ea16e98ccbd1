import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const reportArrival = rule({
  id: 'report-arrival',
  says:
    'A report has arrived on the day it reaches the authority. Whether it reaches the authority at another authority’s desk is what the ' +
    'service agreement says; while that is not settled, a report for which it matters is decided by an officer, and nothing follows meanwhile.',
  source: 'FvL (2017:900) §22; another authority’s desk: depends on the service agreement (2019:212), not found; JO 5254-2016',
  // The law was read without its day; used from the first day that the system answers for.
  values: { '2019-01-01': { another_desk: 'as the service agreement says' } },
});

/** What the service agreement says of a report handed in at another authority's desk. */
export type DeskAgreement = 'counts' | 'does-not-count' | 'not-settled';
export type Timely = 'in-time' | 'late' | 'undecided';

export interface Arrival {
  /** The day it reached the authority itself. */
  reachedOn: PlainDate;
  /** The day it was handed in at another authority's desk; null when it was not. */
  handedInOn: PlainDate | null;
  agreement: DeskAgreement;
}

/** Whether a report is in time; `closes` is the last day. Undecided only where the agreement makes the difference. */
export function timelyOf({ reachedOn, handedInOn, agreement }: Arrival, closes: PlainDate): Timely {
  if (reachedOn <= closes) return 'in-time';
  if (handedInOn === null || handedInOn > closes) return 'late';
  return agreement === 'counts' ? 'in-time' : agreement === 'does-not-count' ? 'late' : 'undecided';
}
