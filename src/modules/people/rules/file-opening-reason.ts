import { rule } from '../../../platform/rule/index.ts';

export const fileOpeningReason = rule({
  id: 'file-opening-reason',
  says: 'A person’s file is opened with a reason from the list, or with how the person was identified; the reason "other" is said in words.',
  source:
    'AF’s CRM of 2021: the list of reasons and identifications in the authority’s own system; 2002:623 §20 b–c (access documented)',
  // The list is as it stood in 2021; used from the first day that the system answers for.
  values: {
    '2019-01-01': [
      'record-documents',
      'plan-follow-up',
      'directory-assistance',
      'matching',
      'decision-for-colleague',
      'administration-of-activity',
      'investigation',
      'call-back',
      'other',
    ] as const,
  },
});

export const openingReasons = fileOpeningReason.values['2019-01-01']!;
/** In the log where a reason stands: the number of someone not to be seen was to be added. Nobody chooses it. */
export const takenNumber = 'number-taken';
export type OpeningReason = (typeof openingReasons)[number];

/** Why a file is not opened; null when it may be. `other-in-words`: a field to fill in. */
export function refuseOpening(said: {
  reason: OpeningReason | null;
  reasonText: string;
  identification: string | null;
}): 'file-reason-required' | 'other-in-words' | null {
  if (said.reason === null && said.identification === null) return 'file-reason-required';
  return said.reason === 'other' && said.reasonText.trim() === '' ? 'other-in-words' : null;
}
