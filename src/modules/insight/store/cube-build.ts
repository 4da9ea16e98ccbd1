/** SQL that fills the cube: one side of it from nothing, or one day. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Groups } from '../metric.ts';
import { eventsWithGroups, everybodysGroups } from '../metrics/groups.ts';
import { type CubeMetric, type Days, hasAmounts, hasPlaces, measured, split } from './cube-pieces.ts';

const firstOfMonth = (day: RawBuilder<unknown>) => sql`date_trunc('month', ${day}::timestamp)::date`;

/** Each metric’s number in the cells, made where it is new. */
export async function numberSeries(tx: Transaction, metrics: readonly CubeMetric[]): Promise<number[]> {
  const numbers: number[] = [];
  for (const { id, version } of metrics) {
    await sql`insert into insight.series (metric, version) values (${id}, ${version}) on conflict do nothing`.execute(tx);
    const found = await one(
      tx,
      z.object({ id: z.number() }),
      sql`select id from insight.series where metric = ${id} and version = ${version}`,
    );
    numbers.push(found!.id);
  }
  return numbers;
}

export type Side = 0 | 1;
const state = z.object({
  side: z.literal([0, 1]),
  until: z.string(),
  through: z.string(),
  first_month: z.string(),
  series: z.array(z.number()),
});
export type CubeRow = z.output<typeof state>;

export const cubeRow = (db: Database): Promise<CubeRow | null> =>
  one(db, state, sql`select side, until, through, first_month, series from insight.cube`);

/** The metrics in the cells, as `id version`. */
export async function countedMetrics(db: Database): Promise<Set<string>> {
  const found = await rows(
    db,
    z.object({ name: z.string() }),
    sql`select s.metric || ' ' || s.version as name from insight.cube c join insight.series s on s.id = any(c.series)`,
  );
  return new Set(found.map(({ name }) => name));
}

/** Whoever counts holds this until the end of the transaction; false: another counts now. */
export async function holdCube(tx: Transaction): Promise<boolean> {
  const shape = z.object({ held: z.boolean() });
  return (await one(tx, shape, sql`select pg_try_advisory_xact_lock(hashtext('insight.cube')) as held`))!.held;
}

/** In this transaction the server works by itself: helpers take longer to start than a day takes, and of everything there are two that work. */
export async function alone(tx: Transaction): Promise<void> {
  await sql`set local max_parallel_workers_per_gather = 0`.execute(tx);
  await sql`set local jit = off`.execute(tx);
}

/** A rebuild reads a lot in few statements, and takes the time that it takes. */
export async function makeRoom(tx: Transaction): Promise<void> {
  await alone(tx);
  await sql`set local statement_timeout = 0`.execute(tx);
  // The server ends a statement that nobody waits for any more: after a kill it would go on, and the next rebuild would wait for it.
  await sql`set local client_connection_check_interval = '1s'`.execute(tx);
  await sql`set local work_mem = '256MB'`.execute(tx);
  // Lists of amounts are thought to take 16 kB for each cell, and take 1: without this they go to the disk.
  await sql`set local hash_mem_multiplier = 32`.execute(tx);
  // Estimates of what belongs together are far off in places: a nested loop then never ends, and sorting a table to group it takes longer
  // than a hash table of its groups, which are some hundred thousand.
  await sql`set local enable_nestloop = off`.execute(tx);
  await sql`set local enable_sort = off`.execute(tx);
}

/** Everybody's groups, copied for this transaction: each metric would otherwise gather them anew. */
export async function copyGroups(tx: Transaction): Promise<void> {
  await sql`create temporary table person_group on commit drop as ${everybodysGroups()}`.execute(tx);
  await sql`analyze pg_temp.person_group`.execute(tx);
}

/** Metrics that count rows of the same view stand together, whatever they count of them; the others alone. */
export const bySource = <One extends { metric: CubeMetric }>(some: readonly One[]): One[][] => [
  ...Map.groupBy(some, ({ metric }) => rowsOf(metric) ?? metric.id).values(),
];
const rowsOf = (metric: CubeMetric): string | undefined => (metric.counts === 'events' ? metric.rowsOf : undefined);

