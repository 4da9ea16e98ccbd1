/** How many meetings are booked at places from a day on. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';

const row = z.object({
  placeId: z.string(),
  /** YYYY-MM. */
  month: z.string(),
  count: z.number(),
});
export type MeetingsInMonth = z.output<typeof row>;

/** Booked or held for someone, on that day or later, by place and month. Those of protected persons are in no count: their officers move them. */
export function meetingsAt(db: Database, placeIds: readonly string[], from: PlainDate): Promise<MeetingsInMonth[]> {
  return rows(
    db,
    row,
    sql`
      select place_id as "placeId", to_char(lower(during) at time zone 'Europe/Stockholm', 'YYYY-MM') as month, count(*)::int as count
      from meetings.meeting
      where place_id = any(${[...placeIds]}::uuid[]) and state in ('held', 'booked') and not protected
        and lower(during) >= ${from}::date::timestamp at time zone 'Europe/Stockholm'
      group by 1, 2 order by 2, 1`,
  );
}
