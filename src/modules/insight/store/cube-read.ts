/** SQL that reads the cube: the cells of the side that is read, and what later days added. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { addDays, addMonths, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows } from '../../../platform/db/index.ts';
import { groupKeys, type Key, type Where } from '../metric.ts';
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
  where: Where;
  months: Months;
}

const cube = z.object({
  side: z.number(),
  series: z.number(),
  until: z.string().transform(plainDate),
  through: z.string().transform(plainDate),
  firstMonth: z.string().transform(plainDate),
  madeAt: z.string(),
});
/** What is counted: the days before `until` in the cells as known at `madeAt`, later ones to `through`. */
export type CubeState = z.output<typeof cube>;

/** Null: the metric in this version has not been counted yet. */
export const cubeState = ({ db, metric: { id, version } }: { db: Database; metric: CubeMetric }): Promise<CubeState | null> =>
  one(
    db,
    cube,
    sql`select c.side, s.id as series, c.until, c.through, c.first_month as "firstMonth", c.made_at as "madeAt"
        from insight.cube c join insight.series s on s.id = any(c.series) where s.metric = ${id} and s.version = ${version}`,
  );

const place = z.object({ municipality: z.string(), county: z.string(), type: z.string() });
type Place = z.output<typeof place>;
const placeKeys = ['county', 'municipality', 'type'] as const;

/** The municipalities that are asked about, and '' for those that are not known. */
function municipalities(db: Database, where: Where): Promise<Place[]> {
  const limits = placeKeys.flatMap((key) => (where[key] === undefined ? [] : [sql`${sql.id(key)} = any(${[...where[key]]})`]));
  return rows(
    db,
    place,
    sql`select * from (
          select municipality_code as municipality, county_code as county, coalesce(type, '') as type from network.stat_municipality
          union all select '', '', '') m
        where ${limits.length === 0 ? sql`true` : sql.join(limits, sql` and `)}`,
  );
}

/** Which areas are read, and what each counts as for a key. */
interface Areas {
  among: RawBuilder<unknown>;
  code(key: Key): RawBuilder<unknown>;
}

const allMunicipalities = sql`length(t.area) in (0, 4)`;
const anyOf = (codes: readonly string[]): RawBuilder<unknown> => sql`t.area = any(${[...codes]}::text[])`;
const byMap = (pairs: readonly (readonly [string, string])[]): RawBuilder<unknown> =>
  sql`(${JSON.stringify(Object.fromEntries(pairs))}::jsonb ->> t.area)`;

/**
 * Municipalities where they or their kinds are asked about, else counties, else the country; and for what later days added, which is by
 * municipality alone. `known`: null where neither a limit nor another key makes it necessary to know which they are.
 */
function areasOf(asked: readonly Key[], known: readonly Place[] | null): { cells: Areas; days: Areas } {
  const days: Areas = {
    among: known === null ? allMunicipalities : anyOf(known.map((one) => one.municipality)),
    code: (key) =>
      key === 'county' || key === 'type' ? byMap((known ?? []).map((one) => [one.municipality, one[key]])) : sql`t.area`,
  };
  if (asked.includes('municipality') || asked.includes('type')) return { cells: days, days };
  const counties = [...new Set((known ?? []).map(({ county }) => county))];
  const among = asked.includes('county') ? anyOf(counties) : sql`t.area = '00'`;
  return { cells: { among, code: () => sql`t.area` }, days };
}

const found = z.object({
  month: z.string(),
  keys: z.array(z.string()),
  part: z.string(),
  n: z.number(),
  amounts: z.array(z.number()).nullable(),
  times: z.array(z.number()).nullable(),
});
/**
 * Of a month and of codes in the order of `keys`, by part. Of a metric of amounts there may be several that belong together: each says which
 * amounts, and how often each of them.
 */
export type CubeCount = z.output<typeof found>;

/** Counts by month, by the keys that are asked for, and by part. */
export async function cubeCounts(db: Database, question: Asked): Promise<CubeCount[]> {
  const { asked, where } = question;
  const known =
    asked.includes('county') || asked.includes('type') || where.municipality !== undefined
      ? await municipalities(db, where)
      : null;
  for (;;) {
    const state = await cubeState({ db, metric: question.metric });
    if (state === null) return [];
    const counts = await countsOf(db, question, state, known);
    // A rebuild may have come in between: then what stands on its side is read.
    const after = await cubeState({ db, metric: question.metric });
    if (after?.madeAt === state.madeAt) return counts;
  }
}

