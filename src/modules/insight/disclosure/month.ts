/** Figures of a month about persons, as they may be shown: read raw from the cube, whole tables at a time, and kept safe (protect.ts). */
import type { PlainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { codesOf, geographicKeys } from '../codes.ts';
import { cubeFigures, type MonthFigure } from '../cube/index.ts';
import type { FigureRow } from '../figures.ts';
import { groupKeys, type EventMetric, type Key, type StockMetric, type Where } from '../metric.ts';
import { disclosureControl, shownAlone } from '../rules/disclosure-control.ts';
import { cubeState } from '../store/cube-read.ts';
import type { Area } from '../store/regions.ts';
import { type Count, type Place, protect, type Protected, type RawTable } from './protect.ts';

export interface MonthQuestion {
  metric: EventMetric | StockMetric;
  by: readonly Key[];
  where: Where;
  /** Any day of the month. */
  on: PlainDate;
  areas: readonly Area[];
}

type Group = (typeof groupKeys)[number];

/**
 * One row for each combination of codes, in their order. A count or share stands only where disclosure control shows it; sums of several
 * (`where` with several codes that are not in `by`) only of shown ones; days and minutes only where enough lie beyond. Nothing of a month
 * that is not counted to its end: a month that still grows would be asked about daily.
 */
export async function monthRows(db: Database, question: MonthQuestion): Promise<FigureRow[]> {
  const { metric, by, where, on, areas } = question;
  const month = on.slice(0, 7);
  const asked = [...new Set([...by, ...(Object.keys(where) as Key[])])];
  const group = groupKeys.find((key) => asked.includes(key)) ?? null;
  const shown = await kept(db, `${metric.id} ${metric.version} ${group} ${month}`, metric, async () =>
    protect(await rawTable(db, question, group, month), valueOn(disclosureControl, on)),
  );
  const amounts = hasAmounts(metric) ? await cubeFigures(db, metric, { by, where, months: { from: month, to: month } }) : null;
  return combinations(by.map((key) => where[key] ?? codesOf(areas, metric, key)))
    .map((keys) => ({ keys, cells: cellsOf(question, keys, asked, group) }))
    .filter(({ cells }) => cells.length > 0)
    .map(({ keys, cells }) => rowOf(question, { keys, cells, shown, amounts }));
}

/** The last tables of each database, as long as the cube stands as it was counted: what a table hides takes its time to work out. */
const tables = new WeakMap<Database, Map<string, Promise<Protected>>>();
const mostTables = 400;

async function kept(
  db: Database,
  name: string,
  metric: MonthQuestion['metric'],
  make: () => Promise<Protected>,
): Promise<Protected> {
  const state = await cubeState({ db, metric });
  const key = `${name} ${state?.madeAt} ${state?.through}`;
  const known = tables.get(db) ?? new Map<string, Promise<Protected>>();
  tables.set(db, known);
  const found = known.get(key) ?? make();
  known.delete(key);
  known.set(key, found);
  if (known.size > mostTables) known.delete(known.keys().next().value!);
  try {
    return await found;
  } catch (error) {
    known.delete(key);
    throw error;
  }
}

const hasAmounts = ({ unit }: EventMetric | StockMetric): boolean => unit === 'days' || unit === 'minutes';

/** A metric’s share without parts is of 'yes'; others are whole. */
const partsOf = (metric: EventMetric | StockMetric): readonly string[] => {
  if (metric.counts === 'events' && metric.partKey !== null) return metric.values[metric.partKey] ?? [];
  return metric.unit === 'share' ? ['yes', 'no'] : [];
};

async function rawTable(db: Database, { metric, areas }: MonthQuestion, group: Group | null, month: string): Promise<RawTable> {
  const hasAreas = metric.keys.includes('municipality');
  const partKey = metric.counts === 'events' ? metric.partKey : null;
  const counts = async (split: Group | null): Promise<Count[]> => {
    const by: Key[] = [
      ...(hasAreas ? ['municipality' as const] : []),
      ...(split === null ? [] : [split]),
      ...(partKey === null ? [] : [partKey]),
    ];
    const found = await cubeFigures(db, metric, { by, months: { from: month, to: month } });
    const key = (row: MonthFigure, of: Key | null): string => (of === null ? '' : (row.keys[by.indexOf(of)] ?? ''));
    return found.flatMap((row) => {
      const count = {
        area: hasAreas ? key(row, 'municipality') : '',
        group: split === null ? '' : key(row, split),
        part: key(row, partKey),
      };
      if (hasAmounts(metric)) return [{ ...count, n: row.whole ?? 0 }];
      if (metric.unit !== 'share') return [{ ...count, n: row.value ?? 0 }];
      if (partKey !== null) return [{ ...count, n: row.part ?? 0 }];
      const [part, whole] = [row.part ?? 0, row.whole ?? 0];
      return [
        { ...count, part: 'yes', n: part },
        { ...count, part: 'no', n: whole - part },
      ];
    });
  };
  const everyone = await counts(null);
  const places = hasAreas ? areas.map(({ code, countyCode, type }) => ({ code, county: countyCode, type })) : [];
  const known = { areas: places, parts: partsOf(metric), everyone };
  if (group === null) return known;
  const classed = await counts(group);
  const groups = [...new Set([...(metric.values[group] ?? []), ...classed.map((one) => one.group)])].toSorted();
  return { ...known, split: { groups, overlapping: group === 'need', counts: classed } };
}

const combinations = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((code) => [...row, code])), [[]]);

