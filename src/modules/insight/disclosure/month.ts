/** Figures of months about persons, as they may be shown: read as they were stored, never worked out for a page. */
import { plainDate } from '../../../platform/clock/index.ts';
import type { Database } from '../../../platform/db/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { codesOf, combinations, geographicKeys } from '../codes.ts';
import { cubeFigures, type MonthFigure, percentiles } from '../cube/figures.ts';
import type { FigureRow } from '../figures.ts';
import { type EventMetric, groupKeys, type Key, type Where } from '../metric.ts';
import { disclosureControl } from '../rules/disclosure-control.ts';
import { type CubeMetric, hasAmounts } from '../store/cube-pieces.ts';
import type { Area } from '../store/regions.ts';
import { columnName, readShown, type Stored } from '../store/shown.ts';
import { shownPercentile } from './percentiles.ts';
import type { Place } from './protect.ts';

export interface MonthQuestion {
  metric: CubeMetric;
  by: readonly Key[];
  where: Where;
  /** YYYY-MM. */
  months: readonly string[];
  areas: readonly Area[];
}

type Group = (typeof groupKeys)[number];

export interface Month {
  rows: readonly FigureRow[];
  /** Some of its records are made up. */
  isGenerated: boolean;
}

/**
 * By month, those that have been stored (keep-shown.ts). One row for each combination of codes, in their order. A count or share stands
 * only where disclosure control shows it; sums of several (`where` with several codes that are not in `by`) only of shown ones; days and minutes
 * only where enough lie beyond.
 */
export async function readMonths(db: Database, question: MonthQuestion): Promise<ReadonlyMap<string, Month>> {
  const { metric, by, where, months, areas } = question;
  const asked = [...new Set([...by, ...(Object.keys(where) as Key[])])];
  const group = groupKeys.find((key) => asked.includes(key)) ?? null;
  const rows = combinations(by.map((key) => where[key] ?? codesOf(areas, metric, key)))
    .map((keys) => ({ keys, cells: cellsOf(question, keys, asked, group) }))
    .filter(({ cells }) => cells.length > 0);
  const levels = [...new Set(rows.flatMap(({ cells }) => cells.map(({ place }) => place.level)))];
  const { stored, others } = await readTables(db, metric, { group, months, levels });
  const byMonth = Map.groupBy(stored, ({ month }) => month);
  const percentileAt = hasAmounts(metric) ? await percentilesIn(db, question, { rows, byMonth }) : null;
  return new Map(
    [...byMonth].map(([month, tables]): [string, Month] => {
      const shown = shownAmong(metric, tables, (of) => others.get(of)?.filter((one) => one.month === month) ?? []);
      const made = rows.map(({ keys, cells }) =>
        rowOf(question, { keys, cells, shown, percentile: percentileAt?.(month) ?? null }),
      );
      return [month, { rows: made, isGenerated: tables.some(({ generated }) => generated) }];
    }),
  );
}

type Shown = (cell: Cell) => number | null;

/** The metrics that one lies within, the nearest first. */
function around(metric: CubeMetric): EventMetric[] {
  const within = metric.counts === 'events' ? metric.within : undefined;
  return within === undefined ? [] : [within.metric, ...around(within.metric)];
}

/** What is stored of the metric, and of those that it lies within: of everyone, and of the group. */
async function readTables(
  db: Database,
  metric: CubeMetric,
  { group, months, levels }: { group: Group | null; months: readonly string[]; levels: readonly Place['level'][] },
): Promise<{ stored: Stored[]; others: ReadonlyMap<EventMetric, Stored[]> }> {
  const read = (of: CubeMetric, split: Group | ''): Promise<Stored[]> => readShown(db, of, { split, months, levels });
  const splits = group === null ? ([''] as const) : (['', group] as const);
  const [stored, ...others] = await Promise.all([
    read(metric, group ?? ''),
    ...around(metric).map(async (of) => [of, (await Promise.all(splits.map((split) => read(of, split)))).flat()] as const),
  ]);
  return { stored, others: new Map(others) };
}

/**
 * What is stored, without what others of the same records would give away: where the metric is a part of another, that part has to be shown
 * there; of groups only in the whole country, as their parts are. Where two divide the same records otherwise, one does by municipality.
 */
