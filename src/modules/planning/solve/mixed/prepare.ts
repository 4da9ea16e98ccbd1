import type { MixedProblem } from './problem.ts';
import { sortByKey } from './sort.ts';

/** What the search reads: ways sorted by cost, limits with scales, options by site. */
export interface Prepared {
  problem: MixedProblem;
  points: number;
  width: number;
  weight: Float64Array;
  capacity: Float64Array;
  price: Float64Array;
  unserved: Float64Array;
  /** How far the price of the point goes in a step, beside the others: as its costs differ, 1 on average. */
  pace: Float64Array;
  /** Where each point’s ways begin; one more at the end. Sorted by cost; of equals the fewest minutes first, then the first option. */
  start: Int32Array;
  option: Int32Array;
  cost: Float64Array;
  siteStart: Int32Array;
  siteOption: Int32Array;
  siteOf: Int32Array;
  limits: Limit[];
  /** Limits that an option uses: `limitOf[k]` with `limitUse[k]` for k from `limitStart[option]`. */
  limitStart: Int32Array;
  limitOf: Int32Array;
  limitUse: Float64Array;
  sums: Limit[];
  /** 1 must be chosen, -1 must not, 0 free. */
  status: Int8Array;
  capacitated: boolean;
}

/** use is per option, or per point and option (row-major). */
export interface Limit {
  name: string;
  use: Float64Array;
  least: number;
  most: number;
  /** Divides the multiplier’s slope and use, so that steps of different units go together. */
  scale: number;
}

/** Throws RangeError with what is wrong: sizes, holes, negative weights, options out of range. */
export function prepare(problem: MixedProblem): Prepared {
  check(problem);
  const { points, options } = problem;
  const width = options.length;
  const capacity = Float64Array.from(options, (one) => one.capacity);
  const limits = problem.limits.map((limit) => scaled(limit, optionScale(limit.use)));
  const touching = options.map((_, a) => [...limits.keys()].filter((l) => limits[l]!.use[a] !== 0));
  const sorted = ways(problem);
  return {
    problem,
    points,
    width,
    pace: paces(sorted),
    weight: problem.weight,
    capacity,
    price: Float64Array.from(options, (one) => one.price ?? 0),
    unserved: problem.unserved ?? new Float64Array(points).fill(Infinity),
    ...sorted,
    ...bySite(problem),
    limits,
    limitStart: starts(touching.map((list) => list.length)),
    limitOf: Int32Array.from(touching.flat()),
    limitUse: Float64Array.from(touching.flatMap((list, a) => list.map((l) => limits[l]!.use[a]!))),
    sums: (problem.sums ?? []).map((sum) => scaled(sum, pointScale(sum.use, points, width))),
    status: Int8Array.from(options, (one) => (one.state === 'must-open' ? 1 : one.state === 'forbidden' ? -1 : 0)),
    capacitated: capacity.some((one) => one < Infinity),
  };
}

export const scaled = (limit: { name: string; use: Float64Array; atLeast?: number; atMost?: number }, scale: number): Limit => ({
  name: limit.name,
  use: limit.use,
  least: limit.atLeast ?? -Infinity,
  most: limit.atMost ?? Infinity,
  scale,
});

const optionScale = (use: Float64Array): number => {
  const some = use.filter((one) => one !== 0);
  return some.length === 0 ? 1 : some.reduce((sum, one) => sum + Math.abs(one), 0) / some.length;
};

/** As if the multiplier moved the price of every point at once: the length of the greatest uses. */
export function pointScale(use: Float64Array, points: number, width: number): number {
  let sum = 0;
  for (let point = 0; point < points; point += 1) {
    let most = 0;
    for (let at = point * width; at < (point + 1) * width; at += 1) most = Math.max(most, Math.abs(use[at]!));
    sum += most * most;
  }
  return sum === 0 ? 1 : Math.sqrt(sum);
}

