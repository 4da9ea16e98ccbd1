/** SQL of the cube that counting everything and counting one day share: from a metric’s rows to counts by municipality and group. */
import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type EventMetric, groupKeys, type Groups, type StockMetric } from '../metric.ts';

export type CubeMetric = EventMetric | StockMetric;

/** Days from `from` on ('-infinity': from the first), before `until`. */
export interface Days {
  from: PlainDate | '-infinity';
  until: PlainDate;
  /** Of a stock, who came before and is still there is counted too. */
  opening: boolean;
  /** From where persons’ groups are read. */
  groups: Groups;
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
    need: metric.keys.includes('need') ? sql`coalesce(r.need::text, '{}') collate "C"` : sql`'{}' collate "C"`,
    part: textIf(metric.counts === 'events', 'part'),
    amount: hasAmounts(metric) ? sql`r.amount::integer` : sql`null::integer`,
  };
}

type Period = (day: RawBuilder<unknown>) => RawBuilder<unknown>;

/**
 * The metric’s rows of some days: `at` (by `period` of the day), the six of `fineKeys`, `n`; like with like counted together.
 * Of a stock who came counts 1 and who left -1. `opening`: who came before the first day and is still there counts on it.
 */
function counted(metric: CubeMetric, { from, until, opening, groups }: Days, period: Period) {
  const columns = columnsOf(metric);
  // `offset 0`: what a stock works out of all its records (an age) is worked out once, and not for each of the two turns.
  const once = opening ? sql`offset 0` : sql``;
  const select = (
    day: RawBuilder<unknown>,
    weight: RawBuilder<unknown>,
    source: RawBuilder<unknown>,
    where: RawBuilder<unknown>,
  ) => sql`
    select ${period(day)} as at, ${sql.join(fineKeys.map((key) => sql`${columns[key]} as ${sql.id(key)}`))}, ${weight} as n
    from (${source}) r where ${where}`;
  const alike = sql`group by 1, 2, 3, 4, 5, 6, 7`;
  if (metric.counts === 'events') {
    const known = hasAmounts(metric) ? sql`and r.amount is not null` : sql``;
    const among = sql`r.day >= ${from}::date and r.day < ${until}::date ${known}`;
    return sql`${select(sql`r.day`, sql`count(*)::integer`, metric.events(groups), among)} ${alike}`;
  }
  const spells = metric.spells(groups);
  if (!opening)
    return sql`
      ${select(sql`r.from_day`, sql`count(*)::integer`, spells, sql`r.from_day >= ${from}::date and r.from_day < ${until}::date`)} ${alike}
      union all
      ${select(sql`r.until_day`, sql`-count(*)::integer`, spells, sql`r.until_day >= ${from}::date and r.until_day < ${until}::date`)} ${alike}`;
  const turns = sql`
    select s.*, t.day, t.weight
    from (${spells} ${once}) s cross join lateral (values (greatest(s.from_day, ${from}::date), 1), (s.until_day, -1)) as t(day, weight)
    where s.from_day < ${until}::date and (s.until_day is null or s.until_day > ${from}::date)`;
  return sql`${select(sql`r.day`, sql`sum(r.weight)::integer`, turns, sql`r.day < ${until}::date`)} ${alike}`;
}

/**
 * The tables of a statement that end in `s`: a metric’s counts by municipality, once for everyone and once by each group that it knows. `at, split,
 * municipality, class, part, amount, n`. One with several needs is in the class of each.
 */
export function split(metric: CubeMetric, days: Days, period: Period): RawBuilder<unknown> {
  const known = groupKeys.filter((key) => metric.keys.includes(key));
  const cases = (value: (key: string) => RawBuilder<unknown>) =>
    known.length === 0
      ? sql`''`
      : sql`case ${sql.join(
          known.map((key) => sql`when grouping(e.${sql.id(key)}) = 0 then ${value(key)}`),
          sql` `,
        )} else '' end`;
  const sets = sql.join([sql`()`, ...known.map((key) => sql`(e.${sql.id(key)})`)]);
  const each = sql`
    e as (${counted(metric, days, period)}),
    g as materialized (
      select at, ${cases((key) => sql.lit(key))} as split, municipality, ${cases((key) => sql`e.${sql.id(key)}`)} as class, part, amount, sum(n)::integer as n
      from e group by at, municipality, part, amount, grouping sets (${sets}))`;
  if (!known.includes('need')) return sql`${each}, s as (select * from g)`;
  return sql`${each},
    s as materialized (
      select * from g where split <> 'need'
      union all
      select at, split, municipality, need.class, part, amount, sum(n)::integer
      from g cross join lateral unnest(case when class = '{}' then '{none}' else class::text[] end) as need(class)
      where split = 'need' group by at, split, municipality, need.class, part, amount)`;
}

/** What stands last in a cell, from rows `amount, n` that are grouped: how many, and for a metric of amounts which and how often. */
export const measured = (metric: CubeMetric): RawBuilder<unknown> =>
  hasAmounts(metric) ? sql`sum(n), array_agg(amount), array_agg(n)` : sql`sum(n), null::integer[], null::integer[]`;
