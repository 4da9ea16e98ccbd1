/** SQL for what messages tell of meetings. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one } from '../../../platform/db/index.ts';
import type { Uuid } from '../../../platform/ids/index.ts';
import { moment } from './meetings.ts';

const before = z.object({ start: moment });

/** When a meeting was before it last got another time; null when it never did. */
export async function startBefore(db: Database, personId: Uuid, meetingId: Uuid) {
  const found = await one(
    db,
    before,
    sql`
      select details -> 'before' ->> 'start' as start from meetings.meeting_event
      where person_id = ${personId} and meeting_id = ${meetingId} and details -> 'before' ->> 'start' is not null
      order by at desc, id desc limit 1`,
  );
  return found?.start ?? null;
}
