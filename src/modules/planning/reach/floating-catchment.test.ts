import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenWithin, floatingCatchment, gaussianWithin, stepsWithin } from './floating-catchment.ts';

/** The three tracts and their doctors, in four states of traffic, that pysal/access tests its own by. */
const people = [100, 50, 10];
const doctors = [15, 20, 100];
const inbound = [40, 20, 40, 20];
const outbound = [40, 40, 20, 20];
const across = [80, 80, 80, 40];
const minutesOf = (state: number): Float64Array => {
  const [into, out, between] = [inbound[state]!, outbound[state]!, across[state]!];
  return Float64Array.from([1, between, into, between, 1, into, out, out, 1]);
};
/** Worked out apart from this program: with 1/minutes up to 60, and alike up to 30. */
const byGravity = [
  [0.3314441169802766, 0.5798281320669381, 7.286418169862544],
  [0.4353402208763805, 0.683724235963042, 5.727976611420986],
  [0.3310719131614654, 0.5778577857785778, 7.299991939492457],
  [0.4425683953985841, 0.6667582799658271, 5.7405246461850234],
];
const alikeWithin30 = [
  [0.15, 0.4, 10],
  [0.775, 1.025, 0.625],
  [0.13636363636363635, 0.3333333333333333, 10.469696969696969],
  [0.7613636363636364, 0.9583333333333333, 1.0946969696969697],
];

describe('floating catchment', () => {
  it('gives the numbers of another implementation', () => {
    for (const state of [0, 1, 2, 3]) {
      const gravity = floatingCatchment(minutesOf(state), people, doctors, (minutes) => (minutes <= 60 ? 1 / minutes : 0));
      const alike = floatingCatchment(minutesOf(state), people, doctors, evenWithin(30));
      for (const point of [0, 1, 2]) {
        expect(gravity.points[point]).toBeCloseTo(byGravity[state]![point]!, 12);
        expect(alike.points[point]).toBeCloseTo(alikeWithin30[state]![point]!, 12);
      }
    }
  });

  it('decay: the limit is within; Gaussian is 1 at no distance and 0 at the limit; steps by zone', () => {
    expect([59, 60, 61].map(evenWithin(60))).toEqual([1, 1, 0]);
    expect([0, 60, 61].map(gaussianWithin(60))).toEqual([1, 0, 0]);
    expect(gaussianWithin(60)(30)).toBeCloseTo((Math.exp(-1 / 8) - Math.exp(-1 / 2)) / (1 - Math.exp(-1 / 2)), 12);
    const zones = stepsWithin([
      { upTo: 10, counts: 1 },
      { upTo: 20, counts: 0.68 },
      { upTo: 30, counts: 0.22 },
    ]);
    expect([10, 11, 20, 30, 31].map(zones)).toEqual([1, 0.68, 0.68, 0.22, 0]);
  });

  it('hands out all supply that someone can reach, and no more', () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 120 }), fc.constant(Infinity));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 12, maxLength: 12 }), (cells) => {
        const demand = [5, 0, 7, 1];
        const supply = [3, 4, 5];
        for (const decay of [evenWithin(60), gaussianWithin(60)]) {
          const found = floatingCatchment(Float64Array.from(cells), demand, supply, decay);
          const given = demand.reduce((sum, one, point) => sum + one * found.points[point]!, 0);
          const reached = supply.reduce((sum, one, site) => sum + (Number.isNaN(found.sites[site]!) ? 0 : one), 0);
          expect(given).toBeCloseTo(reached, 9);
        }
      }),
    );
  });

  it('refuses a table with holes', () => {
    expect(() => floatingCatchment(new Float64Array(5), [1, 2], [1, 2, 3], evenWithin(60))).toThrow(RangeError);
  });
});