/** From where these metrics, which stand together, read those days: rows that several count are copied once with their persons’ groups. */
export async function sourceOf(
  tx: Transaction,
  together: readonly { metric: CubeMetric }[],
  { from, until, groups }: Days,
): Promise<Groups> {
  const view = rowsOf(together[0]!.metric);
  if (together.length === 1 || view === undefined) return groups;
  await sql`drop table if exists pg_temp.person_event`.execute(tx);
  await sql`
    create temporary table person_event on commit drop as
    select * from (${eventsWithGroups(view, groups)}) e where day >= ${from}::date and day < ${until}::date`.execute(tx);
  return 'pg_temp.person_event';
}

/** What a statement does, as far as it says how much it reads: its parts read, and it reads what they do not. */
interface Plan {
  'Plan Rows': number;
  Plans?: Plan[] | undefined;
}
const plan: z.ZodType<Plan> = z.lazy(() => z.object({ 'Plan Rows': z.number(), Plans: z.array(plan).optional() }));
const read = ({ 'Plan Rows': own, Plans: parts }: Plan): number =>
  parts === undefined ? own : parts.reduce((sum, part) => sum + read(part), 0);

/** About how many rows are read for a metric, as the database guesses; how many come of them it guesses badly where one looks for others. */
export async function rowsAbout(tx: Transaction, metric: CubeMetric): Promise<number> {
  const shape = z.object({ 'QUERY PLAN': z.array(z.object({ Plan: plan })) });
  const source = metric.counts === 'events' ? metric.events() : metric.spells();
  return read((await one(tx, shape, sql`explain (format json) ${source}`))!['QUERY PLAN'][0]!.Plan);
}

/** The name of what this transaction sees, and its instant, for others to see the same. */
export async function shareSnapshot(tx: Transaction): Promise<{ snapshot: string; at: string }> {
  const shape = z.object({ snapshot: z.string(), at: z.string() });
  return (await one(tx, shape, sql`select pg_export_snapshot() as snapshot, transaction_timestamp() as at`))!;
}

export const seeSnapshot = async (tx: Transaction, snapshot: string): Promise<void> => {
  await sql`set transaction snapshot ${sql.lit(snapshot)}`.execute(tx);
};

export const emptySide = async (tx: Transaction, side: Side): Promise<void> => {
  await sql`truncate ${sql.table(`insight.cell_${side}`)}`.execute(tx);
};

/** The first month that a side has a cell of; null: it has none. */
export async function firstMonth(tx: Transaction, side: Side): Promise<string | null> {
  const statement = sql`select min(month) as month from ${sql.table(`insight.cell_${side}`)}`;
  return (await one(tx, z.object({ month: z.string().nullable() }), statement))!.month;
}

/** Fills a side with one metric: of the country, the counties and the municipalities, for everyone and by each group, month by month. */
export async function fillSide(tx: Transaction, metric: CubeMetric, into: Filling): Promise<void> {
  await fillStatement(metric, into).execute(tx);
}

export interface Filling {
  side: Side;
  series: number;
  days: Days;
}

/** Nearly the order of the key, as one number: rows then go to the end of the index, and sorting by five texts takes longer than counting. */
const nearly = sql`
  (array_position(array['', 'age', 'language', 'need'], split) * 100000 + (at - date '2000-01-01')) * 100000::bigint
    + case area when '' then 0 else 1 + rpad(area, 4, '0')::integer end`;

export function fillStatement(metric: CubeMetric, into: Filling): RawBuilder<unknown> {
  const { side, series, days } = into;
  const [measure, group] = hasAmounts(metric)
    ? [measured(metric), sql`group by split, area, at, class, part`]
    : [sql`n, null::integer[], null::integer[]`, sql``];
  const months =
    metric.counts === 'stock'
      ? sql`, grid as (
          select m::date as at, known.* from (select distinct split, area, class, part, amount from placed) known,
          generate_series((select min(at) from placed)::timestamp, ${days.until}::date - 1, interval '1 month') m
        ), final as (
          select * from (
            select g.at, g.split, g.area, g.class, g.part, g.amount,
                   sum(coalesce(p.n, 0)) over (partition by g.split, g.area, g.class, g.part order by g.at) as n
            from grid g left join placed p using (at, split, area, class, part)
          ) s where n <> 0
        )`
      : sql`, final as (select * from placed)`;
  return sql`
    insert into ${sql.table(`insight.cell_${side}`)} (side, series, split, area, month, class, part, n, amounts, times)
    with ${split(metric, days, firstOfMonth)}, ${placed(metric)} ${months}
    select ${side}::smallint, ${series}::smallint, split, area, at, class, part, ${measure}
    from final ${group} order by ${nearly}`;
}

