import { reduceCover } from './cover-reduction.ts';
import type { Search } from './incumbent.ts';
import { chooseCovering } from './covered.ts';
import { type Choice, chooseSites, type Limits } from './median.ts';
import { rowsOf } from './rows.ts';

/** Minutes from points to sites, row-major: `minutes[point * sites + site]`; Infinity where no way leads. */
export interface Travel {
  minutes: Float64Array;
  points: number;
  sites: number;
}

/**
 * Maximal covering (Church & ReVelle 1974): the `count` sites that leave least weight without one within `threshold` minutes (just at
 * the threshold is within). `value` is the weight that is left out, with proof.
 */
export function cover(
  travel: Travel,
  weights: Float64Array,
  threshold: number,
  count: number,
  search: Search & Limits = {},
): Choice {
  const { minutes, points, sites } = travel;
  const costs = minutes.map((time, at) => (time <= threshold ? 0 : weights[Math.floor(at / sites)]!));
  return chooseCovering(rowsOf(costs, points, sites, weights), count, search);
}

export interface Center {
  sites: number[];
  /** The longest way that anyone has; Infinity where no choice reaches everybody. */
  minutes: number;
  /** No choice of as many sites has a shorter longest way than this. */
  bound: number;
  proved: boolean;
  nodes: number;
}

/**
 * The p-center (Hakimi 1964): the `count` sites with the shortest longest way of any point whose weight is not 0. Halves the list of all
 * times that occur (Minieka 1970) and asks for each whether so many sites reach everybody.
 */
export function center(travel: Travel, count: number, search: Search & Limits & { weights?: Float64Array } = {}): Center {
  const times = occurring(travel);
  const best = { sites: [] as number[], minutes: Infinity, nodes: 0 };
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = reach(travel, times[middle]!, count, search);
    best.nodes += found.nodes;
    if (found.sites !== null) {
      best.sites = found.sites;
      best.minutes = times[middle]!;
      high = middle;
    } else if (found.proved) low = middle + 1;
    else break;
  }
  return { ...best, bound: times[low] ?? Infinity, proved: low === high };
}

/** Sites that reach everybody within the threshold; null when there are none (proved) or none was found. */
function reach(travel: Travel, threshold: number, count: number, search: Search & Limits & { weights?: Float64Array }): Found {
  const { open = [], closed = [], weights } = search;
  const covers = (point: number, site: number): boolean => travel.minutes[point * travel.sites + site]! <= threshold;
  const points = numbers(travel.points).filter(
    (point) => (weights === undefined || weights[point]! > 0) && !open.some((site) => covers(point, site)),
  );
  const gone = new Set([...open, ...closed]);
  const sites = numbers(travel.sites).filter((site) => !gone.has(site));
  return coverAll({ points, sites, chosen: [...new Set(open)], count, covers }, search);
}

interface Found {
  sites: number[] | null;
  proved: boolean;
  nodes: number;
}

interface ToCover {
  points: readonly number[];
  sites: readonly number[];
  chosen: readonly number[];
  count: number;
  covers: (point: number, site: number) => boolean;
}

/**
 * What follows is drawn first; then prices are asked whether the rest can be covered at all; then every site that covers the point with fewest is tried
 * in turn, and those that have been tried are gone.
 */
function coverAll({ points, sites, chosen, count, covers }: ToCover, search: Search): Found {
  const left = reduceCover(points, sites, covers);
  const taken = [...chosen, ...left.needed];
  if (left.impossible || taken.length > count || (taken.length === count && left.points.length > 0))
    return { sites: null, proved: true, nodes: 1 };
  if (left.points.length === 0) return { sites: taken.toSorted(ascending), proved: true, nodes: 1 };
  const costs = Float64Array.from(left.points.flatMap((point) => left.sites.map((site) => (covers(point, site) ? 0 : 1))));
  const rows = rowsOf(costs, left.points.length, left.sites.length, new Float64Array(left.points.length).fill(1));
  const asked = chooseSites(rows, count - taken.length, { whole: true, cutoff: 1, stop: () => true, rounds: 300 });
  if (asked.value === 0)
    return { sites: [...taken, ...asked.sites.map((j) => left.sites[j]!)].toSorted(ascending), proved: true, nodes: 1 };
  if (asked.proved) return { sites: null, proved: true, nodes: 1 };
  const covering = (point: number): number[] => left.sites.filter((site) => covers(point, site));
  const hardest = left.points.map(covering).reduce((one, other) => (other.length < one.length ? other : one));
  let nodes = 1;
  for (const [at, site] of hardest.entries()) {
    if (search.stop?.() === true) return { sites: null, proved: false, nodes };
    const rest = left.points.filter((point) => !covers(point, site));
    const tried = new Set(hardest.slice(0, at + 1));
    const others = left.sites.filter((other) => !tried.has(other));
    const found = coverAll({ points: rest, sites: others, chosen: [...taken, site], count, covers }, search);
    nodes += found.nodes;
    if (found.sites !== null || !found.proved) return { ...found, nodes };
  }
  return { sites: null, proved: true, nodes };
}

const numbers = (length: number): number[] => Array.from({ length }, (_, at) => at);
const ascending = (a: number, b: number): number => a - b;

/** The different finite times, ascending. */
function occurring({ minutes }: Travel): Float64Array {
  const sorted = minutes.filter((time) => Number.isFinite(time)).toSorted();
  return sorted.filter((time, at) => at === 0 || time !== sorted[at - 1]);
}
