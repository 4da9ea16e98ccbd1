/** The life of a scenario as a table: which act leads from which state to which. Commands and pages read this one. */
export const scenarioStates = ['draft', 'proposed', 'approved', 'rejected', 'withdrawn', 'decided'] as const;
export type ScenarioState = (typeof scenarioStates)[number];

export const scenarioActs = ['change', 'propose', 'approve', 'reject', 'withdraw', 'carry-out', 'comment'] as const;
export type ScenarioAct = (typeof scenarioActs)[number];

const table: Readonly<Record<ScenarioState, Partial<Record<ScenarioAct, ScenarioState>>>> = {
  draft: { change: 'draft', propose: 'proposed', withdraw: 'withdrawn', comment: 'draft' },
  proposed: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', comment: 'proposed' },
  approved: { 'carry-out': 'decided', withdraw: 'withdrawn', comment: 'approved' },
  // Views come in while it is written anew, too.
  rejected: { change: 'draft', withdraw: 'withdrawn', comment: 'rejected' },
  withdrawn: {},
  decided: {},
};

/** The state that an act leads to; null: it cannot be done in this one. */
export function after(state: ScenarioState, act: ScenarioAct): ScenarioState | null {
  return table[state][act] ?? null;
}

export function actsIn(state: ScenarioState): ScenarioAct[] {
  return scenarioActs.filter((act) => after(state, act) !== null);
}
