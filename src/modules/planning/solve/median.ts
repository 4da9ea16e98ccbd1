import { isCovering, leanCovering } from './cover-reduction.ts';
import { ascend, carried, type Effort, type Part } from './ascent.ts';
import { Incumbent, type Search } from './incumbent.ts';
import { fitTo, interchange } from './interchange.ts';
import { isProved } from './proof.ts';
import { costOf, marked, reduced, type Rows } from './rows.ts';

export interface Choice {
  /** The chosen sites, ascending; fewer than asked for where more would help nobody. */
  sites: number[];
  /** What they cost; Infinity when nothing below the cutoff was found. */
  value: number;
  /** No choice of as many sites costs less than this. */
  bound: number;
  /** The bound has met the value (proof.ts), or the next whole number where all costs are whole. */
  proved: boolean;
  /** Parts of the search tree that were looked at. */
  nodes: number;
  /** What each point pays at the best bound: where a similar problem may begin. */
  prices: Float64Array;
}

export interface Limits {
  /** Sites that must be among the chosen. */
  open?: readonly number[];
  /** Sites that must not. */
  closed?: readonly number[];
}

export const atRoot: Effort = { rounds: 1500, patience: 20, improveEvery: 25 };
export const below: Effort = { rounds: 60, patience: 12, improveEvery: 59 };

/**
 * The `count` sites that cost least (the p-median problem, Hakimi 1964, and every other whose objective is a sum over points), with proof:
 * bounds by ascent over prices, good choices by interchange, and branch and bound over single sites for what remains.
 * The same input gives the same answer. RangeError when more must be open than may be chosen, or a site must be both.
 */
export function chooseSites(whole: Rows, count: number, search: Search & Limits = {}): Choice {
  const { open = [], closed = [] } = search;
  if (new Set(open).size > count || open.some((j) => closed.includes(j)))
    throw new RangeError('sites that must be open and must not');
  const incumbent = new Incumbent(whole.sites, search);
  const limited = reduced(whole, marked(whole.sites, closed), marked(whole.sites, open));
  const rows = isCovering(limited) ? leanCovering(limited) : limited;
  const left = count - new Set(open).size;
  begin(rows, left, open, closed, incumbent);
  const prices = search.prices?.slice() ?? firstPrices(whole, count);
  const price = Float64Array.from(rows.origin, (point) => prices[point]!);
  const bound = explore(
    { rows, count: left, open, closed, price, bound: -Infinity },
    incumbent,
    { ...atRoot, rounds: search.rounds ?? atRoot.rounds },
    prices,
  );
  const rounded = search.whole === true ? Math.ceil(bound - 1e-6) : bound;
  const { value, nodes } = incumbent;
  return {
    sites: incumbent.sites(),
    value,
    bound: Math.min(value, rounded),
    proved: incumbent.rulesOut(bound) || isProved(value, bound),
    nodes,
    prices,
  };
}

/** Begins from the sites that were given, fitted to the number that may be chosen. */
function begin(rows: Rows, count: number, open: readonly number[], closed: readonly number[], incumbent: Incumbent): void {
  if (incumbent.search.from === undefined) return;
  const fixed = new Set([...open, ...closed]);
  const chosen = marked(
    rows.sites,
    incumbent.search.from.filter((j) => !fixed.has(j)),
  );
  fitTo(rows, chosen, count);
  interchange(rows, chosen);
  const value = costOf(rows, chosen);
  for (const j of open) chosen[j] = 1;
  incumbent.offer(chosen, value);
}

/** The least that any choice in this part of the tree can cost, or enough to know that it holds nothing better than the best known. */
function explore(part: Part, incumbent: Incumbent, effort: Effort, keepPrices?: Float64Array): number {
  incumbent.nodes += 1;
  const outcome = ascend(part, incumbent, effort);
  if (outcome.site === null) return outcome.bound;
  const { site, likelyOpen } = outcome;
  if (keepPrices !== undefined) outcome.part.rows.origin.forEach((point, row) => (keepPrices[point] = outcome.part.price[row]!));
  let least = Infinity;
  for (const opens of [likelyOpen, !likelyOpen]) {
    if (!incumbent.goesOn()) return outcome.bound;
    least = Math.min(least, explore(without(outcome.part, site, opens), incumbent, below));
  }
  return Math.max(least, outcome.bound);
}

/** The part in which the site is open for good, or gone. */
function without(part: Part, site: number, opens: boolean): Part {
  const mark = marked(part.rows.sites, [site]);
  const none = new Uint8Array(part.rows.sites);
  const rows = opens ? reduced(part.rows, none, mark) : reduced(part.rows, mark, none);
  return {
    rows,
    count: opens ? part.count - 1 : part.count,
    open: opens ? [...part.open, site] : part.open,
    closed: opens ? part.closed : [...part.closed, site],
    price: carried(part.rows, rows, part.price),
    bound: part.bound,
  };
}

/** To begin with each point pays what it costs to reach about its share of the sites. */
export function firstPrices(rows: Rows, count: number): Float64Array {
  const prices = new Float64Array(rows.points);
  for (let point = 0; point < rows.points; point += 1) {
    const from = rows.start[point]!;
    const length = rows.start[point + 1]! - from;
    const at = Math.min(length - 1, Math.ceil((0.7 * rows.sites) / Math.max(count, 1)));
    prices[point] = length === 0 ? 0 : Math.min(rows.cap[point]!, rows.cost[from + at]!);
  }
  return prices;
}
