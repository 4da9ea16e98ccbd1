import { z } from 'zod';
import { command, type CommandContext } from '../../platform/auth/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { Event } from '../../platform/outbox/index.ts';
import { type Protection, protections } from './kinds.ts';
import { peopleProblem } from './problems.ts';
import { levelAfterReport, protectionLevels } from './rules/protection-levels.ts';
import { looksAfterProtected } from './rules/standing.ts';
import { setProtection } from './set-protection.ts';
import { recordAct, requireStanding, type Standing } from './standing.ts';
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
    const { level, events } = await reportProtection(context, standing, input);
    const { personId } = standing;
    return { result: { personId }, subject: `person:${personId}`, rules: [protectionLevels.id], details: { level }, events };
  },
});

/**
 * Writes down what a person said about themselves, to whom the standing says; gives the level that holds now and the events of it.
 * Throws person-unknown for a helper, who cannot say it for them.
 */
export async function reportProtection(
  context: CommandContext,
  standing: Standing,
  said: { level: Exclude<Protection, 'none'>; mediationAddress: string },
): Promise<{ level: Protection; events: Event[] }> {
  const { tx, actor, now } = context;
  const person = standing.capacity === 'mandate' ? null : await lockPerson(tx, standing.personId);
  if (person === null) throw peopleProblem('person-unknown');
  const level = levelAfterReport(person.protection, said.level);
  const mediationAddress = said.mediationAddress || person.mediationAddress;
  const events = await setProtection(tx, person, { level, mediationAddress }, now);
  const accountId = parseUuid(actor.id);
  if (standing.capacity === 'staff' && accountId !== null && looksAfterProtected(actor.roles)) {
    await noteProtectionOfficer(tx, accountId, actor.name, now);
    await insertNamedOfficer(tx, { personId: person.personId, accountId, at: now, by: actor.id });
  }
  await recordAct(tx, context, standing, 'protection-reported', { level });
  return { level, events };
}
