/** SQL that reads what occupies officers, rooms and interpreters: for boards, and for what stands in the way of a change. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock/index.ts';
import { type Database, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';

const key = z.string().transform((id) => id as Uuid);
const at = z.string().transform((text) => text as Instant);

export const occupations = ['hold', 'meeting', 'travel', 'leave', 'closed'] as const;

const takenRow = z.object({
  resourceId: key,
  start: at,
  /** The first instant after it. */
  end: at,
  why: z.enum(occupations),
  /** The meeting, session or absence that occupies. */
  of: key,
  lane: z.number(),
});
export type Taken = z.output<typeof takenRow>;

/** What occupies resources within a period; a hold that has expired occupies nothing. */
export function takenWithin(
  db: Database,
  resourceIds: readonly string[],
  period: { start: Instant; end: Instant | null },
  now: Instant,
): Promise<Taken[]> {
  return rows(
    db,
    takenRow,
    sql`
      select resource_id as "resourceId", lower(during) as start, upper(during) as "end", why, of, lane
      from meetings.occupancy
      where resource_id = any (${[...resourceIds]}::uuid[]) and during && tstzrange(${period.start}, ${period.end})
        and (until is null or until > ${now})
      order by lower(during), resource_id`,
  );
}

/** Meetings and holds of a resource within a period, the first first: what is to be moved before it goes. */
export async function meetingsWithin(
  tx: Transaction,
  resourceId: string,
  period: { start: Instant; end: Instant | null },
  now: Instant,
): Promise<Taken[]> {
  const taken = await takenWithin(tx, [resourceId], period, now);
  return taken.filter(({ why }) => why === 'meeting' || why === 'hold');
}

/** Takes away what expired holds of a resource occupy within a period: their time is anyone's. */
export async function clearExpiredHolds(
  tx: Transaction,
  resourceId: string,
  period: { start: Instant; end: Instant },
  now: Instant,
): Promise<void> {
  await sql`
    delete from meetings.occupancy
    where resource_id = ${resourceId} and during && tstzrange(${period.start}, ${period.end}) and until <= ${now}`.execute(tx);
}
