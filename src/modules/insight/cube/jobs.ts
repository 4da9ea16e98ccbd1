/** The cube by the clock: everything each night, and what came since every ten minutes. */
import { addDays, daysBetween, plainDate, type PlainDate, today } from '../../../platform/clock/index.ts';
import type { House } from '../../../platform/auth/index.ts';
import type { Job } from '../../../platform/jobs/index.ts';
import { Problem } from '../../../platform/problem/index.ts';
import { keepShown } from '../disclosure/keep-shown.ts';
import { metrics } from '../metrics/index.ts';
import { countedMetrics, cubeRow } from '../store/cube-build.ts';
import type { CubeMetric } from '../store/cube-pieces.ts';
import { isMadeUp } from '../store/cube-generated.ts';
import { fillGenerated } from './fill-generated.ts';
import { rebuildCube } from './rebuild.ts';
import { refreshCube } from './refresh.ts';

/** More days than this since everything was counted: it is counted anew. */
const mostDays = 7;

const byMonth: readonly CubeMetric[] = metrics.filter((one) => one.time === 'month');

type Outcome = { counted: 'all' | 'days' | 'none'; days: number };

/** Counts every metric of the program anew, up to yesterday; today is counted after it. What is made up for a trial only gets the months that have ended. */
export async function countAll(house: House): Promise<Outcome> {
  const day = today(house.clock);
  if (await isMadeUp(house.db))
    return { counted: (await fillGenerated(house, { ended: true })) === 'filled' ? 'all' : 'none', days: 0 };
  try {
    await rebuildCube(house.db, { metrics: byMonth, today: day });
  } catch (error) {
    if (error instanceof Problem && error.code === 'cube-busy') return { counted: 'none', days: 0 };
    throw error;
  }
  await refreshCube(house.db, { metrics: byMonth, day });
  await keepShown(house.db, byMonth);
  return { counted: 'all', days: 1 };
}

/** Counts the days since everything was counted; everything, where that is too long ago or a metric has not been counted. */
export async function countDays(house: House): Promise<Outcome> {
  const last = today(house.clock);
  const cube = await cubeRow(house.db);
  const known = await countedMetrics(house.db);
  const isNew = byMonth.some(({ id, version }) => !known.has(`${id} ${version}`));
  if (cube === null || isNew || (await isMadeUp(house.db)) || daysBetween(plainDate(cube.until), last) > mostDays)
    return countAll(house);
  let days = 0;
  for (let day: PlainDate = plainDate(cube.until); day <= last; day = addDays(day, 1)) {
    if ((await refreshCube(house.db, { metrics: byMonth, day })) !== 'done') break;
    days += 1;
  }
  await keepShown(house.db, byMonth);
  return { counted: 'days', days };
}

export const cubeJobs: readonly Job[] = [
  { name: 'insight.count-all', cron: '40 2 * * *', run: countAll },
  { name: 'insight.count-days', cron: '*/10 * * * *', run: countDays },
];
