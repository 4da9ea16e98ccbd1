/** SQL for the picture in memory. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one } from '../../../platform/db/index.ts';

export async function countOfficers(db: Database): Promise<number> {
  return (await one(db, z.object({ n: z.number() }), sql`select count(*) as n from meetings.officer`))!.n;
}
