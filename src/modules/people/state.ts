/** The states of a mandate as a table, and who may do what in each. */
import type { PlainDate } from '../../platform/clock/index.ts';

/** `rests`: the person has protected identity; nobody may act, and it is in force again if the protection is lifted. */
export const mandateStates = ['to-come', 'in-force', 'rests', 'ended', 'revoked'] as const;
export type MandateState = (typeof mandateStates)[number];

export interface MandateFacts {
  from: PlainDate;
  /** Last day. */
  to: PlainDate;
  isRevoked: boolean;
}

export function mandateState(mandate: MandateFacts, on: PlainDate, isProtected: boolean): MandateState {
  if (mandate.isRevoked) return 'revoked';
  if (mandate.to < on) return 'ended';
  if (isProtected) return 'rests';
  return on < mandate.from ? 'to-come' : 'in-force';
}

export type MandateAction = 'act' | 'revoke';
export type Capacity = 'self' | 'mandate' | 'staff';

/** State × action → in which capacity. What is not here may not be done. */
const table: Readonly<Record<MandateState, Readonly<Record<MandateAction, readonly Capacity[]>>>> = {
  'to-come': { act: [], revoke: ['self', 'staff'] },
  'in-force': { act: ['mandate'], revoke: ['self', 'staff'] },
  rests: { act: [], revoke: ['self', 'staff'] },
  ended: { act: [], revoke: [] },
  revoked: { act: [], revoke: [] },
};

export function can(state: MandateState, action: MandateAction, capacity: Capacity): boolean {
  return table[state][action].includes(capacity);
}
