/**
 * The same with DuckDB from Parquet, which is what a good analyst would take: the records of the modules’ views as files, the metrics’ own
 * statements over them, and its own way to the same cells, which are compared one by one.
 */
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { sql } from 'kysely';
import type { Database } from '../../src/platform/db/index.ts';
import { groupKeys } from '../../src/modules/insight/metric.ts';
import { type CubeMetric, hasAmounts, hasPlaces } from '../../src/modules/insight/store/cube-pieces.ts';
import { busyDay } from './events.ts';

const views = [
  'people.stat_group',
  'cases.stat_registered',
  'cases.stat_registered_spell',
  'cases.stat_decision',
  'cases.stat_report',
  'cases.stat_first_plan',
  'meetings.stat_meeting_day',
  'contact.stat_message',
  'desk.stat_visit',
  'network.stat_place',
  'network.stat_municipality',
];

/** How a column of the server is written in the file, and its type in DuckDB. */
function columnOf(name: string, type: string): { select: string; duck: string; read: string } {
  const plain = (duck: string) => ({ select: `"${name}"`, duck, read: `"${name}"` });
  if (type === 'ARRAY') {
    const split = `case when "${name}" is null then null when "${name}" = '' then [] else string_split("${name}", ',') end as "${name}"`;
    return { select: `array_to_string("${name}", ',') as "${name}"`, duck: 'VARCHAR', read: split };
  }
  if (type.endsWith('range')) return { select: `upper_inf("${name}") as "${name}"`, duck: 'BOOLEAN', read: `"${name}"` };
  if (type.startsWith('timestamp')) return { select: `null as "${name}"`, duck: 'VARCHAR', read: `"${name}"` };
  const types: Record<string, string> = {
    uuid: 'UUID',
    date: 'DATE',
    integer: 'INTEGER',
    smallint: 'INTEGER',
    boolean: 'BOOLEAN',
  };
  return plain(types[type] ?? 'VARCHAR');
}

