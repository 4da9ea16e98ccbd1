import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { findMunicipality } from '../network/index.ts';
import { languageTag, preferredChannels } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { recordAct, requireStanding } from './standing.ts';
import { lockPerson, updateContact } from './store/persons.ts';
import { typedEmail, typedPhone, typedText } from './typed-contact.ts';

const details = z.object({
  personId: z.string(),
  /** As it stood on the page; absent: whatever it is now. */
  version: z.coerce.number().int().optional(),
  email: typedEmail.nullable().optional(),
  phone: typedPhone.nullable().optional(),
  street: typedText(200).nullable().optional(),
  postalCode: typedText(20).nullable().optional(),
  postTown: typedText(100).nullable().optional(),
  municipalityCode: typedText(4).nullable().optional(),
  languages: z.array(languageTag).max(20).optional(),
  interpreter: z.literal('').or(languageTag).transform(orNull).nullable().optional(),
  writtenLanguage: languageTag.optional(),
  preferredChannel: z.enum(preferredChannels).optional(),
});

function orNull(value: string): string | null {
  return value === '' ? null : value;
}

/** Contact details, languages, interpreter, written language and preferred channel. An empty text empties, what is absent stays. */
export const changeDetails = command({
  name: 'people.change-details',
  roles: ['jobseeker', 'helper', 'desk-officer', 'caseworker', 'protection-officer'],
  input: details,
  async run(context, { personId: id, version, ...contact }) {
    const { tx, actor, now } = context;
    const standing = await requireStanding(tx, actor, id, 'contact-details', now);
    const before = await lockPerson(tx, standing.personId);
    if (before === null) throw peopleProblem('person-unknown');
    if (version !== undefined && version !== before.version) throw peopleProblem('person-changed-meanwhile');
    const { municipalityCode } = contact;
    if (typeof municipalityCode === 'string' && (await findMunicipality(tx, municipalityCode)) === null) {
      throw peopleProblem('municipality-unknown', {
        fields: [{ field: 'municipalityCode', expected: 'the code of a municipality' }],
      });
    }
    await updateContact(tx, standing.personId, contact, now);
    const changed = Object.entries(contact).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    await recordAct(tx, context, standing, 'details-changed', { fields: changed });
    const { personId } = standing;
    return { result: { personId, version: before.version + 1 }, subject: `person:${personId}`, details: { fields: changed } };
  },
});
