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
  /** Figures are by part; if not, over all parts alike, or over these (null: all). Of a share every part is told, as they make its whole. */
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
  /** Joins a cell `t` with what is known of its area. */
  known: RawBuilder<unknown>;
  among: RawBuilder<unknown>;
  code(key: Key): RawBuilder<unknown>;
}

const theArea = (): RawBuilder<unknown> => sql`t.area`;

/**
 * Municipalities where they or their kinds are asked about, else counties, else the country; and for what later days added, which is by
 * municipality alone. `places`: null where neither a limit nor another key makes it necessary to know which they are.
 */
function areasOf(asked: readonly Key[], places: readonly Place[] | null): { cells: Areas; days: Areas } {
  const days: Areas =
    places === null
      ? { known: sql``, among: sql`length(t.area) in (0, 4)`, code: theArea }
      : {
          known: sql`join unnest(${places.map((one) => one.municipality)}::text[], ${places.map((one) => one.county)}::text[],
                                 ${places.map((one) => one.type)}::text[]) as place(area, county, type) on place.area = t.area`,
          among: sql`true`,
          code: (key) => (key === 'county' || key === 'type' ? sql`place.${sql.id(key)}` : sql`t.area`),
        };
  if (asked.includes('municipality') || asked.includes('type')) return { cells: days, days };
  const counties = [...new Set((places ?? []).map(({ county }) => county))];
  const among = asked.includes('county') ? sql`t.area = any(${counties}::text[])` : sql`t.area = '00'`;
  return { cells: { known: sql``, among, code: theArea }, days };
}

const isText = (one: unknown): boolean => typeof one === 'string';
const isNumber = (one: unknown): boolean => typeof one === 'number';
const areNumbers = (one: unknown): boolean => one === null || (Array.isArray(one) && one.every(isNumber));
/** Looked at where it stands: there are thousands in an answer, and copying them takes longer than all the rest. */
const column = <One>(isOne: (one: unknown) => boolean) => z.custom<One[]>((some) => Array.isArray(some) && some.every(isOne));
const columns = z.object({
  months: column<string>(isText),
  keys: z.array(column<string>(isText)),
  parts: column<string>(isText),
  counts: column<number>(isNumber),
  amounts: column<readonly number[] | null>(areNumbers),
  times: column<readonly number[] | null>(areNumbers),
});
/**
 * Of a month and of codes in the order of `keys`, by part. Of a metric of amounts there may be several that belong together: each says which
 * amounts, and how often each of them.
 */
export interface CubeCount {
  month: string;
  keys: string[];
  part: string;
  n: number;
  amounts: readonly number[] | null;
  times: readonly number[] | null;
}

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
  const names = keys.map((_key, at) => sql.id(`key_${at}`));
  const codes = ({ code }: Areas): RawBuilder<unknown> =>
    sql.join([sql``, ...keys.map((key, at) => sql`, ${key === group ? sql`t.class` : code(key)} as ${names[at]!}`)], sql``);
  const isShare = metric.unit === 'share';
  const part = isShare || byPart ? sql`t.part` : sql`''`;
  const limits = [
    ...(group === '' || where[group] === undefined ? [] : [sql`and t.class = any(${[...where[group]]}::text[])`]),
    ...(!isShare && parts !== null ? [sql`and t.part = any(${[...parts]}::text[])`] : []),
  ];
  const limited = limits.length === 0 ? sql`` : sql.join(limits, sql` `);
  // A stock is what it was at the end of the last month of the cells, and what came and left since.
  const lastInCells = firstOf(addDays(state.until, -1));
  const stock = metric.counts === 'stock';
  const inCells = counted.map((month) => (stock && month > lastInCells ? lastInCells : month));
  const since = [...counted.keys()].filter((at) => addMonths(counted[at]!, 1) > state.until);
  const days = since.map((at) => ({
    month: nameOf(counted[at]!),
    from: !stock && counted[at]! > state.until ? counted[at]! : state.until,
    until: addMonths(counted[at]!, 1),
  }));
  const cells = sql`
    select g.month${codes(areas.cells)}, ${part} as part, t.n, t.amounts, t.times
    from insight.cell t
    join unnest(${counted.map(nameOf)}::text[], ${inCells}::date[]) as g(month, in_cells) on g.in_cells = t.month
    ${areas.cells.known}
    where t.side = ${state.side}::smallint and t.series = ${state.series}::smallint and t.split = ${group}
      and t.month = any(${[...new Set(inCells)]}::date[]) and ${areas.cells.among} ${limited}`;
  const later = sql`
    union all
    select g.month${codes(areas.days)}, ${part}, t.n, t.amounts, t.times
    from insight.day_cell t
    join unnest(${days.map((one) => one.month)}::text[], ${days.map((one) => one.from)}::date[], ${days.map((one) => one.until)}::date[])
      as g(month, first, until) on t.day >= g.first and t.day < g.until
    ${areas.days.known}
    where t.series = ${state.series}::smallint and t.split = ${group} and t.day >= ${state.until}::date and ${areas.days.among} ${limited}`;
  const none =
    keys.length > 0 || byPart
      ? sql``
      : sql`union all select month, '', 0, null::integer[], null::integer[] from unnest(${counted.map(nameOf)}::text[]) as g(month)`;
  const all = sql.join([sql`month`, ...names, sql`part`]);
  const sums = sql`
    select ${all}, sum(n)::bigint as n, null::integer[] as amounts, null::integer[] as times from every group by ${all}
    ${keys.length > 0 ? sql`having sum(n) <> 0` : sql``}`;
  // Amounts as they are: they are put together quicker outside. As one document: taking thousands of rows apart is most of what a page waits for.
  const answer = await one(
    db,
    columns,
    sql`
      with every as (${cells} ${days.length === 0 ? sql`` : later} ${none})
      select ${agg(sql`month`)} as months, json_build_array(${sql.join(names.map(agg))}) as keys, ${agg(sql`part`)} as parts,
             ${agg(sql`n`)} as counts, ${agg(sql`amounts`)} as amounts, ${agg(sql`times`)} as times
      from (${hasAmounts(metric) ? sql`select * from every` : sums}) m`,
  );
  return countsIn(answer!);
}

const nameOf = (month: PlainDate): string => month.slice(0, 7);
const agg = (name: RawBuilder<unknown>): RawBuilder<unknown> => sql`coalesce(json_agg(${name}), '[]')`;

const countsIn = ({ months, keys, parts, counts, amounts, times }: z.output<typeof columns>): CubeCount[] =>
  months.map((month, at) => ({
    month,
    keys: keys.map((codes) => codes[at]!),
    part: parts[at]!,
    n: counts[at]!,
    amounts: amounts[at]!,
    times: times[at]!,
  }));
