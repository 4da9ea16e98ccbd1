import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { peopleProblem } from './problems.ts';
import { protectionLevels } from './rules/protection-levels.ts';
import { setProtection } from './set-protection.ts';
import { recordAct, requireStanding } from './standing.ts';
import { lockPerson } from './store/persons.ts';
import { deleteNamedOfficers } from './store/protection.ts';

/** The protection has ended: decided by an officer named for the person. Mandates are in force again, nobody is named any more. */
export const liftProtection = command({
  name: 'people.lift-protection',
  roles: ['protection-officer'],
  input: z.object({ personId: z.string() }),
  async run(context, input) {
    const { tx, actor, now } = context;
    const standing = await requireStanding(tx, actor, input.personId, 'contact-details', now);
    const person = standing.capacity === 'staff' ? await lockPerson(tx, standing.personId) : null;
    if (person === null || person.protection === 'none') throw peopleProblem('person-unknown');
    const events = await setProtection(tx, person, { level: 'none', mediationAddress: null }, now);
    await deleteNamedOfficers(tx, person.personId);
    await recordAct(tx, context, standing, 'protection-lifted');
    const { personId } = person;
    return { result: { personId }, subject: `person:${personId}`, rules: [protectionLevels.id], details: {}, events };
  },
});
