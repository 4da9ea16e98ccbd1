const LOW = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1;

/**
 * Sorts ids, given ascending, by their keys (finite numbers); equals stay ascending. The place of each goes into the last bits of its key, so that plain
 * numbers are sorted, which is several times as fast as comparing two ids at a time; what those bits put wrong is put right after.
 */
export function sortByKey(ids: Int32Array, key: (id: number) => number): void {
  const marked = new Float64Array(ids.length);
  for (let k = 0; k < ids.length; k += 1) marked[k] = key(ids[k]!);
  const words = new Uint32Array(marked.buffer);
  const mask = 2 ** Math.ceil(Math.log2(ids.length + 1)) - 1;
  for (let k = 0; k < ids.length; k += 1) words[2 * k + LOW] = ((words[2 * k + LOW]! & ~mask) | k) >>> 0;
  marked.sort();
  const before = ids.slice();
  for (let k = 0; k < ids.length; k += 1) {
    const place = words[2 * k + LOW]! & mask;
    let at = k;
    for (; at > 0 && follows(ids[at - 1]!, before[place]!, key); at -= 1) ids[at] = ids[at - 1]!;
    ids[at] = before[place]!;
  }
}

function follows(one: number, other: number, key: (id: number) => number): boolean {
  const more = key(one) - key(other);
  return more > 0 || (more === 0 && one > other);
}
