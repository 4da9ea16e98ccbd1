import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concentrationIndex, gini, palmaRatio, percentile, theil, type Weighted } from './index.ts';

const one = (...values: number[]): Weighted[] => values.map((value) => ({ value, weight: 1 }));
const some = fc.array(fc.record({ value: fc.integer({ min: 0, max: 500 }), weight: fc.integer({ min: 1, max: 900 }) }), {
  minLength: 1,
  maxLength: 20,
});

describe('inequality', () => {
  it('known values: half with nothing, one of n with all, 1 to 5, two incomes', () => {
    expect(gini(one(0, 0, 10, 10))).toBeCloseTo(0.5, 12);
    expect(gini(one(0, 0, 0, 0, 7))).toBeCloseTo(0.8, 12);
    // For 1…n the index is (n − 1) / 3n.
    expect(gini(one(1, 2, 3, 4, 5))).toBeCloseTo((5 - 1) / 15, 12);
    expect(theil(one(0, 0, 0, 0, 7))).toBeCloseTo(Math.log(5), 12);
    // Mean 2: (1/2)(½ ln ½ + 1½ ln 1½).
    expect(theil(one(1, 3))).toBeCloseTo(0.5 * (0.5 * Math.log(0.5) + 1.5 * Math.log(1.5)), 12);
    // 1…10: the tenth with most has 10 of 55, the four tenths with least 10.
    expect(palmaRatio(one(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toBeCloseTo(1, 12);
    expect(palmaRatio(one(0, 0, 0, 0, 0, 1))).toBeNull();
    expect([gini, theil, palmaRatio].map((measure) => measure(one(0, 0)))).toEqual([null, null, null]);
  });

  it('equal is 0; twice as much of everything, and twice as many of everyone, change nothing', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 2, max: 9 }), (list, by) => {
        for (const measure of [gini, theil, palmaRatio]) {
          const before = measure(list) ?? -1;
          expect(measure(list.map((each) => ({ ...each, value: each.value * by }))) ?? -1).toBeCloseTo(before, 9);
          expect(measure(list.map((each) => ({ ...each, weight: each.weight * by }))) ?? -1).toBeCloseTo(before, 9);
        }
        expect(gini(list.map((each) => ({ ...each, value: 3 })))).toBeCloseTo(0, 9);
        expect(theil(list.map((each) => ({ ...each, value: 3 })))).toBeCloseTo(0, 9);
      }),
    );
  });

  it('Gini is half the mean difference over the mean, by definition', () => {
    fc.assert(
      fc.property(some, (list) => {
        const weight = list.reduce((sum, each) => sum + each.weight, 0);
        const mean = list.reduce((sum, each) => sum + each.weight * each.value, 0) / weight;
        if (mean === 0) return;
        const pairs = list.flatMap((a) => list.map((b) => a.weight * b.weight * Math.abs(a.value - b.value)));
        const apart = pairs.reduce((sum, each) => sum + each, 0) / weight ** 2;
        expect(gini(list)).toBeCloseTo(apart / (2 * mean), 9);
      }),
    );
  });

  it('concentration is Gini when rank and value agree, its opposite when they are contrary, and 0 for equal ranks', () => {
    fc.assert(
      fc.property(some, (list) => {
        const index = gini(list);
        if (index === null) return;
        expect(concentrationIndex(list.map((each) => ({ ...each, deprivation: -each.value })))).toBeCloseTo(index, 9);
        expect(concentrationIndex(list.map((each) => ({ ...each, deprivation: each.value })))).toBeCloseTo(-index, 9);
        expect(concentrationIndex(list.map((each) => ({ ...each, deprivation: 1 })))).toBeCloseTo(0, 9);
      }),
    );
  });

  it('a percentile is the least value that covers the share', () => {
    expect(percentile(one(10, 20, 30, 40), 0.5)).toBe(20);
    expect(
      percentile(
        [
          { value: 5, weight: 9 },
          { value: 90, weight: 1 },
        ],
        0.9,
      ),
    ).toBe(5);
    expect(
      percentile(
        [
          { value: 5, weight: 9 },
          { value: 90, weight: 1 },
        ],
        0.91,
      ),
    ).toBe(90);
    expect(() => percentile([{ value: 5, weight: 0 }], 0.5)).toThrow(RangeError);
  });
});