const firstOf = (day: PlainDate): PlainDate => plainDate(`${day.slice(0, 7)}-01`);

/** The months that are counted, among those asked for. */
function monthsOf({ from, to }: Months, { firstMonth, through }: CubeState): PlainDate[] {
  const months: PlainDate[] = [];
  const last = plainDate(`${to}-01`) < firstOf(through) ? plainDate(`${to}-01`) : firstOf(through);
  let month = plainDate(`${from}-01`) > firstMonth ? plainDate(`${from}-01`) : firstMonth;
  for (; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

async function countsOf(
  db: Database,
  { metric, keys, asked, byPart, parts, where, months }: Asked,
  state: CubeState,
  known: readonly Place[] | null,
): Promise<CubeCount[]> {
  const counted = monthsOf(months, state);
  if (counted.length === 0) return [];
  const group = groupKeys.find((key) => asked.includes(key)) ?? '';
  const areas = areasOf(asked, known);
  const codes = ({ code }: Areas): RawBuilder<unknown> =>
    keys.length === 0
      ? sql`'{}'::text[]`
      : sql`array[${sql.join(keys.map((key) => (key === group ? sql`t.class` : code(key))))}]::text[]`;
  const part = hasAmounts(metric) && !byPart ? sql`''` : sql`t.part`;
  const limits = [
    ...(group === '' || where[group] === undefined ? [] : [sql`and t.class = any(${[...where[group]]}::text[])`]),
    ...(hasAmounts(metric) && parts !== null ? [sql`and t.part = any(${[...parts]}::text[])`] : []),
  ];
  const limited = limits.length === 0 ? sql`` : sql.join(limits, sql` `);
  // A stock is what it was at the end of the last month of the cells, and what came and left since.
  const lastInCells = firstOf(addDays(state.until, -1));
  const stock = metric.counts === 'stock';
  const inCells = counted.map((month) => (stock && month > lastInCells ? lastInCells : month));
  const since = [...counted.keys()].filter((at) => addMonths(counted[at]!, 1) > state.until);
  const days = since.map((at) => ({
    month: counted[at]!,
    from: !stock && counted[at]! > state.until ? counted[at]! : state.until,
    until: addMonths(counted[at]!, 1),
  }));
  const cells = sql`
    select g.month, ${codes(areas.cells)} as keys, ${part} as part, t.n, t.amounts, t.times
    from insight.cell t
    join unnest(${counted}::date[], ${inCells}::date[]) as g(month, in_cells) on g.in_cells = t.month
    where t.side = ${state.side}::smallint and t.series = ${state.series}::smallint and t.split = ${group}
      and t.month = any(${[...new Set(inCells)]}::date[]) and ${areas.cells.among} ${limited}`;
  const later = sql`
    union all
    select g.month, ${codes(areas.days)}, ${part}, t.n, t.amounts, t.times
    from insight.day_cell t
    join unnest(${days.map((one) => one.month)}::date[], ${days.map((one) => one.from)}::date[], ${days.map((one) => one.until)}::date[])
      as g(month, first, until) on t.day >= g.first and t.day < g.until
    where t.series = ${state.series}::smallint and t.split = ${group} and t.day >= ${state.until}::date and ${areas.days.among} ${limited}`;
  const none =
    keys.length > 0 || byPart
      ? sql``
      : sql`union all select month, '{}'::text[], '', 0, null::integer[], null::integer[] from unnest(${counted}::date[]) as g(month)`;
  const measure = hasAmounts(metric) ? each : keys.length > 0 ? sql`${sums} having sum(n) <> 0` : sums;
  return rows(db, found, sql`with every as (${cells} ${days.length === 0 ? sql`` : later} ${none}) ${measure}`);
}

/** Cells as they are: putting amounts together is quicker outside, and reading JSON quicker than arrays. */
const each = sql`select to_char(month, 'YYYY-MM') as month, to_json(keys) as keys, part, n, to_json(amounts) as amounts, to_json(times) as times from every`;

const sums = sql`
  select to_char(month, 'YYYY-MM') as month, keys, part, sum(n)::bigint as n, null as amounts, null as times from every group by every.month, keys, part`;
