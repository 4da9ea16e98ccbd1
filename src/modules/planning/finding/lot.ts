/** What is drawn by lot, always the same: networks that agree with the sources, and errors of the travel estimate. */
import { meanOf } from './best.ts';
import type { Demand, Facts } from './facts.ts';

export const seed = 2020;

/** Numbers from 0 up to 1, the same for the same seed (the mulberry32 generator). */
export function lotFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Mean minutes of networks of `count` municipalities: the named kept, none of the named lost, the rest by lot. */
export function drawNetworks(
  demand: Demand,
  count: number,
  { kept, lost }: Facts['named'],
  draws: number,
): { draws: number; least: number; middle: number; most: number } {
  const lot = lotFrom(seed);
  const free = [...demand.weights.keys()].filter((site) => !kept.includes(site) && !lost.includes(site));
  const means = Array.from({ length: draws }, () => {
    const left = free.slice();
    // The first of a shuffle (Fisher & Yates).
    for (let at = 0; at < count - kept.length; at += 1) {
      const other = at + Math.floor(lot() * (left.length - at));
      [left[at], left[other]] = [left[other]!, left[at]!];
    }
    return meanOf(demand, [...kept, ...left.slice(0, count - kept.length)]);
  }).toSorted((a, b) => a - b);
  return { draws, least: means[0]!, middle: means[Math.floor(draws / 2)]!, most: means.at(-1)! };
}

/** The same journeys, each wrong by itself by up to so large a part, the same both ways; the start and the end of it are right. */
export function withErrors({ minutes, weights }: Demand, part: number, fixed: number, lot: () => number): Demand {
  const width = weights.length;
  const drawn = minutes.slice();
  for (let a = 0; a < width; a += 1)
    for (let b = a + 1; b < width; b += 1) {
      const factor = 1 + part * (2 * lot() - 1);
      for (const cell of [a * width + b, b * width + a]) drawn[cell] = fixed + (minutes[cell]! - fixed) * factor;
    }
  return { minutes: drawn, weights };
}
