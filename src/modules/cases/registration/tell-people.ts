/** What a registration says of the person that is not the case's own: contact details, languages and support needs. */
import type { CommandContext } from '../../../platform/auth/index.ts';
import { type Ground, putSupportNeed, type Standing, updateContact } from '../../people/index.ts';
import type { Answers } from './questions.ts';

/** Hands it to people, in the same transaction. */
export async function tellPeople(
  { tx, actor, now, today, newId }: CommandContext,
  { personId }: Standing,
  { contact = {}, language = {}, support = {} }: Answers,
): Promise<void> {
  const written = { ...contact, ...language, email: contact.email ?? null, interpreter: language.interpreter ?? null };
  const need = { personId, needs: support.needs ?? [], since: today, by: actor.id, at: now };
  await Promise.all([
    updateContact(tx, personId, written, now),
    ...(support.grounds ?? []).map((ground, index) =>
      // What was written once is kept once.
      putSupportNeed(tx, { ...need, id: newId(), ground, note: index === 0 ? (support.supportNote ?? '') : '' }),
    ),
  ]);
}

/** Every ground for support, those known before included. */
export function groundsWith({ support = {} }: Answers, known: readonly Ground[]): Ground[] {
  return [...new Set([...known, ...(support.grounds ?? [])])].toSorted();
}

/** Without the home address: of someone with protected identity it is kept nowhere but where people keeps it (JO 5254-2016). */
export function withoutAddress(answers: Answers): Answers {
  const { street: _street, postalCode: _code, postTown: _town, ...contact } = answers.contact ?? {};
  return { ...answers, contact };
}
