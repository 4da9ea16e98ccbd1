/** SQL that fills the cube: one side of it from nothing, or one day. */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock/index.ts';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import { counted, type CubeMetric, type Days, hasAmounts, hasPlaces, measured, split } from './cube-pieces.ts';

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

/** A rebuild reads a lot in few statements, and takes the time that it takes. */
export async function makeRoom(tx: Transaction): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx);
  await sql`set local work_mem = '256MB'`.execute(tx);
  await sql`set local max_parallel_workers_per_gather = 0`.execute(tx);
  // Estimates of what belongs together are far off in places: a nested loop then never ends, and sorting a table to group it takes longer
  // than a hash table of its groups, which are some hundred thousand.
  await sql`set local enable_nestloop = off`.execute(tx);
  await sql`set local enable_sort = off`.execute(tx);
  await sql`set local jit = off`.execute(tx);
}

/** Everybody's groups, copied for this transaction: each metric would otherwise gather them anew. */
export async function copyGroups(tx: Transaction): Promise<void> {
  await sql`create temporary table person_group on commit drop as select * from people.stat_group`.execute(tx);
  await sql`analyze pg_temp.person_group`.execute(tx);
}

/** About how many rows a metric has, as the database guesses. */
export async function rowsAbout(tx: Transaction, metric: CubeMetric): Promise<number> {
  const shape = z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })) });
  const source = metric.counts === 'events' ? metric.events() : metric.spells();
  return (await one(tx, shape, sql`explain (format json) ${source}`))!['QUERY PLAN'][0]!.Plan['Plan Rows'];
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
const nearly = sql`(array_position(array['', 'age', 'language', 'need'], split) * 100000 + (at - date '2000-01-01')) * 100000::bigint + ('0' || area)::integer`;

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
    with e as materialized (${counted(metric, days, (day) => firstOfMonth(day))}), s as materialized (${split(metric)}),
    placed as (${placed(metric)}) ${months}
    select ${side}::smallint, ${series}::smallint, split, area, at, class, part, ${measure}
    from final ${group} order by ${nearly}`;
}

/** From rows by municipality to rows by area. */
function placed(metric: CubeMetric): RawBuilder<unknown> {
  const country = sql`select at, split, '00' as area, class, part, amount, sum(n)::integer as n from s group by 1, 2, 4, 5, 6`;
  if (!hasPlaces(metric)) return country;
  return sql`
    select at, split, municipality as area, class, part, amount, n from s
    union all ${country}
    union all
    select at, split, m.county_code, class, part, amount, sum(n)::integer
    from s join network.stat_municipality m on m.municipality_code = s.municipality group by 1, 2, 3, 4, 5, 6`;
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
    with e as materialized (${counted(metric, days, (day) => day)}), s as (${split(metric)})
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