export async function compareDuckdb(db: Database, metrics: readonly CubeMetric[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-parquet-'));
  // The server writes there, who may be someone else.
  chmodSync(folder, 0o777);
  const threads = String(Math.min(2, cpus().length));
  const duck = await (await DuckDBInstance.create(':memory:', { threads, memory_limit: '6GB' })).connect();
  try {
    let bytes = 0;
    for (const view of views) bytes += await toParquet(db, duck, view, folder);
    await duck.run('create macro width_bucket(x, bounds) as len(list_filter(bounds, lambda bound: bound <= x))');
    await duck.run('create macro upper_inf(x) as x');
    const began = performance.now();
    for (const metric of metrics) await duck.run(cells(metric, metric.id, db));
    const seconds = (performance.now() - began) / 1000;
    const [version] = (await duck.runAndReadAll('select version()')).getRowsJson()[0] as [string];
    console.log(
      `DuckDB ${version}, ${threads} threads, the same cells from ${(bytes / 2 ** 20).toFixed(0)} MB of Parquet: ${seconds.toFixed(1)} s`,
    );
    let compared = 0;
    for (const metric of metrics) compared += await requireSame(db, duck, metric, folder);
    console.log(`  ${compared} cells of ${metrics.length} metrics are the same in both, each with its amounts`);
  } finally {
    duck.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function toParquet(db: Database, duck: DuckDBConnection, view: string, folder: string): Promise<number> {
  const [schema, name] = view.split('.') as [string, string];
  const { rows } = await sql<{ column_name: string; data_type: string }>`
    select column_name, data_type from information_schema.columns where table_schema = ${schema} and table_name = ${name}
    order by ordinal_position`.execute(db);
  const columns = rows.map(({ column_name, data_type }) => ({ name: column_name, ...columnOf(column_name, data_type) }));
  const csv = join(folder, `${view}.csv`);
  const parquet = join(folder, `${view}.parquet`);
  await db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    const select = columns.map((one) => one.select).join(', ');
    await sql.raw(`copy (select ${select} from ${view}) to '${csv}' with (format csv, null '\\N')`).execute(tx);
  });
  const types = columns.map((one) => `'${one.name}': '${one.duck}'`).join(', ');
  const read = columns.map((one) => one.read).join(', ');
  await duck.run(
    `copy (select ${read} from read_csv('${csv}', columns = {${types}}, header = false, nullstr = '\\N', quote = '"', escape = '"', delim = ','))
     to '${parquet}' (format parquet, compression zstd)`,
  );
  rmSync(csv);
  await duck.run(`create schema if not exists ${schema}`);
  await duck.run(`create view ${view} as select * from read_parquet('${parquet}')`);
  return statSync(parquet).size;
}

/** A metric’s cells as an analyst would write them: everything grouped once, then by each group, then by county and country. */
function cells(metric: CubeMetric, table: string, db: Database): string {
  const source = (metric.counts === 'events' ? metric.events() : metric.spells())
    .compile(db)
    .sql.replaceAll("'{}'", '[]::varchar[]');
  const has = (key: 'age' | 'language' | 'need'): boolean => metric.keys.includes(key);
  const text = (present: boolean, column: string): string => (present ? `coalesce(r.${column}, '')` : `''`) + ` as ${column}`;
  const keys = [
    text(hasPlaces(metric), 'municipality'),
    ...groupKeys.map((key) =>
      key === 'need' ? `${has('need') ? 'coalesce(r.need, [])' : '[]::varchar[]'} as need` : text(has(key), key),
    ),
    text(metric.counts === 'events', 'part'),
    `${hasAmounts(metric) ? 'r.amount' : 'null::integer'} as amount`,
  ].join(', ');
  const rows = (day: string, weight: string, where: string): string =>
    `select date_trunc('month', r.${day})::date as month, ${keys}, ${weight} as n from (${source}) r where ${where} group by all`;
  const known = hasAmounts(metric) ? ' and r.amount is not null' : '';
  const e =
    metric.counts === 'events'
      ? rows('day', 'count(*)', `r.day < date '${busyDay}'${known}`)
      : `${rows('from_day', 'count(*)', `r.from_day < date '${busyDay}'`)} union all ${rows('until_day', '-count(*)', `r.until_day < date '${busyDay}'`)}`;
  const single = (['age', 'language'] as const).filter(has);
  const which = (value: (key: string) => string): string =>
    single.length === 0
      ? `''`
      : `case ${single.map((key) => `when grouping(${key}) = 0 then ${value(key)}`).join(' ')} else '' end`;
  const base = 'month, municipality, part, amount';
  const need = has('need')
    ? `union all select month, 'need', municipality, class, part, amount, sum(n)
       from (select * exclude (need), unnest(case when len(need) = 0 then ['none'] else need end) as class from e) group by all`
    : '';
  const stock = `select month, split, area, class, part, amount, n from (
      select g.month, g.split, g.area, g.class, g.part, g.amount,
             sum(coalesce(p.n, 0)) over (partition by g.split, g.area, g.class, g.part order by g.month) as n
      from (select * from (select distinct split, area, class, part, amount from placed),
              (select unnest(generate_series((select min(month) from placed)::timestamp, date '${busyDay}' - 1, interval 1 month))::date as month)) g
      left join placed p using (month, split, area, class, part)) where n <> 0`;
  return `create table "${table}" as
    with e as materialized (${e}),
    s as materialized (
      select month, ${which((key) => `'${key}'`)} as split, municipality, ${which((key) => key)} as class, part, amount, sum(n) as n
      from e group by grouping sets (${[`(${base})`, ...single.map((key) => `(${base}, ${key})`)].join(', ')}) ${need}),
    placed as (
      select month, split, municipality as area, class, part, amount, n from s
      union all select month, split, '00', class, part, amount, sum(n) from s group by all
      union all select month, split, m.county_code, class, part, amount, sum(n)
      from s join network.stat_municipality m on m.municipality_code = s.municipality group by all),
    final as (${metric.counts === 'stock' ? stock : 'select * from placed'})
    select split, area, month, class, part, sum(n)::bigint as n,
           ${hasAmounts(metric) ? "string_agg(amount || ':' || n, ' ' order by amount)" : "''"} as amounts
    from final group by split, area, month, class, part`;
}

async function requireSame(db: Database, duck: DuckDBConnection, metric: CubeMetric, folder: string): Promise<number> {
  const csv = join(folder, 'cells.csv');
  await db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql
      .raw(
        `copy (select split, area, month, class, part, n,
                      coalesce((select string_agg(a || ':' || t, ' ' order by a) from unnest(amounts, times) as u(a, t)), '')
               from insight.cell join insight.cube using (side)
               where cell.series = (select id from insight.series where metric = '${metric.id}' and version = ${metric.version}))
         to '${csv}' with (format csv, null '\\N')`,
      )
      .execute(tx);
  });
  const types = `{split: 'VARCHAR', area: 'VARCHAR', month: 'DATE', class: 'VARCHAR', part: 'VARCHAR', n: 'BIGINT', amounts: 'VARCHAR'}`;
  const ours = `select * from read_csv('${csv}', columns = ${types}, header = false, nullstr = '\\N', quote = '"', escape = '"', delim = ',')`;
  const theirs = `select * from "${metric.id}"`;
  const found = await duck.runAndReadAll(
    `select (select count(*) from (${ours})) as cells, (select count(*) from (${ours} except all ${theirs})) as ours,
            (select count(*) from (${theirs} except all ${ours})) as theirs`,
  );
  const [counted, more, less] = found.getRowsJson()[0]!.map(Number) as [number, number, number];
  rmSync(csv, { force: true });
  if (more + less > 0) throw new Error(`${metric.id}: ${more} cells that DuckDB has not, ${less} that it has more`);
  return counted;
}