/**
 * From `s`, by municipality, to `placed`, by area: what the counties have is put together from municipalities, whose codes begin with theirs
 * (SCB), and the country from counties.
 */
function placed(metric: CubeMetric): RawBuilder<unknown> {
  const country = (from: RawBuilder<unknown>) =>
    sql`select at, split, '00' as area, class, part, amount, sum(n)::integer as n from ${from} group by 1, 2, 4, 5, 6`;
  if (!hasPlaces(metric)) return sql`placed as (${country(sql`s`)})`;
  return sql`
    counties as materialized (
      select at, split, nullif(left(municipality, 2), '') as area, class, part, amount, sum(n)::integer as n from s group by 1, 2, 3, 4, 5, 6),
    placed as (
      select at, split, municipality as area, class, part, amount, n from s
      union all select * from counties where area is not null
      union all ${country(sql`counties`)})`;
}

/** Months before that day are taken over from the other side as they stand. */
export async function keepMonths(
  tx: Transaction,
  { side, series, before }: { side: Side; series: readonly number[]; before: PlainDate },
): Promise<void> {
  await sql`
    insert into ${sql.table(`insight.cell_${side}`)} (side, series, split, area, month, class, part, n, amounts, times)
    select ${side}::smallint, series, split, area, month, class, part, n, amounts, times
    from ${sql.table(`insight.cell_${1 - side}`)} where month < ${before}::date and series = any(${[...series]}::smallint[])
    order by series, split, month, area, class, part`.execute(tx);
}

export interface NewCube {
  side: Side;
  until: PlainDate;
  firstMonth: string;
  at: string;
  series: readonly number[];
}

/** From now on this side is read. What later days added is part of it as far as it goes. */
export async function readSide(tx: Transaction, { side, until, firstMonth, at, series }: NewCube): Promise<void> {
  await sql`delete from insight.day_cell where day < ${until}::date or series <> all(${[...series]}::smallint[])`.execute(tx);
  await sql`
    insert into insight.cube (side, until, through, first_month, made_at, series)
    values (${side}, ${until}, ${until}::date - 1, ${firstMonth}, ${at}, ${[...series]}::smallint[])
    on conflict (only_one) do update
    set side = excluded.side, until = excluded.until, through = greatest(cube.through, excluded.through), first_month = excluded.first_month,
        made_at = excluded.made_at, series = excluded.series`.execute(tx);
}

/** Counts one day of a metric in place of what was counted of it. */
export async function fillDay(
  tx: Transaction,
  metric: CubeMetric,
  { series, days }: { series: number; days: Days },
): Promise<void> {
  const amounts = hasAmounts(metric);
  await sql`
    insert into insight.day_cell (series, split, area, day, class, part, n, amounts, times)
    with ${split(metric, days, (day) => day)}
    select ${series}::smallint, split, municipality, at, class, part, ${measured(metric)}
    from s group by split, municipality, at, class, part ${amounts ? sql`` : sql`having sum(n) <> 0`}
    order by split, at, municipality, class, part`.execute(tx);
}

export const forgetDay = async (tx: Transaction, day: PlainDate): Promise<void> => {
  await sql`delete from insight.day_cell where day = ${day}::date`.execute(tx);
};

export const noteThrough = async (tx: Transaction, through: PlainDate): Promise<void> => {
  await sql`update insight.cube set through = greatest(through, ${through}::date)`.execute(tx);
};

export const analyzeSide = async (tx: Transaction, side: Side): Promise<void> => {
  await sql`analyze ${sql.table(`insight.cell_${side}`)}`.execute(tx);
};
