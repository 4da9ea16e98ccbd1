import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beyond, measure, shareWithin, type Travelled } from './measures.ts';

const some = (...minutes: number[]): Travelled[] => minutes.map((one) => ({ minutes: one, weight: 1, deprivation: one }));
const lists = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constant(Infinity)),
    weight: fc.integer({ min: 0, max: 50 }),
    deprivation: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 1, maxLength: 25 },
);
const limits = { within: [15, 30, 45, 60], beyond: 60 };

describe('measures of reach', () => {
  it('a limit is within: 60 minutes are within 60 and not beyond it', () => {
    expect(shareWithin(some(59, 60, 61), 60)).toBeCloseTo(2 / 3, 12);
    expect(shareWithin(some(60), 60)).toBe(1);
    expect(beyond(some(60), 60)).toEqual({ limit: 60, headcount: 0, depth: 0, severity: 0 });
  });

  it('headcount, depth and severity are the sums of Foster, Greer and Thorbecke', () => {
    // 90 is half a limit beyond 60, 120 a whole one: depth (0.5 + 1)/4, severity (0.25 + 1)/4.
    expect(beyond(some(10, 60, 90, 120), 60)).toEqual({ limit: 60, headcount: 0.5, depth: 0.375, severity: 0.3125 });
    // Everyone at twice the limit: 1, 1 and 1.
    expect(beyond(some(120, 120), 60)).toEqual({ limit: 60, headcount: 1, depth: 1, severity: 1 });
    // Weights are people: 3 × 90 and 1 × 10 as four of one each.
    expect(
      beyond(
        [
          { minutes: 90, weight: 3, deprivation: null },
          { minutes: 10, weight: 1, deprivation: null },
        ],
        60,
      ),
    ).toEqual(beyond(some(90, 90, 90, 10), 60));
  });

  it('who has no way is beyond every limit, last in the percentiles and in no mean', () => {
    const found = measure([...some(10, 20), { minutes: Infinity, weight: 2, deprivation: 0 }], limits)!;
    expect(found).toMatchObject({ weight: 4, unreached: 0.5, mean: 15, p50: 20, p90: null, max: null });
    expect(found.beyond).toEqual({ limit: 60, headcount: 0.5, depth: null, severity: null });
    expect(measure([{ minutes: 5, weight: 0, deprivation: 0 }], limits)).toBeNull();
    expect(measure([{ minutes: Infinity, weight: 1, deprivation: 0 }], limits)).toMatchObject({
      mean: null,
      gini: null,
      max: null,
    });
  });

  it('inequality has the numbers of independent implementations', () => {
    // The example of ineq (R): Gini 0.4620911; Theil worked out from its definition.
    const incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261];
    const found = measure(some(...incomes), limits)!;
    expect(found.gini).toBeCloseTo(0.4620911, 7);
    expect(found.theil).toBeCloseTo(0.362341242343895, 12);
    // A tenth has 22,261, the four tenths with least 7,887.
    expect(found.palma).toBeCloseTo(22_261 / 7887, 12);
    // Who travels longest is here the most deprived.
    expect(found.concentration).toBeCloseTo(-0.4620911, 7);
  });

  it('the same as person by person', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const found = measure(list, limits);
        const people = list
          .flatMap(({ minutes, weight }) => Array.from({ length: weight }, () => minutes))
          .toSorted((a, b) => a - b);
        if (people.length === 0) {
          expect(found).toBeNull();
          return;
        }
        const reached = people.filter((one) => one < Infinity);
        const at = (share: number): number | null => {
          const value = people[Math.ceil(share * people.length - 1e-9) - 1]!;
          return value === Infinity ? null : value;
        };
        expect([found!.p50, found!.p90, found!.p95, found!.max]).toEqual([at(0.5), at(0.9), at(0.95), at(1)]);
        expect(found!.unreached).toBeCloseTo(1 - reached.length / people.length, 12);
        if (reached.length > 0) expect(found!.mean).toBeCloseTo(reached.reduce((sum, one) => sum + one, 0) / reached.length, 9);
        for (const { limit, share } of found!.within)
          expect(share).toBeCloseTo(people.filter((one) => one <= limit).length / people.length, 12);
        expect(found!.beyond.headcount).toBeCloseTo(1 - found!.within.at(-1)!.share, 12);
      }),
    );
  });
});
