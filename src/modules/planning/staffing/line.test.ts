import { describe, expect, it } from 'vitest';
import { chanceOf, erlangC } from '../../desk/index.ts';
import { type Kind, lineOf } from './line.ts';
import { meanOf } from './interval.ts';

interface Queue {
  perMinute: number;
  minutes: number;
  officers: number;
  firstsFirst?: boolean;
  /** Share of the first kind. */
  firsts?: number;
  count?: number;
}

/** Mean waits of each kind in one long run with exponential gaps and lengths; what begins in the first tenth is left out. */
function waits({ perMinute, minutes, officers, firstsFirst = false, firsts = 1, count = 60_000 }: Queue, seed: number): number[] {
  const chance = chanceOf(seed);
  const sums = [0, 0];
  const counts = [0, 0];
  const began = (kind: Kind, job: number, at: number, release: number): void => {
    if (job < count / 10) return;
    sums[kind]! += at - release;
    counts[kind]! += 1;
  };
  const line = lineOf({ dayMinutes: Infinity, firstsFirst, began });
  line.open(officers, 0);
  let at = 0;
  for (let job = 0; job < count; job += 1) {
    at += chance.exponential() / perMinute;
    line.add(chance.even() < firsts ? 0 : 1, job, at, minutes * chance.exponential());
  }
  line.run(Infinity);
  return sums.map((sum, kind) => (counts[kind] === 0 ? 0 : sum / counts[kind]!));
}

const twenty = Array.from({ length: 20 }, (_, at) => at + 1);

describe('beside the formulas', () => {
  it.each([
    { perMinute: 0.6, minutes: 12, officers: 9 },
    { perMinute: 1, minutes: 30, officers: 34 },
    { perMinute: 0.07, minutes: 10, officers: 1 },
  ])('M/M/c: the mean wait of Erlang C lies in the interval of twenty runs: $officers officers', (queue) => {
    const found = meanOf(twenty.map((seed) => waits(queue, seed)[0]!))!;
    const { perMinute: arrivals, minutes: service, officers: counters } = queue;
    const known = erlangC({ arrivals, service, counters })!.mean;
    expect(Math.abs(found.mean - known)).toBeLessThan(found.half);
    expect(found.half / known).toBeLessThan(0.1);
  });

  it('M/M/c with two kinds: A. Cobham’s waits (1954) when the first goes first', () => {
    const queue = { perMinute: 0.6, minutes: 12, officers: 9, firstsFirst: true, firsts: 0.4 };
    const runs = twenty.map((seed) => waits(queue, seed));
    const load = { arrivals: 0.6, service: 12, counters: 9 };
    // W1 = C/(cμ(1−ρ1)), W2 = W1/(1−ρ): C the share that waits in M/M/c.
    const first = (erlangC(load)!.waits * 12) / 9 / (1 - 0.4 * 0.8);
    const known = [first, first / (1 - 0.8)];
    for (const kind of [0, 1]) {
      const found = meanOf(runs.map((run) => run[kind]!))!;
      expect(Math.abs(found.mean - known[kind]!)).toBeLessThan(found.half);
    }
  });

  it('D/D/c: the nth waits exactly as the staircase says', () => {
    const begun: number[] = [];
    const line = lineOf({ dayMinutes: Infinity, firstsFirst: false, began: (_, __, at, release) => begun.push(at - release) });
    line.open(3, 0);
    for (let job = 0; job < 12; job += 1) line.add(0, job, 0, 30);
    line.run(Infinity);
    expect(begun).toEqual([0, 0, 0, 30, 30, 30, 60, 60, 60, 90, 90, 90]);
  });
});

describe('a day', () => {
  it('ends: a long meeting waits for the next, a short one takes what is left', () => {
    const begun: [number, number][] = [];
    const line = lineOf({ dayMinutes: 100, firstsFirst: false, began: (_, job, at) => begun.push([job, at]) });
    line.add(0, 1, 0, 70);
    line.add(0, 2, 0, 60);
    line.add(1, 3, 0, 30);
    line.open(1, 0);
    expect(line.run(100)).toBe(100);
    line.open(1, 100);
    expect(line.run(200)).toBe(60);
    expect(begun).toEqual([
      [1, 0],
      [3, 70],
      [2, 100],
    ]);
  });

  it('without officers nobody is met', () => {
    const line = lineOf({ dayMinutes: 100, firstsFirst: false, began: () => undefined });
    line.add(0, 1, 0, 30);
    line.open(0, 0);
    expect(line.run(100)).toBe(0);
    expect([line.waiting(0), line.work(0)]).toEqual([1, 30]);
  });
});
