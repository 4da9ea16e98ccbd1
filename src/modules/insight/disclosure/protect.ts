/**
 * Which counts of one month of a metric may be shown, whoever asks and in whichever order: everyone by area first, then by part, then by
 * each group. What is shown of everyone is decided without looking at parts or groups, so that every page and file, of every metric of
 * the same records, hides the same. Groups by part stand for the country alone. Decision 0017.
 */
import type { DisclosureLimits } from '../rules/disclosure-control.ts';
import { type Area, type AreaAxis, areaAxis, flatAxis } from './axis.ts';
import { crossing } from './crossing.ts';
import { countryRow } from './country-row.ts';
import { countyRows } from './county-rows.ts';
import { areaOf } from './moves.ts';
import { type Decided, suppress } from './suppress.ts';
import { at, type Table, tableOf } from './table.ts';

/** A count: area (municipality code, anything else where it is not known), group ('' for everyone) and part ('' where there are none). */
export interface Count {
  area: string;
  group: string;
  part: string;
  n: number;
}

export interface Split {
  /** Every group that there is, also those with nobody. */
  groups: readonly string[];
  /** Someone may be in several (needs): then each is a table of its own, those with it and those without. */
  overlapping: boolean;
  counts: readonly Count[];
}

export interface RawTable {
  /** Every municipality, also those with nobody. */
  areas: readonly Area[];
  /** Every part, also those with nobody; a share has two. None: there are only wholes. */
  parts: readonly string[];
  /** Counts of everyone. */
  everyone: readonly Count[];
  /** By one kind of group; left out: nothing is asked by group. */
  split?: Split;
}

export const levels = ['country', 'county', 'type', 'municipality'] as const;

export interface Place {
  level: (typeof levels)[number];
  /** Not used for the country. */
  code: string;
}

export interface Protected {
  /** A count as it may be shown, rounded; null: hidden. `group` and `part` null: all of them. What is not known is hidden. */
  shown(place: Place, group: string | null, part: string | null): number | null;
}

/** Counts whose municipality is not known: part of the country’s totals, never shown by themselves. */
const elsewhere: Area = { code: '', county: '', type: '' };

export function protect(raw: RawTable, limits: DisclosureLimits): Protected {
  const base = baseOf(raw, limits);
  const parts = layersOf(base, { groups: raw.parts, overlapping: false, counts: raw.everyone }, ({ part }) => part);
  const groups = raw.split === undefined ? () => null : layersOf(base, raw.split, ({ group }) => group);
  const crossed = crossing(raw.split?.counts ?? [], limits);
  const show = (found: Column | null, area: number): number | null => {
    if (found === null) return null;
    const figure = at(found.layer.table, area, found.column);
    const isHidden = found.layer.hidden()[figure] === 1;
    return isHidden ? null : Math.round(found.layer.table.counts[figure]! / limits.roundTo) * limits.roundTo;
  };
  return {
    shown: (place, group, part) => {
      if (group !== null && part !== null) return place.level === 'country' ? crossed(group, part) : null;
      const area = nodeOf(base.areas, place);
      if (area === undefined) return null;
      if (group !== null) return show(groups(group), area);
      return show(part === null ? { layer: base.wholes, column: 0 } : parts(part), area);
    },
  };
}

interface Layer {
  table: Table;
  /** Worked out when it is asked for: no layer depends on another but the wholes. */
  hidden(): Uint8Array;
}

interface Column {
  layer: Layer;
  column: number;
}

type Reader = (area: number, column: number) => number;

interface Base {
  areas: AreaAxis;
  areaNumber(code: string): number;
  everyone: Reader;
  wholes: Layer;
  limits: DisclosureLimits;
}

function baseOf(raw: RawTable, limits: DisclosureLimits): Base {
  const known = new Set(raw.areas.map(({ code }) => code));
  const isKnown = [...raw.everyone, ...(raw.split?.counts ?? [])].every(({ area, n }) => n === 0 || known.has(area));
  const areas = areaAxis(isKnown && raw.areas.length > 0 ? raw.areas : [...raw.areas, elsewhere]);
  const areaNumber = (code: string): number => areas.municipality.get(known.has(code) ? code : '')!;
  const everyone = readerOf(raw.everyone, areaNumber, () => 0);
  return { areas, areaNumber, everyone, limits, wholes: layer(tableOf(areas, flatAxis(1), everyone), limits) };
}

