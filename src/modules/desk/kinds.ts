/** The module's words as data; a new one is decided in the rules and tests that run through these lists. docs/words.md has the Swedish. */

export const visitStates = ['waiting', 'called', 'serving', 'parked', 'ended'] as const;
export type VisitState = (typeof visitStates)[number];

/** How a visit ended; 'left' went without being called, 'no-show' was called and did not come. */
export const outcomes = [
  'solved',
  'guided',
  'document-forwarded',
  'meeting-booked',
  'referred',
  'not-helped',
  'left',
  'no-show',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a visitor could not be helped. */
export const notHelpedReasons = ['not-in-agreement', 'no-system-access', 'wrong-office', 'language', 'no-time', 'other'] as const;
export type NotHelpedReason = (typeof notHelpedReasons)[number];

/** Why someone goes before others. */
export const priorities = ['cannot-wait-standing', 'with-small-child', 'deadline-today', 'sent-back', 'other'] as const;
export type Priority = (typeof priorities)[number];

/** Who did it when a visitor was guided in a digital service. */
export const autonomies = ['alone', 'together', 'for-the-person'] as const;
export type Autonomy = (typeof autonomies)[number];

/** The digital services in which visitors are guided; the steps of ours are those of their forms. */
export const digitalServices = [
  'registration',
  'activity-report',
  'plan',
  'meetings',
  'e-identification',
  'job-search',
  'another-agency',
  'other',
] as const;
export type DigitalService = (typeof digitalServices)[number];

export const documentKinds = ['activity-report', 'registration', 'certificate', 'application', 'letter', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** How a document came. */
export const documentWays = ['scan', 'photo', 'kiosk', 'phone'] as const;
export type DocumentWay = (typeof documentWays)[number];

/** What the virus check said; 'unreachable' is checked again; 'too-large' (for the check) and 'not-configured' are shown wherever the document is. */
export const virusStates = ['clean', 'infected', 'not-configured', 'unreachable', 'too-large'] as const;
export type VirusState = (typeof virusStates)[number];

export const feedbacks = ['good', 'fair', 'bad'] as const;
export type Feedback = (typeof feedbacks)[number];

/** Values that no source gives and an administrator sets (desk.setting); `repeat-days`: within so many days the same matter is the same visit again. */
export const settingKeys = ['repeat-days'] as const;
export type SettingKey = (typeof settingKeys)[number];

export const deviceKinds = ['staff', 'kiosk'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** The authorities whose matters the offices take; another's code is written as it is. */
export const agencies = ['arbetsformedlingen', 'forsakringskassan', 'pensionsmyndigheten', 'skatteverket'] as const;

/** What happens to a document after it has come; a table of its own says from where to where (document-state.ts). */
export const documentStates = ['received', 'forwarded', 'acknowledged', 'returned'] as const;
export type DocumentState = (typeof documentStates)[number];

/** The links of a document's chain. */
export const custodySteps = [
  'received',
  'checked',
  'forwarded',
  'opened',
  'acknowledged',
  'reminded',
  'escalated',
  'returned',
  'original-sent',
] as const;
export type CustodyStep = (typeof custodySteps)[number];

/** Why a unit sends a document back to the desk. */
export const returnReasons = ['wrong-unit', 'unreadable', 'incomplete', 'not-ours'] as const;
export type ReturnReason = (typeof returnReasons)[number];
