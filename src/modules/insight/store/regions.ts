/** SQL for the areas that statistics are broken down by. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rows } from '../../../platform/db/index.ts';

const area = z.object({
  code: z.string(),
  name: z.string(),
  countyCode: z.string(),
  county: z.string(),
  type: z.string().nullable(),
});
/** A municipality with its county, and its kind (SKR 2017) where that is known. */
export type Area = z.output<typeof area>;

export function listAreas(db: Database): Promise<Area[]> {
  return rows(
    db,
    area,
    sql`select municipality_code as code, name, county_code as "countyCode", county, type
        from network.stat_municipality order by municipality_code`,
  );
}
