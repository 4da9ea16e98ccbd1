/** SQL for what is told of groups in places: written once for each month, read whole. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rows } from '../../../platform/db/index.ts';
import type { groupKeys } from '../metric.ts';
import type { CubeMetric } from './cube-pieces.ts';

type Split = (typeof groupKeys)[number];
export type ToldLevel = 'county' | 'municipality';

/** By area, then by group: the verdict, and the tenth that the share lies in (null: not told). What is too small is left out. */
export type Verdicts = Readonly<Record<string, Readonly<Record<string, readonly ['more' | 'less' | 'alike', number | null]>>>>;

const told = z.object({
  split: z.enum(['age', 'language', 'need']),
  // Written by us alone and large: not looked at again value by value.
  verdicts: z.custom<Verdicts>((value) => typeof value === 'object' && value !== null),
  generated: z.boolean(),
});
export type StoredTold = z.output<typeof told>;

interface Of {
  metric: CubeMetric;
  subject: string;
  /** YYYY-MM. */
  month: string;
  level: ToldLevel;
}

/** One for each kind of group; none for a month that is not counted. */
export function readTold(db: Database, { metric: { id, version }, subject, month, level }: Of): Promise<StoredTold[]> {
  return rows(
    db,
    told,
    sql`
      select t.split, t.verdicts, g.generated
      from insight.series s join insight.told t on t.series = s.id
      join insight.shown g on (g.series, g.split, g.month, g.level) = (t.series, t.split, t.month, t.level)
      where s.metric = ${id} and s.version = ${version} and t.subject = ${subject} and t.level = ${level}
        and t.month = ${`${month}-01`}::date`,
  );
}

/** Which are there, as `YYYY-MM split`. */
export async function toldTables(db: Database, { id, version }: CubeMetric, subject: string): Promise<Set<string>> {
  const found = await rows(
    db,
    z.object({ name: z.string() }),
    sql`
      select to_char(t.month, 'YYYY-MM') || ' ' || t.split as name
      from insight.series s join insight.told t on t.series = s.id
      where s.metric = ${id} and s.version = ${version} and t.subject = ${subject} and t.level = 'county'`,
  );
  return new Set(found.map(({ name }) => name));
}

/** Goes with the counts that are shown of the same month; where they are gone, nothing is stored. */
export async function insertTold(
  db: Database,
  { split, verdicts, ...of }: Of & { split: Split; verdicts: Verdicts },
): Promise<void> {
  await sql`
    insert into insight.told (series, split, month, level, subject, verdicts)
    select g.series, g.split, g.month, g.level, ${of.subject}, ${JSON.stringify(verdicts)}::json
    from insight.series s join insight.shown g on g.series = s.id
    where s.metric = ${of.metric.id} and s.version = ${of.metric.version} and g.split = ${split} and g.level = ${of.level}
      and g.month = ${`${of.month}-01`}::date
    on conflict do nothing`.execute(db);
}
