/** Who may act about someone's meetings: the two sides of the desk. */
import type { CommandContext } from '../../platform/auth/index.ts';
import { isOwnCase, ownCase, peopleProblem, requireStanding, type Standing } from '../people/index.ts';
import { meetingsProblem } from './problems.ts';

/**
 * Whoever may deal with the person's meetings, in any capacity. Throws also person-elsewhere for someone with protected identity
 * who asks themselves: their way is a named contact and not these forms (JO 5254-2016).
 */
export async function requireOwnWay({ tx, actor, now }: CommandContext, personId: string): Promise<Standing> {
  const standing = await requireStanding(tx, actor, personId, 'meetings', now);
  if (standing.capacity === 'self' && standing.isProtected) throw peopleProblem('person-elsewhere');
  return standing;
}

/** Staff with the person's file open, who are not too near to the person: throws also own-case (FvL §16). */
export async function requireOfficer({ tx, actor, now }: CommandContext, personId: string): Promise<Standing> {
  const standing = await requireStanding(tx, actor, personId, 'meetings', now);
  if (await isOwnCase(tx, actor, standing.personId, now)) throw meetingsProblem('own-case', { rule: ownCase });
  return standing;
}
