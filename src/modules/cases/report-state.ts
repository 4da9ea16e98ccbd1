/**
 * The activity report of a month as a table: in which state who may do what. Commands, pages and tests read this one. Which
 * person it may be done for is people's answer (`requireStanding`).
 */
import type { Role } from '../../platform/auth/index.ts';

/** `none`: nothing has been written for the month. */
export const reportStates = ['none', 'draft', 'submitted', 'reviewed'] as const;
export type ReportState = (typeof reportStates)[number];

/** `note-handed-in`: a paper is on its way here; `receive`: it, or what was said, is taken down. */
export const reportActions = ['save', 'submit', 'note-handed-in', 'receive', 'review', 'read'] as const;
export type ReportAction = (typeof reportActions)[number];

const persons: readonly Role[] = ['jobseeker', 'helper'];
const officers: readonly Role[] = ['caseworker', 'protection-officer'];
const staff: readonly Role[] = ['desk-officer', ...officers];

export const reportTable: Readonly<Record<ReportState, Partial<Record<ReportAction, readonly Role[]>>>> = {
  none: { save: persons, 'note-handed-in': staff, receive: staff },
  draft: { save: persons, submit: persons, 'note-handed-in': staff, receive: staff, read: persons },
  submitted: { review: officers, read: [...persons, ...staff] },
  reviewed: { read: [...persons, ...staff] },
};

/** Whether someone with these roles may do this with a report in this state. */
export function canWithReport(roles: readonly Role[], action: ReportAction, state: ReportState): boolean {
  return reportTable[state][action]?.some((role) => roles.includes(role)) ?? false;
}
