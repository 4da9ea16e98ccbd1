import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseCovering } from './covered.ts';
import { center, cover } from './covering.ts';
import { chooseSites } from './median.ts';
import { costOf, marked, rowsOf } from './rows.ts';

/** A small problem: whole costs, so that a sum is exact however it is added up. */
const problems = fc
  .record({ points: fc.integer({ min: 1, max: 9 }), sites: fc.integer({ min: 1, max: 8 }) })
  .chain(({ points, sites }) =>
    fc.record({
      points: fc.constant(points),
      sites: fc.constant(sites),
      costs: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: points * sites, maxLength: points * sites }),
      weights: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: points, maxLength: points }),
      count: fc.integer({ min: 1, max: sites }),
      marks: fc.array(fc.constantFrom('free', 'free', 'free', 'open', 'closed'), { minLength: sites, maxLength: sites }),
    }),
  );

type Problem = typeof problems extends fc.Arbitrary<infer T> ? T : never;

/** Every choice of as many sites as may be, by counting through all. */
function* choices({ sites, count, marks }: Problem, useMarks: boolean): Generator<Uint8Array> {
  for (let bits = 0; bits < 1 << sites; bits += 1) {
    const chosen = Uint8Array.from({ length: sites }, (_, j) => (bits >> j) & 1);
    const number = chosen.reduce((sum, one) => sum + one, 0);
    if (number > count || number === 0) continue;
    if (useMarks && marks.some((mark, j) => (mark === 'open' && chosen[j] === 0) || (mark === 'closed' && chosen[j] === 1)))
      continue;
    yield chosen;
  }
}

const limitsOf = ({ marks }: Problem): { open: number[]; closed: number[] } => ({
  open: [...marks.keys()].filter((j) => marks[j] === 'open'),
  closed: [...marks.keys()].filter((j) => marks[j] === 'closed'),
});

const nearest = ({ costs, sites }: Problem, point: number, chosen: Uint8Array): number =>
  Math.min(...Array.from({ length: sites }, (_, j) => (chosen[j] === 1 ? costs[point * sites + j]! : Infinity)));

