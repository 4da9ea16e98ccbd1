/** How every command about a visit begins and ends: who may, what may be done in its state, what is written, and who is told. */
import { z } from 'zod';
import type { CommandContext } from '../../platform/auth/index.ts';
import { epochMilliseconds, type Instant, localTime } from '../../platform/clock/index.ts';
import { together } from '../../platform/db/index.ts';
import type { Uuid } from '../../platform/ids/index.ts';
import { requireDesk } from './access.ts';
import { happenedAt, type Noted } from './noted.ts';
import { deskProblem } from './problems.ts';
import { uuid } from './setup-input.ts';
import { can, positionsFor, type VisitAction, type VisitParty } from './state.ts';
import { tellQueue } from './store/queue.ts';
import { insertStep, lockVisit, type Visit, writeVisit } from './store/visits.ts';

/** What every command about one visit is told. */
export const ofVisit = { placeId: uuid, visitId: uuid };

/**
 * The visit, locked, and when what is done to it happens. A visit that has ended is found too: what is sent again about it changes nothing.
 * One of another day or place is not there. Throws desk-unknown, desk-position, visit-unknown, and visit-state when its state refuses.
 */
export async function requireVisit(
  { tx, actor, now, today }: CommandContext,
  { placeId, visitId, noted = null }: { placeId: Uuid; visitId: Uuid; noted?: Noted },
  action: VisitAction,
): Promise<{ visit: Visit; at: Instant }> {
  const { position } = await requireDesk(tx, actor, placeId, today, positionsFor(action));
  const at = happenedAt(noted, now);
  const visit = await lockVisit(tx, placeId, visitId);
  if (visit === null || visit.day !== localTime(at).date) throw deskProblem('visit-unknown');
  requireState(position ?? 'manager', action, visit);
  return { visit, at: at < visit.arrivedAt ? visit.arrivedAt : at };
}

/** Throws visit-state when it may not be done to the visit as it is now. */
export function requireState(party: VisitParty, action: VisitAction, { state }: Visit): void {
  if (!can(party, action, state))
    throw deskProblem('visit-state', { params: { state, action }, detail: `${action} in ${state}` });
}

export interface Doing {
  what: string;
  at: Instant;
  details?: Readonly<Record<string, unknown>>;
}

/** Writes the visit as it is now with the step that led to it, and tells the place's lines when that is kept. */
export async function writeAct(
  { tx, actor, newId }: CommandContext,
  visit: Visit,
  { what, at, details = {} }: Doing,
): Promise<void> {
  const { placeId, id: visitId } = visit;
  await together(tx, (one) => [
    writeVisit(one, visit),
    insertStep(one, { placeId, visitId, id: newId(), at, by: actor.id, what, details }),
    tellQueue(one, placeId),
  ]);
}

/** The visit as it is when it is served no longer: the seconds served are counted. */
export function unserved(visit: Visit, at: Instant): Visit {
  const seconds = visit.servingAt === null ? 0 : Math.round((epochMilliseconds(at) - epochMilliseconds(visit.servingAt)) / 1000);
  return { ...visit, servedSeconds: visit.servedSeconds + Math.max(0, seconds) };
}

export const visitSubject = ({ placeId, id }: Pick<Visit, 'placeId' | 'id'>): string => `visit:${placeId}:${id}`;

export const ticketOf = z.string().regex(/^[A-Z]·[A-Z]\d{1,3}-\d{1,4}$/, 'a label such as A·K2-7');

/** The secret of a ticket, as it stands in its address. */
export const ticketKey = z.string().min(1).max(64);
