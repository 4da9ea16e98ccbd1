/**
 * Counts everything anew. Two connections share the metrics between them and see the same instant; they fill the side that nobody reads, and
 * only when all of it is there is it read instead. Killed before that, the old figures stand; what was begun is emptied by the next.
 */
import { addDays, addMonths, plainDate, type PlainDate } from '../../../platform/clock/index.ts';
import type { Database, Transaction } from '../../../platform/db/index.ts';
import { insightProblem } from '../problems.ts';
import {
  analyzeSide,
  bySource,
  copyGroups,
  cubeRow,
  emptySide,
  fillSide,
  firstMonth,
  holdCube,
  keepMonths,
  makeRoom,
  numberSeries,
  readSide,
  rowsAbout,
  seeSnapshot,
  shareSnapshot,
  type Side,
  sourceOf,
} from '../store/cube-build.ts';
import { type CubeMetric, hasAmounts } from '../store/cube-pieces.ts';

/**
 * Months that are counted anew. What happened earlier may have been erased since (rule erasure-period: at the earliest three years after the
 * end of the year), so the figures of those months stay as they were.
 */
const monthsAnew = 36;

export interface RebuildOptions {
  metrics: readonly CubeMetric[];
  /** Days before this one are counted; later ones are refreshCube’s. */
  today: PlainDate;
}

export interface Rebuilt {
  /** The instant whose knowledge was counted. */
  at: string;
  /** In the order in which they were done. */
  metrics: { metric: string; seconds: number }[];
}

interface Work {
  metric: CubeMetric;
  series: number;
  from: PlainDate | '-infinity';
  about: number;
}

/** Throws cube-busy while another counts. */
export async function rebuildCube(db: Database, { metrics, today }: RebuildOptions): Promise<Rebuilt> {
  return await db.transaction().execute(async (lock) => {
    if (!(await holdCube(lock))) throw insightProblem('cube-busy');
    await makeRoom(lock);
    const old = await cubeRow(lock);
    const side: Side = old?.side === 0 ? 1 : 0;
    const series = await db.transaction().execute(async (tx) => {
      await emptySide(tx, side);
      return numberSeries(tx, metrics);
    });
    const anew = plainDate(`${addMonths(today, -monthsAnew).slice(0, 7)}-01`);
    const kept = old === null ? [] : series.filter((one) => old.series.includes(one));
    if (kept.length > 0) await keepMonths(lock, { side, series: kept, before: anew });
    const work: Work[] = [];
    for (const [at, metric] of metrics.entries()) {
      const one = series[at]!;
      // Amounts are listed one by one, which takes as long again.
      const about = (await rowsAbout(lock, metric)) * (hasAmounts(metric) ? 2 : 1);
      work.push({ metric, series: one, from: kept.includes(one) ? anew : '-infinity', about });
    }
    const rebuilt = await fill(db, work, side, today);
    await analyzeSide(lock, side);
    const first = (await firstMonth(lock, side)) ?? `${addDays(today, -1).slice(0, 7)}-01`;
    await readSide(lock, { side, until: today, firstMonth: first, at: rebuilt.at, series });
    return rebuilt;
  });
}

async function fill(db: Database, waiting: readonly Work[], side: Side, until: PlainDate): Promise<Rebuilt> {
  // The longest first, so that both are done at about the same time.
  const rows = (together: readonly Work[]): number => together.reduce((sum, { about }) => sum + about, 0);
  const queue = bySource(waiting).toSorted((a, b) => rows(b) - rows(a));
  const metrics: Rebuilt['metrics'] = [];
  const work = async (tx: Transaction): Promise<void> => {
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        let began = performance.now();
        const from = next.some((one) => one.from === '-infinity') ? '-infinity' : next[0]!.from;
        const groups = await sourceOf(tx, next, { from, until, opening: true, groups: 'pg_temp.person_group' });
        for (const { metric, series, from } of next) {
          await fillSide(tx, metric, { side, series, days: { from, until, opening: true, groups } });
          const now = performance.now();
          metrics.push({ metric: metric.id, seconds: (now - began) / 1000 });
          began = now;
        }
      }
    } catch (error) {
      // The other one need not go on.
      queue.length = 0;
      throw error;
    }
  };
  const begin = () => db.transaction().setIsolationLevel('repeatable read');
  return await begin().execute(async (first) => {
    const { snapshot, at } = await shareSnapshot(first);
    const begun = async (tx: Transaction): Promise<void> => {
      await makeRoom(tx);
      await copyGroups(tx);
      await work(tx);
    };
    const done = await Promise.allSettled([
      begun(first),
      begin().execute(async (second) => {
        await seeSnapshot(second, snapshot);
        await begun(second);
      }),
    ]);
    for (const one of done) if (one.status === 'rejected') throw one.reason;
    return { at, metrics };
  });
}
