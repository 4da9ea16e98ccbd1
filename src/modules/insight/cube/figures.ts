/** Figures by month from the cube, raw: what is shown goes through disclosure control first (figures.ts). */
import type { Database } from '../../../platform/db/index.ts';
import { groupKeys, type Key, type Where } from '../metric.ts';
import { type CubeMetric, hasAmounts } from '../store/cube-pieces.ts';
import { cubeCounts, type CubeCount, type Months } from '../store/cube-read.ts';
import type { RawFigure } from '../store/figures.ts';

export interface CubeQuestion {
  /** In this order; at most one of them, and of `where`, a group of persons. */
  by: readonly Key[];
  where?: Where;
  months: Months;
}

export type MonthFigure = RawFigure & { month: string };

/** A question with what of it concerns the parts of the metric. */
interface Shape {
  metric: CubeMetric;
  by: readonly Key[];
  where: Where;
  partKey: Key | null;
  /** Only these parts; null: all. */
  parts: readonly string[] | null;
}

/** In this order wherever they stand in lists. */
export const percentiles = ['p50', 'p90', 'p95', 'max'] as const;
const fractions = { p50: 0.5, p90: 0.9, p95: 0.95, max: 1 } as const;

/**
 * Raw figures by month, in the order of months and codes. A count: how many (`value`). A share: `part` of `whole`; the whole is every
 * part of the same breakdown, and of a metric without parts the part is 'yes'. Days or minutes: a percentile (nearest rank; the median
 * unless `percentile` says otherwise), `whole` is how many events it is of. What never came has no row; only without `by` is there a
 * row for each month that is counted. A municipality that is not known is ''. Months that are not counted have no row (cubeState).
 */
export async function cubeFigures(
  db: Database,
  metric: CubeMetric,
  { by, where = {}, months }: CubeQuestion,
): Promise<MonthFigure[]> {
  const asked = [...new Set([...by, ...(Object.keys(where) as Key[])])];
  if (groupKeys.filter((key) => asked.includes(key)).length > 1) throw new Error(`${metric.id}: one group of persons at a time`);
  const partKey = metric.counts === 'events' ? metric.partKey : null;
  const shape: Shape = { metric, by, where, partKey, parts: partKey === null ? null : (where[partKey] ?? null) };
  const inCells = (key: Key): boolean => key !== partKey && key !== 'percentile';
  const counts = await cubeCounts(db, {
    metric,
    keys: by.filter(inCells),
    asked: asked.filter(inCells),
    byPart: partKey !== null && by.includes(partKey),
    parts: shape.parts,
    where,
    months,
  });
  const found = hasAmounts(metric)
    ? [...Map.groupBy(counts, ({ month, keys, part }) => [month, ...keys, part].join('\n')).values()].flatMap((same) =>
        percentileFigures(same, shape),
      )
    : alike(counts).flatMap((same) => countFigures(same, shape));
  return found
    .map((figure) => ({ figure, order: [figure.month, ...figure.keys].join('\n') }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ figure }) => figure);
}

/** Counts of the same month and codes, that differ in their part. */
function alike(counts: readonly CubeCount[]): CubeCount[][] {
  return [...Map.groupBy(counts, ({ month, keys }) => [month, ...keys].join('\n')).values()];
}

/** The codes in the order of `by`: of the cells, and what stands for the part or the percentile. */
function codes(keys: readonly string[], { by, partKey }: Shape, part: string, percentile: string): string[] {
  const rest = [...keys];
  return by.map((key) => (key === partKey ? part : key === 'percentile' ? percentile : rest.shift()!));
}

function countFigures(same: readonly CubeCount[], shape: Shape): MonthFigure[] {
  const { metric, by, partKey, parts } = shape;
  const { month, keys } = same[0]!;
  const sum = (some: readonly CubeCount[]): number => some.reduce((total, { n }) => total + n, 0);
  const whole = sum(same);
  const figure = (n: number, part: string): MonthFigure => {
    const found = { month, keys: codes(keys, shape, part, '') };
    return metric.unit === 'share'
      ? { ...found, value: whole === 0 ? null : n / whole, part: n, whole }
      : { ...found, value: n, part: null, whole: null };
  };
  // Of others than shares no part was asked for that is not wanted.
  const wanted = metric.unit === 'share' ? same.filter(({ part }) => parts?.includes(part) ?? true) : same;
  if (partKey !== null && by.includes(partKey)) return wanted.map(({ n, part }) => figure(n, part));
  return [figure(sum(metric.unit === 'share' && partKey === null ? same.filter(({ part }) => part === 'yes') : wanted), '')];
}

function percentileFigures(same: readonly CubeCount[], shape: Shape): MonthFigure[] {
  const { month, keys, part } = same[0]!;
  const times: number[] = [];
  let whole = 0;
  for (const { amounts, times: often } of same) {
    if (amounts === null) continue;
    for (let at = 0; at < amounts.length; at += 1) {
      const amount = amounts[at]!;
      times[amount] = (times[amount] ?? 0) + often![at]!;
      whole += often![at]!;
    }
  }
  const asked = shape.where.percentile ?? (shape.by.includes('percentile') ? percentiles : ['p50']);
  return percentiles
    .filter((code) => asked.includes(code))
    .map((code) => ({
      month,
      keys: codes(keys, shape, part, code),
      value: nearestRank(times, whole * fractions[code]),
      part: null,
      whole,
    }));
}

/** The least amount that so many do not exceed, where each stands as often as `times` says; null: there is none at all. */
function nearestRank(times: readonly number[], rank: number): number | null {
  let upto = 0;
  for (let amount = 0; amount < times.length; amount += 1) {
    upto += times[amount] ?? 0;
    if (upto > 0 && upto >= rank) return amount;
  }
  return null;
}