function shownAmong(metric: CubeMetric, tables: readonly Stored[], othersOf: (metric: EventMetric) => readonly Stored[]): Shown {
  const shown = shownIn(tables);
  if (metric.counts === 'stock') return shown;
  const { within, hasGroupsOnlyInCountry, hasPartsOnlyByCounty } = metric;
  const outer = within === undefined ? null : shownAmong(within.metric, othersOf(within.metric), othersOf);
  return (cell) => {
    const isCountry = cell.place.level === 'country';
    if (cell.group !== null && !isCountry && hasGroupsOnlyInCountry) return null;
    if (cell.part !== null && cell.place.level === 'municipality' && hasPartsOnlyByCounty) return null;
    if (within === undefined || outer === null) return shown(cell);
    const part = { ...cell, group: isCountry ? cell.group : null, part: within.part };
    return outer(part) === null || outer({ ...part, group: null }) === null ? null : shown(cell);
  };
}

function shownIn(tables: readonly Stored[]): Shown {
  // Columns of everyone and of groups have different names.
  const byLevel = Map.groupBy(tables, ({ level }) => level);
  return ({ place, group, part }) => {
    const name = columnName(group, part);
    return (
      byLevel
        .get(place.level)
        ?.map(({ figures }) => figures[place.code]?.[name])
        .find((count) => count !== undefined) ?? null
    );
  };
}

/** The days or minutes of a row whose count is shown, as they may be shown; null: hidden. */
type Percentile = (keys: readonly string[], cells: readonly Cell[]) => number | null;

/** As they were stored; where a row is of several cells, or a month was stored before percentiles were, from what was counted. */
async function percentilesIn(
  db: Database,
  question: MonthQuestion,
  { rows, byMonth }: { rows: readonly { cells: readonly Cell[] }[]; byMonth: ReadonlyMap<string, readonly Stored[]> },
): Promise<(month: string) => Percentile> {
  const { by, where } = question;
  const codeOf = (keys: readonly string[]): string =>
    by.includes('percentile') ? keys[by.indexOf('percentile')]! : (where.percentile?.[0] ?? 'p50');
  const isStored = [...byMonth.values()].flat().every(({ percentiles: list }) => list !== null);
  if (!isStored || rows.some(({ cells }) => cells.length > 1)) {
    const counted = await countedIn(db, question, [...byMonth.keys()].toSorted());
    return (month) => {
      const limits = valueOn(disclosureControl, plainDate(`${month}-01`));
      return (keys) => {
        const found = counted.get(month)?.get(keys.join(' '));
        return found === undefined ? null : shownPercentile(found, codeOf(keys), limits);
      };
    };
  }
  return (month) => {
    const byLevel = new Map(byMonth.get(month)?.map(({ level, percentiles: list }) => [level, list]));
    return (keys, [cell]) => {
      const list = byLevel.get(cell!.place.level)?.[cell!.place.code]?.[columnName(cell!.group, cell!.part)];
      return list?.[percentiles.findIndex((one) => one === codeOf(keys))] ?? null;
    };
  };
}

/** Raw percentiles by month, then by codes. */
async function countedIn(
  db: Database,
  { metric, by, where }: MonthQuestion,
  months: readonly string[],
): Promise<Map<string, Map<string, MonthFigure>>> {
  const [from, to] = [months[0], months.at(-1)];
  const found = from === undefined || to === undefined ? [] : await cubeFigures(db, metric, { by, where, months: { from, to } });
  const ofMonth = Map.groupBy(found, ({ month }) => month);
  return new Map([...ofMonth].map(([month, list]) => [month, new Map(list.map((row) => [row.keys.join(' '), row]))]));
}

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
  shown: Shown;
  /** Null: the metric has none. */
  percentile: Percentile | null;
}

function rowOf({ metric }: MonthQuestion, { keys, cells, shown, percentile }: RowFacts): FigureRow {
  const sum = (of: (cell: Cell) => number | null): number | null =>
    cells.reduce<number | null>((all, cell) => {
      const one = of(cell);
      return all === null || one === null ? null : all + one;
    }, 0);
  const hidden = { keys, value: null, hidden: true, part: null, whole: null };
  if (metric.unit === 'share') {
    const isPlain = metric.counts === 'stock' || metric.partKey === null;
    const part = sum((cell) => shown(isPlain ? { ...cell, part: 'yes' } : cell));
    const whole = sum((cell) => shown({ ...cell, part: null }));
    return part === null || whole === null || whole === 0
      ? { ...hidden, whole }
      : { keys, value: Math.min(1, part / whole), hidden: false, part, whole };
  }
  const count = sum(shown);
  if (percentile === null) return count === null ? hidden : { ...hidden, value: count, hidden: false };
  const value = count === null ? null : percentile(keys, cells);
  return value === null ? { ...hidden, whole: count } : { keys, value, hidden: false, part: null, whole: count };
}
