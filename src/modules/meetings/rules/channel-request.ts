import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const channelRequest = rule({
  id: 'channel-request',
  says:
    'Whoever asks to meet in another channel is answered by an officer, never by a machine, and never by one who is too near. A yes ' +
    'counts until a day; a no has its reasons in words.',
  source:
    'SFS 2022:811 §24 p. 1 (whoever needs it meets in person); FvL (2017:900) §32 (reasons), in force 2018-07-01. That an officer ' +
    'answers, and says until when a yes counts, is our reading: no source gives it',
  values: { '2019-01-01': { grantNeeds: 'until', refuseNeeds: 'reason' } },
});

export interface RequestDecision {
  outcome: 'grant' | 'refuse';
  until: PlainDate | null;
  reason: string;
  today: PlainDate;
}

/** What is missing in an officer's answer; null when nothing is. */
export function refuseRequestDecision({ outcome, until, reason, today }: RequestDecision): 'until' | 'reason' | null {
  if (outcome === 'grant') return until === null || until < today ? 'until' : null;
  return reason.trim() === '' ? 'reason' : null;
}
