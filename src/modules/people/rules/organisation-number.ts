import importedOrganisationsnummer from 'organisationsnummer';
import { rule } from '../../../platform/rule/index.ts';
import type { OrganisationKind } from '../kinds.ts';

// The package says `default` in its types and is the class itself when Node imports it (CommonJS).
const organisationsnummer = importedOrganisationsnummer as unknown as typeof importedOrganisationsnummer.default;

export const organisationNumber = rule({
  id: 'organisation-number',
  says:
    'An organisation is known by its organisation number: ten digits with the right check digit. Someone who trades in their own ' +
    'name has their identity number as such a number.',
  source: 'Lag (1974:174) om identitetsbeteckning för juridiska personer m.fl.; package organisationsnummer 1.2.0',
  // The act was read without the day on which it came into force; used from the first day that the system answers for.
  values: { '2019-01-01': true },
});

/** The ten digits of what was typed (with or without hyphen, or with 16 before); null when it is no organisation number. */
export function readOrganisationNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s\u00A0]/g, '').replaceAll(/[‐‑–−]/g, '-');
  if (!/^(?:\d{2})?\d{6}-?\d{4}$/.test(digits) || !organisationsnummer.valid(digits)) return null;
  return digits.replace('-', '').slice(-10);
}

/** What a helping organisation is until someone says otherwise: the first digit 2 is the public sector's. */
export function organisationKind(number: string): OrganisationKind {
  return number.startsWith('2') ? 'municipality' : 'association';
}
