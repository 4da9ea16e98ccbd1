import { z } from 'zod';
import { command } from '../../platform/auth/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { protections } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { levelAfterReport, protectionLevels } from './rules/protection-levels.ts';
import { setProtection } from './set-protection.ts';
import { recordAct, requireStanding } from './standing.ts';
import { lockPerson } from './store/persons.ts';
import { insertNamedOfficer, noteProtectionOfficer } from './store/protection.ts';

const report = z.object({
  personId: z.string(),
  level: z.enum(protections).exclude(['none']).default('marked'),
  mediationAddress: z.string().trim().max(500).default(''),
});

/**
 * A person says that their identity is protected, themselves or to staff. It holds from this moment: whoever wrote it down loses
 * sight of the person, unless they look after protected persons; then they are the named officer until someone else is.
 */
export const reportOwnProtection = command({
  name: 'people.report-own-protection',
  roles: ['jobseeker', 'desk-officer', 'caseworker', 'protection-officer'],
  input: report,
  async run(context, input) {
    const { tx, actor, now } = context;
    const standing = await requireStanding(tx, actor, input.personId, 'contact-details', now);
    const person = standing.capacity === 'mandate' ? null : await lockPerson(tx, standing.personId);
    if (person === null) throw peopleProblem('person-unknown');
    const level = levelAfterReport(person.protection, input.level);
    const mediationAddress = input.mediationAddress || person.mediationAddress;
    const events = await setProtection(tx, person, { level, mediationAddress }, now);
    const accountId = parseUuid(actor.id);
    if (standing.capacity === 'staff' && accountId !== null && actor.roles.includes('protection-officer')) {
      await noteProtectionOfficer(tx, accountId, actor.name, now);
      await insertNamedOfficer(tx, { personId: person.personId, accountId, at: now, by: actor.id });
    }
    await recordAct(tx, context, standing, 'protection-reported', { level });
    const { personId } = person;
    return { result: { personId }, subject: `person:${personId}`, rules: [protectionLevels.id], details: { level }, events };
  },
});
