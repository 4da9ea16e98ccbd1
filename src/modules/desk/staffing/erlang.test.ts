import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countersFor, erlangA, erlangB, erlangC } from './erlang.ts';

/** Erlang C by its definition, in whole numbers: no rounding before the last division. */
function byDefinition(offeredTenths: number, counters: number): number {
  const [a, ten, c] = [BigInt(offeredTenths), 10n, BigInt(counters)];
  // Sum of aᵏ/k!, over the common denominator 10ᶜ·c!.
  let factorial = 1n;
  for (let k = 1n; k <= c; k += 1n) factorial *= k;
  const term = (k: bigint): bigint => {
    let below = 1n;
    for (let j = 1n; j <= k; j += 1n) below *= j;
    return (a ** k * ten ** (c - k) * factorial) / below;
  };
  let sum = 0n;
  for (let k = 0n; k < c; k += 1n) sum += term(k);
  const last = term(c) * c * ten;
  const spare = c * ten - a;
  return Number((last * 10n ** 18n) / (last + sum * spare)) / 1e18;
}

describe('Erlang C', () => {
  it('is what its definition says, in whole numbers', () => {
    for (const [tenths, counters] of [
      [5, 1],
      [5, 4],
      [20, 3],
      [79, 8],
      [100, 12],
      [299, 30],
      [480, 50],
    ] as const) {
      expect(erlangC({ arrivals: tenths / 10, service: 1, counters })!.waits).toBeCloseTo(byDefinition(tenths, counters), 12);
    }
  });

  const table = '../shared/data/queues/erlang_c_table_computed.csv';
  it.runIf(existsSync(table))('is the computed table to a millionth', () => {
    const [, ...lines] = readFileSync(table, 'utf8').trim().split('\n');
    expect(lines.length).toBeGreaterThan(300);
    for (const line of lines) {
      const [offered, counters, waits, mean, occupancy, soon] = line.split(',').map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const found = erlangC({ arrivals: offered, service: 1, counters })!;
      const off = [found.waits - waits, found.mean - mean, found.occupancy - occupancy, found.within(0.2) - soon];
      for (const one of off) expect(Math.abs(one), line).toBeLessThan(1e-6);
    }
  });

  // 100 calls of 3 minutes in half an hour: 14 counters, 0.888, 0.714 and 0.174 (pyworkforce; R ErlangC: 0.88835 and 7.836 s).
  it('gives the counters of a known example', () => {
    const load = { arrivals: 100 / 30, service: 3 };
    const goal = { share: 0.8, minutes: 20 / 60 };
    expect(countersFor(load, goal, { patience: null, most: 50 })).toBe(14);
    const found = erlangC({ ...load, counters: 14 })!;
    expect(found.within(20 / 60)).toBeCloseTo(0.88835, 5);
    expect(found.occupancy).toBeCloseTo(0.714, 3);
    expect(found.waits).toBeCloseTo(0.174, 3);
    expect(found.mean * 60).toBeCloseTo(7.836, 3);
  });

  it('knows that a line grows for ever', () => {
    expect(erlangC({ arrivals: 2, service: 1, counters: 2 })).toBeNull();
    expect(countersFor({ arrivals: 60, service: 1 }, { share: 0.8, minutes: 1 }, { patience: null, most: 50 })).toBeNull();
  });
});

describe('Erlang A', () => {
  /** By the chain itself: so many in the office, step by step. */
  function byChain(arrivals: number, service: number, counters: number, patience: number) {
    const shares = [1];
    for (let n = 1; n < 4000; n += 1) {
      const out = Math.min(n, counters) / service + Math.max(0, n - counters) / patience;
      shares.push((shares.at(-1)! * arrivals) / out);
    }
    const all = shares.reduce((sum, one) => sum + one, 0);
    const mean = shares.reduce((sum, one, n) => sum + one * Math.max(0, n - counters), 0) / all;
    const waits = shares.slice(counters).reduce((sum, one) => sum + one, 0) / all;
    return { waits, leaves: mean / patience / arrivals, mean: mean / arrivals };
  }

  it('is what the chain of states says', () => {
    const load = fc.record({
      arrivals: fc.double({ min: 0.05, max: 5, noNaN: true }),
      service: fc.double({ min: 1, max: 20, noNaN: true }),
      counters: fc.integer({ min: 1, max: 40 }),
      patience: fc.double({ min: 2, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(load, ({ patience, ...one }) => {
        const found = erlangA(one, patience);
        const known = byChain(one.arrivals, one.service, one.counters, patience);
        expect(found.waits).toBeCloseTo(known.waits, 7);
        expect(found.leaves).toBeCloseTo(known.leaves, 7);
        expect(found.mean).toBeCloseTo(known.mean, 6);
        // Nobody is called before they come, and in the end all are called who have not left.
        expect(found.within(0)).toBeCloseTo(1 - found.waits, 7);
        expect(found.within(1e6)).toBeCloseTo(1 - found.leaves, 7);
      }),
    );
  });

  it('is Erlang C when nobody leaves', () => {
    const load = { arrivals: 0.9, service: 10, counters: 12 };
    const [a, c] = [erlangA(load, 1e7), erlangC(load)!];
    expect(a.waits).toBeCloseTo(c.waits, 4);
    expect(a.within(5)).toBeCloseTo(c.within(5), 4);
  });
});

it('Erlang B: known values', () => {
  expect(erlangB(1, 1)).toBe(0.5);
  expect(erlangB(2, 2)).toBeCloseTo(0.4, 12);
});
