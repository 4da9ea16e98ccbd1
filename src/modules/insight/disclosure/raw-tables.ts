/** The counts of a month of a metric about persons, raw from the cube: whole tables, as disclosure control needs them. */
import { plainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { cubeFigures, type MonthFigure } from '../cube/figures.ts';
import { groupKeys, type Key } from '../metric.ts';
import { disclosureControl } from '../rules/disclosure-control.ts';
import { type CubeMetric, hasAmounts } from '../store/cube-pieces.ts';
import type { Area } from '../store/regions.ts';
import type { SplitName } from '../store/shown.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';
import type { Count, RawTable } from './protect.ts';

/** By which groups a metric is broken down; first everyone. */
export const splitsOf = ({ keys }: CubeMetric): SplitName[] => ['', ...groupKeys.filter((key) => keys.includes(key))];

/** A metric’s share without parts is of 'yes'; others are whole. */
const partsOf = (metric: CubeMetric): readonly string[] => {
  if (metric.counts === 'events' && metric.partKey !== null) return metric.values[metric.partKey] ?? [];
  return metric.unit === 'share' ? ['yes', 'no'] : [];
};

interface Month {
  metric: CubeMetric;
  /** YYYY-MM. */
  month: string;
  areas: readonly Area[];
}

/** A table of counts, and of a metric of amounts their percentiles. */
export interface Raw {
  table: RawTable;
  /** There is nobody to count. */
  isEmpty: boolean;
  percentiles: Percentiles | null;
}

/** One for each of the metric’s splits, all of one instant: what is read of one must fit the others. */
export async function rawTables(db: Database, asked: Month): Promise<ReadonlyMap<SplitName, Raw>> {
  const { metric, month } = asked;
  const limits = valueOn(disclosureControl, plainDate(`${month}-01`));
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const everyone = await counts(tx, asked, '');
      const known = { areas: placesOf(asked, everyone), parts: partsOf(metric), everyone };
      const isEmpty = everyone.every(({ n }) => n === 0);
      const tables = new Map<SplitName, Raw>();
      for (const split of splitsOf(metric)) {
        const table = split === '' ? known : { ...known, split: await splitBy(tx, asked, split) };
        const percentilesIn = async () => (isEmpty ? new Map() : await percentilesOf(tx, { metric, month, split, limits }));
        tables.set(split, { table, isEmpty, percentiles: hasAmounts(metric) ? await percentilesIn() : null });
      }
      return tables;
    });
}

/**
 * The municipalities that counts are by. Everyone knows that nobody came to a desk where there is none: such a nought needs no hiding, and must
 * not count as one that others could hide behind.
 */
function placesOf({ metric, areas }: Month, everyone: readonly Count[]): RawTable['areas'] {
  if (!metric.keys.includes('municipality')) return [];
  const places = areas.map(({ code, countyCode, type }) => ({ code, county: countyCode, type }));
  if (metric.counts === 'stock' || metric.isByPlace === undefined) return places;
  const some = new Set(everyone.flatMap(({ area, n }) => (n > 0 ? [area] : [])));
  return places.filter(({ code }) => some.has(code));
}

async function splitBy(db: Database, asked: Month, group: Exclude<SplitName, ''>): Promise<NonNullable<RawTable['split']>> {
  const found = await counts(db, asked, group);
  const groups = [...new Set([...(asked.metric.values[group] ?? []), ...found.map((one) => one.group)])].toSorted();
  return { groups, overlapping: group === 'need', counts: found };
}

async function counts(db: Database, { metric, month }: Month, split: SplitName): Promise<Count[]> {
  const hasAreas = metric.keys.includes('municipality');
  const partKey = metric.counts === 'events' ? metric.partKey : null;
  const by: Key[] = [
    ...(hasAreas ? ['municipality' as const] : []),
    ...(split === '' ? [] : [split]),
    ...(partKey === null ? [] : [partKey]),
  ];
  const found = await cubeFigures(db, metric, { by, months: { from: month, to: month } });
  const code = (row: MonthFigure, key: Key | null): string => (key === null ? '' : (row.keys[by.indexOf(key)] ?? ''));
  return found.flatMap((row): Count[] => {
    const area = hasAreas ? code(row, 'municipality') : '';
    const count = { area, group: split === '' ? '' : code(row, split), part: code(row, partKey) };
    if (hasAmounts(metric)) return [{ ...count, n: row.whole ?? 0 }];
    if (metric.unit !== 'share') return [{ ...count, n: row.value ?? 0 }];
    const [part, whole] = [row.part ?? 0, row.whole ?? 0];
    if (partKey !== null) return [{ ...count, n: part }];
    return [
      { ...count, part: 'yes', n: part },
      { ...count, part: 'no', n: whole - part },
    ];
  });
}
