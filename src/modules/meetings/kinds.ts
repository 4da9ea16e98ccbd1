/** The module's words as data. docs/words.md has the Swedish terms. */
export const channels = ['on-site', 'video', 'phone'] as const;
export type Channel = (typeof channels)[number];

export const remoteChannels = ['video', 'phone'] as const satisfies readonly Channel[];

export const meetingStates = ['held', 'booked', 'displaced', 'done', 'no-show', 'authority-failed', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

/** Why a meeting is cancelled (domain: MEET-3). */
export const cancelReasons = ['work', 'interview', 'impediment', 'authority'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/**
 * Minutes by car within which is looked when nothing is said: without an end the soonest times of the whole country come before those
 * that can be reached.
 */
export const usualReach = 120;

/** By which way a booking came. */
export const ways = ['web', 'phone', 'desk', 'officer', 'api', 'waiting-list', 'rebooking'] as const;
export type Way = (typeof ways)[number];

/** A request to meet in another channel than the rule's: an officer decides. */
export const requestStates = ['asked', 'granted', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];

/** How the channel came to be: by the rule, as an exception with a ground, or a choice the rule leaves open. */
export const channelGrounds = ['rule', 'exception', 'choice'] as const;
export type ChannelBy = (typeof channelGrounds)[number];

/** Who may book a type. */
export const bookers = ['person', 'helper', 'desk', 'officer'] as const;
export type Booker = (typeof bookers)[number];

export const displacements = [
  'officer-absent',
  'place-closed',
  'room-lost',
  'interpreter-lost',
  'agreement-ended',
  'session-cancelled',
] as const;
export type Displacement = (typeof displacements)[number];

/** Why a meeting for several persons is cancelled as a whole. */
export const sessionCancelReasons = ['too-few', 'officer-absent', 'room-lost', 'other'] as const;
export type SessionCancelReason = (typeof sessionCancelReasons)[number];

export const resourceKinds = ['officer', 'room', 'interpreter', 'person'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

export const preferences = ['soonest', 'nearest', 'same-officer'] as const;
export type Preference = (typeof preferences)[number];

/** What a person is told that the officer is, instead of a name; the last one is told to nobody (`search/times.ts`). */
export const officerRoles = [
  'planning-officer',
  'in-depth-officer',
  'career-guide',
  'desk-officer',
  'protection-officer',
] as const;
export type OfficerRole = (typeof officerRoles)[number];

/** How it went to call someone. */
export const callResults = ['answered', 'no-answer', 'wrong-number'] as const;
export type CallResult = (typeof callResults)[number];

/** Why a resource is away; 'closed' is for rooms. */
export const absenceKinds = ['leave', 'ill', 'training', 'other', 'closed'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

/** Whether one reaches a room without steps. */
export const stepFree = ['yes', 'no', 'unknown'] as const;
export type StepFree = (typeof stepFree)[number];

/** Whether a purpose is the planning conversation that is to be held with everyone who registers (domain: MEET-1, types 21, 24, 26, 31, 34). */
export function isPlanningConversation(purpose: string): boolean {
  return purpose === 'first-planning' || purpose.startsWith('first-planning-');
}
