/** SQL that counts supply by place. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, rows } from '../../../platform/db/index.ts';

const counted = z.object({ placeId: z.string().nullable(), atHome: z.number(), visiting: z.number(), rooms: z.number() });
export type PlaceCount = z.output<typeof counted>;

/** For each place with anything on a day: officers at home there, officers who come there, rooms. null: officers without a place. */
export function supplyByPlace(db: Database, on: PlainDate): Promise<PlaceCount[]> {
  return rows(
    db,
    counted,
    sql`
      select place_id as "placeId", sum(home)::int as "atHome", sum(visit)::int as visiting, sum(room)::int as rooms
      from (
        select home_place_id as place_id, 1 as home, 0 as visit, 0 as room from meetings.officer where employed @> ${on}::date
        union all
        select a.place_id, 0, 1, 0 from (
          select distinct a.place_id, a.officer_id from meetings.attendance a
          join meetings.officer o on o.id = a.officer_id and o.employed @> ${on}::date and o.home_place_id is distinct from a.place_id
          where a.valid @> ${on}::date) a
        union all
        select place_id, 0, 0, 1 from meetings.room where valid @> ${on}::date
      ) as each group by place_id`,
  );
}
