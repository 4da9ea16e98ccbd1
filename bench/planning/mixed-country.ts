/** An example of the mixed model: 290 municipalities, the 500 most populous localities, four kinds. Costs and capacities are example values. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { moneyLimit, type MixedProblem, type Option } from '../../src/modules/planning/solve/mixed/problem.ts';

interface Place {
  latitude: number;
  longitude: number;
  size: number;
}

/** Example values: what a kind costs a year, whom it can serve, and the minutes that going there is worse than a staffed office. */
const kinds = [
  { cost: 10, capacity: 12_000, worse: 0 },
  { cost: 5, capacity: 5000, worse: 6 },
  { cost: 3, capacity: 2500, worse: 12 },
  { cost: 1.5, capacity: 1000, worse: 20 },
];

const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(`data/sweden/${file}.csv`, 'utf8'), { columns: true });

const placesOf = (rows: readonly Record<string, string>[], size: string): Place[] =>
  rows.map((row) => ({ latitude: Number(row['latitude']), longitude: Number(row['longitude']), size: Number(row[size]) }));

/** Straight line × 1.2 at 70 km/h: an example of minutes, not the register’s. */
function minutesBetween(a: Place, b: Place): number {
  const radians = Math.PI / 180;
  const h =
    Math.sin(((a.latitude - b.latitude) * radians) / 2) ** 2 +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(((a.longitude - b.longitude) * radians) / 2) ** 2;
  return ((2 * 6371 * Math.asin(Math.sqrt(h)) * 1.2) / 70) * 60;
}

/** `capacity` false: every kind can serve everyone. `budget` in the unit of the kinds’ costs. */
export function countryProblem(budget: number, { capacity = true, points = 290, sites = 500 } = {}): MixedProblem {
  const people = placesOf(read('municipalities'), 'registered_unemployed').slice(0, points);
  const towns = placesOf(read('localities'), 'population')
    .toSorted((a, b) => b.size - a.size)
    .slice(0, sites);
  const options: Option[] = towns.flatMap((_, site) =>
    kinds.map((kind, at) => ({ site, kind: at, capacity: capacity ? kind.capacity : Infinity })),
  );
  const cost = new Float64Array(people.length * options.length);
  people.forEach((point, i) =>
    options.forEach(({ site, kind }, a) => {
      cost[i * options.length + a] = point.size * (minutesBetween(point, towns[site]!) + kinds[kind]!.worse);
    }),
  );
  return {
    points: people.length,
    weight: Float64Array.from(people, (one) => one.size),
    options,
    cost,
    limits: [
      moneyLimit(
        'budget',
        options.map((one) => kinds[one.kind]!.cost),
        budget,
      ),
    ],
  };
}
