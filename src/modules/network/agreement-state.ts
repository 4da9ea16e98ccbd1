/**
 * The life of an agreement as a table: what may be done in which state, by whom, and where it leads. Commands, pages and help read this one.
 * It may be given up ('ended') before it was agreed. It is replaced when another one that says so comes into force, and by nothing else.
 */
import type { Role } from '../../platform/auth/index.ts';
import { addDays, plainDate } from '../../platform/clock/index.ts';

export const agreementStates = [
  'initiated',
  'analysed',
  'negotiated',
  'agreed',
  'in-force',
  'under-review',
  'ended',
  'replaced',
] as const;
export type AgreementState = (typeof agreementStates)[number];

/** States in which an agreement covers its places. */
export const coveringStates = ['in-force', 'under-review'] as const satisfies readonly AgreementState[];

/** States in which what it says can still be changed. */
const open = ['initiated', 'analysed', 'negotiated'] as const satisfies readonly AgreementState[];
const staff = ['planner', 'administrator'] as const satisfies readonly Role[];

interface Action {
  from: readonly AgreementState[];
  /** Null: it stays as it is. */
  to: AgreementState | null;
  roles: readonly Role[];
}

export const agreementActions = {
  change: { from: open, to: null, roles: staff },
  analyse: { from: ['initiated', 'negotiated'], to: 'analysed', roles: staff },
  negotiate: { from: ['analysed'], to: 'negotiated', roles: staff },
  agree: { from: ['negotiated'], to: 'agreed', roles: staff },
  'put-in-force': { from: ['agreed', 'under-review'], to: 'in-force', roles: staff },
  review: { from: ['in-force'], to: 'under-review', roles: staff },
  end: { from: [...open, 'agreed', ...coveringStates], to: 'ended', roles: staff },
  'leave-place': { from: coveringStates, to: null, roles: staff },
  'add-document': { from: agreementStates, to: null, roles: staff },
} as const satisfies Record<string, Action>;
export type AgreementAction = keyof typeof agreementActions;

/** Whether someone with one of the roles may do it in that state; without roles, whether anyone may. */
export function canAgreement(state: AgreementState, action: AgreementAction, roles?: readonly Role[]): boolean {
  const { from, roles: allowed }: Action = agreementActions[action];
  return from.includes(state) && (roles === undefined || roles.some((role) => allowed.includes(role)));
}

/** What leads from one state to another; null when nothing does. */
export function actionTo(from: AgreementState, to: AgreementState): AgreementAction | null {
  for (const [action, one] of Object.entries(agreementActions) as [AgreementAction, Action][]) {
    if (one.to === to && one.from.includes(from)) return action;
  }
  return null;
}

/** Whether a step to come is the end of the period that was agreed on, the day after its last day, and not one that was decided later. */
export const endsWithPeriod = ({ state, since }: { state: AgreementState; since: string }, to: string | null): boolean =>
  state === 'ended' && to !== null && since === addDays(plainDate(to), 1);
