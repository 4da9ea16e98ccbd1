/** What the database refuses of a time, as something that can be told, or tried again. */
import { sql } from 'kysely';
import { isDatabaseError, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

/** What stands in the way of a booking: the time is taken for a resource, or two met on the way and it is to be tried again. */
export type RefusedTime = { kind: 'taken'; resourceId: Uuid | null } | { kind: 'again' };

/** What the database's refusal says; null when the error is another. A deadlock or two holds at once are nobody's fault. */
export function refusedTime(error: unknown): RefusedTime | null {
  if (!isDatabaseError(error)) return null;
  if (error.code === '40P01' || error.code === '40001') return { kind: 'again' };
  if (error.code === '23505' && /^meeting_one_(hold|person)_per_/.test(error.constraint ?? '')) return { kind: 'again' };
  if (error.code !== '23P01') return null;
  if (error.constraint === 'place_not_closed') return { kind: 'taken', resourceId: null };
  if (error.constraint !== 'occupancy_never_overlaps') return null;
  const [resource] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(error.detail ?? '') ?? [];
  return { kind: 'taken', resourceId: resource === undefined ? null : (resource as Uuid) };
}

/** Tries to take a time without losing what the transaction has done before: false when it is taken. */
export async function takeOrNot(tx: Transaction, work: () => Promise<boolean>): Promise<boolean> {
  await sql`savepoint taking`.execute(tx);
  try {
    const taken = await work();
    await sql`release savepoint taking`.execute(tx);
    return taken;
  } catch (error) {
    if (refusedTime(error)?.kind !== 'taken') throw error;
    await sql`rollback to savepoint taking`.execute(tx);
    return false;
  }
}
