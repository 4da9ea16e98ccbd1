/** What is said of desks, checked alike by every command that takes it. */
import { type Actor, hasRole } from '../../platform/auth/index.ts';
import type { PlainDate } from '../../platform/clock/index.ts';
import type { Transaction } from '../../platform/db/index.ts';
import { problem } from '../../platform/problem/index.ts';
import { networkProblem } from './problems.ts';
import { listPlaceStaff } from './store/agreements.ts';
import { findPlace } from './store/places.ts';

/** Throws period-reversed. */
export function requireOrder({ from, to }: { from: PlainDate; to: PlainDate | null }): void {
  if (to === null || from <= to) return;
  throw networkProblem('period-reversed', {
    params: { from, to },
    fields: [{ field: 'to', expected: `a day on or after ${from}` }],
  });
}

/** Throws place-unknown. */
export async function requirePlace(tx: Transaction, placeId: string): Promise<void> {
  if ((await findPlace(tx, placeId)) === null) throw networkProblem('place-unknown');
}

/**
 * Who staffs a desk is said by planners, administrators and the place's own manager; whoever staffs another place meets the same answer
 * as for one that is not there. Throws place-unknown and not-allowed.
 */
export async function requireManager(tx: Transaction, actor: Actor, placeId: string, today: PlainDate): Promise<void> {
  await requirePlace(tx, placeId);
  if (hasRole(actor, ['planner', 'administrator'])) return;
  const mine = await listPlaceStaff(tx, { placeId, accountId: actor.id, on: today });
  if (mine.length === 0) throw networkProblem('place-unknown');
  if (!mine.some(({ position }) => position === 'manager'))
    throw problem('not-allowed', { detail: 'this is for the manager of the desk' });
}
