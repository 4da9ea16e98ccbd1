/** SQL of the cube that counting everything and counting one day share: from a metric’s rows to counts by municipality and group. */
import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type EventMetric, groupKeys, type StockMetric } from '../metric.ts';

export type CubeMetric = EventMetric | StockMetric;

/** Days from `from` on ('-infinity': from the first), before `until`. */
export interface Days {
  from: PlainDate | '-infinity';
  until: PlainDate;
  /** Of a stock, who came before and is still there is counted too. */
  opening: boolean;
}

/** A metric of time or of persons has an amount in each row, and its figure is a percentile of them. */
export const hasAmounts = (metric: CubeMetric): boolean => metric.unit === 'days' || metric.unit === 'minutes';

export const hasPlaces = (metric: CubeMetric): boolean =>
  metric.keys.some((key) => key === 'municipality' || key === 'county' || key === 'type');

const fineKeys = ['municipality', 'age', 'language', 'need', 'part', 'amount'] as const;

/** Which of the columns a metric’s rows have; the others are never read, so that they need not be there. */
function columnsOf(metric: CubeMetric): Record<(typeof fineKeys)[number], RawBuilder<unknown>> {
  const textIf = (has: boolean, column: string) =>
    has ? sql`coalesce(r.${sql.id(column)}, '') collate "C"` : sql`'' collate "C"`;
  return {
    municipality: textIf(hasPlaces(metric), 'municipality'),
    age: textIf(metric.keys.includes('age'), 'age'),
    language: textIf(metric.keys.includes('language'), 'language'),
    need: metric.keys.includes('need') ? sql`coalesce(r.need, '{}')` : sql`'{}'::text[]`,
    part: textIf(metric.counts === 'events', 'part'),
    amount: hasAmounts(metric) ? sql`r.amount::integer` : sql`null::integer`,
  };
}

/**
 * The metric’s rows of some days, like with like counted together: `at` (by `period` of the day), the six of `fineKeys`, `n`. Of a stock who came
 * counts 1 and who left -1. `opening`: who came before the first day and is still there counts on it.
 */
export function counted(
  metric: CubeMetric,
  { from, until, opening }: Days,
  period: (day: RawBuilder<unknown>) => RawBuilder<unknown>,
) {
  const columns = columnsOf(metric);
  const groups = opening ? 'pg_temp.person_group' : 'people.stat_group_of_few';
  // `offset 0`: of all records what a metric works out (the day, an age) is worked out once and not wherever it is used. Of a few days the
  // day must be seen by the index first.
  const select = (
    day: RawBuilder<unknown>,
    weight: RawBuilder<unknown>,
    source: RawBuilder<unknown>,
    where: RawBuilder<unknown>,
  ) => sql`
    select ${period(day)} as at, ${sql.join(fineKeys.map((key) => sql`${columns[key]} as ${sql.id(key)}`))}, ${weight} as n
    from (${source} ${opening ? sql`offset 0` : sql``}) r where ${where} group by 1, 2, 3, 4, 5, 6, 7`;
  if (metric.counts === 'events') {
    const known = hasAmounts(metric) ? sql`and r.amount is not null` : sql``;
    const among = sql`r.day >= ${from}::date and r.day < ${until}::date ${known}`;
    return select(sql`r.day`, sql`count(*)::integer`, metric.events(groups), among);
  }
  const spells = metric.spells(groups);
  const left = sql`r.until_day < ${until}::date and`;
  if (!opening)
    return sql`
      ${select(sql`r.from_day`, sql`count(*)::integer`, spells, sql`r.from_day >= ${from}::date and r.from_day < ${until}::date`)}
      union all
      ${select(sql`r.until_day`, sql`-count(*)::integer`, spells, sql`${left} r.until_day >= ${from}::date`)}`;
  const came = sql`r.from_day < ${until}::date and (r.until_day is null or r.until_day > ${from}::date)`;
  return sql`
    ${select(sql`greatest(r.from_day, ${from}::date)`, sql`count(*)::integer`, spells, came)}
    union all
    ${select(sql`r.until_day`, sql`-count(*)::integer`, spells, sql`${left} r.until_day > ${from}::date`)}`;
}

/** From the rows `e` of `counted`: once for everyone and once by each group that the metric knows. `at, split, municipality, class, part, amount, n`. */
export function split(metric: CubeMetric): RawBuilder<unknown> {
  const known = groupKeys.filter((key) => metric.keys.includes(key));
  const single = known.filter((key) => key !== 'need');
  const cases = (value: (key: string) => RawBuilder<unknown>) =>
    single.length === 0
      ? sql`''`
      : sql`case ${sql.join(
          single.map((key) => sql`when grouping(e.${sql.id(key)}) = 0 then ${value(key)}`),
          sql` `,
        )} else '' end`;
  const sets = sql.join([sql`()`, ...single.map((key) => sql`(e.${sql.id(key)})`)]);
  const all = sql`
    select at, ${cases((key) => sql.lit(key))} as split, municipality, ${cases((key) => sql`e.${sql.id(key)}`)} as class, part, amount, sum(n)::integer as n
    from e group by at, municipality, part, amount, grouping sets (${sets})`;
  if (!known.includes('need')) return all;
  return sql`${all}
    union all
    select at, 'need', municipality, need.class, part, amount, sum(n)::integer
    from e cross join lateral unnest(case when e.need = '{}' then '{none}' else e.need end) as need(class)
    group by at, municipality, need.class, part, amount`;
}

/** What stands last in a cell, from rows `amount, n` that are grouped: how many, and for a metric of amounts which and how often. */
export const measured = (metric: CubeMetric): RawBuilder<unknown> =>
  hasAmounts(metric) ? sql`sum(n), array_agg(amount), array_agg(n)` : sql`sum(n), null::integer[], null::integer[]`;
