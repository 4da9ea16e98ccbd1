/** How long the cube takes: everything, one day, and what a page asks. */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { plainDate } from '../../src/platform/clock/index.ts';
import type { Database } from '../../src/platform/db/index.ts';
import { rebuildCube, refreshCube } from '../../src/modules/insight/cube/index.ts';
import { keepShown } from '../../src/modules/insight/disclosure/keep-shown.ts';
import { figuresOn } from '../../src/modules/insight/figures.ts';
import { groupKeys, type Key } from '../../src/modules/insight/metric.ts';
import type { CubeMetric } from '../../src/modules/insight/store/cube-pieces.ts';
import { trendDays } from '../../src/modules/insight/trend.ts';
import { claim, median } from '../claims.ts';
import { busyDay, firstMonth } from './events.ts';
import { processorSeconds } from './processor.ts';

const until = plainDate(busyDay);

export async function measureRebuild(db: Database, dataDir: string, metrics: readonly CubeMetric[]): Promise<void> {
  const before = processorSeconds(dataDir);
  const began = performance.now();
  const done = await rebuildCube(db, { metrics, today: until });
  const seconds = (performance.now() - began) / 1000;
  const used = processorSeconds(dataDir) - before;
  for (const { metric, seconds: own } of done.metrics) console.log(`  ${metric.padEnd(24)} ${own.toFixed(1)} s`);
  console.log(
    `${metrics.length} metrics from nothing: ${seconds.toFixed(1)} s; the server used ${used.toFixed(1)} s of processors for it`,
  );
  claim('insight.rebuild.seconds', seconds, { atMost: 60 });
}

/** A day on which everything happens: reports too, which come in the first half of a month. */
export async function measureDay(db: Database, dataDir: string, metrics: readonly CubeMetric[]): Promise<void> {
  const times: number[] = [];
  const before = processorSeconds(dataDir);
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    const outcome = await refreshCube(db, { metrics, day: until });
    if (outcome !== 'done') throw new Error(`the day was not counted: ${outcome}`);
    times.push((performance.now() - began) / 1000);
  }
  const used = (processorSeconds(dataDir) - before) / times.length;
  console.log(`one day, five times: ${times.map((one) => one.toFixed(2)).join(', ')} s; ${used.toFixed(2)} s of processors each`);
  claim('insight.one-day.seconds', median(times), { atMost: 1 });
}

/** What may be shown of the months is worked out once, by whoever counts; pages read it. */
export async function measureShown(db: Database, metrics: readonly CubeMetric[]): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const began = performance.now();
  delay.enable();
  const months = await keepShown(db, metrics);
  delay.disable();
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `what may be shown of ${months} months of metrics: ${seconds.toFixed(0)} s; ` +
      `a page in the same process would have waited ${(delay.max / 1e6).toFixed(0)} ms at most for it, in 999 of 1,000 looks ${(delay.percentile(99.9) / 1e6).toFixed(0)} ms`,
  );
}

/**
 * What pages ask of each metric, as they ask it: the country over time, one municipality over time, and one month by place, group and part.
 */
export async function measureFigures(db: Database, metrics: readonly CubeMetric[]): Promise<void> {
  const all = trendDays(plainDate(firstMonth), until);
  const month = [plainDate('2020-11-30')];
  const slowest = { name: '', ms: 0 };
  const every: number[] = [];
  for (const metric of metrics) {
    const has = (key: Key): boolean => metric.keys.includes(key);
    const part: Key[] = metric.counts === 'events' && metric.partKey !== null ? [metric.partKey] : [];
    const groups = groupKeys.filter(has);
    const questions = [
      { by: [], days: all },
      { by: part, days: all },
      { by: [], where: { municipality: ['2425'] }, days: all },
      ...groups.map((group) => ({ by: [group], days: all })),
      { by: ['county', ...part] as Key[], days: month },
      { by: ['municipality', ...part] as Key[], days: month },
      ...groups.map((group) => ({ by: ['municipality', group] as Key[], days: month })),
      ...groups.map((group) => ({ by: ['type', group] as Key[], days: month })),
    ];
    for (const question of questions) {
      const times: number[] = [];
      for (let round = 0; round < 7; round += 1) {
        const began = performance.now();
        await figuresOn(db, { metric, ...question }, question.days);
        times.push(performance.now() - began);
      }
      const ms = median(times);
      every.push(ms);
      if (ms > slowest.ms)
        Object.assign(slowest, { ms, name: [metric.id, ...question.by, `${question.days.length} months`].join(', ') });
    }
  }
  console.log(
    `${every.length} questions of pages, medians of seven: half take ${median(every).toFixed(1)} ms; the slowest is ${slowest.name}`,
  );
  claim('insight.figures.slowest-ms', slowest.ms, { atMost: 20 });
}
