/** The states of a case as tables: action × state × role. Code, tests, pages and help read these. */
export const registrationStates = ['with-officer', 'registered', 'rejected', 'deregistered'] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** Who fills in and sends in a registration: the person, whoever helps under a mandate, and staff. */
export const registrationParties = ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'] as const;
const deciders = ['caseworker', 'protection-officer'] as const;
type Party = (typeof registrationParties)[number];

export const registrationActions = ['approve', 'reject', 'object', 'deregister'] as const;
export type RegistrationAction = (typeof registrationActions)[number];

/** For each action: who may, and from which state it leads to which. A state that is not named does not allow it. */
export const registrationTable: Readonly<
  Record<RegistrationAction, { roles: readonly Party[]; steps: Readonly<Partial<Record<RegistrationState, RegistrationState>>> }>
> = {
  // In the state registered only a question that came up later is decided: after an objection, a review or a re-run.
  approve: { roles: deciders, steps: { 'with-officer': 'registered', registered: 'registered' } },
  reject: { roles: deciders, steps: { 'with-officer': 'rejected', registered: 'rejected' } },
  // A registration stands while an objection to something in it is looked at.
  object: { roles: registrationParties, steps: { rejected: 'with-officer', registered: 'registered' } },
  deregister: { roles: registrationParties, steps: { 'with-officer': 'deregistered', registered: 'deregistered' } },
};

/** The state that the action leads to; null when the state does not allow it. */
export function stepTo(state: RegistrationState, action: RegistrationAction): RegistrationState | null {
  return registrationTable[action].steps[state] ?? null;
}

/** What someone with these roles may do with a registration in this state, as far as the state says. */
export function registrationActionsIn(state: RegistrationState, roles: readonly string[]): RegistrationAction[] {
  return registrationActions.filter(
    (action) => stepTo(state, action) !== null && registrationTable[action].roles.some((role) => roles.includes(role)),
  );
}
