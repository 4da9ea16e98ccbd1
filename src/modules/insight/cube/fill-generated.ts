/**
 * Fills the cube with made-up figures (made-up.ts): in a trial alone, where there is nobody to count. They stand in cells and in no table of
 * persons; the cube says that they are made up, and so does whatever shows them. A made-up cube is never mixed with what is counted: the
 * nightly count only adds the months that have ended since, and a service with a real issuer takes all of it away before it counts.
 */
import { setImmediate as others } from 'node:timers/promises';
import { addMonths, plainDate, type PlainDate, today } from '../../../platform/clock/index.ts';
import type { House } from '../../../platform/auth/index.ts';
import type { Transaction } from '../../../platform/db/index.ts';
import { keepShown } from '../disclosure/keep-shown.ts';
import { metrics as all } from '../metrics/index.ts';
import { analyzeSide, cubeRow, emptySide, holdCube, makeRoom, numberSeries, readSide, type Side } from '../store/cube-build.ts';
import {
  type Cell,
  forgetCube,
  forgetShownOfAll,
  hasRegistrations,
  isMadeUp,
  listTowns,
  noteMadeUp,
  putCells,
} from '../store/cube-generated.ts';
import type { CubeMetric } from '../store/cube-pieces.ts';
import { made, type MadeCell, type Output, type Split, splits, type Stream, streams, type Town } from './made-up.ts';

/** Closed months that a first fill has. */
const firstMonths = 7;

/** Where so many have registered, the figures are real and stay. */
const manyRegistrations = 500;

export interface FillOptions {
  seed?: string;
  /** Only these metrics (by id) and so many months: a small fill for tests. */
  metrics?: readonly string[];
  months?: number;
  /** What may be shown is worked out also where the cells are there already: the one before was killed. */
  finish?: true;
  /** Only the months that have ended since the last fill. */
  ended?: true;
}

export type Filled = 'filled' | 'there' | 'real' | 'busy' | 'no-country';

/**
 * Fills a cube that is not yet made up, or one in which a month is missing. Works out what may be shown of it, the newest month first; that takes
 * a second of computing for each metric and month, so a service has it done beside it (app/trial-figures.ts).
 */
export async function fillGenerated({ db, clock }: Pick<House, 'db' | 'clock'>, options: FillOptions = {}): Promise<Filled> {
  const byMonth = all.filter((one): one is CubeMetric => one.time === 'month');
  const metrics = byMonth.filter(({ id }) => options.metrics?.includes(id) ?? true);
  const until = plainDate(`${today(clock).slice(0, 7)}-01`);
  const done = await db.transaction().execute(async (tx): Promise<Filled> => {
    if (!(await holdCube(tx))) return 'busy';
    await makeRoom(tx);
    const before = await cubeRow(tx);
    const wasMadeUp = await isMadeUp(tx);
    if (!wasMadeUp && (await hasRegistrations(tx, manyRegistrations))) return 'real';
    const first =
      wasMadeUp && options.ended === true ? plainDate(before!.first_month) : addMonths(until, -(options.months ?? firstMonths));
    if (wasMadeUp && before!.until >= until && before!.first_month <= first) return 'there';
    const towns = await listTowns(tx);
    if (towns.length === 0) return 'no-country';
    const from = wasMadeUp && plainDate(before!.first_month) < first ? plainDate(before!.first_month) : first;
    const side: Side = before?.side === 0 ? 1 : 0;
    const series = await db.transaction().execute(async (own) => {
      await emptySide(own, side);
      return numberSeries(own, metrics);
    });
    const numbers = new Map(metrics.map(({ id }, at) => [id, series[at]!]));
    const filling = { side, numbers, metrics, towns, months: monthsBetween(from, until), seed: options.seed ?? 'trial' };
    for (const stream of streams) await fillStream(tx, stream, filling);
    await analyzeSide(tx, side);
    if (!wasMadeUp) await forgetShownOfAll(tx);
    await readSide(tx, { side, until, firstMonth: from, at: clock.now(), series });
    await noteMadeUp(tx);
    return 'filled';
  });
  if (done === 'filled' || (done === 'there' && options.finish === true)) await keepShown(db, metrics);
  return done;
}

/** Takes made-up figures away, for real ones to be counted; others stay. True where there were any. */
export async function forgetGenerated({ db }: Pick<House, 'db'>): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    if (!(await isMadeUp(tx))) return false;
    await forgetCube(tx);
    return true;
  });
}

function monthsBetween(from: PlainDate, until: PlainDate): string[] {
  const months: string[] = [];
  for (let month = from; month < until; month = addMonths(month, 1)) months.push(month.slice(0, 7));
  return months;
}

interface Filling {
  side: Side;
  numbers: ReadonlyMap<string, number>;
  metrics: readonly CubeMetric[];
  towns: readonly Town[];
  months: readonly string[];
  seed: string;
}

async function fillStream(tx: Transaction, stream: Stream, filling: Filling): Promise<void> {
  const outputs = stream.outputs.filter(({ metric }) => filling.numbers.has(metric));
  if (outputs.length === 0) return;
  const only = { ...stream, outputs };
  const towns = filling.towns.toSorted((a, b) => b.registered - a.registered).slice(0, stream.towns ?? filling.towns.length);
  for (const split of splits) {
    const known = outputs.filter(({ metric }) => hasSplit(filling, metric, split));
    const cells = new Map<Output, Cell[]>(known.map((output) => [output, []]));
    for (const month of filling.months) {
      const byArea = new Map<Output, Map<string, MadeCell[]>>(known.map((output) => [output, new Map<string, MadeCell[]>()]));
      for (const town of towns)
        for (const [output, some] of made(filling.seed, only, town, month, split))
          for (const area of ['00', town.county, town.code]) {
            const areas = byArea.get(output);
            const there = areas?.get(area);
            if (there === undefined) areas?.set(area, [...some]);
            else there.push(...some);
          }
      for (const [output, areas] of byArea) cells.get(output)!.push(...together(areas, month));
      // Whoever waits for an answer comes in between.
      await others();
    }
    for (const [output, some] of cells)
      await putCells(tx, { side: filling.side, series: filling.numbers.get(output.metric)!, split }, some);
  }
}

const hasSplit = ({ metrics }: Filling, id: string, split: Split): boolean =>
  split === '' || metrics.some((metric) => metric.id === id && metric.keys.includes(split));

/** The cells of a month, in the order of the key, with like added to like. */
function together(areas: ReadonlyMap<string, readonly MadeCell[]>, month: string): Cell[] {
  return [...areas.keys()]
    .toSorted()
    .flatMap((area) =>
      [...Map.groupBy(areas.get(area)!, (cell) => `${cell.class}|${cell.part}`)]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, same]) => ({ area, month, class: same[0]!.class, part: same[0]!.part, ...sumOf(same) })),
    );
}

function sumOf(cells: readonly MadeCell[]): Pick<Cell, 'n' | 'amounts' | 'times'> {
  const n = cells.reduce((sum, one) => sum + one.n, 0);
  if (cells[0]!.amounts === null) return { n, amounts: null, times: null };
  const times = new Map<number, number>();
  for (const { amounts } of cells) for (const amount of amounts!) times.set(amount, (times.get(amount) ?? 0) + 1);
  const amounts = [...times.keys()].toSorted((a, b) => a - b);
  return { n, amounts, times: amounts.map((amount) => times.get(amount)!) };
}
