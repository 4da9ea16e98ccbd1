import { rule } from '../../../platform/rule/index.ts';

export const standing = rule({
  id: 'standing',
  says:
    'A person is dealt with by themselves, under a mandate in force for the task, or by staff who have opened the file with a reason; ' +
    'someone with protected identity only by themselves and by the officers named for them: to all others there is no such person.',
  source:
    '2002:623 §20 b–c (access documented, limited to need); FvL 2017:900 §§14–15 (agent); the civil registry’s levels, JO 5254-2016, AF’s CRM of 2021',
  values: { '2002-01-01': { staff: ['desk-officer', 'caseworker', 'protection-officer'] } },
});

export interface StandingFacts {
  isProtected: boolean;
  isSelf: boolean;
  isNamed: boolean;
  mandateId: string | null;
  openingId: string | null;
}

export type StandingDecision =
  | { capacity: 'self' | 'mandate' | 'staff' }
  /** `person-unknown` is said in the same way when there is no such person. */
  | { refusal: 'person-unknown' | 'file-reason-required' };

export function isStaff(roles: readonly string[]): boolean {
  return roles.some((role) => standing.values['2002-01-01']!.staff.includes(role));
}

/** In which capacity someone may deal with a person; `null` facts: there is no such person. */
export function decideStanding(roles: readonly string[], facts: StandingFacts | null): StandingDecision {
  if (facts === null) return { refusal: 'person-unknown' };
  if (facts.isSelf) return { capacity: 'self' };
  const staff = isStaff(roles);
  if (facts.isProtected && !(staff && facts.isNamed)) return { refusal: 'person-unknown' };
  // A mandate rests while the person is protected.
  if (facts.mandateId !== null && !facts.isProtected && roles.some((role) => role === 'helper' || role === 'jobseeker')) {
    return { capacity: 'mandate' };
  }
  if (!staff) return { refusal: 'person-unknown' };
  return facts.openingId === null ? { refusal: 'file-reason-required' } : { capacity: 'staff' };
}
