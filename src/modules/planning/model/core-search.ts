/** Questions that the core answers: sums over points, a number of places, and bounds on other sums beside it. */
import { chooseCovering } from '../solve/covered.ts';
import { chooseSites } from '../solve/median.ts';
import { type Rows, rowsOf } from '../solve/rows.ts';
import { chooseWithin } from '../solve/side/index.ts';
import { type Linear, minutesByOption, type PlanProblem } from './plan-problem.ts';
import type { Found, Left, Question, Searcher, Steering } from './plan-search.ts';

/** Null when the problem has more than a number of places, sites to keep and to close, and a longest way. */
export function coreSearcher(problem: PlanProblem): Searcher | null {
  const { constraints, sites, options } = problem;
  const isCore = constraints.every(
    ({ type, id }) => type === 'within' || (type === 'linear' && /^(keep|close|limits\.places)\./.test(id)),
  );
  if (!isCore) return null;
  const linear = constraints.filter(({ type }) => type === 'linear') as Linear[];
  const keeps = linear.filter(({ id }) => id.startsWith('keep.'));
  const optionOf = bestOptions(problem, keeps);
  const open = keeps.map((one) => options[one.options[0]!]!.site);
  const gone = new Set(
    linear.filter(({ id }) => id.startsWith('close.')).flatMap((one) => one.options.map((at) => options[at]!.site)),
  );
  const closed = [...optionOf.keys()].filter((site) => optionOf[site] === -1 || gone.has(site));
  const free = sites - closed.length;
  const most = Math.min(free, ...linear.filter(({ id }) => id === 'limits.places.atMost').map(({ atMost }) => atMost));
  const least = Math.max(1, ...linear.filter(({ id }) => id === 'limits.places.atLeast').map(({ atLeast }) => atLeast));
  const named = (chosen: readonly number[]): number[] => filled(chosen, least, sites, closed).map((site) => optionOf[site]!);
  const core: Core = { problem, optionOf, count: most, open, closed, named };
  return {
    ask: (question, left, from, steering) =>
      (left.sums.length > 0 ? askWithin : askCore)(core, question, left, { ...steering, from }),
  };
}

/** What the core is asked about: one option a site. */
interface Core {
  problem: PlanProblem;
  optionOf: Int32Array;
  count: number;
  open: readonly number[];
  closed: readonly number[];
  /** The options of the sites that were chosen, and of as many more as there must be. */
  named: (chosen: readonly number[]) => number[];
}

type Asking = Steering & { from: readonly number[] };

const sitesOf = ({ options }: PlanProblem, from: readonly number[]): { from?: number[] } =>
  from.length === 0 ? {} : { from: from.map((at) => options[at]!.site) };

function askCore(core: Core, question: Question, { barred }: Left, { stop, progress, from }: Asking): Found {
  const { problem, optionOf, count, open, closed, named } = core;
  const { whole = false, enough } = question;
  let isEnough = false;
  const found = (question.isCapped === true ? chooseCovering : chooseSites)(
    siteRows(problem, question, barred, optionOf),
    count,
    {
      open,
      closed,
      whole,
      stop: () => isEnough || stop(),
      progress: ({ value, bound, sites: chosen }) => {
        isEnough = enough !== undefined && value <= enough;
        progress({ value, bound, options: () => named(chosen()) });
      },
      ...sitesOf(problem, from),
      ...(enough === undefined ? {} : { cutoff: whole ? Math.floor(enough) + 1 : enough + 1e-9 * Math.max(1, enough) }),
    },
  );
  return answered(found, named(found.sites));
}

/** Every aim counts more, or as much, where the way is longer: the nearest is best for all of them at once. */
function askWithin(core: Core, { cost, enough }: Question, { barred, sums }: Left, { stop, progress, from }: Asking): Found {
  const { problem, optionOf, count, open, closed, named } = core;
  const { points, sites } = problem;
  const each = (all: Float64Array): Float64Array => bySite(problem, all, barred, optionOf);
  const found = chooseWithin(
    {
      travel: { minutes: each(minutesByOption(problem)), points, sites },
      cost: each(cost),
      sums: sums.map(({ name, use, atMost = Infinity }) => ({ name, use: each(use), atMost })),
      count,
      open,
      closed,
    },
    {
      stop,
      progress: ({ value, bound, sites: chosen }) => progress({ value, bound, options: () => named(chosen()) }),
      ...sitesOf(problem, from),
      ...(enough === undefined ? {} : { enough }),
    },
  );
  const { outcome, value, bound, proved } = found;
  return { outcome, options: outcome === 'plan' ? named(found.sites) : [], assignment: null, value, bound, proved };
}

/** points × sites of what is points × options; Infinity where the pair is barred or the site can have nothing. */
function bySite(
  { points, sites, options }: PlanProblem,
  all: Float64Array,
  barred: Uint8Array,
  optionOf: Int32Array,
): Float64Array {
  return Float64Array.from({ length: points * sites }, (_, cell) => {
    const option = optionOf[cell % sites]!;
    const at = Math.floor(cell / sites) * options.length + option;
    return option === -1 || barred[at] === 1 ? Infinity : all[at]!;
  });
}

/** By site what its option costs; a point that no pair is barred for never pays more than its dearest. */
function siteRows(
  { points, sites, options }: PlanProblem,
  { cost, isCapped }: Question,
  barred: Uint8Array,
  optionOf: Int32Array,
): Rows {
  const rows = new Float64Array(points * sites).fill(Infinity);
  const cap = new Float64Array(points);
  for (let point = 0; point < points; point += 1)
    for (let site = 0; site < sites; site += 1) {
      if (optionOf[site] === -1) continue;
      const at = point * options.length + optionOf[site]!;
      if (barred[at] === 1) cap[point] = Infinity;
      else rows[point * sites + site] = cost[at]!;
      cap[point] = Math.max(cap[point]!, cost[at]!);
    }
  return isCapped === true ? rowsOf(rows, points, sites, cap) : rowsOf(rows, points, sites);
}

function answered({ value, bound, proved }: { value: number; bound: number; proved: boolean }, options: number[]): Found {
  const isPlan = value < Infinity;
  const outcome = isPlan ? 'plan' : proved ? 'no-plan' : 'none-found';
  return { outcome, options: isPlan ? options : [], assignment: null, value, bound, proved };
}

/** Of each site the option that counts fewest minutes (of equals the first); -1 where it can have none. */
function bestOptions({ options, sites }: PlanProblem, keeps: readonly Linear[]): Int32Array {
  const best = new Int32Array(sites).fill(-1);
  const only = new Map(keeps.map((one) => [options[one.options[0]!]!.site, new Set(one.options)]));
  for (const [at, { site, added }] of options.entries()) {
    if (only.get(site)?.has(at) === false) continue;
    if (best[site] === -1 || added < options[best[site]!]!.added) best[site] = at;
  }
  return best;
}

/** More places than the core chose do no harm where so many must be: the first sites that may. */
function filled(chosen: readonly number[], least: number, sites: number, closed: readonly number[]): number[] {
  const all = new Set(chosen);
  const not = new Set(closed);
  for (let site = 0; site < sites && all.size < least; site += 1) if (!not.has(site)) all.add(site);
  return [...all].toSorted((a, b) => a - b);
}
