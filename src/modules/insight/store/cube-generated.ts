/** SQL for a cube that is made up. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, one, rows, type Transaction } from '../../../platform/db/index.ts';
import type { Side } from './cube-build.ts';

const town = z.object({ code: z.string(), county: z.string(), registered: z.coerce.number() });

export const listTowns = (db: Database): Promise<z.output<typeof town>[]> =>
  rows(
    db,
    town,
    sql`select municipality_code as code, county_code as county, registered_unemployed as registered
        from network.stat_municipality order by municipality_code`,
  );

/** Whether what is counted is made up. */
export async function isMadeUp(db: Database): Promise<boolean> {
  const shape = z.object({ generated: z.boolean() });
  return (await one(db, shape, sql`select generated from insight.cube`))?.generated ?? false;
}

/** Whether at least so many registrations are in the records. */
export async function hasRegistrations(db: Database, many: number): Promise<boolean> {
  const shape = z.object({ n: z.coerce.number() });
  const found = await one(db, shape, sql`select count(*) as n from (select from cases.stat_registered limit ${many}) few`);
  return found!.n >= many;
}

export interface Cell {
  area: string;
  month: string;
  class: string;
  part: string;
  n: number;
  amounts: readonly number[] | null;
  times: readonly number[] | null;
}

export async function putCells(
  tx: Transaction,
  { side, series, split }: { side: Side; series: number; split: string },
  cells: readonly Cell[],
): Promise<void> {
  const list = (values: readonly number[] | null): string | null => (values === null ? null : `{${values.join(',')}}`);
  await sql`
    insert into ${sql.table(`insight.cell_${side}`)} (side, series, split, area, month, class, part, n, amounts, times)
    select ${side}::smallint, ${series}::smallint, ${split}, r.area, r.month, r.class, r.part, r.n, r.amounts::integer[], r.times::integer[]
    from unnest(${cells.map(({ area }) => area)}::text[], ${cells.map(({ month }) => `${month}-01`)}::date[], ${cells.map((one) => one.class)}::text[],
      ${cells.map(({ part }) => part)}::text[], ${cells.map(({ n }) => n)}::integer[], ${cells.map(({ amounts }) => list(amounts))}::text[],
      ${cells.map(({ times }) => list(times))}::text[]) as r(area, month, class, part, n, amounts, times)`.execute(tx);
}

/** From now on what is read is made up, and nothing of what was shown before stands. */
export async function noteMadeUp(tx: Transaction): Promise<void> {
  await sql`delete from insight.day_cell`.execute(tx);
  await sql`update insight.cube set generated = true`.execute(tx);
}

export const forgetShownOfAll = async (tx: Transaction): Promise<void> => {
  await sql`delete from insight.shown`.execute(tx);
};

/** Nothing is counted. */
export async function forgetCube(tx: Transaction): Promise<void> {
  await forgetShownOfAll(tx);
  await sql`truncate insight.cell_0, insight.cell_1, insight.day_cell`.execute(tx);
  await sql`delete from insight.cube`.execute(tx);
}
