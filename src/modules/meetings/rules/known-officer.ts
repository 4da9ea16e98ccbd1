import { rule } from '../../../platform/rule/index.ts';

export const outcomes = ['done', 'no-show', 'authority-failed'] as const;
export type Outcome = (typeof outcomes)[number];

export const knownOfficer = rule({
  id: 'known-officer',
  says:
    'That someone did not come is noted when it is known that who notes it is another than the officers of the meeting: each of them is ' +
    'known by the account that they sign in with, or who notes it is known to be another officer.',
  source: 'JO 5700-2015: attendance is recorded by someone else than who was to hold the meeting',
  values: { '2019-01-01': { byAnother: ['no-show'] as readonly Outcome[] } },
});

/** Whether an outcome may be noted as far as it is known who the officers are; `accounts`: those of each, now and before. */
export function isKnownAnother(
  { byAnother }: { byAnother: readonly Outcome[] },
  outcome: Outcome,
  { accounts, isOtherOfficer }: { accounts: readonly (readonly string[])[]; isOtherOfficer: boolean },
): boolean {
  return !byAnother.includes(outcome) || isOtherOfficer || accounts.every((own) => own.length > 0);
}