function ways(problem: MixedProblem): Pick<Prepared, 'start' | 'option' | 'cost'> {
  const { points, cost: full } = problem;
  const width = problem.options.length;
  const minutes = problem.inequality?.minutes;
  const start = new Int32Array(points + 1);
  const option = new Int32Array(points * width);
  const order = new Int32Array(width);
  let length = 0;
  for (let point = 0; point < points; point += 1) {
    const row = point * width;
    // Whoever costs less unserved is served only for the sake of a limit over points.
    const cap = (problem.sums ?? []).length > 0 ? Infinity : (problem.unserved?.[point] ?? Infinity);
    let count = 0;
    for (let a = 0; a < width; a += 1)
      if (full[row + a]! < Infinity && full[row + a]! <= cap && problem.options[a]!.state !== 'forbidden') order[count++] = a;
    const those = order.subarray(0, count);
    sortByKey(those, (a) => full[row + a]!);
    if (minutes !== undefined)
      those.sort((a, b) => full[row + a]! - full[row + b]! || minutes[row + a]! - minutes[row + b]! || a - b);
    option.set(those, length);
    length += count;
    start[point + 1] = length;
  }
  const kept = option.slice(0, length);
  const cost = new Float64Array(length);
  for (let point = 0; point < points; point += 1)
    for (let at = start[point]!; at < start[point + 1]!; at += 1) cost[at] = full[point * width + kept[at]!]!;
  return { start, option: kept, cost };
}

function paces({ start, cost }: Pick<Prepared, 'start' | 'cost'>): Float64Array {
  const pace = new Float64Array(start.length - 1);
  for (let i = 0; i < pace.length; i += 1) {
    const [from, to] = [start[i]!, start[i + 1]!];
    if (to > from) pace[i] = cost[from + Math.floor((to - from) / 5)]! - cost[from]!;
  }
  const mean = pace.reduce((sum, one) => sum + one, 0) / pace.length;
  return mean > 0 ? pace.map((one) => Math.max(0.01, one / mean)) : pace.fill(1);
}

function bySite(problem: MixedProblem): Pick<Prepared, 'siteStart' | 'siteOption' | 'siteOf'> {
  const names = [...new Set(problem.options.map((one) => one.site))].toSorted((a, b) => a - b);
  const number = new Map(names.map((name, at) => [name, at]));
  const lists: number[][] = names.map(() => []);
  problem.options.forEach((one, a) => lists[number.get(one.site)!]!.push(a));
  return {
    siteStart: starts(lists.map((list) => list.length)),
    siteOption: Int32Array.from(lists.flat()),
    siteOf: Int32Array.from(problem.options, (one) => number.get(one.site)!),
  };
}

function starts(lengths: readonly number[]): Int32Array {
  const start = new Int32Array(lengths.length + 1);
  lengths.forEach((length, at) => (start[at + 1] = start[at]! + length));
  return start;
}

function check(problem: MixedProblem): void {
  const { points, options } = problem;
  const cells = points * options.length;
  const wrong = (what: string): never => {
    throw new RangeError(what);
  };
  if (problem.weight.length !== points || !problem.weight.every((one) => one >= 0 && one < Infinity))
    wrong('weight: one number from 0 on for each point');
  if (problem.cost.length !== cells || problem.cost.some((one) => Number.isNaN(one) || one === -Infinity))
    wrong('cost: one number for each point and option');
  if (problem.unserved !== undefined && problem.unserved.length !== points) wrong('unserved: one number for each point');
  if (!options.every((one) => one.capacity >= 0 && Number.isFinite(one.price ?? 0)))
    wrong('options: capacity from 0 on, a price');
  for (const limit of problem.limits)
    if (limit.use.length !== options.length || !limit.use.every(Number.isFinite))
      wrong(`limit ${limit.name}: one number for each option`);
  for (const sum of problem.sums ?? [])
    if (sum.use.length !== cells || !sum.use.every(Number.isFinite))
      wrong(`limit ${sum.name}: one number for each point and option`);
  const { inequality } = problem;
  if (inequality === undefined) return;
  if (problem.unserved !== undefined) wrong('a bound of inequality: nobody may be unserved');
  if (inequality.minutes.length !== cells || !inequality.minutes.every((one) => one >= 0))
    wrong('minutes: one number from 0 on for each point and option');
}
