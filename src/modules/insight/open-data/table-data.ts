/** The cells of a table: a question to figures for each kind of area. */
import { type FigureRow, figuresOn } from '../figures.ts';
import { dayOf } from './periods.ts';
import type { Chosen } from './selection.ts';
import { codes, contentsOf, type OpenTable } from './tables.ts';
import { areaKeyOf, type Known } from './variables.ts';
import { unitOf } from './value-words.ts';

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

export async function tableData(known: Known, table: OpenTable, chosen: readonly Chosen[]): Promise<TableData> {
  const regions = chosen.find(({ variable }) => variable.role === 'geo')?.values ?? [];
  const areas = regions.length === 0 ? [null] : [...new Set(regions.map(({ code }) => areaKeyOf(code)))];
  const periods = chosen.find(({ variable }) => variable.role === 'time')!.values.map(({ code }) => code);
  const keys = chosen.flatMap(({ variable }) => variable.key ?? []);
  const found = new Map<string, FigureRow>();
  const ask = async (area: ReturnType<typeof areaKeyOf>): Promise<void> => {
    if (known.isGone()) return;
    const by = area === null ? keys : [area, ...keys];
    const days = periods.map((period) => dayOf(table.metric, period, known.today)!);
    const answers = await figuresOn(known.db, { metric: table.metric, by }, days);
    // The area’s code first ('00' for the country), then the keys’.
    for (const [at, { rows }] of answers.entries())
      for (const row of rows) found.set([periods[at]!, ...(area === null ? ['00'] : []), ...row.keys].join('\n'), row);
  };
  await Promise.all(areas.map((area) => known.turn(() => ask(area))));
  return { table, chosen, ...fill(table, chosen, found) };
}

function fill(table: OpenTable, chosen: readonly Chosen[], found: ReadonlyMap<string, FigureRow>) {
  const size = chosen.reduce((product, { values }) => product * values.length, 1);
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

/** Things of a day that are not among the figures are none; what is counted of people says itself where there is nobody. */
function valueOf({ metric }: OpenTable, row: FigureRow | undefined, of: 'value' | 'part' | 'whole'): number | null {
  if (row === undefined) return metric.unit === 'count' && metric.time === 'day' ? 0 : null;
  const value = row[of];
  return value === null || of !== 'value' ? value : Number(value.toFixed(unitOf(metric.unit).decimals));
}
