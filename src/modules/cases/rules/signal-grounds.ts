import { rule } from '../../../platform/rule/index.ts';
import type { Timely } from './report-arrival.ts';
import type { Owed } from './report-first.ts';
import type { ConversationOutcome } from './signal-attendance.ts';

export const signalGrounds = rule({
  id: 'signal-grounds',
  says:
    'A signal goes to control when a report that is owed is missing or late after the last day, or when a person did not come. Never from ' +
    'a missing record alone: not when a report is on its way or undecided, not when the authority failed or the person was not told of the ' +
    'time, not when it is unsure that it is owed, and never by itself about a person with protected identity.',
  source:
    'reason codes of the interface to the unemployment funds (schema INT013, 2021); JO 5700-2015 and 5254-2016: verify first; no discretion otherwise (JO 2023)',
  // The codes were read in a running system of 2021; used from the first day that the system answers for.
  values: { '2019-01-01': { report: 'ALF43P2', conversation: 'ALF43P3A' } },
});

export const withheldReasons = [
  'protected',
  'no-receiver',
  'not-owed',
  'owed-unknown',
  'window-open',
  'received',
  'undecided',
  'on-its-way',
  'authority-failed',
  'not-absent',
  'not-told',
] as const;
export type Withheld = (typeof withheldReasons)[number];

/** Who is told: the unemployment fund, or the authority itself for those in a programme; null when there is no one to tell. */
export type Receiver = 'fund' | 'authority' | null;

export function receiverOf(registration: { claimsBenefit: boolean; inProgramme: boolean }): Receiver {
  return registration.inProgramme ? 'authority' : registration.claimsBenefit ? 'fund' : null;
}

interface Anyone {
  isProtected: boolean;
  receiver: Receiver;
  /** An outcome of the same occasion says that the authority failed. */
  authorityFailed: boolean;
}

export type SignalFacts =
  | (Anyone & {
      about: 'report';
      owed: Owed;
      windowClosed: boolean;
      /** What the inbox holds: nothing, a note that a paper is being forwarded, or a report. */
      report: 'none' | 'on-its-way' | Timely;
    })
  | (Anyone & {
      about: 'conversation';
      outcome: ConversationOutcome;
      /** The person was told of the time. */
      told: boolean;
    });

/** Why no signal goes; null when it does. */
export function withhold(facts: SignalFacts): Withheld | null {
  if (facts.authorityFailed) return 'authority-failed';
  const reason = facts.about === 'report' ? withholdReport(facts) : withholdConversation(facts);
  if (reason !== null) return reason;
  if (facts.isProtected) return 'protected';
  return facts.receiver === null ? 'no-receiver' : null;
}

function withholdReport({ owed, windowClosed, report }: SignalFacts & { about: 'report' }): Withheld | null {
  if (owed !== 'owed') return owed === 'unknown' ? 'owed-unknown' : 'not-owed';
  if (report === 'in-time') return 'received';
  if (report === 'undecided' || report === 'on-its-way') return report;
  return windowClosed ? null : 'window-open';
}

function withholdConversation({ outcome, told }: SignalFacts & { about: 'conversation' }): Withheld | null {
  if (outcome !== 'person-absent') return outcome === 'authority-failed' ? outcome : 'not-absent';
  return told ? null : 'not-told';
}
