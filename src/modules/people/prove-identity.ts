import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { identifications } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { manualRegistration } from './rules/manual-registration.ts';
import { recordAct, requireStanding } from './standing.ts';
import { lockPerson, updateIdentity } from './store/persons.ts';

/** Someone whose identity was noted as unproved has proved it before staff (AMSFS 2005:4, IAFFS 2017:2 §1). */
export const proveIdentity = command({
  name: 'people.prove-identity',
  roles: ['desk-officer', 'caseworker', 'protection-officer'],
  input: z.object({ personId: z.string(), identityProof: z.enum(identifications) }),
  async run(context, { personId: id, identityProof }) {
    const { tx, actor, now } = context;
    const standing = await requireStanding(tx, actor, id, 'contact-details', now);
    const person = standing.capacity === 'staff' ? await lockPerson(tx, standing.personId) : null;
    if (person === null) throw peopleProblem('person-unknown');
    const { personId, givenName, familyName, bornOn } = person;
    await updateIdentity(tx, personId, { givenName, familyName, bornOn, identityProof }, now);
    await recordAct(tx, context, standing, 'identity-proved', { identityProof });
    return { result: { personId }, subject: `person:${personId}`, rules: [manualRegistration.id], details: { identityProof } };
  },
});
