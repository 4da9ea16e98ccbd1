import { rule } from '../../../platform/rule/index.ts';
import type { Proposal } from './registration-decision.ts';

export const automaticDecision = rule({
  id: 'automatic-decision',
  says:
    'A rule decides by itself only after someone has started it and until someone stops it; otherwise an officer decides. A share of the ' +
    'automatic decisions, drawn at random, is looked at by a human. The share is a setting, given when the rule is started.',
  source: 'FvL (2017:900) §28 (in force 2018-07-01); the robot of 2018',
  values: { '2018-07-01': { withoutStart: 'to-officer' } },
});

/** The last thing that was done with a rule; null when nothing ever was. `reviewShare`: 0–1. */
export type Automation = { action: 'start'; reviewShare: number } | { action: 'stop' } | null;

/** What becomes of a rule's proposal: an automatic decision, or a question to an officer with the same reasons, which decides nothing. */
export function underAutomation(proposal: Proposal, automation: Automation): Proposal & { automatic: boolean } {
  if (proposal.outcome === 'to-officer') return { ...proposal, automatic: false };
  if (automation?.action === 'start') return { ...proposal, automatic: true };
  return { outcome: 'to-officer', question: 'not-automatic', reasons: proposal.reasons, automatic: false };
}

/** Whether a decision is drawn for a human to look at; `draw` is at random, 0 ≤ draw < 1. */
export function isDrawn(automation: Automation, draw: number): boolean {
  return automation?.action === 'start' && draw < automation.reviewShare;
}
