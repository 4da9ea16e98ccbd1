/** The states of a visit as a table: what may be done in each, and by which position at the desk. Commands, pages and tests read this one. */
import type { DeskPosition } from '../network/index.ts';
import { type NotHelpedReason, notHelpedReasons, type Outcome, outcomes, type VisitState } from './kinds.ts';

export const visitActions = [
  'call',
  'recall',
  'serve',
  'park',
  'resume',
  'transfer',
  'prioritise',
  'step',
  'end',
  'no-show',
  'leave',
] as const;
export type VisitAction = (typeof visitActions)[number];

/** The visitor does it themselves, by the ticket on their telephone. */
export type VisitParty = DeskPosition | 'visitor';

const all = ['host', 'counter', 'manager'] as const;
const counter = ['counter', 'manager'] as const;

export const visitTable: Readonly<Record<VisitState, Partial<Record<VisitAction, readonly VisitParty[]>>>> = {
  waiting: { call: counter, serve: all, park: all, transfer: all, prioritise: all, step: all, end: all, leave: ['visitor'] },
  called: { recall: counter, serve: all, park: all, transfer: all, end: all, 'no-show': counter, leave: ['visitor'] },
  serving: { park: all, transfer: all, step: all, end: all },
  parked: { resume: all, step: all, end: all, leave: ['visitor'] },
  ended: {},
};

export function can(party: VisitParty, action: VisitAction, state: VisitState): boolean {
  return visitTable[state][action]?.includes(party) ?? false;
}

/** The positions that may do this in some state. */
export function positionsFor(action: VisitAction): DeskPosition[] {
  const may = new Set(Object.values(visitTable).flatMap((row) => row[action] ?? []));
  return all.filter((position) => may.has(position));
}

/** How a visit may end from a state: whoever was called and did not come is a no-show, and no one else is. */
export function endings(state: VisitState): Outcome[] {
  if (state === 'ended') return [];
  return outcomes.filter((one) => (one === 'no-show' ? state === 'called' : one === 'left' || state !== 'called'));
}

/** What officers note of a visit, the most that can have come of it first, and how a visit with it ends. */
const outcomeOf: readonly (readonly [what: string, outcome: Outcome])[] = [
  ['document-received', 'document-forwarded'],
  ['meeting-booked', 'meeting-booked'],
  ['guided', 'guided'],
  ['informed', 'solved'],
  ['referred', 'referred'],
  ['not-helped', 'not-helped'],
];

/** How a visit with these steps most likely ended, for the officer to confirm; null when nothing was noted. */
export function suggestedOutcome(steps: readonly { what: string; details: Readonly<Record<string, unknown>> }[]): {
  outcome: Outcome | null;
  reason: NotHelpedReason | null;
} {
  const outcome = outcomeOf.find(([what]) => steps.some((step) => step.what === what))?.[1] ?? null;
  const said = steps.findLast(({ what }) => what === 'not-helped')?.details['reason'];
  return { outcome, reason: outcome === 'not-helped' ? (notHelpedReasons.find((one) => one === said) ?? null) : null };
}
