/**
 * Works out what may be shown of each month that has been counted to its end, and stores it: done once by whoever counts, so that no
 * page does. A month that is stored stays as it is, whatever comes late, until someone has it counted again (decision 0017).
 */
import { addDays, addMonths, type PlainDate, plainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { beginsOn, valueOn } from '../../../platform/rule/index.ts';
import { disclosureControl } from '../rules/disclosure-control.ts';
import type { CubeMetric } from '../store/cube-pieces.ts';
import { cubeState } from '../store/cube-read.ts';
import { type Area, listAreas } from '../store/regions.ts';
import { insertShown, isGenerated, type ShownFigures, type ShownPercentiles, shownTables } from '../store/shown.ts';
import { keepTold } from '../equal-service/keep-told.ts';
import { noFigures } from './levels.ts';
import { type Beside, levelsBeside } from './levels-beside.ts';
import type { LevelPercentiles } from './percentiles.ts';
import { rawTables, splitsOf } from './raw-tables.ts';

interface Missing {
  metric: CubeMetric;
  /** YYYY-MM. */
  month: string;
}

/** More would take processors and connections from pages. */
const sideBySide = 2;

/** Stores what is missing, the newest months first, and what is told of groups in places. How many months of metrics were stored. */
export async function keepShown(db: Database, metrics: readonly CubeMetric[]): Promise<number> {
  const areas = await listAreas(db);
  const missing: Missing[] = [];
  for (const metric of metrics) {
    const there = await shownTables(db, metric);
    for (const month of await closedMonths(db, metric))
      if (splitsOf(metric).some((split) => !there.has(`${month} ${split}`))) missing.push({ metric, month });
  }
  const newestFirst = [...Map.groupBy(missing, ({ month }) => month)].toSorted(([a], [b]) => (a < b ? 1 : -1));
  const lanes = Array.from({ length: sideBySide }, levelsBeside);
  try {
    for (const [, ofMonth] of newestFirst) {
      const left = ofMonth.values();
      const ends = await Promise.allSettled(
        lanes.map(async (lane) => {
          for (const one of left) await keepMonth(db, one, areas, lane);
        }),
      );
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      await keepTold(db, metrics);
    }
  } finally {
    await Promise.all(lanes.map((lane) => lane.end()));
  }
  if (missing.length === 0) await keepTold(db, metrics);
  return missing.length;
}

const begins = beginsOn(disclosureControl);

/** Months (YYYY-MM) that are counted from their first day to their last; not those before the first day that the rule can say of. */
async function closedMonths(db: Database, metric: CubeMetric): Promise<string[]> {
  const state = await cubeState({ db, metric });
  if (state === null) return [];
  const months: string[] = [];
  for (let first = plainDate(state.firstMonth); lastDay(first) <= state.through; first = addMonths(first, 1))
    if (first >= begins) months.push(first.slice(0, 7));
  return months;
}

const lastDay = (first: PlainDate): PlainDate => addDays(addMonths(first, 1), -1);

async function keepMonth(db: Database, { metric, month }: Missing, areas: readonly Area[], beside: Beside) {
  const generated = await isGenerated(db, metric, month);
  const limits = valueOn(disclosureControl, plainDate(`${month}-01`));
  for (const [split, { table, isEmpty, percentiles }] of await rawTables(db, { metric, month, areas })) {
    const figures = isEmpty ? noFigures : await beside.levelsOf({ table, split, limits });
    const levels = new Map(
      [...figures].map(([level, shown]) => [
        level,
        { figures: shown, percentiles: percentiles && withShown(shown, percentiles.get(level)) },
      ]),
    );
    await insertShown(db, { metric, split, month, generated, levels });
  }
}

/** Of the counts that are shown at a level. */
const withShown = (figures: ShownFigures, percentiles: LevelPercentiles | undefined): ShownPercentiles =>
  Object.fromEntries(
    Object.entries(figures).map(([area, counts]) => [
      area,
      Object.fromEntries(
        Object.keys(counts).flatMap((column) => {
          const list = percentiles?.get(area)?.get(column);
          return list === undefined ? [] : [[column, list]];
        }),
      ),
    ]),
  );
