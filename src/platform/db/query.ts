import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import type { Database } from './connect.ts';

/** Runs one statement and parses each row; a row of another shape is a fault here, not a surprise further in. */
export async function rows<Schema extends z.ZodType>(
  db: Database,
  shape: Schema,
  statement: RawBuilder<unknown>,
): Promise<z.output<Schema>[]> {
  const result = await statement.execute(db);
  return result.rows.map((row) => shape.parse(row));
}

/** As `rows`, for a question with at most one answer. */
export async function one<Schema extends z.ZodType>(
  db: Database,
  shape: Schema,
  statement: RawBuilder<unknown>,
): Promise<z.output<Schema> | null> {
  return (await rows(db, shape, statement))[0] ?? null;
}

/**
 * How many rows in the tables of a schema hold one of these ids in a column of that name. The tables are those of the database's own
 * catalogue: none is left out by being forgotten in a list.
 */
export async function countRowsWith(
  db: Database,
  { schema, column }: { schema: string; column: string },
  ids: readonly string[],
): Promise<number> {
  const tables = await rows(
    db,
    z.object({ name: z.string() }),
    sql`
      select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = ${schema} and c.column_name = ${column} and t.table_type = 'BASE TABLE' order by 1`,
  );
  let count = 0;
  for (const { name } of tables) {
    const statement = sql`select count(*) as n from ${sql.table(`${schema}.${name}`)} where ${sql.ref(column)} = any(${[...ids]}::uuid[])`;
    count += (await one(db, z.object({ n: z.number() }), statement))!.n;
  }
  return count;
}

/** The name of the constraint that the database refused by (unique, foreign key, check, exclusion); null for other errors. */
export function violatedConstraint(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('constraint' in error)) return null;
  const { code, constraint } = error;
  return typeof code === 'string' && code.startsWith('23') && typeof constraint === 'string' ? constraint : null;
}

/** True for what the server itself refused; its message, detail, where and query may hold the values of rows. */
export function isDatabaseError(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError;
}

const lossCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  '08001',
]);

/** True when the error says that the server is away for the moment: the answer is 503 and "try again". */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && lossCodes.has(error.code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}

/** The server's major version, e.g. 15. */
export async function serverMajor(db: Database): Promise<number> {
  const found = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(db);
  return Math.floor(Number(found.rows[0]!.version) / 10_000);
}
