import type { Part } from '../ascent.ts';
import { chooseCovering } from '../covered.ts';
import { firstPrices } from '../median.ts';
import { isProved } from '../proof.ts';
import { marked, reduced, type Rows, rowsOf } from '../rows.ts';
import { BestSoFar, type Judged } from './best-so-far.ts';
import { exchange } from './exchange.ts';
import { raise } from './price.ts';
import { layered, type SideChoice, type SideProblem, type SideSearch, slack, type SumLimit } from './problem.ts';
import { searchTree } from './tree.ts';

/**
 * The `count` sites that cost least among those that keep the bounds on other sums, with proof. First each bound by itself: the least that its sum can be, by the
 * core. Then prices for the sums, each price a problem of the core; exchanges within the bounds from what it finds; and branch and bound for the gap that
 * is left between them. RangeError as the core, and for a sum that falls as the way grows. The same input gives the same answer unless `stop` cuts it.
 */
export function chooseWithin(problem: SideProblem, search: SideSearch = {}): SideChoice {
  const { sums, count, open = [], closed = [] } = problem;
  const { sites } = problem.travel;
  const kept = new Set(open);
  if (kept.size > count || open.some((site) => closed.includes(site)))
    throw new RangeError('sites that must be open and must not');
  const rows = reduced(layered(problem), marked(sites, closed), marked(sites, open));
  const best = new BestSoFar(
    rows,
    Float64Array.from(sums, ({ atMost }) => atMost),
    search,
  );
  const left = count - kept.size;
  const answer = (bound: number, unmet: string | null = null): SideChoice => answerOf(best, open, search, bound, unmet);
  begin(rows, left, kept, best, search.from ?? []);
  const least: (Judged | null)[] = [];
  for (const sum of sums) {
    const found = leastOf(problem, sum, search);
    if (found === 'unmet') return answer(Infinity, sum.name);
    least.push(
      found === null
        ? null
        : best.judge(
            marked(
              sites,
              found.filter((site) => !kept.has(site)),
            ),
          ),
    );
    if (found !== null) exchange(rows, least.at(-1)!.chosen, best, left);
  }
  const part: Part = { rows, count: left, open: [], closed: [], price: firstPrices(rows, count), bound: -Infinity };
  const top = raise(part, best, least);
  if (top === null) return answer(Infinity);
  return answer(Math.max(top.bound, best.goesOn() ? searchTree(rows, left, top, best) : -Infinity));
}

function begin(rows: Rows, count: number, kept: ReadonlySet<number>, best: BestSoFar, from: readonly number[]): void {
  if (from.length === 0) return;
  const chosen = marked(
    rows.sites,
    from.filter((site) => !kept.has(site)),
  );
  exchange(rows, chosen, best, count);
}

/** Sites that keep one bound by itself; `unmet` when it is proved that none do, null when neither is known. */
function leastOf({ travel, count, open = [], closed = [] }: SideProblem, sum: SumLimit, search: SideSearch) {
  const { minutes, points, sites } = travel;
  const use = sum.use.map((one, at) => (minutes[at] === Infinity ? Infinity : one));
  const cap = Float64Array.from({ length: points }, (_, point) => {
    let most = 0;
    for (let at = point * sites; at < (point + 1) * sites; at += 1) most = Math.max(most, use[at]!);
    return most;
  });
  const most = sum.atMost + slack(sum.atMost);
  let isMet = false;
  const found = chooseCovering(rowsOf(use, points, sites, cap), count, {
    open,
    closed,
    cutoff: most + slack(sum.atMost),
    stop: () => isMet || search.stop?.() === true,
    progress: ({ value }) => (isMet = value <= most),
  });
  if (found.value <= most) return found.sites;
  return found.proved ? ('unmet' as const) : null;
}

function answerOf(
  best: BestSoFar,
  open: readonly number[],
  { enough }: SideSearch,
  bound: number,
  unmet: string | null,
): SideChoice {
  const { cost, nodes } = best;
  const isPlan = cost < Infinity && (enough === undefined || best.isEnough);
  const shown = Math.min(Math.max(bound, best.bound), cost);
  const isRefuted = !isPlan && Math.max(bound, best.bound) >= best.floor;
  return {
    outcome: isPlan ? 'plan' : unmet !== null || isRefuted ? 'no-plan' : 'none-found',
    sites: isPlan ? [...new Set([...open, ...best.sites()])].toSorted((a, b) => a - b) : [],
    value: isPlan ? cost : Infinity,
    bound: shown,
    proved: isPlan ? isProved(cost, shown) : unmet !== null || isRefuted,
    unmet,
    nodes,
  };
}
