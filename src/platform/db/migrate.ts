import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from './connect.ts';

export interface Migrated {
  /** Names of the files run this time, in order. */
  ran: string[];
}

// Any fixed number: two processes that start at once take turns by it.
const lockNumber = 2019_0301;

/**
 * Runs the files of `folder` that have not been run, in name order, each in its own transaction.
 * Throws when a file that was run has since been changed or removed: history is added to, never edited.
 */
export async function migrate(db: Database, folder: string): Promise<Migrated> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lockNumber})`.execute(connection);
    try {
      return { ran: await runMissing(connection, files) };
    } finally {
      await sql`select pg_advisory_unlock(${lockNumber})`.execute(connection);
    }
  });
}

async function runMissing(db: Database, files: { name: string; text: string; checksum: string }[]): Promise<string[]> {
  await sql`
    create table if not exists public.migration (
      name text primary key, checksum text not null, run_at timestamptz not null default now()
    )`.execute(db);
  const done = await sql<{ name: string; checksum: string }>`select name, checksum from public.migration`.execute(db);
  const checksums = new Map(done.rows.map((row) => [row.name, row.checksum]));
  for (const name of checksums.keys()) {
    if (!files.some((file) => file.name === name)) {
      throw new Error(`Migration ${name} was run on this database but its file is gone. Put the file back.`);
    }
  }
  const ran: string[] = [];
  for (const file of files) {
    const checksum = checksums.get(file.name);
    if (checksum === file.checksum) continue;
    if (checksum !== undefined) {
      throw new Error(`Migration ${file.name} was changed after it was run. Restore it and write a new file instead.`);
    }
    await db.transaction().execute(async (tx) => {
      await sql.raw(file.text).execute(tx);
      await sql`insert into public.migration (name, checksum) values (${file.name}, ${file.checksum})`.execute(tx);
    });
    ran.push(file.name);
  }
  return ran;
}
