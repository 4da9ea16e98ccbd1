/**
 * Which counts of one month of a metric may be shown, whoever asks and in whichever order: everyone by area first, then by part, then by each group.
 * What is shown of everyone is decided without looking at parts or groups, so that every page and file, of every metric of the same
 * records, hides the same. Groups by part stand for the country alone. Decision 0017.
 */
import { type DisclosureLimits, shownAlone } from '../rules/disclosure-control.ts';
import { type Area, type AreaAxis, areaAxis, type Axis, flatAxis } from './axis.ts';
import { at, type Decided, suppress, type Table, tableOf } from './suppress.ts';

/** A count of persons or events: area (municipality code, anything else where it is not known), group ('' for everyone), part ('' where there are none). */
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

export interface Place {
  level: 'country' | 'county' | 'type' | 'municipality';
  /** Not used for the country. */
  code: string;
}

export interface Protected {
  /** A count as it may be shown, rounded; null: hidden. `group` and `part` null: all of them. What is not known is hidden. */
  shown(place: Place, group: string | null, part: string | null): number | null;
}

/** Counts whose municipality is not known: part of the country’s totals, never shown by themselves. */
const elsewhere: Area = { code: '', county: '', type: '' };

interface Layer {
  table: Table;
  hidden: Uint8Array;
}

export function protect(raw: RawTable, limits: DisclosureLimits): Protected {
  const known = new Set(raw.areas.map(({ code }) => code));
  const isKnown = [...raw.everyone, ...(raw.split?.counts ?? [])].every(({ area }) => known.has(area));
  const areas = areaAxis(isKnown ? raw.areas : [...raw.areas, elsewhere]);
  const areaNumber = (code: string): number => areas.municipality.get(known.has(code) ? code : '')!;
  const everyone = readerOf(raw.everyone, areaNumber, () => 0);
  const wholes = layer(areas, flatAxis(1), everyone, limits);
  const hiddenWhole = (area: number): boolean => wholes.hidden[area] === 1;
  const columns = (codes: readonly string[], count: Reader): Layer => {
    const axis = flatAxis(codes.length);
    const total = axis.nodes - 1;
    // With one column alone it is the whole.
    return layer(areas, axis, count, limits, (area, column) => (column === total ? hiddenWhole(area) : undefined));
  };
  const numbered = (codes: readonly string[]) => new Map(codes.map((code, number) => [code, number]));
  const partNumber = numbered(raw.parts);
  // Each is worked out when it is asked for: none depends on another.
  const parts = once(() =>
    columns(
      raw.parts,
      readerOf(raw.everyone, areaNumber, ({ part }) => partNumber.get(part)),
    ),
  );
  const group = raw.split === undefined ? () => null : groupLayers(raw.split, { columns, everyone, areaNumber });
  const show = (found: { layer: Layer; column: number } | null, area: number): number | null => {
    if (found === null) return null;
    const figure = at(found.layer.table, area, found.column);
    return found.layer.hidden[figure] === 1 ? null : rounded(found.layer.table.counts[figure]!, limits.roundTo);
  };
  return {
    shown: (place, code, part) => {
      const area = nodeOf(areas, place);
      if (area === undefined) return null;
      if (code === null && part === null) return show({ layer: wholes, column: 0 }, area);
      if (part === null) return show(group(code!), area);
      if (code !== null) return place.level === 'country' ? crossed(raw, { group: code, part }, limits) : null;
      return partNumber.has(part) ? show({ layer: parts(), column: partNumber.get(part)! }, area) : null;
    },
  };
}

const rounded = (count: number, to: number): number => Math.round(count / to) * to;

/** A group by part, in the country: hidden too when those of the group outside the part are few. */
function crossed({ split }: RawTable, of: { group: string; part: string }, limits: DisclosureLimits): number | null {
  const whole = (split?.counts ?? []).filter(({ group }) => group === of.group);
  const all = total(whole);
  const inPart = total(whole.filter(({ part }) => part === of.part));
  const mayBe = shownAlone(inPart, limits) !== null && shownAlone(all - inPart, limits) !== null;
  return mayBe ? rounded(inPart, limits.roundCrossTo) : null;
}

const total = (counts: readonly Count[]): number => counts.reduce((sum, { n }) => sum + n, 0);

type Reader = (area: number, column: number) => number;

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
  return (of, at) => sums.get(`${of} ${at}`) ?? 0;
}

/** Where not everything can be kept safe, municipalities show nothing new; if that does not help, counties and kinds; at last the country. */
function layer(areas: Axis, columns: Axis, count: Reader, limits: DisclosureLimits, before: Decided = () => undefined): Layer {
  const table = tableOf(areas, columns, count);
  for (const shownFrom of [0, areas.memberships.length, areas.nodes - 1]) {
    const hidden = suppress(table, limits, (area, column) => before(area, column) ?? (area < shownFrom ? true : undefined));
    if (hidden !== null) return { table, hidden };
  }
  return { table, hidden: new Uint8Array(table.counts.length).fill(1) };
}

interface Base {
  columns(codes: readonly string[], count: Reader): Layer;
  everyone: Reader;
  areaNumber(code: string): number;
}

/** Finds the layer and column of a group. */
function groupLayers(
  split: Split,
  { columns, everyone, areaNumber }: Base,
): (group: string) => { layer: Layer; column: number } | null {
  if (!split.overlapping) {
    const numbers = new Map(split.groups.map((group, number) => [group, number]));
    const found = once(() =>
      columns(
        split.groups,
        readerOf(split.counts, areaNumber, ({ group }) => numbers.get(group)),
      ),
    );
    return (group) => (numbers.has(group) ? { layer: found(), column: numbers.get(group)! } : null);
  }
  const layers = new Map(
    split.groups.map((group) => {
      const having = readerOf(split.counts, areaNumber, (count) => (count.group === group ? 0 : undefined));
      const count: Reader = (area, column) => (column === 0 ? having(area, 0) : everyone(area, 0) - having(area, 0));
      return [group, once(() => columns(['with', 'without'], count))];
    }),
  );
  return (group) => (layers.has(group) ? { layer: layers.get(group)!(), column: 0 } : null);
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function nodeOf(areas: AreaAxis, { level, code }: Place): number | undefined {
  if (level === 'country') return areas.country;
  return code === '' ? undefined : areas[level].get(code);
}
