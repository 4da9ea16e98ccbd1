/**
 * What the solvers read: for each demand point the sites that can serve it, nearest first. The cost of an entry is what it adds to
 * the objective (weight × minutes, weight × 1 beyond a threshold …), so that one search serves every objective that is a sum over points.
 */
export interface Rows {
  points: number;
  sites: number;
  /** Which point of the whole problem each row is. */
  origin: Int32Array;
  /** Where each row’s entries begin; one more at the end. */
  start: Int32Array;
  site: Int32Array;
  /** From 0 on, never falling within a row. */
  cost: Float64Array;
  /** What a point costs that none of its sites serves; Infinity where it must be served. */
  cap: Float64Array;
  /** A cost that is paid whatever is chosen. */
  base: number;
  /** The sums that the cost is made of, where it is made of several: each kept beside it through every reduction. */
  layers?: readonly Layer[];
}

/** One sum over points, entry by entry; like the cost it never falls within a row. */
export type Layer = Pick<Rows, 'cost' | 'cap' | 'base'>;

/** Rows of a full matrix, `costs[point * sites + site]`; entries at or above the point’s cap are left out, as they never help. */
export function rowsOf(costs: Float64Array, points: number, sites: number, cap?: Float64Array): Rows {
  const caps = cap?.slice() ?? new Float64Array(points).fill(Infinity);
  const start = new Int32Array(points + 1);
  const entries = countBelow(costs, points, sites, caps);
  const site = new Int32Array(entries);
  const cost = new Float64Array(entries);
  const [order, scratch] = [new Int32Array(sites), new Int32Array(sites)];
  let length = 0;
  for (let point = 0; point < points; point += 1) {
    const row = costs.subarray(point * sites, (point + 1) * sites);
    let found = 0;
    for (let j = 0; j < sites; j += 1) if (row[j]! < caps[point]!) order[found++] = j;
    const sorted = sortByCost(order, scratch, row, found);
    for (let k = 0; k < found; k += 1) {
      site[length] = sorted[k]!;
      cost[length] = row[sorted[k]!]!;
      length += 1;
    }
    start[point + 1] = length;
  }
  const origin = Int32Array.from({ length: points }, (_, point) => point);
  return { points, sites, origin, start, site, cost, cap: caps, base: 0 };
}

function countBelow(costs: Float64Array, points: number, sites: number, caps: Float64Array): number {
  let entries = 0;
  for (let point = 0; point < points; point += 1)
    for (let j = 0; j < sites; j += 1) if (costs[point * sites + j]! < caps[point]!) entries += 1;
  return entries;
}

/** Merge sort of the first `length` of `order` by cost: stable, so equal costs stay in the order of sites. Returns where the result lies. */
function sortByCost(order: Int32Array, scratch: Int32Array, row: Float64Array, length: number): Int32Array {
  let from = order;
  let to = scratch;
  for (let width = 1; width < length; width *= 2) {
    for (let low = 0; low < length; low += 2 * width) {
      const middle = Math.min(low + width, length);
      const high = Math.min(low + 2 * width, length);
      let left = low;
      let right = middle;
      for (let k = low; k < high; k += 1)
        to[k] = left < middle && (right >= high || row[from[left]!]! <= row[from[right]!]!) ? from[left++]! : from[right++]!;
    }
    [from, to] = [to, from];
  }
  return from;
}

/**
 * The same problem once the sites marked `closed` are gone and those marked `open` are there for good: points pay no more than the
 * nearest open one costs, and a point for which nothing better is left is paid for in `base`.
 */
export function reduced(rows: Rows, closed: Uint8Array, open: Uint8Array): Rows {
  const { layers } = rows;
  const kept = new Int32Array(rows.points);
  const ends = new Int32Array(rows.points);
  let points = 0;
  let entries = 0;
  for (let row = 0; row < rows.points; row += 1) {
    const to = rows.start[row + 1]!;
    let end = rows.start[row]!;
    while (end < to && open[rows.site[end]!] === 0) end += 1;
    ends[row] = end;
    const limit = limitOf(rows, row, end, to);
    let found = 0;
    for (let at = rows.start[row]!; at < end; at += 1) {
      if (rows.cost[at]! >= limit && !isLess(layers, at, row, end, to)) break;
      if (closed[rows.site[at]!] === 0) found += 1;
    }
    kept[row] = found;
    entries += found;
    if (found > 0) points += 1;
  }
  return copyKept(rows, closed, { kept, ends, points, entries });
}

