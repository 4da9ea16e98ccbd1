/** SQL for the figures of reports: statements as text, to be kept and run again as they were. */
import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import type { Key } from '../metric.ts';
import type { RawFigure } from './figures.ts';

/** A statement as it is sent, with its values. */
export const statement = z.object({ sql: z.string(), parameters: z.array(z.json()) });
export type Statement = z.output<typeof statement>;

export function statementOf(db: Database, of: RawBuilder<unknown>): Statement {
  const { sql: text, parameters } = of.compile(db);
  return { sql: text, parameters: z.array(z.json()).parse(parameters) };
}

const number = z.coerce.number().nullable().default(null);

/** Runs a statement that was kept. */
export async function runStatement(db: Database, { sql: text, parameters }: Statement, by: readonly Key[]): Promise<RawFigure[]> {
  const shape = z.object({ value: number, part: number, whole: number }).catchall(z.string().nullable());
  const found = await db.executeQuery(CompiledQuery.raw(text, [...parameters]));
  return found.rows.map((row) => {
    const { value, part, whole, ...codes } = shape.parse(row);
    return { keys: by.map((key) => (codes as Partial<Record<string, string | null>>)[key] ?? ''), value, part, whole };
  });
}

/**
 * Milliseconds since the oldest transaction began that is still under way on this database, this one left out; 0 without any. What is known
 * at an instant before all of them is known for good: none of them can still commit a record of before.
 */
export async function oldestTransaction(db: Database): Promise<number> {
  const found = await one(
    db,
    z.object({ age: z.coerce.number() }),
    sql`
      select coalesce(max(extract(epoch from clock_timestamp() - xact_start) * 1000), 0)::float8 as age
      from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`,
  );
  return Math.ceil(found!.age);
}

/** A record behind a figure that was added, ended or corrected after an instant, as its view shows it. */
export interface ChangedRecord {
  view: string;
  at: string;
  record: Record<string, unknown>;
}

const viewColumns = z.object({ view: z.string(), column: z.enum(['recorded', 'recorded_at']) });
const changed = z.object({ at: z.string(), record: z.record(z.string(), z.unknown()) });
const mostChanges = 200;

/** What has been recorded since, in the views that a statement reads. */
export async function changesSince(db: Database, statements: readonly Statement[], since: string): Promise<ChangedRecord[]> {
  const names = [...new Set(statements.flatMap(({ sql: text }) => text.match(/\b[a-z]+\.stat_[a-z_]+\b/g) ?? []))];
  const views = await rows(
    db,
    viewColumns,
    sql`
      select table_schema || '.' || table_name as view, column_name as "column" from information_schema.columns
      where table_schema || '.' || table_name = any(${names}::text[]) and column_name in ('recorded', 'recorded_at') order by 1`,
  );
  const found: ChangedRecord[] = [];
  for (const { view, column } of views) {
    const at =
      column === 'recorded_at'
        ? sql`v.recorded_at`
        : sql`case when upper(v.recorded) > ${since}::timestamptz then upper(v.recorded) else lower(v.recorded) end`;
    const statementOfView = sql`
      select c.at, c.record
      from (select ${at} as at, to_jsonb(v) as record from ${sql.table(view)} v) c
      where c.at > ${since}::timestamptz order by 1 limit ${mostChanges}`;
    for (const one of await rows(db, changed, statementOfView)) found.push({ view, ...one });
  }
  return found.slice(0, mostChanges);
}
