/** SQL for who is expected at a place on a day: times and kinds, never who. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Instant, instant } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';

const expected = z.object({ start: z.string().transform((text) => instant(text)), purpose: z.string(), count: z.number() });
/** `purpose`: the code of what the meeting is for. */
export type ExpectedMeetings = z.output<typeof expected>;

/** The meetings on site at a place between two instants, by time and purpose. Those of protected persons are in no list. */
export function listExpected(db: Database, placeId: string, from: Instant, before: Instant): Promise<ExpectedMeetings[]> {
  return rows(
    db,
    expected,
    sql`
      select lower(during) as start, purpose, count(*)::integer as count from meetings.meeting
      where place_id = ${placeId} and state = 'booked' and not protected
        and during && tstzrange(${from}, ${before}) and lower(during) >= ${from}
      group by 1, 2 order by 1, 2`,
  );
}
