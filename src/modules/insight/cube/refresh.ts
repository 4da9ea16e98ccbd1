/** Counts one day, in place of what was counted of it before: however often it is done, each event counts once. */
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import {
  alone,
  bySource,
  cubeRow,
  fillDay,
  forgetDay,
  holdCube,
  noteThrough,
  numberSeries,
  sourceOf,
} from '../store/cube-build.ts';
import type { CubeMetric } from '../store/cube-pieces.ts';

export interface RefreshOptions {
  metrics: readonly CubeMetric[];
  day: PlainDate;
}

/** busy: another counts now. `in-cells`: the day is part of the last rebuild, and what came late to it is counted by the next one. */
export type Refreshed = 'done' | 'busy' | 'in-cells' | 'not-built';

export async function refreshCube(db: Database, { metrics, day }: RefreshOptions): Promise<Refreshed> {
  return await db.transaction().execute(async (tx) => {
    if (!(await holdCube(tx))) return 'busy';
    const cube = await cubeRow(tx);
    if (cube === null) return 'not-built';
    if (day < cube.until) return 'in-cells';
    await alone(tx);
    await forgetDay(tx, day);
    const series = await numberSeries(tx, metrics);
    const days = { from: day, until: addDays(day, 1), opening: false };
    const counted = metrics
      .map((metric, at) => ({ metric, series: series[at]! }))
      .filter((one) => cube.series.includes(one.series));
    for (const together of bySource(counted)) {
      const groups = await sourceOf(tx, together, { ...days, groups: 'people.stat_group_of_few' });
      for (const one of together) await fillDay(tx, one.metric, { series: one.series, days: { ...days, groups } });
    }
    await noteThrough(tx, day);
    return 'done';
  });
}
