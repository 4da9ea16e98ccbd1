import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one } from '../db/index.ts';

const answer = z.object({ taken: z.boolean() });

/**
 * Runs `act` while this process alone holds the name, over every process on the database; false, without running it,
 * when another holds it. The lock belongs to a connection: a process that is killed lets go of it in the same moment.
 */
export async function holding(db: Database, name: string, act: () => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const key = `job:${name}`;
    const got = await one(connection, answer, sql`select pg_try_advisory_lock(hashtextextended(${key}, 23)) as taken`);
    if (got?.taken !== true) return false;
    try {
      await act();
    } finally {
      // A connection that is gone has let go already, and must not hide what went wrong.
      await sql`select pg_advisory_unlock(hashtextextended(${key}, 23))`.execute(connection).catch(() => undefined);
    }
    return true;
  });
}
