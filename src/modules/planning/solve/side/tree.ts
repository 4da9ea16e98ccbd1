import type { Part } from '../ascent.ts';
import { below } from '../median.ts';
import { marked, reduced, type Rows } from '../rows.ts';
import type { BestSoFar } from './best-so-far.ts';
import { exchange } from './exchange.ts';
import { type At, boundAt } from './price.ts';

interface Node {
  bound: number;
  open: readonly number[];
  closed: readonly number[];
  /** What each row of the base pays. */
  price: Float64Array;
  prices: Float64Array;
}

/** So many prices of the sums are tried in a part, each so much farther or nearer than the one before. */
const shifts = [0.2, 0.1];

/**
 * Best first: the part with the least bound is split by the site that is in most doubt. Answers the least bound of what is left; Infinity when nothing is.
 * `base`: the rows that the open and closed of every part are marked in; `count` sites of them are chosen.
 */
export function searchTree(base: Rows, count: number, top: At, best: BestSoFar): number {
  const queue: Node[] = [];
  split(queue, base, top);
  while (queue.length > 0) {
    best.bound = Math.max(best.bound, Math.min(queue[0]!.bound, best.cost));
    if (queue[0]!.bound >= best.floor) return Infinity;
    if (!best.goesOn()) return queue[0]!.bound;
    const node = take(queue);
    best.nodes += 1;
    const found = look(base, count, node, best);
    if (found === null) continue;
    if (best.nodes % 4 === 0 && found.near !== null) exchange(base, found.near.chosen, best, count);
    split(queue, base, found);
  }
  return Infinity;
}

function look(base: Rows, count: number, node: Node, best: BestSoFar): At | null {
  const rows = reduced(base, marked(base.sites, node.closed), marked(base.sites, node.open));
  const price = Float64Array.from(rows.origin, (point) => node.price[point]!);
  const part: Part = { rows, count: count - node.open.length, open: node.open, closed: node.closed, price, bound: -Infinity };
  let now = boundAt(part, node.prices, best, below);
  let top = now;
  for (const shift of shifts) {
    if (now === null || top === null) return null;
    if (now.near === null) break;
    const { sums } = now.near;
    const prices = now.prices.map((one, sum) => (sums[sum + 1]! > best.limits[sum]! ? one * (1 + shift) : one * (1 - shift)));
    now = boundAt(now.part, prices, best, below);
    if (now !== null && now.bound > top.bound) top = now;
  }
  return now === null || top === null ? null : { ...top, part: now.part, bound: Math.max(top.bound, node.bound) };
}

function split(queue: Node[], base: Rows, { part, bound, prices, site, likelyOpen }: At): void {
  const price = new Float64Array(base.points);
  part.rows.origin.forEach((point, row) => (price[point] = part.price[row]!));
  const { open, closed } = part;
  const children = [
    { open: [...open, site], closed },
    { open, closed: [...closed, site] },
  ];
  for (const child of likelyOpen ? children : children.toReversed()) put(queue, { bound, price, prices, ...child });
}

/** Kept in order of the bound; of equals the last comes first. */
function put(queue: Node[], node: Node): void {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (queue[middle]!.bound < node.bound) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, node);
}

const take = (queue: Node[]): Node => queue.shift()!;
