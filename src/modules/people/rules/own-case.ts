import { rule } from '../../../platform/rule/index.ts';

export const ownCase = rule({
  id: 'own-case',
  says:
    'No officer handles their own case, nor the case of someone whose mandate they hold, in whatever role and for whatever task: ' +
    'another officer does.',
  source: 'FvL (2017:900) §16 (in force 2018-07-01); that a mandate of any kind makes one too near is our reading',
  // Used from the first day that the system answers for.
  values: { '2019-01-01': { near: ['self', 'mandate'] } },
});

export interface NearFacts {
  isSelf: boolean;
  /** Whether the officer, or an organisation that they act for, holds a mandate in force from the person. */
  holdsMandate: boolean;
}

/** Whether an officer is too near to a person to handle their case. */
export function isTooNear({ isSelf, holdsMandate }: NearFacts, { near }: { near: readonly string[] }): boolean {
  return (isSelf && near.includes('self')) || (holdsMandate && near.includes('mandate'));
}
