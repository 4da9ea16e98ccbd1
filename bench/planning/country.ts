/** Sweden’s municipalities and localities as points and sites; minutes by the register’s own estimate of travel (rule travel-estimate). */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { plainDate } from '../../src/platform/clock/index.ts';
import {
  estimate,
  type Link,
  type Spot,
  straightKilometres,
  travelGraph,
} from '../../src/modules/network/rules/travel-estimate.ts';

export interface Place extends Spot {
  /** Registered unemployed of a municipality, inhabitants of a locality. */
  size: number;
}

const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(`data/sweden/${file}.csv`, 'utf8'), { columns: true });

const placesOf = (file: string, municipality: string, size: string): Place[] =>
  read(file).map((row) => ({
    municipality: row[municipality]!,
    latitude: Number(row['latitude']),
    longitude: Number(row['longitude']),
    size: Number(row[size]),
  }));

export const municipalities = (): Place[] => placesOf('municipalities', 'code', 'registered_unemployed');
export const localities = (): Place[] => placesOf('localities', 'municipality_code', 'population');

/** Minutes between every point and every site, row-major. */
export function countryMinutes(points: readonly Place[], sites: readonly Place[]): Float64Array {
  const seats = municipalities().map(({ municipality, latitude, longitude }) => ({ code: municipality, latitude, longitude }));
  const links = read('neighbours').map((row): Link => ({
    a: row['code_a']!,
    b: row['code_b']!,
    kind: row['link'] as Link['kind'],
    minutes: row['minutes'] ? Number(row['minutes']) : null,
  }));
  const graph = travelGraph(seats, links, plainDate('2020-12-31'));
  return Float64Array.from({ length: points.length * sites.length }, (_, at) => {
    const journey = estimate(graph, points[Math.floor(at / sites.length)]!, sites[at % sites.length]!);
    return journey?.minutes ?? Infinity;
  });
}

/** So many points spread around the localities, the same every time (Park and Miller’s minimal standard); minutes as the crow flies. */
export function spreadPoints(count: number, sites: readonly Place[]): { weights: Float64Array; minutes: Float64Array } {
  const towns = localities();
  let state = 20_201_023;
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const weights = new Float64Array(count);
  const minutes = new Float64Array(count * sites.length);
  for (let point = 0; point < count; point += 1) {
    const town = towns[Math.floor(random() * towns.length)]!;
    const at = { latitude: town.latitude + (random() - 0.5) * 0.3, longitude: town.longitude + (random() - 0.5) * 0.6 };
    weights[point] = 1 + Math.floor(random() * 100);
    for (const [site, place] of sites.entries())
      minutes[point * sites.length + site] = Math.round(5 + straightKilometres(at, place));
  }
  return { weights, minutes };
}

/** What an assignment adds to the sum of weight × minutes. */
export const weighted = (minutes: Float64Array, weights: Float64Array, sites: number): Float64Array =>
  minutes.map((time, at) => time * weights[Math.floor(at / sites)]!);
