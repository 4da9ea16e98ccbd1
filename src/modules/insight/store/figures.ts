/** SQL for figures: the statements are the metrics’ own. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
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

const shapeOf = (by: readonly Key[]) =>
  z
    .object({ value: number, part: number, whole: number })
    .catchall(z.string().nullable())
    .transform(({ value, part, whole, ...found }) => ({
      keys: by.map((key) => (found as Record<string, string | null>)[key] ?? ''),
      value,
      part,
      whole,
    }));

export async function figuresBy(db: Database, statement: RawBuilder<unknown>, by: readonly Key[]): Promise<RawFigure[]> {
  return rows(db, shapeOf(by), statement);
}

/** A statement about a day, answered for many at once: what the days have in common is worked out once. */
export async function figuresByDay(
  db: Database,
  statement: (on: RawBuilder<PlainDate>) => RawBuilder<unknown>,
  by: readonly Key[],
  days: readonly PlainDate[],
): Promise<Map<PlainDate, RawFigure[]>> {
  const figure = shapeOf(by);
  const dayed = z.looseObject({ on_day: z.string() }).transform(({ on_day: day, ...rest }) => ({ day, row: figure.parse(rest) }));
  const found = await rows(
    db,
    dayed,
    sql`select asked.on_day::text as on_day, f.* from unnest(${[...days]}::date[]) as asked (on_day)
        cross join lateral (${statement(sql.ref('asked.on_day'))}) f`,
  );
  const byDay = Map.groupBy(found, ({ day }) => day);
  return new Map(days.map((day) => [day, (byDay.get(day) ?? []).map(({ row }) => row)]));
}

/** Another after every change of what the network’s views say. */
export async function networkVersion(db: Database): Promise<string> {
  return (await one(db, z.object({ version: z.string() }), sql`select version from network.stat_version`))!.version;
}

/** The days on which the network may be otherwise than the day before, in order: between two of them every state is the same. */
export async function changeDays(db: Database): Promise<string[]> {
  const day = z.object({ day: z.string() });
  return (await rows(db, day, sql`select day::text from network.stat_change_day order by day`)).map((row) => row.day);
}
