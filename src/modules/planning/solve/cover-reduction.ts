import { listed, marked, reduced, type Rows } from './rows.ts';

/**
 * What is left of the question "can so many sites cover every point?" when all that follows from something else is gone (Toregas & ReVelle 1973): a point
 * that is covered whenever another is, a site that covers no more than another does, and a point that one site alone covers.
 */
export interface LeftToCover {
  points: number[];
  sites: number[];
  /** Sites that any answer may as well contain. */
  needed: number[];
  /** Some point is covered by no site. */
  impossible: boolean;
}

/** `covers[point]` and, the other way round, the points of each site; both are sets as bits. */
export function reduceCover(
  points: readonly number[],
  sites: readonly number[],
  covers: (point: number, site: number) => boolean,
): LeftToCover {
  const table = new Table(points.length, sites.length);
  points.forEach((point, row) => sites.forEach((site, column) => covers(point, site) && table.set(row, column)));
  const needed: number[] = [];
  for (let changed = true; changed;) {
    const alone = table.coveredByOne();
    if (alone === 'none') return { points: [], sites: [], needed, impossible: true };
    if (alone !== null) {
      needed.push(sites[alone]!);
      table.open(alone);
      continue;
    }
    const fewerPoints = table.dropImplied(table.rows, table.columns);
    const fewerSites = table.dropContained(table.columns, table.rows);
    changed = fewerPoints || fewerSites;
  }
  return {
    points: table.rows.alive().map((at) => points[at]!),
    sites: table.columns.alive().map((at) => sites[at]!),
    needed,
    impossible: false,
  };
}

/** Whether every entry costs nothing, so that a site either covers a point or does not. */
export const isCovering = ({ cost }: Rows): boolean => cost.length > 0 && cost.every((one) => one === 0);

/** The same covering with less to look at: without sites that cover no more than another does, and points that the same sites cover as one. */
export function leanCovering(rows: Rows): Rows {
  const points = Array.from({ length: rows.points }, (_, row) => row);
  const sites = listed(marked(rows.sites, rows.site));
  const columnOf = new Map(sites.map((one, column) => [one, column]));
  const table = new Table(rows.points, sites.length);
  for (const row of points)
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at += 1) table.set(row, columnOf.get(rows.site[at]!)!);
  table.dropContained(table.columns, table.rows);
  const alone = sites.filter((_, column) => table.columns.gone[column] === 1);
  const lean = reduced(rows, marked(rows.sites, alone), new Uint8Array(rows.sites));
  const alike = Map.groupBy(
    Array.from({ length: lean.points }, (_, row) => row),
    (row) =>
      lean.site
        .subarray(lean.start[row], lean.start[row + 1])
        .toSorted()
        .join(),
  );
  const kept = [...alike.values()];
  const site = kept.flatMap(([row]) => [...lean.site.subarray(lean.start[row!], lean.start[row! + 1])]);
  const start = new Int32Array(kept.length + 1);
  for (const [at, [row]] of kept.entries()) start[at + 1] = start[at]! + lean.start[row! + 1]! - lean.start[row!]!;
  return {
    ...lean,
    points: kept.length,
    origin: Int32Array.from(kept, ([row]) => lean.origin[row!]!),
    start,
    site: Int32Array.from(site),
    cost: new Float64Array(site.length),
    cap: Float64Array.from(kept, (group) => group.reduce((sum, row) => sum + lean.cap[row]!, 0)),
  };
}

/** Sets of numbers as bits, some of them gone. */
class Sets {
  readonly words: number;
  readonly bits: Uint32Array;
  readonly gone: Uint8Array;
  readonly size: number;
  constructor(size: number, members: number) {
    this.size = size;
    this.words = (members + 31) >> 5;
    this.bits = new Uint32Array(size * this.words);
    this.gone = new Uint8Array(size);
  }
  add(set: number, member: number): void {
    this.bits[set * this.words + (member >> 5)]! |= 1 << (member & 31);
  }
  remove(member: number): void {
    const [word, mask] = [member >> 5, ~(1 << (member & 31))];
    for (let at = word; at < this.bits.length; at += this.words) this.bits[at]! &= mask;
  }
  alive(): number[] {
    return [...this.gone.keys()].filter((at) => this.gone[at] === 0);
  }
  count(set: number): number {
    let sum = 0;
    for (let at = set * this.words; at < (set + 1) * this.words; at += 1)
      for (let bits = this.bits[at]!; bits !== 0; bits &= bits - 1) sum += 1;
    return sum;
  }
  members(set: number): number[] {
    const list: number[] = [];
    for (let word = 0; word < this.words; word += 1)
      for (let bits = this.bits[set * this.words + word]!; bits !== 0; bits &= bits - 1)
        list.push(word * 32 + 31 - Math.clz32(bits & -bits));
    return list;
  }
  /** Whether all of `a` is in `b`. */
  within(a: number, b: number): boolean {
    for (let word = 0; word < this.words; word += 1)
      if ((this.bits[a * this.words + word]! & ~this.bits[b * this.words + word]!) !== 0) return false;
    return true;
  }
}

class Table {
  /** By point the sites that cover it. */
  readonly rows: Sets;
  /** By site the points that it covers. */
  readonly columns: Sets;

  constructor(points: number, sites: number) {
    this.rows = new Sets(points, sites);
    this.columns = new Sets(sites, points);
  }

  set(row: number, column: number): void {
    this.rows.add(row, column);
    this.columns.add(column, row);
  }

  coveredByOne(): number | 'none' | null {
    for (const row of this.rows.alive()) {
      const covering = this.rows.count(row);
      if (covering === 0) return 'none';
      if (covering === 1) return this.rows.members(row)[0]!;
    }
    return null;
  }

  open(column: number): void {
    for (const row of this.columns.members(column)) this.#drop(this.rows, this.columns, row);
    this.#drop(this.columns, this.rows, column);
  }

  /** A point goes when all that cover some other point cover it too. */
  dropImplied(rows: Sets, columns: Sets): boolean {
    return this.#dropBy(rows, columns, (one, other) => rows.within(other, one));
  }

  /** A site goes when another covers all that it covers. */
  dropContained(columns: Sets, rows: Sets): boolean {
    return this.#dropBy(columns, rows, (one, other) => columns.within(one, other));
  }

  #dropBy(sets: Sets, others: Sets, goes: (one: number, because: number) => boolean): boolean {
    let dropped = false;
    const alive = sets.alive();
    for (const one of alive)
      for (const other of alive) {
        if (one === other || sets.gone[other] === 1 || !goes(one, other)) continue;
        this.#drop(sets, others, one);
        dropped = true;
        break;
      }
    return dropped;
  }

  #drop(sets: Sets, others: Sets, one: number): void {
    sets.gone[one] = 1;
    others.remove(one);
  }
}
