/** Counts one day, in place of what was counted of it before: however often it is done, each event counts once. */
import { addDays, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { cubeRow, fillDay, forgetDay, holdCube, noteThrough, numberSeries } from '../store/cube-build.ts';
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
    await forgetDay(tx, day);
    const series = await numberSeries(tx, metrics);
    const until = addDays(day, 1);
    for (const [at, metric] of metrics.entries())
      if (cube.series.includes(series[at]!))
        await fillDay(tx, metric, { series: series[at]!, days: { from: day, until, opening: false } });
    await noteThrough(tx, day);
    return 'done';
  });
}
