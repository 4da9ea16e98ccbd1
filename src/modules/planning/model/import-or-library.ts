/**
 * OR-Library’s p-median files (Beasley 1985): vertices, edges, p, and then an edge a line. Every vertex is a point of weight 1 and a
 * site; the costs are shortest ways. Of an edge that is listed more than once the last counts, as the format’s page says.
 */
import { ImportFault, numbered, numbersByLine, type PlanFile, simpleModel } from './import-model.ts';

export function importOrLibrary(text: string, file: string): PlanFile {
  const [first, ...edges] = numbersByLine(text, file);
  const [count, listed, places] = first?.values ?? [];
  if (
    first?.values.length !== 3 ||
    count === undefined ||
    listed === undefined ||
    places === undefined ||
    ![count, listed, places].every((one) => Number.isInteger(one) && one >= 0) ||
    count === 0
  )
    throw new ImportFault(`${file} line 1: expected the number of vertices, of edges, and p`);
  if (edges.length !== listed) throw new ImportFault(`${file}: line 1 says ${listed} edges, there are ${edges.length}`);
  const lengths = lastOfEach(edges, count, file);
  // Before room is made for all ways.
  if (lengths.length < count - 1) throw new ImportFault(`${file}: ${lengths.length} edges cannot lead to all ${count} vertices`);
  const ways = shortestWays(count, lengths);
  const minutes = Array.from({ length: count }, (_, from) => [...ways.subarray(from * count, (from + 1) * count)]);
  const cut = ways.indexOf(Infinity);
  if (cut !== -1)
    throw new ImportFault(`${file}: no way leads from vertex ${Math.floor(cut / count) + 1} to vertex ${(cut % count) + 1}`);
  return simpleModel(file, 'shortest ways over the edges of the file, in its unit', {
    points: numbered(count).map(({ id }) => ({ id, weights: { people: 1 } })),
    sites: numbered(count),
    minutes,
    places,
    objective: { aim: 'mean' },
  });
}

interface Edge {
  from: number;
  to: number;
  length: number;
}

function lastOfEach(edges: readonly { line: number; values: number[] }[], count: number, file: string): Edge[] {
  const last = new Map<number, Edge>();
  for (const { line, values } of edges) {
    const [a, b, length] = values;
    if (values.length !== 3 || a === undefined || b === undefined || length === undefined)
      throw new ImportFault(`${file} line ${line}: expected two vertices and a cost`);
    for (const vertex of [a, b])
      if (!Number.isInteger(vertex) || vertex < 1 || vertex > count)
        throw new ImportFault(`${file} line ${line}: there is no vertex ${vertex}`);
    if (length < 0) throw new ImportFault(`${file} line ${line}: the cost ${length} is negative`);
    const [from, to] = a < b ? [a - 1, b - 1] : [b - 1, a - 1];
    last.set(from * count + to, { from, to, length });
  }
  return [...last.values()];
}

/** Length of the shortest way between all pairs (Dijkstra 1959 from each vertex), row by row; Infinity where none leads. */
export function shortestWays(count: number, edges: readonly Edge[]): Float64Array {
  const start = new Int32Array(count + 1);
  for (const { from, to } of edges) {
    start[from + 1]! += 1;
    start[to + 1]! += 1;
  }
  for (let at = 0; at < count; at += 1) start[at + 1]! += start[at]!;
  const next = start.slice();
  const target = new Int32Array(2 * edges.length);
  const length = new Float64Array(2 * edges.length);
  const put = (from: number, to: number, long: number): void => {
    const at = next[from]!;
    next[from] = at + 1;
    target[at] = to;
    length[at] = long;
  };
  for (const { from, to, length: long } of edges) {
    put(from, to, long);
    put(to, from, long);
  }
  const ways = new Float64Array(count * count).fill(Infinity);
  const heap = new Heap(2 * edges.length + 1);
  for (let from = 0; from < count; from += 1) {
    const way = ways.subarray(from * count, (from + 1) * count);
    way[from] = 0;
    heap.push(0, from);
    while (heap.size > 0) {
      const { key } = heap;
      const vertex = heap.pop();
      if (key > way[vertex]!) continue;
      for (let at = start[vertex]!; at < start[vertex + 1]!; at += 1) {
        const long = key + length[at]!;
        const to = target[at]!;
        if (long >= way[to]!) continue;
        way[to] = long;
        heap.push(long, to);
      }
    }
  }
  return ways;
}

/** The vertex with the least key first. */
class Heap {
  size = 0;
  readonly #keys: Float64Array;
  readonly #vertices: Int32Array;

  constructor(room: number) {
    this.#keys = new Float64Array(room);
    this.#vertices = new Int32Array(room);
  }

  /** The least key. */
  get key(): number {
    return this.#keys[0]!;
  }

  push(key: number, vertex: number): void {
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#keys[above]! <= key) break;
      this.#put(at, this.#keys[above]!, this.#vertices[above]!);
      at = above;
    }
    this.#put(at, key, vertex);
  }

  pop(): number {
    const top = this.#vertices[0]!;
    this.size -= 1;
    const key = this.#keys[this.size]!;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.size) break;
      if (below + 1 < this.size && this.#keys[below + 1]! < this.#keys[below]!) below += 1;
      if (this.#keys[below]! >= key) break;
      this.#put(at, this.#keys[below]!, this.#vertices[below]!);
      at = below;
    }
    this.#put(at, key, this.#vertices[this.size]!);
    return top;
  }

  #put(at: number, key: number, vertex: number): void {
    this.#keys[at] = key;
    this.#vertices[at] = vertex;
  }
}
