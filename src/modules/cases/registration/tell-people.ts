/** What a registration says of the person that is not the case's own: contact details, languages and support needs. */
import type { CommandContext } from '../../../platform/auth/index.ts';
import { type Ground, putSupportNeed, type Standing, updateContact } from '../../people/index.ts';
import type { Answers } from './questions.ts';

/** Hands it to people, in the same transaction. Gives every ground for support, those known before included. */
export async function tellPeople(
  { tx, actor, now, today, newId }: CommandContext,
  { personId }: Standing,
  answers: Answers,
  known: readonly Ground[],
): Promise<Ground[]> {
  const { contact = {}, language = {}, support = {} } = answers;
  await updateContact(
    tx,
    personId,
    { ...contact, ...language, email: contact.email ?? null, interpreter: language.interpreter ?? null },
    now,
  );
  const grounds = support.grounds ?? [];
  for (const [index, ground] of grounds.entries()) {
    await putSupportNeed(tx, {
      personId,
      id: newId(),
      ground,
      needs: support.needs ?? [],
      // What was written once is kept once.
      note: index === 0 ? (support.supportNote ?? '') : '',
      since: today,
      by: actor.id,
      at: now,
    });
  }
  return [...new Set([...known, ...grounds])].toSorted();
}

/** Without the home address: of someone with protected identity it is kept nowhere but where people keeps it (SEC-2, SEC-3). */
export function withoutAddress(answers: Answers): Answers {
  const { street: _street, postalCode: _code, postTown: _town, ...contact } = answers.contact ?? {};
  return { ...answers, contact };
}
