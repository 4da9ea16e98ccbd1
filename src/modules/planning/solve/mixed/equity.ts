import { pointScale, scaled, type Limit, type Prepared } from './prepare.ts';
import type { Share } from './problem.ts';

/**
 * A limit over points that every plan within the bound of inequality keeps, and that these shares do not. With minutes m of the points, Gini ≤ x says
 * Σ w m (s − x W) ≤ 0 for s = weight with less minus weight with more; with any other ranking s the left side is only less, so the ranking of these shares
 * may be kept fixed. In the same way Palma ≤ x: the amount of any tenth of the people is at most x times that of any four tenths … of the
 * tenth with most and the four with least most of all.
 */
export function equityCut(prep: Prepared, shares: readonly Share[], number: number): Limit | null {
  const { inequality } = prep.problem;
  if (inequality === undefined) return null;
  const mean = new Float64Array(prep.points);
  for (const one of shares) mean[one.point]! += one.share * inequality.minutes[one.point * prep.width + one.option]!;
  const weight = prep.weight.reduce((sum, one) => sum + one, 0);
  const by = inequality.measure === 'gini' ? ranks(prep, mean, weight) : tails(prep, mean, weight, inequality.atMost);
  if (inequality.measure === 'gini') for (let i = 0; i < by.length; i += 1) by[i]! -= inequality.atMost;
  const use = inequality.minutes.map((t, at) => {
    const i = Math.floor(at / prep.width);
    return t === Infinity || by[i] === 0 ? 0 : t * prep.weight[i]! * by[i]!;
  });
  let sum = 0;
  for (const one of shares) sum += one.share * use[one.point * prep.width + one.option]!;
  if (!(sum > 0)) return null;
  return scaled({ name: `inequality ${number}`, use, atMost: 0 }, pointScale(use, prep.points, prep.width));
}

/** Share of the weight with fewer minutes minus share with more. */
function ranks(prep: Prepared, mean: Float64Array, weight: number): Float64Array {
  const order = [...mean.keys()].toSorted((a, b) => mean[a]! - mean[b]! || a - b);
  const rank = new Float64Array(prep.points);
  let before = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    let alike = 0;
    for (; to < order.length && mean[order[to]!] === mean[order[from]!]; to += 1) alike += prep.weight[order[to]!]!;
    for (let k = from; k < to; k += 1) rank[order[k]!] = (before - (weight - before - alike)) / weight;
    before += alike;
    from = to;
  }
  return rank;
}

/** How much of each point is in the tenth with most minutes, less x times how much is in the four tenths with least. */
function tails(prep: Prepared, mean: Float64Array, weight: number, atMost: number): Float64Array {
  const order = [...mean.keys()].toSorted((a, b) => mean[a]! - mean[b]! || a - b);
  const part = new Float64Array(prep.points);
  const fill = (list: readonly number[], share: number, by: number): void => {
    let left = share * weight;
    for (const i of list) {
      const taken = Math.min(left, prep.weight[i]!);
      if (prep.weight[i]! > 0) part[i]! += (by * taken) / prep.weight[i]!;
      left -= taken;
    }
  };
  fill(order, 0.4, -atMost);
  fill(order.toReversed(), 0.1, 1);
  return part;
}
