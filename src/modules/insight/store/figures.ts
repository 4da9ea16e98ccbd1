/** SQL for figures: the statements are the metrics’ own. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import type { Key } from '../metric.ts';

const number = z.coerce.number().nullable().default(null);

/** A row as a statement gives it: keys in the order asked for, then the figure. */
export interface RawFigure {
  keys: string[];
  value: number | null;
  part: number | null;
  whole: number | null;
}

export async function figuresBy(db: Database, statement: RawBuilder<unknown>, by: readonly Key[]): Promise<RawFigure[]> {
  const shape = z
    .object({ value: number, part: number, whole: number })
    .catchall(z.string().nullable())
    .transform(({ value, part, whole, ...found }) => ({
      keys: by.map((key) => (found as Record<string, string | null>)[key] ?? ''),
      value,
      part,
      whole,
    }));
  return rows(db, shape, statement);
}

/** Another after every change of what the network’s views say. */
export async function networkVersion(db: Database): Promise<string> {
  return (await one(db, z.object({ version: z.string() }), sql`select version from network.stat_version`))!.version;
}
