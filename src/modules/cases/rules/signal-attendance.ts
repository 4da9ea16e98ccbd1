import { rule } from '../../../platform/rule/index.ts';

/** How a planning conversation went. Only `person-absent` can lead to a signal. */
export const conversationOutcomes = ['attended', 'person-absent', 'authority-failed', 'rescheduled'] as const;
export type ConversationOutcome = (typeof conversationOutcomes)[number];

export const signalAttendance = rule({
  id: 'signal-attendance',
  says:
    'That someone did not come to a conversation is recorded by another than the officer who was to hold it, and that the authority ' +
    'failed is an outcome of its own that never leads to a signal: the officer may note it themselves, as what harms no one.',
  source: 'JO 5700-2015: the officer was ill, the person came and got a notice of sanction',
  values: { '2019-01-01': { byAnother: ['person-absent'] as readonly ConversationOutcome[] } },
});

/**
 * Whether an account may record an outcome; `responsible` are those who were to hold the conversation. Of what another must say,
 * someone responsible must be known.
 */
export function mayRecordAttendance(
  { byAnother }: { byAnother: readonly ConversationOutcome[] },
  outcome: ConversationOutcome,
  recorder: string,
  responsible: readonly (string | null)[],
): boolean {
  if (!byAnother.includes(outcome)) return true;
  return !responsible.includes(recorder) && responsible.some((one) => one !== null);
}