interface Cell {
  place: Place;
  group: string | null;
  part: string | null;
}

/** What a row is the sum of: usually one cell. None: no municipality lies in all of its areas. */
function cellsOf(
  { metric, by, where, areas }: MonthQuestion,
  keys: readonly string[],
  asked: readonly Key[],
  group: Group | null,
): Cell[] {
  const codes = (key: Key | null): readonly (string | null)[] => {
    if (key === null || !asked.includes(key)) return [null];
    return by.includes(key) ? [keys[by.indexOf(key)]!] : where[key]!;
  };
  const partKey = metric.counts === 'events' ? metric.partKey : null;
  const places = placesOf(
    areas,
    geographicKeys.filter((key) => asked.includes(key)).map((key) => ({ key, codes: codes(key) as string[] })),
  );
  return places.flatMap((place) => codes(group).flatMap((of) => codes(partKey).map((part) => ({ place, group: of, part }))));
}

function placesOf(areas: readonly Area[], asked: readonly { key: Key; codes: readonly string[] }[]): Place[] {
  if (asked.length === 0) return [{ level: 'country', code: '' }];
  if (asked.length === 1) return asked[0]!.codes.map((code) => ({ level: asked[0]!.key as Place['level'], code }));
  const has = (area: Area, key: Key): string | null =>
    key === 'municipality' ? area.code : key === 'county' ? area.countyCode : area.type;
  const within = areas.filter((area) => asked.every(({ key, codes }) => codes.includes(has(area, key) ?? '')));
  return within.map(({ code }) => ({ level: 'municipality', code }));
}

interface RowFacts {
  keys: readonly string[];
  cells: readonly Cell[];
  shown: Protected;
  amounts: readonly MonthFigure[] | null;
}

function rowOf({ metric, by, where, on }: MonthQuestion, { keys, cells, shown, amounts }: RowFacts): FigureRow {
  const sum = (of: (cell: Cell) => number | null): number | null =>
    cells.reduce<number | null>((all, cell) => {
      const one = of(cell);
      return all === null || one === null ? null : all + one;
    }, 0);
  const hidden = { keys, value: null, hidden: true, part: null, whole: null };
  if (metric.unit === 'share') {
    const isPlain = metric.counts === 'stock' || metric.partKey === null;
    const part = sum(({ place, group, part: of }) => shown.shown(place, group, isPlain ? 'yes' : of));
    const whole = sum(({ place, group }) => shown.shown(place, group, null));
    return part === null || whole === null || whole === 0
      ? { ...hidden, whole }
      : { keys, value: Math.min(1, part / whole), hidden: false, part, whole };
  }
  const count = sum(({ place, group, part }) => shown.shown(place, group, part));
  if (amounts === null) return count === null ? hidden : { ...hidden, value: count, hidden: false };
  const found = amounts.find((row) => row.keys.join(' ') === keys.join(' '));
  const percentile = by.includes('percentile') ? keys[by.indexOf('percentile')]! : (where.percentile?.[0] ?? 'p50');
  const isSafe =
    count !== null &&
    found?.value != null &&
    shownAlone(beyond(found.whole ?? 0, percentile), valueOn(disclosureControl, on)) !== null;
  return isSafe ? { keys, value: found.value, hidden: false, part: null, whole: count } : { ...hidden, whole: count };
}

/** How many lie beyond a percentile, on the side with fewer: a few give themselves away. Nobody lies beyond the longest. */
function beyond(n: number, percentile: string): number {
  const share = { p50: 0.5, p90: 0.1, p95: 0.05 }[percentile] ?? 0;
  return Math.floor(n * share);
}
