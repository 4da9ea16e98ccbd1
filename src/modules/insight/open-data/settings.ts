/** What only whoever runs the service can say of its open data. Nothing is invented: what is not set is missing and said to be. */
import { z } from 'zod';

/** A name in a line of text. */
const name = z.string().regex(/^[^\p{C}]{1,200}$/u, 'a name of at most 200 characters');

/** Kinds of publisher in ADMS's list (purl.org/adms/publishertype). */
const publisherTypes = [
  'NationalAuthority',
  'RegionalAuthority',
  'LocalAuthority',
  'SupraNationalAuthority',
  'Academia-ScientificOrganisation',
  'Company',
  'IndustryConsortium',
  'NonGovernmentalOrganisation',
  'NonProfitOrganisation',
  'StandardisationBody',
] as const;

const shape = z.object({
  /** Who publishes: name (the same as in the accessibility statement), address and kind of the organisation. */
  NARVARO_OPERATOR: name.optional(),
  NARVARO_OPERATOR_URL: z.url({ protocol: /^https?$/ }).optional(),
  NARVARO_OPERATOR_TYPE: z.enum(publisherTypes).optional(),
  /** Where questions about the data go. */
  NARVARO_DATA_CONTACT_NAME: name.optional(),
  NARVARO_DATA_CONTACT_EMAIL: z.email().optional(),
  /** Under which licence, by its address, e.g. http://creativecommons.org/publicdomain/zero/1.0/ */
  NARVARO_DATA_LICENCE: z.url({ protocol: /^https?$/ }).optional(),
});
export type OpenDataSetting = keyof z.output<typeof shape>;

export interface OpenDataSettings {
  publisher: { name: string; url: string; type: (typeof publisherTypes)[number] | null } | null;
  contact: { name: string; email: string } | null;
  licence: string | null;
  /** The settings that are still to be made. */
  missing: readonly OpenDataSetting[];
}

/** Throws Error with a line per setting that is wrong. */
export function openDataSettings(env: Readonly<Record<string, string | undefined>>): OpenDataSettings {
  const names = Object.keys(shape.shape) as OpenDataSetting[];
  const read = shape.safeParse(
    Object.fromEntries(names.filter((name) => (env[name] ?? '') !== '').map((name) => [name, env[name]])),
  );
  if (!read.success) throw new Error(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const { data } = read;
  const [publisher, url] = [data.NARVARO_OPERATOR, data.NARVARO_OPERATOR_URL];
  const [contact, email] = [data.NARVARO_DATA_CONTACT_NAME, data.NARVARO_DATA_CONTACT_EMAIL];
  return {
    publisher:
      publisher === undefined || url === undefined ? null : { name: publisher, url, type: data.NARVARO_OPERATOR_TYPE ?? null },
    contact: contact === undefined || email === undefined ? null : { name: contact, email },
    licence: data.NARVARO_DATA_LICENCE ?? null,
    missing: names.filter((one) => data[one] === undefined),
  };
}
