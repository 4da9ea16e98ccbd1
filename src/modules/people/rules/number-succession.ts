import { rule } from '../../../platform/rule/index.ts';

export const numberSuccession = rule({
  id: 'number-succession',
  says:
    'A personal identity number takes the place of the same person’s coordination number: one person, one history, both found. Two ' +
    'persons are never made one by a sign-in: whoever holds the personal number is the one signed in, and officers are told.',
  source:
    'Folkbokföringslagen (1991:481) 18 § and 18 a §; AMSFS 2005:4; Swedish OIDC attribute specification: previousCoordinationNumber',
  // The act was read in its wording of 2025; used from the first day that the system answers for.
  values: { '2019-01-01': true },
});

export interface Known {
  /** Person and current number that the account is already bound to. */
  bound: { personId: string; kind: 'personal' | 'coordination' | null } | null;
  /** Who holds the number that the issuer gives. */
  current: string | null;
  /** Who holds the coordination number that the issuer says it replaced. */
  previous: string | null;
}

export interface Succession<Id extends string = string> {
  /** Null: someone new. */
  person: Id | null;
  /** The given number is to be written as theirs; it takes the place of a coordination number they have. */
  writesNumber: boolean;
  /** Another person whom the issuer's word says is the same. */
  conflict: Id | null;
}

/** Who it is that signs in with a number (`kind`), and what is to be written about it. */
export function decideSuccession(kind: 'personal' | 'coordination', known: Known): Succession {
  const { bound, current, previous } = known;
  if (current !== null) {
    const other = [previous, bound?.personId ?? null].find((one) => one !== null && one !== current) ?? null;
    return { person: current, writesNumber: false, conflict: other };
  }
  if (previous !== null) {
    const other = bound !== null && bound.personId !== previous ? bound.personId : null;
    return { person: previous, writesNumber: kind === 'personal', conflict: other };
  }
  if (bound === null) return { person: null, writesNumber: true, conflict: null };
  const takes = bound.kind === null || (bound.kind === 'coordination' && kind === 'personal');
  // The account has another number that nothing replaces: an officer looks at it.
  return { person: bound.personId, writesNumber: takes, conflict: takes ? null : bound.personId };
}
