/**
 * Works out what may be shown of each month that has been counted to its end, and stores it: done once by whoever counts, so that no
 * page does. A month that is stored stays as it is, whatever comes late, until someone has it counted again (decision 0017).
 */
import { setImmediate as others } from 'node:timers/promises';
import { addDays, addMonths, type PlainDate, plainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { beginsOn, valueOn } from '../../../platform/rule/index.ts';
import { disclosureControl } from '../rules/disclosure-control.ts';
import type { CubeMetric } from '../store/cube-pieces.ts';
import { cubeState } from '../store/cube-read.ts';
import { type Area, listAreas } from '../store/regions.ts';
import {
  columnName,
  insertShown,
  isGenerated,
  type ShownFigures,
  type ShownPercentiles,
  shownTables,
  type SplitName,
} from '../store/shown.ts';
import { keepTold } from '../equal-service/keep-told.ts';
import type { LevelPercentiles } from './percentiles.ts';
import { type Place, protect, type Protected, type RawTable } from './protect.ts';
import { rawTables, splitsOf } from './raw-tables.ts';

/** Stores what is missing, the newest months first, and what is told of groups in places. How many months of metrics were stored. */
export async function keepShown(db: Database, metrics: readonly CubeMetric[]): Promise<number> {
  const areas = await listAreas(db);
  const missing: { metric: CubeMetric; month: string }[] = [];
  for (const metric of metrics) {
    const there = await shownTables(db, metric);
    for (const month of await closedMonths(db, metric))
      if (splitsOf(metric).some((split) => !there.has(`${month} ${split}`))) missing.push({ metric, month });
  }
  const newestFirst = [...Map.groupBy(missing, ({ month }) => month)].toSorted(([a], [b]) => (a < b ? 1 : -1));
  for (const [, ofMonth] of newestFirst) {
    for (const one of ofMonth) await keepMonth(db, one, areas);
    await keepTold(db, metrics);
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

async function keepMonth(db: Database, { metric, month }: { metric: CubeMetric; month: string }, areas: readonly Area[]) {
  const generated = await isGenerated(db, metric, month);
  const limits = valueOn(disclosureControl, plainDate(`${month}-01`));
  for (const [split, { table, isEmpty, percentiles }] of await rawTables(db, { metric, month, areas })) {
    const figures = isEmpty ? nothing : levelsOf(table, split, protect(table, limits));
    const levels = new Map(
      [...figures].map(([level, shown]) => [
        level,
        { figures: shown, percentiles: percentiles && beside(shown, percentiles.get(level)) },
      ]),
    );
    await insertShown(db, { metric, split, month, generated, levels });
    // Whoever waits for an answer comes in between.
    await others();
  }
}

const nothing: ReadonlyMap<Place['level'], ShownFigures> = new Map(
  (['country', 'county', 'type', 'municipality'] as const).map((level) => [level, {}]),
);

/** Everything that the table shows. */
function levelsOf(table: RawTable, split: SplitName, safe: Protected): ReadonlyMap<Place['level'], ShownFigures> {
  const { areas, parts } = table;
  const codes = {
    country: [''],
    county: [...new Set(areas.map(({ county }) => county))],
    type: [...new Set(areas.flatMap(({ type }) => type ?? []))],
    municipality: areas.map(({ code }) => code),
  };
  const columns: { group: string | null; part: string | null }[] =
    split === ''
      ? [null, ...parts].map((part) => ({ group: null, part }))
      : table.split!.groups.flatMap((group) => [null, ...parts].map((part) => ({ group, part })));
  const figuresAt = (place: Place): Record<string, number> =>
    Object.fromEntries(
      columns.flatMap(({ group, part }) => {
        const count = safe.shown(place, group, part);
        return count === null ? [] : [[columnName(group, part), count]];
      }),
    );
  const atLevel = (level: Place['level']): ShownFigures =>
    Object.fromEntries(
      codes[level].map((code) => [code, figuresAt({ level, code })] as const).filter(([, found]) => hasAny(found)),
    );
  return new Map((['country', 'county', 'type', 'municipality'] as const).map((level) => [level, atLevel(level)]));
}

/** Of the counts that are shown at a level. */
const beside = (figures: ShownFigures, percentiles: LevelPercentiles | undefined): ShownPercentiles =>
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

const hasAny = (found: object): boolean => Object.keys(found).length > 0;
