import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { peopleEvents } from './events.ts';
import { identifications } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { decideSuccession, numberSuccession } from './rules/number-succession.ts';
import { recordAct, requireStanding } from './standing.ts';
import { currentNumber, insertNumber, lockNumbers, succeedNumber } from './store/numbers.ts';
import { lockPerson, updateIdentity } from './store/persons.ts';
import { refuseTaken } from './taken-number.ts';
import { readTypedNumber } from './typed-number.ts';

const replacement = z.object({ personId: z.string(), number: z.string().max(20), identityProof: z.enum(identifications) });

/** A person has got a personal identity number instead of a coordination number, or a first number: one history, both found. */
export const replaceNumber = command({
  name: 'people.replace-number',
  roles: ['caseworker', 'protection-officer'],
  input: replacement,
  async run(context, input) {
    const { tx, actor, now, today } = context;
    const read = readTypedNumber(input.number, today);
    // First, as a sign-in does: it holds the number when it comes to the person.
    await lockNumbers(tx, [read.number]);
    const standing = await requireStanding(tx, actor, input.personId, 'contact-details', now);
    const { personId } = standing;
    const person = await lockPerson(tx, personId);
    if (person === null || standing.capacity !== 'staff') throw peopleProblem('person-unknown');
    const taken = await refuseTaken(context, read.number);
    if (taken !== null) return taken;
    const has = await currentNumber(tx, personId);
    const bound = { personId, kind: has?.kind ?? null };
    const { writesNumber } = decideSuccession(read.kind, { bound, current: null, previous: null });
    if (!writesNumber) throw peopleProblem('identity-number-final', { rule: numberSuccession });
    if (has === null) await insertNumber(tx, personId, read, now);
    else await succeedNumber(tx, personId, read, now);
    const { givenName, familyName } = person;
    await updateIdentity(tx, personId, { givenName, familyName, bornOn: read.bornOn, identityProof: input.identityProof }, now);
    await recordAct(tx, context, standing, 'number-replaced', { kind: read.kind });
    return {
      result: { personId },
      subject: `person:${personId}`,
      rules: [numberSuccession.id],
      details: { kind: read.kind, identityProof: input.identityProof },
      events: [peopleEvents.numberReplaced(personId)],
    };
  },
});
