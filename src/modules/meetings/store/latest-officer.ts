import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { uuid } from './meetings.ts';

/** The officer whom someone met, or is to meet, last; null when there is none. */
export async function latestOfficer(db: Database, personId: Uuid): Promise<Uuid | null> {
  const found = await one(
    db,
    z.object({ officerId: uuid.nullable() }),
    sql`
      select officer_ids[1] as "officerId" from meetings.meeting
      where person_id = ${personId} and state in ('booked', 'displaced', 'done')
      order by lower(during) desc, id desc limit 1`,
  );
  return found?.officerId ?? null;
}
