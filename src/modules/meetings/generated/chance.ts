/** Chance that is the same at each run: what is made for practice and measurement can be made again. */
import { parseUuid, type Uuid } from '../../../platform/ids/index.ts';

export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Keys of version 4, made of the same chance. */
  id(): Uuid;
}

/** sfc32 (C. Doty-Humphrey, PractRand, public domain): 128 bits of state. Each `stream` of a seed is a course of its own. */
export function chanceOf(seed: number, stream = 0): Chance {
  const state = Uint32Array.of(seed, stream, 0x9e3779b9, 1);
  const bits = (): number => {
    const [a, b, c] = [state[0]!, state[1]!, state[2]!];
    const sum = (a + b + state[3]!) >>> 0;
    state[3]! += 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum;
  };
  for (let n = 0; n < 15; n++) bits();
  const next = (): number => bits() / 4_294_967_296;
  const below = (most: number): number => Math.floor(next() * most);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)]!,
    id: () => {
      const [a, b, c, d] = [bits(), bits(), bits(), bits()].map((word) => word.toString(16).padStart(8, '0')) as [
        string,
        string,
        string,
        string,
      ];
      return parseUuid(`${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`)!;
    },
  };
}

/** Shares a number of things out by weight, each at least `least`: the largest remainders get what is left over. */
export function shareOut(total: number, weights: readonly number[], least: number): number[] {
  const left = Math.max(0, total - least * weights.length);
  const sum = weights.reduce((a, b) => a + b, 0) || 1;
  const exact = weights.map((weight) => (left * weight) / sum);
  const shares = exact.map((share) => least + Math.floor(share));
  const byRemainder = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  const over = left - exact.reduce((sum, share) => sum + Math.floor(share), 0);
  for (const { index } of byRemainder.slice(0, over)) shares[index]! += 1;
  return shares;
}
