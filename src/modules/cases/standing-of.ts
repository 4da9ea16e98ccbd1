/** Who may act in a case: the two sides of the desk. */
import type { CommandContext } from '../../platform/auth/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { peopleProblem, requireStanding, type Standing, type Task } from '../people/index.ts';
import { casesProblem } from './problems.ts';

/**
 * Whoever may deal with the person, in any capacity. Throws also person-elsewhere for someone with protected identity who asks
 * themselves: their way is a named contact and not these forms (JO 5254-2016).
 */
export async function requireOwnWay({ tx, actor, now }: CommandContext, personId: string, task: Task): Promise<Standing> {
  const standing = await requireStanding(tx, actor, personId, task, now);
  if (standing.capacity === 'self' && standing.isProtected) throw peopleProblem('person-elsewhere');
  return standing;
}

/** Staff with the person's file open. Throws also own-case: no one handles the case of themselves or of someone near (FvL §16). */
export async function requireOfficer({ tx, actor, now }: CommandContext, personId: string, task: Task): Promise<Standing> {
  const standing = await requireStanding(tx, actor, personId, task, now);
  if (standing.capacity !== 'staff') throw casesProblem('own-case');
  return standing;
}

/** The person, or a helper under a mandate: as `requireOwnWay`, without staff. */
export async function requirePerson(context: CommandContext, personId: string, task: Task): Promise<Standing> {
  const standing = await requireOwnWay(context, personId, task);
  if (standing.capacity === 'staff') throw problem('not-allowed', { detail: 'staff take down a report as received' });
  return standing;
}
