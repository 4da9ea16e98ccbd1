/** The cells of a table: one question to figures for each period and kind of area. */
import type { Database } from '../../../platform/db/index.ts';
import { type FigureRow, figures } from '../figures.ts';
import type { Key } from '../metric.ts';
import { dayOf } from './periods.ts';
import { mostCells, type Chosen } from './selection.ts';
import { statisticsProblem } from './problems.ts';
import { codes, contentsOf, type OpenTable } from './tables.ts';
import { areaKeyOf, type Known } from './variables.ts';
import { ordered, unitOf, wordsOf } from './value-words.ts';

/** Why a cell has no figure, with the signs of PX files: may not be shown; there is none. */
export const signs = { hidden: '..', none: '.' } as const;

export interface TableData {
  table: OpenTable;
  /** In the order of the table. */
  chosen: readonly Chosen[];
  /** Row by row, the last variable the fastest. */
  values: readonly (number | null)[];
  /** By index, for cells without a figure. */
  status: ReadonlyMap<number, string>;
}

interface Question {
  period: string;
  area: ReturnType<typeof areaKeyOf>;
}

/** Throws too-many-cells when values that only show themselves in the figures make it so. */
export async function tableData(known: Known, table: OpenTable, asked: readonly Chosen[]): Promise<TableData> {
  const byKey = asked.filter(({ variable }) => variable.key !== null);
  const regions = asked.find(({ variable }) => variable.role === 'geo')?.values ?? [];
  const areas = regions.length === 0 ? [null] : [...new Set(regions.map(({ code }) => areaKeyOf(code)))];
  const periods = asked.find(({ variable }) => variable.role === 'time')!.values;
  const questions = periods.flatMap(({ code: period }) => areas.map((area): Question => ({ period, area })));
  const keys = byKey.map(({ variable }) => variable.key!);
  const found = new Map<string, FigureRow>();
  const seen = keys.map(() => new Set<string>());
  const ask = async ({ period, area }: Question): Promise<void> => {
    const on = dayOf(table.metric, period, known.today)!;
    const rows = known.isGone() ? [] : await known.turn(() => rowsOf(known.db, table, { area, keys, on }));
    for (const { of, row } of rows) {
      found.set([period, ...of].join('\n'), row);
      for (const [at, set] of seen.entries()) set.add(of[at + 1]!);
    }
  };
  await Promise.all(questions.map(ask));
  const chosen = asked.map((one) => withSeen(table, one, seen[byKey.indexOf(one)]));
  return { table, chosen, ...fill(table, chosen, found) };
}

interface Asked {
  area: ReturnType<typeof areaKeyOf>;
  keys: readonly Key[];
  on: NonNullable<ReturnType<typeof dayOf>>;
}

/** Figures with the area’s code first ('00' for the country), then the keys’. */
async function rowsOf(db: Database, { metric }: OpenTable, { area, keys, on }: Asked) {
  const by = area === null ? keys : [area, ...keys];
  const { rows } = await figures(db, { metric, by, on });
  return rows.map((row) => ({ of: area === null ? ['00', ...row.keys] : [...row.keys], row }));
}

/** With everything asked for, also values that nobody had seen before; not where the metric says which there are. */
function withSeen({ metric }: OpenTable, one: Chosen, seen: ReadonlySet<string> | undefined): Chosen {
  const { key } = one.variable;
  if (seen === undefined || key === null || !one.isAll || metric.values[key] !== undefined) return one;
  const all = ordered(key, [...one.values.map(({ code }) => code), ...seen]);
  return { ...one, values: all.map((code) => ({ code, words: wordsOf(key, code) })) };
}

function fill(table: OpenTable, chosen: readonly Chosen[], found: ReadonlyMap<string, FigureRow>) {
  const size = chosen.reduce((product, { values }) => product * values.length, 1);
  if (size > mostCells) throw statisticsProblem('too-many-cells', { params: { cells: size, most: mostCells } });
  const values: (number | null)[] = [];
  const status = new Map<number, string>();
  const contents = new Map(contentsOf(table).map(({ code, of }) => [code, of]));
  for (let index = 0; index < size; index += 1) {
    const cell = codesAt(chosen, index);
    const own = chosen.filter(({ variable }) => variable.key !== null).map(({ variable }) => cell.get(variable.code)!);
    const row = found.get([cell.get(codes.time)!, cell.get(codes.region) ?? '00', ...own].join('\n'));
    const value = valueOf(table, row, contents.get(cell.get(codes.contents)!)!);
    values.push(value);
    if (value === null) status.set(index, row?.hidden === true ? signs.hidden : signs.none);
  }
  return { values, status };
}

/** The codes of a cell by variable. */
export function codesAt(chosen: readonly Chosen[], index: number): ReadonlyMap<string, string> {
  const cell = new Map<string, string>();
  let rest = index;
  for (const { variable, values } of chosen.toReversed()) {
    cell.set(variable.code, values[rest % values.length]!.code);
    rest = Math.floor(rest / values.length);
  }
  return cell;
}

/** Nothing counted is none where things are counted; elsewhere there is no figure. */
function valueOf({ metric }: OpenTable, row: FigureRow | undefined, of: 'value' | 'part' | 'whole'): number | null {
  if (row === undefined) return metric.unit === 'count' ? 0 : null;
  const value = row[of];
  return value === null || of !== 'value' ? value : Number(value.toFixed(unitOf(metric.unit).decimals));
}
