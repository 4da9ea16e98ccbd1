import { rule } from '../../../platform/rule/index.ts';

export const standing = rule({
  id: 'standing',
  says:
    'A person is dealt with by themselves, under a mandate in force for the task, or by staff who have opened the file with a reason; ' +
    'someone with protected identity only by themselves and by the protection officers named for them: to all others there is no such person.',
  source:
    '2002:623 §20 b–c (access documented, limited to need); FvL 2017:900 §§14–15 (agent); the civil registry’s levels, JO 5254-2016, AF’s CRM of 2021',
  // The act was read in its wording of 2025; used from the first day that the system answers for.
  values: {
    '2019-01-01': {
      staff: ['desk-officer', 'caseworker', 'protection-officer'],
      protected: 'protection-officer',
      // In which role a mandate is used: for the organisation that holds it, or by someone near to the person.
      mandates: { organisation: 'helper', relative: 'jobseeker' },
    },
  },
});

/** What an account holds of a person: through the organisation it acts for, and as the relative that a mandate names. */
export interface ByTie<Held> {
  organisation: Held;
  relative: Held;
}

/** What is held that the roles let one use: whoever is a helper no longer uses nothing of the organisation’s. */
export function usable<Held>(roles: readonly string[], held: ByTie<Held | null>): Held[] {
  const { mandates } = standing.values['2019-01-01']!;
  return (['organisation', 'relative'] as const).flatMap((tie) => {
    const one = held[tie];
    return one !== null && roles.includes(mandates[tie]) ? [one] : [];
  });
}

export interface StandingFacts<Id extends string = string> {
  isProtected: boolean;
  isSelf: boolean;
  isNamed: boolean;
  /** The mandate in force for the task. */
  mandates: ByTie<Id | null>;
  openingId: string | null;
}

export type StandingDecision<Id extends string = string> =
  | { capacity: 'self' | 'staff' }
  | { capacity: 'mandate'; mandateId: Id }
  /** `person-unknown` is said in the same way when there is no such person. */
  | { refusal: 'person-unknown' | 'file-reason-required' };

export function isStaff(roles: readonly string[]): boolean {
  return roles.some((role) => standing.values['2019-01-01']!.staff.includes(role));
}

/** Whether the roles let one look after protected persons, if named for them. */
export function looksAfterProtected(roles: readonly string[]): boolean {
  return roles.includes(standing.values['2019-01-01']!.protected);
}

/** In which capacity someone may deal with a person; `null` facts: there is no such person. */
export function decideStanding<Id extends string>(
  roles: readonly string[],
  facts: StandingFacts<Id> | null,
): StandingDecision<Id> {
  if (facts === null) return { refusal: 'person-unknown' };
  if (facts.isSelf) return { capacity: 'self' };
  const staff = isStaff(roles);
  if (facts.isProtected && !(looksAfterProtected(roles) && facts.isNamed)) return { refusal: 'person-unknown' };
  // A mandate rests while the person is protected.
  const [mandateId] = facts.isProtected ? [] : usable(roles, facts.mandates);
  if (mandateId !== undefined) return { capacity: 'mandate', mandateId };
  if (!staff) return { refusal: 'person-unknown' };
  return facts.openingId === null ? { refusal: 'file-reason-required' } : { capacity: 'staff' };
}
