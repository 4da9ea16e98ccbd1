/** Percentiles of days and minutes as they may be shown: worked out once, with the counts that they are of. */
import type { Database } from '../../../platform/db/index.ts';
import { cubeFigures, type MonthFigure, percentiles } from '../cube/figures.ts';
import type { Key } from '../metric.ts';
import { type DisclosureLimits, shownAlone } from '../rules/disclosure-control.ts';
import type { CubeMetric } from '../store/cube-pieces.ts';
import { columnName, type SplitName } from '../store/shown.ts';
import { levels, type Place } from './protect.ts';

/** How many lie beyond a percentile, on the side with fewer: a few give themselves away. Nobody lies beyond the longest. */
function beyond(n: number, percentile: string): number {
  const share = { p50: 0.5, p90: 0.1, p95: 0.05 }[percentile] ?? 0;
  return Math.floor(n * share);
}

/** The percentile of a count that is shown; null: it would give a few away. */
export const shownPercentile = ({ value, whole }: Pick<MonthFigure, 'value' | 'whole'>, code: string, limits: DisclosureLimits) =>
  shownAlone(beyond(whole ?? 0, code), limits) === null ? null : value;

/** By area (the country’s is '') and column (store/shown.ts), in the order of `percentiles`. */
export type LevelPercentiles = ReadonlyMap<string, ReadonlyMap<string, readonly (number | null)[]>>;
export type Percentiles = ReadonlyMap<Place['level'], LevelPercentiles>;

interface Asked {
  metric: CubeMetric;
  /** YYYY-MM. */
  month: string;
  split: SplitName;
  limits: DisclosureLimits;
}

/** Those of one month that lie safely among many, whether their count is shown or not. */
export async function percentilesOf(db: Database, { metric, month, split, limits }: Asked): Promise<Percentiles> {
  const partKey = metric.counts === 'events' ? metric.partKey : null;
  const asked = levels.filter((one) => one === 'country' || metric.keys.includes(one));
  const found = new Map<Place['level'], Map<string, Map<string, (number | null)[]>>>();
  for (const level of asked) {
    const ofLevel = new Map<string, Map<string, (number | null)[]>>();
    for (const part of new Set([null, partKey])) {
      const keys: Key[] = [
        ...(level === 'country' ? [] : [level]),
        ...(split === '' ? [] : [split]),
        ...(part === null ? [] : [part]),
      ];
      const by: Key[] = [...keys, 'percentile'];
      for (const row of await cubeFigures(db, metric, { by, months: { from: month, to: month } })) {
        const code = (key: Key | ''): string | null => (by.includes(key as Key) ? row.keys[by.indexOf(key as Key)]! : null);
        const area = level === 'country' ? '' : code(level)!;
        const column = columnName(code(split), part === null ? null : code(part));
        const ofArea = ofLevel.get(area) ?? new Map<string, (number | null)[]>();
        const list = ofArea.get(column) ?? percentiles.map(() => null);
        const at = percentiles.findIndex((one) => one === code('percentile'));
        list[at] = shownPercentile(row, percentiles[at]!, limits);
        ofLevel.set(area, ofArea.set(column, list));
      }
    }
    found.set(level, ofLevel);
  }
  return found;
}
