/** What cases does when people says that someone has changed. */
import type { Transaction } from '../../platform/db/index.ts';
import { type NewId, parseUuid, type Uuid } from '../../platform/ids/index.ts';
import type { Subscription } from '../../platform/outbox/index.ts';
import { eventTypes, factsFor } from '../people/index.ts';
import { removeAttachments } from './store/attachment.ts';
import { writeAttemptsProtected } from './store/attempt.ts';
import { closeDraft, lockDraft } from './store/draft.ts';
import { openRegistration, writeProtected } from './store/registration.ts';
import { insertTodo, listConflicts, replaceTodos, writeTodoProtected, writeTodosProtected } from './store/todo.ts';

/**
 * Protected identity reaches every row of the person in one transaction: registrations leave lists and statistics, home addresses
 * in what was sent in go, what is being filled in on the web is thrown away, to-dos are a named officer's, and a human goes
 * through what was booked and sent before (JO 5254-2016). The level is asked of people, not of the event: an older one that comes
 * late says nothing new.
 */
const obeyProtection = (newId: NewId): Subscription => ({
  name: 'cases.obey-protection',
  types: [eventTypes.protectionChanged],
  async handle({ payload, occurredAt: at }, tx) {
    const personId = parseUuid(String(payload['personId']));
    const person = personId === null ? null : await factsFor(tx, personId);
    if (personId === null || person === null) return;
    await writeProtected(tx, personId, person.isProtected);
    await writeTodosProtected(tx, personId, person.isProtected);
    for (const one of await listConflicts(tx, personId)) await writeTodoProtected(tx, one, await isEitherProtected(tx, one));
    await writeAttemptsProtected(tx, personId, person.isProtected);
    const intake = { personId, kind: 'protected-intake' } as const;
    await replaceTodos(tx, intake, { by: 'rule', outcome: person.isProtected ? 'asked-again' : 'protection-ended', at });
    if (!person.isProtected) return;
    await replaceTodos(tx, { personId, kind: 'protection-told' }, { by: 'rule', outcome: 'protection-known', at });
    const draft = await lockDraft(tx, personId);
    if (draft !== null) {
      await removeAttachments(tx, personId, draft.id);
      await closeDraft(tx, draft, at);
    }
    const registrationId = (await openRegistration(tx, personId))?.id ?? null;
    await insertTodo(tx, { ...intake, id: newId(), registrationId, protected: true, at });
  },
});

/** A to-do that names two persons is protected when one of them is, whosever it is. */
async function isEitherProtected(tx: Transaction, of: { personId: Uuid; otherPersonId: Uuid }): Promise<boolean> {
  const [one, other] = [await factsFor(tx, of.personId), await factsFor(tx, of.otherPersonId)];
  return one?.isProtected === true || other?.isProtected === true;
}

/** Two persons hold numbers that are said to be one person's: an officer looks at whose case is whose. */
const lookAtConflict = (newId: NewId): Subscription => ({
  name: 'cases.look-at-number-conflict',
  types: [eventTypes.numberConflict],
  async handle({ payload, occurredAt: at }, tx) {
    const [personId, otherPersonId] = [parseUuid(String(payload['personId'])), parseUuid(String(payload['otherPersonId']))];
    if (personId === null || otherPersonId === null) return;
    if ((await factsFor(tx, personId)) === null) return;
    const isProtected = await isEitherProtected(tx, { personId, otherPersonId });
    const about = { personId, kind: 'number-conflict' } as const;
    await replaceTodos(tx, about, { by: 'rule', outcome: 'asked-again', at });
    await insertTodo(tx, { ...about, id: newId(), details: { otherPersonId }, protected: isProtected, at });
  },
});

/** Everything that cases listens to. A number that took the place of another needs nothing here: cases knows no numbers. */
export function casesSubscriptions(newId: NewId): Subscription[] {
  return [obeyProtection(newId), lookAtConflict(newId)];
}
