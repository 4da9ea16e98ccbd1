/**
 * The life of a report to the government as a table: from which state to which, and by which act. Code, tests and pages read this one.
 * Frozen is the end: what was delivered is never another.
 */
export const reportStates = ['draft', 'in-review', 'approved', 'frozen'] as const;
export type ReportState = (typeof reportStates)[number];

export const reportActs = ['change', 'send-to-review', 'send-back', 'approve', 'freeze'] as const;
export type ReportAct = (typeof reportActs)[number];

const table: Readonly<Record<ReportState, Partial<Readonly<Record<ReportAct, ReportState>>>>> = {
  draft: { change: 'draft', 'send-to-review': 'in-review' },
  'in-review': { 'send-back': 'draft', approve: 'approved' },
  approved: { 'send-back': 'draft', freeze: 'frozen' },
  frozen: {},
};

/** The state that an act leads to; null: it cannot be done in this one. */
export function after(state: ReportState, act: ReportAct): ReportState | null {
  return table[state][act] ?? null;
}

export function actsIn(state: ReportState): ReportAct[] {
  return reportActs.filter((act) => after(state, act) !== null);
}
