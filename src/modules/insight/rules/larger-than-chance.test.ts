import { describe, expect, it } from 'vitest';
import { atLeast, chanceOf, found, largerThanChance } from './larger-than-chance.ts';

describe(largerThanChance.id, () => {
  it('is Fisher’s exact test: the lady tasting tea', () => {
    // 3 of 4 and 1 of 4: P(3 or more) = 17/70, doubled.
    expect(chanceOf({ part: 3, whole: 4 }, { part: 1, whole: 4 }, 0)).toBeCloseTo(34 / 70, 9);
    expect(chanceOf({ part: 4, whole: 4 }, { part: 0, whole: 4 }, 0)).toBeCloseTo(2 / 70, 9);
    expect(chanceOf({ part: 0, whole: 4 }, { part: 4, whole: 4 }, 0)).toBeCloseTo(2 / 70, 9);
    expect(chanceOf({ part: 40, whole: 100 }, { part: 4_000, whole: 10_000 }, 0)).toBe(1);
  });

  it('what rounding could explain is no difference', () => {
    expect(chanceOf({ part: 450, whole: 1_000 }, { part: 40_000, whole: 100_000 }, 0)).toBeLessThan(0.01);
    expect(chanceOf({ part: 450, whole: 1_000 }, { part: 40_000, whole: 100_000 }, 50)).toBe(1);
    expect(chanceOf({ part: 450, whole: 1_000 }, { part: 40_000, whole: 100_000 }, 25)).toBeGreaterThan(0.05);
  });

  it('is the binomial tail', () => {
    expect(atLeast(2, 2, 0.5)).toBeCloseTo(0.25, 12);
    expect(atLeast(0, 7, 0.1)).toBeCloseTo(1, 12);
    expect(atLeast(50, 100, 0.1)).toBeLessThan(1e-20);
  });

  it('finds as Benjamini and Hochberg did in their example of 15 tests: the four smallest', () => {
    const published = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
    ];
    expect(found(published, 0.05).filter(Boolean)).toHaveLength(4);
    expect(found([], 0.05)).toEqual([]);
  });
});
