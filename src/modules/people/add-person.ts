import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { day, later } from '../../platform/clock/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { valueOn } from '../../platform/rule/index.ts';
import { findMunicipality } from '../network/index.ts';
import { requireAtDesk } from './desk-of-another.ts';
import { identityProofs } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { fileOpenTime } from './rules/file-open-time.ts';
import { identityNumber } from './rules/identity-number.ts';
import { manualRegistration, refuseManual } from './rules/manual-registration.ts';
import { recordAct } from './standing.ts';
import { insertNumber, lockNumbers } from './store/numbers.ts';
import { insertOpening } from './store/openings.ts';
import { insertPerson } from './store/persons.ts';
import { refuseTaken } from './taken-number.ts';
import { readTypedNumber } from './typed-number.ts';

const person = z.object({
  givenName: z.string().trim().min(1, 'a given name').max(100),
  familyName: z.string().trim().min(1, 'a family name').max(100),
  /** Empty: the person has neither personal identity number nor coordination number. */
  number: z.string().trim().max(20).default(''),
  /** Only without a number, which says it otherwise. */
  bornOn: z
    .literal('')
    .or(day)
    .optional()
    .transform((date) => (date === undefined || date === '' ? null : date)),
  municipalityCode: z.string().trim().default(''),
  identityProof: z.enum(identityProofs),
});

/**
 * Staff register someone who has not signed in, with a number or without; unproved identity is noted (AMSFS 2005:4). The file is
 * open for whoever did it, and that is logged.
 */
export const addPerson = command({
  name: 'people.add-person',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: person,
  async run(context, input) {
    const { tx, actor, now, newId, today } = context;
    await requireAtDesk(tx, actor, today, 'registration');
    const read = input.number === '' ? null : readTypedNumber(input.number, today);
    const bornOn = read?.bornOn ?? input.bornOn;
    const refused = refuseManual({ hasNumber: read !== null, bornOn }, today);
    if (refused !== null) {
      throw problem('invalid-input', {
        rule: manualRegistration,
        fields: [{ field: 'bornOn', expected: 'a day that has been' }],
      });
    }
    const municipalityCode = input.municipalityCode || null;
    if (municipalityCode !== null && (await findMunicipality(tx, municipalityCode)) === null) {
      throw peopleProblem('municipality-unknown', {
        fields: [{ field: 'municipalityCode', expected: 'the code of a municipality' }],
      });
    }
    if (read !== null) {
      await lockNumbers(tx, [read.number]);
      const taken = await refuseTaken(context, read.number);
      if (taken !== null) return taken;
    }
    const personId = newId();
    const { givenName, familyName, identityProof } = input;
    await insertPerson(tx, { personId, givenName, familyName, bornOn, municipalityCode, identityProof, at: now });
    if (read !== null) await insertNumber(tx, personId, read, now);
    const opening = { personId, id: newId(), accountId: actor.id, actorName: actor.name, roles: actor.roles };
    const proved = identityProof === 'none' ? null : identityProof;
    const until = later(now, valueOn(fileOpenTime, today).minutes * 60_000);
    // Someone without proof of identity is before the officer all the same: the registration is the reason.
    const why = { reason: proved === null ? 'record-documents' : null, reasonText: '', identification: proved };
    await insertOpening(tx, { ...opening, ...why, at: now, until });
    const standing = { personId, capacity: 'staff', mandateId: null, openingId: opening.id, isProtected: false } as const;
    await recordAct(tx, { newId, now, actor }, { ...standing, writtenLanguage: 'sv' }, 'person-added', { identityProof });
    return {
      result: { personId, openingId: opening.id },
      subject: `person:${personId}`,
      rules: [manualRegistration.id, ...(read === null ? [] : [identityNumber.id])],
      details: { identityProof, hasNumber: read !== null },
    };
  },
});