/** Whether an entry that costs no less is less in some other sum. */
const isLess = (layers: readonly Layer[] | undefined, at: number, row: number, end: number, to: number): boolean =>
  layers !== undefined && layers.some((one) => one.cost[at]! < limitOf(one, row, end, to));

/** What a row pays at most once the entry at `end` is there for good; its cap where there is none. */
const limitOf = ({ cost, cap }: Layer, row: number, end: number, to: number): number => (end < to ? cost[end]! : cap[row]!);

interface Kept {
  /** Entries that are left, by row. */
  kept: Int32Array;
  /** By row the first entry of a site that is open for good, or where the row ends. */
  ends: Int32Array;
  points: number;
  entries: number;
}

function copyKept(rows: Rows, closed: Uint8Array, those: Kept): Rows {
  const { kept, ends, points, entries } = those;
  const origin = new Int32Array(points);
  const start = new Int32Array(points + 1);
  const site = new Int32Array(entries);
  const cost = new Float64Array(entries);
  const cap = new Float64Array(points);
  const from = new Int32Array(rows.layers === undefined ? 0 : entries);
  let { base } = rows;
  let point = 0;
  let length = 0;
  for (let row = 0; row < rows.points; row += 1) {
    const limit = limitOf(rows, row, ends[row]!, rows.start[row + 1]!);
    if (kept[row] === 0) {
      base += limit;
      continue;
    }
    const end = length + kept[row]!;
    for (let at = rows.start[row]!; length < end; at += 1) {
      if (closed[rows.site[at]!] === 1) continue;
      site[length] = rows.site[at]!;
      cost[length] = rows.cost[at]!;
      if (from.length > 0) from[length] = at;
      length += 1;
    }
    origin[point] = rows.origin[row]!;
    cap[point] = limit;
    point += 1;
    start[point] = length;
  }
  const same = { points, sites: rows.sites, origin, start, site, cost, cap, base };
  return rows.layers === undefined ? same : { ...same, layers: rows.layers.map((one) => copyLayer(rows, one, those, from)) };
}

/** The entries that are left, with what is paid at most beside them; rows of which nothing is left pay that for good. */
function copyLayer({ points: all, start }: Rows, layer: Layer, { kept, ends, points }: Kept, from: Int32Array): Layer {
  const cost = new Float64Array(from.length);
  for (let at = 0; at < from.length; at += 1) cost[at] = layer.cost[from[at]!]!;
  const cap = new Float64Array(points);
  let { base } = layer;
  let point = 0;
  for (let row = 0; row < all; row += 1) {
    const limit = limitOf(layer, row, ends[row]!, start[row + 1]!);
    if (kept[row]! > 0) cap[point++] = limit;
    else base += limit;
  }
  return { cost, cap, base };
}

/** The same rows at the cost first layer + Σ price × layer, for the layers after the first; prices from 0 on. */
export function priced(rows: Rows, prices: Float64Array): Rows {
  const [first, ...others] = rows.layers!;
  const [cost, cap] = [first!.cost.slice(), first!.cap.slice()];
  let { base } = first!;
  for (const [at, layer] of others.entries()) {
    const price = prices[at]!;
    if (price === 0) continue;
    for (let k = 0; k < cost.length; k += 1) cost[k]! += price * layer.cost[k]!;
    for (let row = 0; row < cap.length; row += 1) cap[row]! += price * layer.cap[row]!;
    base += price * layer.base;
  }
  return { ...rows, cost, cap, base };
}

/** What a choice costs: each point is served by the nearest that is chosen, or pays its cap. */
export function costOf(rows: Rows, chosen: Uint8Array): number {
  let sum = rows.base;
  for (let row = 0; row < rows.points; row += 1) {
    const to = rows.start[row + 1]!;
    let at = rows.start[row]!;
    while (at < to && chosen[rows.site[at]!] === 0) at += 1;
    sum += at < to ? rows.cost[at]! : rows.cap[row]!;
  }
  return sum;
}

/** Marks of the listed sites. */
export function marked(sites: number, list: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(sites);
  for (const j of list) marks[j] = 1;
  return marks;
}

/** The marked sites, ascending. */
export function listed(marks: Uint8Array): number[] {
  const list: number[] = [];
  for (let j = 0; j < marks.length; j += 1) if (marks[j] === 1) list.push(j);
  return list;
}
