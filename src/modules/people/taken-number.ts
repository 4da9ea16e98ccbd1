/** A number that someone has: staff make nobody another, and are not told who has it. */
import type { CommandContext, Outcome } from '../../platform/auth/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { peopleProblem } from './problems.ts';
import { takenNumber } from './rules/file-opening-reason.ts';
import { numberSuccession } from './rules/number-succession.ts';
import { canSee } from './rules/what-is-seen.ts';
import { findByNumber } from './store/numbers.ts';
import { insertOpening } from './store/openings.ts';
import { findPerson } from './store/persons.ts';
import { viewerFacts } from './store/viewer.ts';

/**
 * Null for a number that no one has; else the refusal identity-number-taken, the same words whoever has it. When it is someone whom
 * this officer may not see, the attempt is logged as a refused opening of their file, which the auditor checks.
 */
export async function refuseTaken(
  { tx, actor, now, newId, today }: CommandContext,
  number: string,
): Promise<Extract<Outcome<never>, { refusal: unknown }> | null> {
  const known = await findByNumber(tx, number);
  const holder = known === null ? null : await findPerson(tx, known.personId);
  if (holder === null) return null;
  const { personId, protection } = holder;
  const refusal = peopleProblem('identity-number-taken', { rule: numberSuccession });
  const facts = await viewerFacts(tx, parseUuid(actor.id), personId, today);
  if (canSee(actor.roles, { ...facts, isProtected: protection !== 'none' }) !== 'nothing') throw refusal;
  const openingId = newId();
  const by = { accountId: actor.id, actorName: actor.name, roles: actor.roles };
  const why = { reason: takenNumber, reasonText: '', identification: null };
  await insertOpening(tx, { personId, id: openingId, ...by, ...why, at: now, until: now });
  return { refusal, subject: `person:${personId}`, rules: [numberSuccession.id], details: { openingId } };
}
