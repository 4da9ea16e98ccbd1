/** Who may act in a case: the two sides of the desk. */
import type { CommandContext } from '../../platform/auth/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { isOwnCase, ownCase, peopleProblem, requireStanding, type Standing, type Task } from '../people/index.ts';
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

/** Throws own-case, by people's rule of that name (FvL §16). */
export async function refuseOwnCase(
  { tx, actor, now }: Pick<CommandContext, 'tx' | 'actor' | 'now'>,
  personId: Uuid,
): Promise<void> {
  if (await isOwnCase(tx, actor, personId, now)) throw casesProblem('own-case', { rule: ownCase });
}

/** Staff with the person's file open, who are not too near to the person: throws also own-case. */
export async function requireOfficer({ tx, actor, now }: CommandContext, personId: string, task: Task): Promise<Standing> {
  const standing = await requireStanding(tx, actor, personId, task, now);
  await refuseOwnCase({ tx, actor, now }, standing.personId);
  return standing;
}

/** The person, or a helper under a mandate: as `requireOwnWay`, without staff. */
export async function requirePerson(context: CommandContext, personId: string, task: Task): Promise<Standing> {
  const standing = await requireOwnWay(context, personId, task);
  if (standing.capacity === 'staff') throw problem('not-allowed', { detail: 'staff take down a report as received' });
  return standing;
}
