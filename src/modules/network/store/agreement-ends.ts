/** SQL that says when the ends of agreements were decided. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Instant, localTime, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';

const decided = z.object({ id: z.uuid(), at: z.string() });

/**
 * The day on which the end of each of these agreements was first recorded, by id. Only ends that someone decided: an agreement that runs out
 * with its period, is replaced, or was read in with its end, has none.
 */
export async function decidedEnds(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, PlainDate>> {
  const found = await rows(
    db,
    decided,
    sql`
      select a.id, min(s.recorded_at) as at
      from network.agreement a
      join network.agreement_state e on e.agreement_id = a.id and e.state = 'ended' and not isempty(e.valid)
      join network.agreement_step s on s.agreement_id = a.id and s.state = e.state and s.since = e.since
      where a.id = any(${[...ids]}::uuid[]) and e.since is distinct from upper(a.valid) and s.recorded_at > a.recorded_at
      group by a.id`,
  );
  return new Map(found.map(({ id, at }) => [id, localTime(at as Instant).date]));
}
