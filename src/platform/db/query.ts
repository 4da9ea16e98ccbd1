import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { z } from 'zod';
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