/** Sums of counts by area and column; a column that is not known is in none. */
function readerOf(
  counts: readonly Count[],
  area: (code: string) => number,
  column: (count: Count) => number | undefined,
): Reader {
  const sums = new Map<string, number>();
  for (const count of counts) {
    const key = `${area(count.area)} ${column(count)}`;
    sums.set(key, (sums.get(key) ?? 0) + count.n);
  }
  return (of, inColumn) => sums.get(`${of} ${inColumn}`) ?? 0;
}

/**
 * From the top: the country while all under it is hidden, then counties, kinds and municipalities, each given what is shown above. Hiding
 * all of a rank is what was proved before it, so that a lower one never takes away what stands above.
 */
function layer(table: Table, limits: DisclosureLimits, before: Decided = () => undefined): Layer {
  const hidden = once(() => {
    const country = countryRow(table, limits, before) ?? under(table, limits, before, nothingShown(table), [0]);
    if (country === null) return nothingShown(table);
    const step = (proved: Uint8Array, ...of: number[]): Uint8Array | null => under(table, limits, before, proved, of);
    const wayFrom = (proved: Uint8Array): { found: Uint8Array; isAll: boolean } => {
      const kinds = step(proved, 2);
      const municipalities = step(kinds ?? proved, 3);
      return { found: municipalities ?? kinds ?? proved, isAll: kinds !== null && municipalities !== null };
    };
    const counties = countyRows(table, limits, before, country);
    const first = wayFrom(counties ?? country);
    if (counties !== null && first.isAll) return first.found;
    // Counties that a formula proves are most; those that the search finds a proof for leave more under them.
    const ways = [first.found, wayFrom(step(country, 1) ?? country).found, step(country, 1, 2, 3) ?? country];
    return ways.reduce((best, other) => (isRicher(table, other, best) ? other : best));
  });
  return { table, hidden };
}

const nothingShown = (table: Table): Uint8Array => new Uint8Array(table.counts.length).fill(1);

/** What can be shown of some ranks where those before them are as proved, and all after them is hidden. */
function under(table: Table, limits: DisclosureLimits, before: Decided, proved: Uint8Array, ranks: readonly number[]) {
  return suppress(table, limits, (area, column) => {
    const rank = table.areas.rank(area);
    const isAbove = rank < ranks[0]!;
    return before(area, column) ?? (isAbove ? proved[at(table, area, column)] === 1 : ranks.includes(rank) ? undefined : true);
  });
}

/** More of municipalities is good where few counties pay for it. */
function isRicher(table: Table, one: Uint8Array, other: Uint8Array): boolean {
  const shown = (hidden: Uint8Array, isOf: (rank: number) => boolean): number =>
    hidden.reduce((n, is, figure) => n + Number(is === 0 && isOf(table.areas.rank(areaOf(table, figure)))), 0);
  const isCounty = (rank: number): boolean => rank === 1;
  return shown(one, () => true) > shown(other, () => true) && 4 * shown(one, isCounty) >= 3 * shown(other, isCounty);
}

/** Finds the layer and column of a code. */
function layersOf(
  base: Base,
  { groups, overlapping, counts }: Split,
  codeOf: (count: Count) => string,
): (code: string) => Column | null {
  const under = (columns: number, count: Reader): Layer => {
    const axis = flatAxis(columns);
    const isHidden = (area: number): boolean => base.wholes.hidden()[area] === 1;
    const decided: Decided = (area, column) => (column === axis.nodes - 1 ? isHidden(area) : undefined);
    return layer(tableOf(base.areas, axis, count), base.limits, decided);
  };
  const columns = new Map<string, Column>();
  // That nobody in the whole country is in a group says nothing of anyone, and must not hide the others.
  const some = new Set(counts.flatMap((count) => (count.n > 0 ? [codeOf(count)] : [])));
  const present = groups.filter((code) => some.has(code));
  if (overlapping) {
    for (const code of present) {
      const having = readerOf(counts, base.areaNumber, (count) => (codeOf(count) === code ? 0 : undefined));
      const count: Reader = (area, column) => (column === 0 ? having(area, 0) : base.everyone(area, 0) - having(area, 0));
      columns.set(code, { layer: under(2, count), column: 0 });
    }
  } else if (present.length > 0) {
    const numbers = new Map(present.map((code, number) => [code, number]));
    const all = under(
      present.length,
      readerOf(counts, base.areaNumber, (count) => numbers.get(codeOf(count))),
    );
    for (const [code, column] of numbers) columns.set(code, { layer: all, column });
  }
  return (code) => columns.get(code) ?? null;
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function nodeOf(areas: AreaAxis, { level, code }: Place): number | undefined {
  if (level === 'country') return areas.country;
  return code === '' ? undefined : areas[level].get(code);
}
