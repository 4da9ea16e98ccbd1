/** Who may be at which desk: every question and command about a place's desk asks here first. */
import { type Actor, hasRole } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { parseUuid, type Uuid } from '../../platform/ids/index.ts';
import { type DeskPosition, deskPositions, findPlace, listPlaceStaff } from '../network/index.ts';
import { deskProblem } from './problems.ts';

/** Those who look after desks in the whole country. */
export const overseers = ['planner', 'administrator'] as const;
/** Whoever has a page of some desk. */
export const deskRoles = ['desk-officer', ...overseers] as const;

export interface Desk {
  placeId: Uuid;
  /** Null for those who look after all desks. */
  position: DeskPosition | null;
}

/** The desks that the account staffs that day. */
export async function desksOf(db: Database, actor: Actor, on: PlainDate): Promise<Desk[]> {
  return (await listPlaceStaff(db, { accountId: actor.id, on })).map(({ placeId, position }) => ({ placeId, position }));
}

/**
 * The desk at which the actor may do this today. Whoever staffs another place meets the same answer as for a place that is not there.
 * A manager may do what their staff may. Throws desk-unknown (404) and desk-position (403).
 */
export async function requireDesk(
  db: Database,
  actor: Actor,
  placeId: string,
  on: PlainDate,
  positions: readonly DeskPosition[] = deskPositions,
): Promise<Desk> {
  const place = parseUuid(placeId);
  if (place === null) throw deskProblem('desk-unknown');
  const mine = hasRole(actor, ['desk-officer'])
    ? (await listPlaceStaff(db, { placeId: place, accountId: actor.id, on }))[0]
    : undefined;
  if (mine === undefined) {
    if (hasRole(actor, overseers) && (await findPlace(db, place)) !== null) return { placeId: place, position: null };
    throw deskProblem('desk-unknown');
  }
  if (mine.position !== 'manager' && !positions.includes(mine.position)) throw deskProblem('desk-position');
  return { placeId: place, position: mine.position };
}
