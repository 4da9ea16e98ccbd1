/** The task of officers when a meeting that lost its time is near: someone offers a new time, or calls. */
import type { Instant, PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import { type NewId, parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { factsFor } from '../people/index.ts';
import { openRegistration } from './store/registration.ts';
import { completeTodo, insertTodo, listTodos } from './store/todo.ts';

export const withoutTime = 'meeting-without-time' as const;

export interface WithoutTime {
  personId: Uuid;
  meetingId: Uuid;
  /** The day of the time that was lost. */
  on: PlainDate;
}

/**
 * Puts it in the work list, once; of a protected person in that of their named officers. Gives the to-do; null when it is there already or
 * the person is not known any more.
 */
export async function askForNewTime(
  tx: Transaction,
  { personId, meetingId, on }: WithoutTime,
  { newId, now }: { newId: NewId; now: Instant },
): Promise<Uuid | null> {
  const facts = await factsFor(tx, personId);
  if (facts === null || (await openTodos(tx, personId)).some((one) => one.meetingId === meetingId)) return null;
  const id = newId();
  const registrationId = (await openRegistration(tx, personId))?.id ?? null;
  const of = { personId, id, kind: withoutTime, registrationId, dueOn: on, details: { meetingId } };
  await insertTodo(tx, { ...of, protected: facts.isProtected, at: now });
  return id;
}

/** The meetings of a person for which officers are asked to give a new time. */
export async function meetingsToMove(tx: Transaction, personId: Uuid): Promise<Uuid[]> {
  return (await openTodos(tx, personId)).flatMap(({ meetingId }) => parseUuid(String(meetingId)) ?? []);
}

/** The person has a new time, or needs none: the task is done by itself. Nothing when there is none. */
export async function newTimeGiven(
  tx: Transaction,
  { personId, meetingId }: Pick<WithoutTime, 'personId' | 'meetingId'>,
  now: Instant,
): Promise<void> {
  const todo = (await openTodos(tx, personId)).find((one) => one.meetingId === meetingId);
  if (todo !== undefined) await completeTodo(tx, todo, { by: 'rule', outcome: 'new-time', at: now });
}

async function openTodos(tx: Transaction, personId: Uuid) {
  const open = (await listTodos(tx, personId)).filter(({ kind }) => kind === withoutTime);
  return open.map(({ id, details }) => ({ personId, id, meetingId: details['meetingId'] }));
}
