import { rule } from '../../../platform/rule/index.ts';

export const deskOfAnother = rule({
  id: 'desk-of-another',
  says:
    'Staff of another organisation deal with a person’s data only as a service agreement in force at a desk that they staff that day ' +
    'lists it: finding a person and opening a file take a task that needs personal data, and each thing on the file its own; ' +
    'lists of persons, and employers with those who speak for them, are the authority’s own.',
  source:
    'SFS 2019:212 on joint public service (tasks that need personal data are listed by themselves, with the access they need); ' +
    'which task of an agreement answers to which part of a file is our reading',
  // The day on which the law came into force.
  values: {
    '2019-06-01': {
      bound: 'desk-officer',
      // In these roles one works for the authority itself.
      free: ['caseworker', 'protection-officer'],
      takes: {
        registration: ['help-with-forms', 'case-information'],
        'activity-report': ['help-with-reports', 'receive-documents', 'case-information'],
        plan: ['case-information'],
        'contact-details': ['case-information', 'help-with-forms'],
        meetings: ['book-meetings', 'case-information'],
      },
    },
  },
});

/** Whether an agreement binds whoever acts for an organisation of their own in these roles. */
export function isBound(roles: readonly string[]): boolean {
  const { bound, free } = deskOfAnother.values['2019-06-01']!;
  return roles.includes(bound) && !roles.some((role) => free.includes(role));
}

export interface ListedTask {
  task: string;
  category: 'general' | 'personal-data' | 'public-authority';
}

/** Whether what the agreements list suffices for a part of a file, or with 'file' for finding a person and opening the file. */
export function mayAtDesk(listed: readonly ListedTask[], wanted: string): boolean {
  const withData = listed.filter(({ category }) => category !== 'general');
  if (wanted === 'file') return withData.length > 0;
  const takes: Readonly<Record<string, readonly string[]>> = deskOfAnother.values['2019-06-01']!.takes;
  return withData.some(({ task }) => takes[wanted]?.includes(task) === true);
}
