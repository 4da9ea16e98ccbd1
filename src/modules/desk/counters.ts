/** Where officers sit: a counter where nobody sits calls no one, and one calls one visitor at a time. */
import type { CommandContext } from '../../platform/auth/index.ts';
import { localTime } from '../../platform/clock/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { deskProblem } from './problems.ts';
import { lockSitting, type Sitting } from './store/queue.ts';
import { type Counter, listCounters } from './store/services.ts';
import { atCounter } from './store/visits.ts';

/** A counter of the place that has not ended. Throws counter-unknown. */
export async function requireCounter({ tx }: CommandContext, placeId: Uuid, counterId: Uuid): Promise<Counter> {
  const counter = (await listCounters(tx, placeId)).find(({ id }) => id === counterId);
  if (counter === undefined) throw deskProblem('counter-unknown');
  return counter;
}

/** The counter where the actor sits since today, locked: it calls one visitor at a time. Throws counter-unknown and counter-closed. */
export async function requireOwnCounter(context: CommandContext, placeId: Uuid, counterId: Uuid): Promise<Counter> {
  const counter = await requireCounter(context, placeId, counterId);
  const sitting = await lockSitting(context.tx, placeId, counterId);
  const isMine = sitting !== null && sitting.accountId === context.actor.id && isOfToday(context, sitting);
  if (!isMine) throw deskProblem('counter-closed');
  return counter;
}

/** Whoever forgot to leave the day before does not sit there today. */
export const isOfToday = ({ today }: CommandContext, { since }: Sitting): boolean => localTime(since).date === today;

/** Nobody is called to or served at it. Throws counter-busy. */
export async function requireIdle({ tx, today }: CommandContext, placeId: Uuid, counterId: Uuid): Promise<void> {
  const visit = await atCounter(tx, placeId, counterId, today);
  if (visit !== null) throw deskProblem('counter-busy', { params: { ticket: visit.ticket } });
}
