import type { Prepared } from './prepare.ts';

/**
 * Where capacity is scarce and the prices lead to no plan: the options with most room for what they use of the greatest sums, one at a site, until everyone
 * has room. Where that is is left to interchange.
 */
export function roomy(prep: Prepared): number[] {
  const worth = prep.problem.options.map((_, a) => {
    const used = prep.limits.reduce(
      (sum, { use, most }) => sum + (most > 0 && most < Infinity ? Math.max(0, use[a]!) / most : 0),
      0,
    );
    return Math.min(prep.capacity[a]!, Number.MAX_VALUE) / (used + 1e-12);
  });
  const order = [...worth.keys()]
    .filter((a) => prep.status[a] !== -1)
    .toSorted((a, b) => prep.status[b]! - prep.status[a]! || worth[b]! - worth[a]! || a - b);
  const taken = new Set<number>();
  let short = prep.weight.reduce((sum, one) => sum + one, 0);
  return order.filter((a) => {
    if (taken.has(prep.siteOf[a]!) || (prep.status[a] !== 1 && short <= 0)) return false;
    taken.add(prep.siteOf[a]!);
    short -= prep.capacity[a]!;
    return true;
  });
}
