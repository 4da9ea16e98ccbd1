/**
 * The plan as a table: in which state who may do what. Commands, pages and tests read this one. Which person it may be done for
 * is people's answer (`requireStanding`).
 */
import type { Role } from '../../platform/auth/index.ts';

/** `none`: there is no draft of a next plan. */
export const planStates = ['none', 'draft', 'in-force', 'replaced'] as const;
export type PlanState = (typeof planStates)[number];

export const planActions = ['save', 'put-in-force', 'add-own-words', 'read'] as const;
export type PlanAction = (typeof planActions)[number];

const planMakers: readonly Role[] = ['caseworker', 'protection-officer'];
const persons: readonly Role[] = ['jobseeker', 'helper'];
const staff: readonly Role[] = ['desk-officer', ...planMakers];

/** A draft is the officer's working paper; the person sees what is in force and what was. */
export const planTable: Readonly<Record<PlanState, Partial<Record<PlanAction, readonly Role[]>>>> = {
  none: { save: planMakers },
  draft: { save: planMakers, 'put-in-force': planMakers, read: staff },
  'in-force': { 'add-own-words': persons, read: [...persons, ...staff] },
  replaced: { read: [...persons, ...staff] },
};

/** Whether someone with these roles may do this with a plan in this state. */
export function canWithPlan(roles: readonly Role[], action: PlanAction, state: PlanState): boolean {
  return planTable[state][action]?.some((role) => roles.includes(role)) ?? false;
}