describe('the sites that cost least', () => {
  it('are as good as the best of all choices, with a bound that meets them', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { points, sites, count } = problem;
        const rows = rowsOf(Float64Array.from(problem.costs), points, sites);
        const best = Math.min(...[...choices(problem, false)].map((chosen) => costOf(rows, chosen)));
        for (const whole of [true, false]) {
          const found = chooseSites(rows, count, { whole });
          expect(found.value).toBeCloseTo(best, 9);
          expect(costOf(rows, marked(sites, found.sites))).toBeCloseTo(best, 9);
          expect(found.sites.length).toBeLessThanOrEqual(count);
          expect(found.proved).toBe(true);
          expect(found.bound).toBeCloseTo(best, 6);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('keep what must be kept and leave what must be left, from whatever they begin', () => {
    fc.assert(
      fc.property(problems, fc.array(fc.nat(7)), (problem, from) => {
        const { points, sites, count } = problem;
        const { open, closed } = limitsOf(problem);
        const rows = rowsOf(Float64Array.from(problem.costs), points, sites);
        fc.pre(open.length <= count && closed.length < sites);
        const costs = [...choices(problem, true)].map((chosen) => costOf(rows, chosen));
        const found = chooseSites(rows, count, { open, closed, from: from.filter((j) => j < sites) });
        expect(found.value).toBeCloseTo(Math.min(...costs), 9);
        expect(open.every((j) => found.sites.includes(j)) && !closed.some((j) => found.sites.includes(j))).toBe(true);
        expect(found.proved).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('leave least weight beyond a threshold, which itself is within', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 0, max: 30 }), (problem, threshold) => {
        const { points, sites, count, weights } = problem;
        const beyond = (chosen: Uint8Array): number =>
          weights.reduce((sum, weight, point) => sum + (nearest(problem, point, chosen) <= threshold ? 0 : weight), 0);
        const travel = { minutes: Float64Array.from(problem.costs), points, sites };
        const found = cover(travel, Float64Array.from(weights), threshold, count, { whole: true });
        expect(found.value).toBe(Math.min(...[...choices(problem, false)].map(beyond)));
        expect(found.proved).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('make the longest way as short as it can be', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { points, sites, count } = problem;
        const longest = (chosen: Uint8Array): number =>
          Math.max(...Array.from({ length: points }, (_, point) => nearest(problem, point, chosen)));
        const found = center({ minutes: Float64Array.from(problem.costs), points, sites }, count);
        expect(found.minutes).toBe(Math.min(...[...choices(problem, false)].map(longest)));
        expect(longest(marked(sites, found.sites))).toBe(found.minutes);
        expect(found).toMatchObject({ bound: found.minutes, proved: true });
      }),
      { numRuns: 200 },
    );
  });

  it('say how much is not proved when they are stopped, and never more than is', () => {
    const random = lines(11);
    const costs = Float64Array.from({ length: 60 * 60 }, () => Math.floor(random() * 1000));
    const rows = rowsOf(costs, 60, 60);
    let asked = 0;
    const cut = chooseSites(rows, 5, { whole: true, stop: () => (asked += 1) > 1 });
    const all = chooseSites(rows, 5, { whole: true, from: cut.sites, prices: cut.prices });
    expect(cut.proved).toBe(false);
    expect(cut.bound).toBeLessThanOrEqual(all.value);
    expect(cut.value).toBeGreaterThanOrEqual(all.value);
    expect(all).toMatchObject({ proved: true, bound: all.value });
    expect(chooseSites(rows, 5, { whole: true })).toEqual(chooseSites(rows, 5, { whole: true }));
  });

  it('leave as little uncovered when HiGHS finishes what prices leave open as when the tree is searched to its end', () => {
    const radius = 0.13;
    for (const [seed, count] of [
      [4, 22],
      [6, 18],
    ] as const) {
      const random = lines(seed);
      const at = Array.from({ length: 100 }, () => [random(), random()] as const);
      const weights = Float64Array.from(at, () => 1 + Math.floor(random() * 50));
      const costs = Float64Array.from(
        at.flatMap(([x, y], point) => at.map(([u, v]) => (Math.hypot(x - u, y - v) <= radius ? 0 : weights[point]!))),
      );
      const rows = rowsOf(costs, 100, 100, weights);
      const whole = chooseSites(rows, count);
      const found = chooseCovering(rows, count);
      expect(whole.nodes).toBeGreaterThan(201);
      expect(found.nodes).toBe(201);
      expect(found).toMatchObject({ value: whole.value, proved: true });
      expect(costOf(rows, marked(100, found.sites))).toBe(whole.value);
      expect(found.bound).toBeLessThanOrEqual(whole.value);
      const [open, closed] = [[found.sites[0]!], [found.sites[1]!]];
      const limited = chooseCovering(rows, count, { open, closed });
      expect(limited.value).toBe(chooseSites(rows, count, { open, closed }).value);
      expect(limited.sites).toContain(open[0]);
      expect(limited.sites).not.toContain(closed[0]);
      expect(chooseCovering(rows, count, { cutoff: whole.value })).toMatchObject({ value: Infinity, proved: true });
      expect(chooseCovering(rows, count, { cutoff: whole.value + 1 }).value).toBe(whole.value);
    }
  });

  it('refuse more that must be open than may be, and a site that must be both', () => {
    const rows = rowsOf(Float64Array.from([1, 2, 3, 4]), 2, 2);
    expect(() => chooseSites(rows, 1, { open: [0, 1] })).toThrow(RangeError);
    expect(() => chooseSites(rows, 2, { open: [0], closed: [0] })).toThrow(RangeError);
  });
});

/** Numbers from 0 to 1 that are the same every time (the mulberry32 generator). */
function lines(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
