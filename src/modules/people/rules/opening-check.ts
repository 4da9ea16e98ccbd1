import { rule } from '../../../platform/rule/index.ts';

export const openingCheck = rule({
  id: 'opening-check',
  says:
    'Openings of files are checked again and again by someone who opens none: those for a reason in words, those that were refused, those ' +
    'of someone with protected identity, those of one’s own file, and those of an account that opened many on one day.',
  source:
    '2002:623 §20 c (systematic, recurrent checks of access). What "many" is, is a setting: no source gives a number, so none counts as many',
  // The act was read in its wording of 2025; used from the first day that the system answers for.
  values: { '2019-01-01': { manyInADay: null as number | null } },
});

export const checkReasons = ['other', 'refused', 'protected', 'own-file', 'many'] as const;
export type CheckReason = (typeof checkReasons)[number];

export interface OpeningFacts {
  reason: string | null;
  /** The person is protected and the officer is not named for them. */
  isRefused: boolean;
  isProtected: boolean;
  isOwnFile: boolean;
  /** Files that the account opened on that day. */
  thatDay: number;
}

/** Why an opening is on the list; empty when it is not. */
export function reasonsToCheck(opening: OpeningFacts, { manyInADay }: { manyInADay: number | null }): CheckReason[] {
  const holds: Readonly<Record<CheckReason, boolean>> = {
    other: opening.reason === 'other',
    refused: opening.isRefused,
    protected: opening.isProtected,
    'own-file': opening.isOwnFile,
    many: manyInADay !== null && opening.thatDay >= manyInADay,
  };
  return checkReasons.filter((reason) => holds[reason]);
}
