import { rule } from '../../../platform/rule/index.ts';

export const searchTerms = rule<{ terms: readonly string[]; byPurpose: Readonly<Record<string, readonly string[]>> }>({
  id: 'search-terms',
  says:
    'Persons are searched for by identity number, name, day of birth and municipality, and by a code for disability only for planning ' +
    'or placement; never by telephone number, e-mail or words about health, offences or social circumstances.',
  source: '2002:546 §14 (sensitive search terms; code for disability), 2002:623 §18 (telephone numbers are no search terms)',
  // The regulations were read in their wording of 2025; used from the first day that the system answers for.
  values: {
    '2019-01-01': {
      terms: ['number', 'name', 'bornOn', 'municipalityCode'],
      // Term → the purposes for which it may be used.
      byPurpose: { disabilityCode: ['planning', 'placement'] },
    },
  },
});

export const searchPurposes = ['planning', 'placement'] as const;
/** A setting: how many persons a search shows; whoever finds more asks more precisely. */
export const mostFound = 50;

/** The terms that refuse a search; none when it is allowed. `given`: the terms that have a value. */
export function refusedTerms(given: Readonly<Record<string, string>>, purpose: string | null): string[] {
  const { terms, byPurpose } = searchTerms.values['2019-01-01']!;
  return Object.entries(given).flatMap(([term, value]) => {
    const purposes = byPurpose[term];
    if (purposes !== undefined) return purpose !== null && purposes.includes(purpose) && isCode(value) ? [] : [term];
    return terms.includes(term) && !(term === 'name' && isNoName(value)) ? [] : [term];
  });
}

/** Digits only: neither a diagnosis in words nor a code of ICD-10 is one. The list of codes is the authority's own. */
function isCode(text: string): boolean {
  return /^\d{1,3}$/.test(text);
}

/** A telephone number, an e-mail address or anything else with digits in the field for a name. */
function isNoName(text: string): boolean {
  return /[\d@]/.test(text) || !/\p{L}/u.test(text);
}
