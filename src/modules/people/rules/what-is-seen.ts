import { rule } from '../../../platform/rule/index.ts';
import { type ByTie, looksAfterProtected, usable } from './standing.ts';

export const whatIsSeen = rule({
  id: 'what-is-seen',
  says:
    'A person’s data are seen whole by themselves and by the staff who serve people; a helper sees what the mandate covers; ' +
    'of someone with protected identity all others than they and their named officers see nothing at all.',
  source:
    '2002:623 §20 b (authorisation limited to need), 2002:546 §11 (access by staff role); the civil registry’s levels, JO 5254-2016',
  // The acts were read in their wording of 2025; used from the first day that the system answers for.
  values: {
    '2019-01-01': {
      whole: ['desk-officer', 'caseworker', 'protection-officer'],
      // The auditor checks openings of files, the administrator lists the cases that a stopped rule decided.
      name: ['auditor', 'administrator'],
    },
  },
});

export interface ViewerFacts {
  isProtected: boolean;
  isSelf: boolean;
  isNamed: boolean;
  /** What mandates cover; null without any. */
  mandateTasks: ByTie<readonly string[] | null>;
}

/** How much of a person someone sees. */
export function canSee(roles: readonly string[], facts: ViewerFacts): 'whole' | 'name' | 'nothing' {
  const value = whatIsSeen.values['2019-01-01']!;
  if (facts.isSelf) return 'whole';
  const staff = roles.some((role) => value.whole.includes(role));
  if (facts.isProtected) return looksAfterProtected(roles) && facts.isNamed ? 'whole' : 'nothing';
  if (staff) return 'whole';
  const covered = usable(roles, facts.mandateTasks);
  if (covered.length > 0) return covered.flat().includes('contact-details') ? 'whole' : 'name';
  return roles.some((role) => value.name.includes(role)) ? 'name' : 'nothing';
}
