import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseWithin, type SideProblem } from './index.ts';

const drawn = fc
  .record({ points: fc.integer({ min: 1, max: 8 }), sites: fc.integer({ min: 1, max: 7 }) })
  .chain(({ points, sites }) =>
    fc.record({
      points: fc.constant(points),
      sites: fc.constant(sites),
      minutes: fc.array(
        fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 40 }) }, { weight: 1, arbitrary: fc.constant(Infinity) }),
        {
          minLength: points * sites,
          maxLength: points * sites,
        },
      ),
      weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: points, maxLength: points }),
      others: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: points, maxLength: points }),
      count: fc.integer({ min: 1, max: sites }),
      marks: fc.array(fc.constantFrom('free', 'free', 'free', 'open', 'closed'), { minLength: sites, maxLength: sites }),
      bounds: fc.array(
        fc.record({
          kind: fc.constantFrom('beyond', 'others-beyond', 'mean', 'poverty'),
          minutes: fc.integer({ min: 0, max: 40 }),
          part: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  );

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function problemOf({ points, sites, minutes, weights, others, count, marks, bounds }: Drawn): SideProblem {
  const each = (of: (time: number, point: number) => number): Float64Array =>
    Float64Array.from(minutes, (time, at) => (time === Infinity ? Infinity : of(time, Math.floor(at / sites))));
  const marked = (mark: string): number[] => [...marks.keys()].filter((site) => marks[site] === mark);
  const uses = {
    beyond: (limit: number) => each((time, point) => (time > limit ? weights[point]! : 0)),
    'others-beyond': (limit: number) => each((time, point) => (time > limit ? others[point]! : 0)),
    mean: () => each((time, point) => time * others[point]!),
    poverty: (limit: number) => each((time, point) => weights[point]! * Math.max(0, time - limit) ** 2),
  };
  return {
    travel: { minutes: Float64Array.from(minutes), points, sites },
    cost: each((time, point) => time * weights[point]!),
    sums: bounds.map(({ kind, minutes: limit, part }, at) => {
      const use = uses[kind](limit);
      const most = use.reduce((sum, one) => sum + (one === Infinity ? 0 : one), 0);
      return { name: `sum ${at}`, use, atMost: Math.round((part * most) / sites) };
    }),
    count,
    open: marked('open'),
    closed: marked('closed'),
  };
}

/** Every choice within the bounds, by counting through all: the least cost, and the sums of a choice. */
function countedThrough({ travel, cost, sums, count, open = [], closed = [] }: SideProblem) {
  const { minutes, points, sites } = travel;
  const sumOf = (all: Float64Array, chosen: readonly number[]): number => {
    let sum = 0;
    for (let point = 0; point < points; point += 1) {
      const nearest = chosen.reduce((best, site) =>
        minutes[point * sites + site]! < minutes[point * sites + best]! ? site : best,
      );
      sum += all[point * sites + nearest]!;
    }
    return sum;
  };
  let least = Infinity;
  for (let bits = 1; bits < 1 << sites; bits += 1) {
    const chosen = Array.from({ length: sites }, (_, site) => site).filter((site) => (bits >> site) & 1);
    if (chosen.length > count || !open.every((site) => chosen.includes(site)) || closed.some((site) => chosen.includes(site)))
      continue;
    if (sums.every(({ use, atMost }) => sumOf(use, chosen) <= atMost)) least = Math.min(least, sumOf(cost, chosen));
  }
  return { least, sumOf };
}

const isAskable = ({ count, marks }: Drawn): boolean => marks.filter((mark) => mark === 'open').length <= count;

describe('the sites that cost least within bounds on other sums', () => {
  it('are as good as the best of all choices; there are none exactly when counting through all finds none', () => {
    fc.assert(
      fc.property(drawn.filter(isAskable), (one) => {
        const problem = problemOf(one);
        const { least, sumOf } = countedThrough(problem);
        const found = chooseWithin(problem);
        expect(found.outcome).toBe(least === Infinity ? 'no-plan' : 'plan');
        expect(found.proved).toBe(true);
        if (least === Infinity) return;
        expect(found.value).toBeCloseTo(least, 6);
        expect(found.bound).toBeLessThanOrEqual(found.value);
        expect(sumOf(problem.cost, found.sites)).toBeCloseTo(least, 6);
        expect(found.sites.length).toBeLessThanOrEqual(problem.count);
        for (const { use, atMost } of problem.sums) expect(sumOf(use, found.sites)).toBeLessThanOrEqual(atMost + 1e-6);
        expect(problem.open!.every((site) => found.sites.includes(site))).toBe(true);
        expect(problem.closed!.some((site) => found.sites.includes(site))).toBe(false);
        expect(chooseWithin(problem)).toEqual(found);
      }),
      { numRuns: 500 },
    );
  });

  it('answer whether there is one at so much or less, and never more than is so when they are stopped', () => {
    fc.assert(
      fc.property(
        drawn.filter(isAskable),
        fc.integer({ min: 0, max: 600 }),
        fc.integer({ min: 0, max: 4 }),
        (one, enough, most) => {
          const problem = problemOf(one);
          const { least } = countedThrough(problem);
          const asked = chooseWithin(problem, { enough });
          expect(asked.outcome).toBe(least <= enough ? 'plan' : 'no-plan');
          expect(asked.value).toBeGreaterThanOrEqual(asked.outcome === 'plan' ? least - 1e-6 : Infinity);
          let times = 0;
          const cut = chooseWithin(problem, { stop: () => (times += 1) > most });
          expect(cut.bound).toBeLessThanOrEqual(least + 1e-6);
          expect(cut.value).toBeGreaterThanOrEqual(least - 1e-6);
          if (cut.outcome === 'no-plan') expect(least).toBe(Infinity);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('name the bound that no choice keeps by itself', () => {
    const travel = { minutes: Float64Array.from([0, 50, 50, 0]), points: 2, sites: 2 };
    const cost = travel.minutes.map((time) => time * 10);
    const use = travel.minutes.map((time) => (time > 30 ? 10 : 0));
    const sums = [{ name: 'share', use, atMost: 5 }];
    expect(chooseWithin({ travel, cost, sums, count: 1 })).toMatchObject({ outcome: 'no-plan', unmet: 'share', sites: [] });
    expect(chooseWithin({ travel, cost, sums, count: 2 })).toMatchObject({ outcome: 'plan', value: 0, proved: true });
  });

  it('refuse a sum that falls as the way grows, and more that must be open than may be', () => {
    const travel = { minutes: Float64Array.from([1, 2]), points: 1, sites: 2 };
    const cost = Float64Array.from([2, 1]);
    expect(() => chooseWithin({ travel, cost, sums: [], count: 1 })).toThrow(RangeError);
    expect(() => chooseWithin({ travel, cost: travel.minutes, sums: [], count: 1, open: [0, 1] })).toThrow(RangeError);
  });
});
