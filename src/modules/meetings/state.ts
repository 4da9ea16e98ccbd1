/** The states of a meeting as a table: who may do what in each. Commands, pages and tests read this one. */
import type { MeetingState, RequestState } from './kinds.ts';

export const meetingActions = [
  'confirm',
  'release',
  'change',
  'cancel',
  'join',
  'log-call',
  'record-outcome',
  'offer-new-time',
  'read',
] as const;
export type MeetingAction = (typeof meetingActions)[number];

const persons = ['jobseeker', 'helper'] as const;
const staff = ['desk-officer', 'caseworker', 'protection-officer'] as const;
/** Who books, changes and cancels: whose person it is may be done for is people's answer. */
export const bookingParties = [...persons, ...staff] as const;
type Party = (typeof bookingParties)[number];
/** Who meets people. */
export const meetingStaff = staff;
const all = bookingParties;

/** Whose person it is may be done for is people's answer (`requireStanding`, task 'meetings'). */
export const meetingTable: Readonly<Record<MeetingState, Partial<Record<MeetingAction, readonly Party[]>>>> = {
  held: { confirm: all, release: all, read: all },
  booked: { change: all, cancel: all, join: all, 'log-call': staff, 'record-outcome': staff, 'offer-new-time': staff, read: all },
  displaced: { change: all, cancel: all, 'offer-new-time': staff, read: all },
  done: { read: all },
  'no-show': { 'record-outcome': staff, read: all },
  'authority-failed': { change: all, read: all },
  cancelled: { read: all },
};

export function can(roles: readonly string[], action: MeetingAction, state: MeetingState): boolean {
  return meetingTable[state][action]?.some((role) => roles.includes(role)) ?? false;
}

/** What can be done with a request for another channel in each of its states; by whom, the commands say. */
export const requestTable: Readonly<Record<RequestState, readonly ('decide' | 'withdraw')[]>> = {
  asked: ['decide', 'withdraw'],
  granted: [],
  refused: [],
  withdrawn: [],
};

export function canRequest(action: 'decide' | 'withdraw', state: RequestState): boolean {
  return requestTable[state].includes(action);
}
