import { rule } from '../../../platform/rule/index.ts';

/** How a planning conversation went. Only `person-absent` can lead to a signal. */
export const conversationOutcomes = ['attended', 'person-absent', 'authority-failed', 'rescheduled'] as const;
export type ConversationOutcome = (typeof conversationOutcomes)[number];

export const signalAttendance = rule({
  id: 'signal-attendance',
  says:
    'Whether someone came to a conversation is recorded by another than the officer who was to hold it, and that the authority failed ' +
    'is an outcome of its own that never leads to a signal.',
  source: 'JO 5700-2015: the officer was ill, the person came and got a notice of sanction',
  values: { '2019-01-01': { recordedBy: 'another' } },
});

/** Whether an account may record it; `responsible` are those who were to hold the conversation. */
export function mayRecordAttendance(recorder: string, responsible: readonly (string | null)[]): boolean {
  return !responsible.includes(recorder);
}
