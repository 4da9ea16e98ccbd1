/** SQL for counts of persons as they are shown: written once for each month, read by key. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import type { Place } from '../disclosure/protect.ts';
import type { groupKeys } from '../metric.ts';
import { isMadeUp } from './cube-generated.ts';
import type { CubeMetric } from './cube-pieces.ts';

/** By which kind of group; '': everyone, and by part. */
export type SplitName = '' | (typeof groupKeys)[number];

/** By area (the country’s code is ''), then by `group|part`: only what is shown. */
export type ShownFigures = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** By area, then by `group|part`: percentiles in their order, null where one is not shown. */
export type ShownPercentiles = Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>>;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** How a stored count is called under its area. */
export const columnName = (group: string | null, part: string | null): string => `${group ?? ''}|${part ?? ''}`;

const stored = z.object({
  month: z.string(),
  level: z.string(),
  // Written by us alone and large: not looked at again value by value.
  figures: z.custom<ShownFigures>(isObject),
  /** Null: of a metric without amounts, or stored before percentiles were. */
  percentiles: z.custom<ShownPercentiles>(isObject).nullable(),
  generated: z.boolean(),
});
export type Stored = z.output<typeof stored>;

/** What is stored of some months (YYYY-MM), for the levels that are asked for. */
export function readShown(
  db: Database,
  { id, version }: CubeMetric,
  { split, months, levels }: { split: SplitName; months: readonly string[]; levels: readonly Place['level'][] },
): Promise<Stored[]> {
  const days = months.map((month) => `${month}-01`);
  return rows(
    db,
    stored,
    sql`
      select to_char(t.month, 'YYYY-MM') as month, t.level, t.figures, t.percentiles, t.generated
      from insight.series s join insight.shown t on t.series = s.id
      where s.metric = ${id} and s.version = ${version} and t.split = ${split}
        and t.month = any(${days}::date[]) and t.level = any(${[...levels]}::text[])`,
  );
}

/** Which are there, as `YYYY-MM split`. */
export async function shownTables(db: Database, { id, version }: CubeMetric): Promise<Set<string>> {
  const found = await rows(
    db,
    z.object({ name: z.string() }),
    sql`
      select to_char(t.month, 'YYYY-MM') || ' ' || t.split as name
      from insight.series s join insight.shown t on t.series = s.id
      where s.metric = ${id} and s.version = ${version} and t.level = 'country'`,
  );
  return new Set(found.map(({ name }) => name));
}

export interface NewShown {
  metric: CubeMetric;
  split: SplitName;
  month: string;
  generated: boolean;
  levels: ReadonlyMap<Place['level'], { figures: ShownFigures; percentiles: ShownPercentiles | null }>;
}

/** All levels at once. What another has stored in the meantime stands. */
export async function insertShown(db: Database, { metric, split, month, generated, levels }: NewShown): Promise<void> {
  const each = [...levels].map(([level, shown]) => ({ level, ...shown }));
  await sql`
    insert into insight.shown (series, split, month, level, figures, percentiles, generated, made_at)
    select s.id, ${split}, ${`${month}-01`}::date, r.level, r.figures, r.percentiles, ${generated}, now()
    from insight.series s, json_to_recordset(${JSON.stringify(each)}::json) as r(level text, figures json, percentiles json)
    where s.metric = ${metric.id} and s.version = ${metric.version}
    on conflict do nothing`.execute(db);
}

/** Takes what is shown of a month back, for it to be made anew. */
export const forgetShown = async (db: Database, month: string): Promise<void> => {
  await sql`delete from insight.shown where month = ${`${month}-01`}::date`.execute(db);
};

/** Whether some records of the month (YYYY-MM) are made up, by the metric’s own word; or all that is counted is made up. */
export async function isGenerated(db: Database, { generated }: CubeMetric, month: string): Promise<boolean> {
  if (await isMadeUp(db)) return true;
  if (generated === undefined) return false;
  const first = sql`${`${month}-01`}::date`;
  const among = sql`r.day >= ${first} and r.day < ${first} + interval '1 month'`;
  const shape = z.object({ some: z.boolean() });
  return (await one(db, shape, sql`select exists (select from (${generated()}) r where ${among}) as some`))!.some;
}
