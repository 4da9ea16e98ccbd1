/** SQL that reads the cube: the cells of the side that is read, and what later days added. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import { groupKeys, type Key } from '../metric.ts';
import { type CubeMetric, hasAmounts } from './cube-pieces.ts';

export interface Months {
  /** YYYY-MM, both ends. */
  from: string;
  to: string;
}

export interface Asked {
  metric: CubeMetric;
  /** What the rows are broken down by, and that or what they are limited by; both without the part and the percentile. */
  keys: readonly Key[];
  asked: readonly Key[];
  /** Percentiles are by part; null: over all parts alike, or over these. Of counts every part is told. */
  byPart: boolean;
  parts: readonly string[] | null;
  where: Partial<Readonly<Record<Key, readonly string[]>>>;
  months: Months;
}

const cube = z.object({ until: z.string(), through: z.string(), firstMonth: z.string(), madeAt: z.string() });
/** What the cube has counted: days before `until` by a rebuild, later ones to `through`; nothing committed after `madeAt` before `until`. */
export type CubeState = z.output<typeof cube>;

/** Null: the metric in this version has not been counted yet. */
export const cubeState = ({ metric, db }: { metric: CubeMetric; db: Database }): Promise<CubeState | null> =>
  one(
    db,
    cube,
    sql`select c.until, c.through, c.first_month as "firstMonth", c.made_at as "madeAt"
        from insight.cube c join insight.series s on s.id = any(c.series)
        where s.metric = ${metric.id} and s.version = ${metric.version}`,
  );

/** Which areas are read, and what each counts as. The days’ cells are by municipality alone. */
function places(keys: readonly Key[], where: Asked['where']): { cells: RawBuilder<unknown>; days: RawBuilder<unknown> } {
  const column = { county: sql`m.county_code`, municipality: sql`m.municipality_code`, type: sql`coalesce(m.type, '')` };
  const limits = (['county', 'municipality', 'type'] as const).flatMap((key) =>
    where[key] === undefined ? [] : [sql`and ${sql.id(key)} = any(${[...where[key]]})`],
  );
  const all = sql`select area, county, municipality, type from (
    select m.municipality_code as area, ${column.county} as county, ${column.municipality} as municipality, ${column.type} as type
    from network.stat_municipality m union all select '', '', '', '') m where true ${sql.join(limits, sql` `)}`;
  if (keys.includes('municipality') || keys.includes('type')) return { cells: all, days: all };
  if (keys.includes('county'))
    return { cells: sql`select distinct county as area, county, '' as municipality, '' as type from (${all}) x`, days: all };
  return { cells: sql`select '00' as area, '' as county, '' as municipality, '' as type`, days: all };
}

const found = z.object({
  month: z.string(),
  keys: z.array(z.string()),
  part: z.string(),
  n: z.number(),
  amounts: z.array(z.number()).nullable(),
});
/** Of a month and of codes in the order of `keys`, by part. `amounts`: P50, P90, P95 and the most. */
export type CubeCount = z.output<typeof found>;

/** Counts by month, by the keys that are asked for, and by part. */
export async function cubeCounts(
  db: Database,
  { metric, keys, asked, byPart, parts, where, months }: Asked,
): Promise<CubeCount[]> {
  const group = groupKeys.find((key) => asked.includes(key)) ?? '';
  const { cells, days } = places(asked, where);
  const classes = group !== '' && where[group] !== undefined ? sql`and class = any(${[...where[group]]})` : sql``;
  const columns = keys.map((key) => (key === group ? sql`class` : sql`p.${sql.id(key)}`));
  const array = columns.length === 0 ? sql`'{}'::text[]` : sql`array[${sql.join(columns)}]::text[]`;
  // A stock is what it was at the end of the last month of the cells, and what came and left since.
  const stock = metric.counts === 'stock';
  const cellMonth = stock ? sql`least(g.month, date_trunc('month', (c.until - 1)::timestamp)::date)` : sql`g.month`;
  const dayFrom = stock ? sql`true` : sql`t.day >= g.month`;
  const part = hasAmounts(metric) && !byPart ? sql`''` : sql`t.part`;
  const onlyParts = hasAmounts(metric) && parts !== null ? sql`and t.part = any(${[...parts]})` : sql``;
  // The one row of the whole is there also when nothing came.
  const none =
    keys.length > 0 || byPart
      ? sql``
      : sql`union all select to_char(g.month, 'YYYY-MM'), '{}'::text[], '', 0, null::integer[], null::integer[] from g`;
  const measure = hasAmounts(metric)
    ? percentiles
    : sql`select month, keys, part, sum(n)::bigint as n, null::integer[] as amounts from every group by 1, 2, 3
        ${keys.length > 0 ? sql`having sum(n) <> 0` : sql``}`;
  return rows(
    db,
    found,
    sql`
    with c as materialized (
      select c.side, c.until, c.through, c.first_month, s.id as series
      from insight.cube c join insight.series s on s.id = any(c.series) where s.metric = ${metric.id} and s.version = ${metric.version}
    ), g as materialized (
      select m::date as month from c, generate_series(greatest(${`${months.from}-01`}::date, c.first_month)::timestamp,
        least(${`${months.to}-01`}::date, c.through)::timestamp, interval '1 month') m
    ), p as materialized (${cells}), q as materialized (${days}), every as (
      select to_char(g.month, 'YYYY-MM') as month, ${array} as keys, ${part} as part, t.n, t.amounts, t.times
      from c cross join g
      join insight.cell t on t.side = c.side and t.series = c.series and t.split = ${group} and t.month = ${cellMonth}
        and t.area = any(array(select area from p)) ${classes} ${onlyParts}
      join p on p.area = t.area
      union all
      select to_char(g.month, 'YYYY-MM'), ${array}, ${part}, t.n, t.amounts, t.times
      from c cross join g
      join insight.day_cell t on t.series = c.series and t.split = ${group} and t.area = any(array(select area from q))
        and t.day >= c.until and ${dayFrom} and t.day < g.month + interval '1 month' ${classes} ${onlyParts}
      join q as p on p.area = t.area
      ${none}
    ) ${measure}`,
  );
}

/** Nearest rank: the least amount that so large a share of the events do not exceed. */
const percentiles = sql`
  select month, keys, part, max(whole)::bigint as n,
         case when max(whole) > 0 then array[min(amount) filter (where upto >= 0.5 * whole), min(amount) filter (where upto >= 0.9 * whole),
                                             min(amount) filter (where upto >= 0.95 * whole), max(amount)]::integer[] end as amounts
  from (
    select month, keys, part, amount, sum(n) over (partition by month, keys, part order by amount) as upto,
           sum(n) over (partition by month, keys, part) as whole
    from (
      select month, keys, part, a.amount, coalesce(sum(a.n), 0) as n
      from every left join lateral unnest(every.amounts, every.times) as a(amount, n) on true group by 1, 2, 3, 4
    ) by_amount
  ) counted group by 1, 2, 3`;
