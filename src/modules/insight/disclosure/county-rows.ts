/** Counties by part, while nothing by part is shown under them: a small search among counties, and for all under them a formula. */
import type { DisclosureLimits } from '../rules/disclosure-control.ts';
import { areaAxis, flatAxis } from './axis.ts';
import { areaOf, columnOf } from './moves.ts';
import { type Decided, suppress } from './suppress.ts';
import { at, type Table, tableOf } from './table.ts';

/**
 * What is shown of the country (`proved`) and of counties; all else hidden (1). Null: no proof.
 *
 * Counties whose totals are hidden count as one row: any possible table of everyone keeps its total, as it keeps that of each other county. Then
 * within a row persons can be dealt out among municipalities and parts in every way that keeps both (as in country-row.ts), and a kind of municipality
 * has what it could have in each row.
 */
export function countyRows(table: Table, limits: DisclosureLimits, before: Decided, proved: Uint8Array): Uint8Array | null {
  const total = table.columns.nodes - 1;
  const country = table.areas.nodes - 1;
  if (total === 0 || before(country, total) !== false) return null;
  const counties = table.areas.memberships.map((nodes) => nodes[1]!);
  const isHidden = (county: number): boolean => before(county, total) !== false;
  const nameOf = (county: number): string => (isHidden(county) ? 'hidden' : `${county}`);
  const areas = areaAxis([...new Set(counties.map(nameOf))].map((code) => ({ code, county: '', type: null })));
  const row = (municipality: number): number => areas.municipality.get(nameOf(counties[municipality]!))!;
  const sums = new Map<string, number>();
  const add = (name: string, n: number): void => void sums.set(name, (sums.get(name) ?? 0) + n);
  // How many of each area lie in each row: of a kind in several.
  for (const [municipality, nodes] of table.areas.memberships.entries()) {
    for (let part = 0; part < total; part += 1) add(`${row(municipality)} ${part}`, table.counts[at(table, municipality, part)]!);
    for (const node of nodes) add(`in ${node} ${row(municipality)}`, table.counts[at(table, municipality, total)]!);
  }
  const rows = tableOf(areas, flatAxis(total), (of, part) => sums.get(`${of} ${part}`) ?? 0);
  const few = suppress(rows, limits, (area, part) => {
    if (part === total) return false;
    if (areas.rank(area) < 2) return proved[at(table, country, part)] === 1;
    return area === areas.municipality.get('hidden') ? true : undefined;
  });
  if (few === null) return null;

  const { hideUpTo, keepOpen } = limits;
  const widthIn = (of: number, area: number, part: number): number => {
    const inRow = rows.counts[at(rows, of, total)]!;
    const inPart = rows.counts[at(rows, of, part)]!;
    const inArea = sums.get(`in ${area} ${of}`) ?? 0;
    // What is small could be `keepOpen` at least: of a row by the search, of a municipality’s everyone as was decided before.
    const could = (n: number): number => (n < keepOpen ? keepOpen : n);
    if (inArea === inRow) return inPart <= hideUpTo ? keepOpen : 0;
    const isMunicipality = table.areas.rank(area) === 3;
    return Math.max(0, Math.min(isMunicipality ? could(inArea) : inArea, could(inPart)) - Math.max(0, inArea - (inRow - inPart)));
  };
  const isOpen = (figure: number): boolean => {
    const [area, part] = [areaOf(table, figure), columnOf(table, figure)];
    if (part === total || area === country) return true;
    // A county that is a row by itself is in the search.
    if (table.areas.rank(area) === 1 && !isHidden(area)) return true;
    return areas.memberships.reduce((sum, _, of) => sum + widthIn(of, area, part), 0) >= keepOpen;
  };
  if (![...table.counts.keys()].every((figure) => table.counts[figure]! > hideUpTo || isOpen(figure))) return null;
  const hidden = Uint8Array.from(proved);
  for (const county of new Set(counties))
    if (!isHidden(county))
      for (let part = 0; part < total; part += 1)
        hidden[at(table, county, part)] = few[at(rows, areas.municipality.get(nameOf(county))!, part)]!;
  return hidden;
}
