import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangA, erlangC } from './erlang.ts';
import type { OfficeDay } from './office-day.ts';
import { shareWithin } from './outcomes.ts';
import { simulate } from './simulate.ts';

/** Of the whole day: the last one. */
const whole = (of: Float64Array): number => of.at(-1)!;

/** A day so long and so even that its ends do not matter. */
const steady = ({
  perStep,
  open,
  steps = 800,
  ...over
}: Partial<OfficeDay> & { perStep: number; open: number; steps?: number }): OfficeDay => ({
  step: 30,
  arrivals: Array.from({ length: steps }, () => perStep),
  counters: Array.from({ length: steps }, () => open),
  busyness: 0,
  booked: [],
  late: [],
  service: { mean: 8, deviation: 8 },
  bookedService: { mean: 8, deviation: 8 },
  patience: null,
  goal: 5,
  ...over,
});

/** Exponential with the mean 8, as the formulas have it, by its quantiles. */
const exponential = { measured: Array.from({ length: 20_000 }, (_, at) => -8 * Math.log(1 - (at + 0.5) / 20_000)) };

describe('beside the formulas', () => {
  it('with one counter and lognormal times the mean wait is Pollaczek’s and Khinchin’s', () => {
    // One counter, lognormal: mean wait = ρ/(1−ρ) · (1+cv²)/2 · service (F. Pollaczek 1930, A. Khinchin 1932).
    const day = steady({ perStep: 2.4, open: 1, service: { mean: 8, deviation: 6 } });
    const found = simulate(day, 60, 1);
    const load = (2.4 / 30) * 8;
    const known = ((load / (1 - load)) * (1 + (6 / 8) ** 2) * 8) / 2;
    expect(whole(found.waited) / whole(found.came)).toBeGreaterThan(known * 0.95);
    expect(whole(found.waited) / whole(found.came)).toBeLessThan(known * 1.05);
  });

  it('is Erlang C', () => {
    const found = simulate(steady({ perStep: 11, open: 4, service: exponential }), 200, 2);
    const known = erlangC({ arrivals: 11 / 30, service: 8, counters: 4 })!;
    expect(found.busy / (200 * 800 * 30 * 4) / known.occupancy).toBeCloseTo(1, 2);
    expect(whole(found.waited) / whole(found.came) / known.mean).toBeCloseTo(1, 1);
    expect(shareWithin(found)!.share).toBeCloseTo(known.within(5), 2);
  });

  it('the interval has what Erlang C says in it about 95 times of 100', () => {
    const day = steady({ perStep: 11, open: 4, service: exponential, steps: 200 });
    const known = erlangC({ arrivals: 11 / 30, service: 8, counters: 4 })!.within(5);
    const held = Array.from({ length: 60 }, (_, seed) => shareWithin(simulate(day, 25, 1000 * seed))!).filter(
      ({ share, half }) => Math.abs(share - known) <= half,
    );
    // Fewer than 52 of 60 come of an interval of 95 % once in 200 times.
    expect(held.length).toBeGreaterThanOrEqual(52);
  });

  it('is Erlang A where people leave', () => {
    const found = simulate(steady({ perStep: 20, open: 4, patience: 10, service: exponential }), 100, 3);
    const known = erlangA({ arrivals: 20 / 30, service: 8, counters: 4 }, 10);
    expect(whole(found.left) / whole(found.came)).toBeCloseTo(known.leaves, 2);
    expect(shareWithin(found)!.share).toBeCloseTo(known.within(5), 2);
  });
});

describe('whatever the day', () => {
  const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const days = fc.integer({ min: 1, max: 16 }).chain((steps) =>
    fc.record({
      step: fc.constantFrom(15, 30, 60),
      arrivals: fc.array(double(0, 30), { minLength: steps, maxLength: steps }),
      busyness: double(0, 1),
      counters: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: steps, maxLength: steps }),
      booked: fc
        .array(fc.record({ at: fc.integer({ min: 0, max: 14 }), comes: double(0, 1) }), { maxLength: 20 })
        .map((all) => all.toSorted((a, b) => a.at - b.at)),
      late: fc.array(double(0, 60), { maxLength: 5 }),
      service: fc.record({ mean: double(0.5, 30), deviation: double(0, 30) }),
      patience: fc.option(double(0.5, 120)),
      goal: double(0, 60),
    }),
  );
  const seeds = fc.integer({ min: 0, max: 2 ** 31 });

  it('everyone who comes is called or leaves, and no one is lost', () => {
    fc.assert(
      fc.property(days, seeds, (made, seed) => {
        const day = { ...made, bookedService: made.service };
        const found = simulate(day, 3, seed);
        expect(found.days).toBe(3);
        for (const [at, came] of found.came.entries()) {
          expect(found.soon[at]! + found.left[at]!).toBeLessThanOrEqual(came);
          expect(found.waited[at]).toBeGreaterThanOrEqual(0);
          if (day.counters.every((open) => open === 0)) expect(found.left[at]).toBe(came);
        }
        for (const column of [found.came, found.soon, found.left])
          expect(column.subarray(0, -1).reduce((sum, one) => sum + one, 0)).toBe(whole(column));
        expect(simulate(day, 3, seed)).toEqual(found);
        expect(simulate(day, 1, seed, simulate(day, 2, seed))).toEqual(found);
      }),
    );
  });

  it('with another counter no day is worse for those who come', () => {
    fc.assert(
      fc.property(days, seeds, (made, seed) => {
        const day = { ...made, patience: null, bookedService: made.service, counters: made.counters.map((open) => open + 1) };
        const more = { ...day, counters: day.counters.map((open) => open + 1) };
        expect(whole(simulate(more, 5, seed).waited)).toBeLessThanOrEqual(whole(simulate(day, 5, seed).waited) + 1e-6);
      }),
      { numRuns: 50 },
    );
  });
});

describe('those with a booking', () => {
  const day: OfficeDay = {
    step: 60,
    arrivals: [60],
    busyness: 0,
    counters: [1],
    booked: [10, 20, 30].map((at) => ({ at, comes: 1 })),
    late: [],
    service: { mean: 5, deviation: 0 },
    bookedService: { mean: 5, deviation: 0 },
    patience: null,
    goal: 5,
  };

  it('go before those who wait: each is called when the counter is next free', () => {
    const without = simulate({ ...day, booked: [] }, 200, 9);
    const found = simulate(day, 200, 9);
    expect(whole(found.soon) - whole(without.soon)).toBeGreaterThan(3 * 200 * 0.9 - 200);
    expect(whole(found.came)).toBe(whole(without.came) + 600);
  });

  it('come as late as they do, in the order in which they come', () => {
    const alone = { ...day, arrivals: [0, 0], counters: [1, 1] };
    expect([...simulate({ ...alone, late: [0] }, 50, 1).came]).toEqual([150, 0, 150]);
    expect([...simulate({ ...alone, late: [55] }, 50, 1).came]).toEqual([0, 150, 150]);
    const some = simulate({ ...alone, late: [0, 15, 40] }, 2000, 1);
    // The one of 30 is in the second hour when 40 minutes late.
    expect(some.came[1]! / some.days).toBeCloseTo(2 / 3, 1);
  });

  it('come as often as they do', () => {
    const found = simulate({ ...day, booked: [{ at: 10, comes: 0.25 }], arrivals: [0] }, 4000, 3);
    expect(whole(found.came) / found.days).toBeCloseTo(0.25, 1);
  });
});

it('days that differ by more than chance have the same mean and wait longer', () => {
  const day = steady({ perStep: 10, open: 4, steps: 16 });
  const [even, uneven] = [simulate(day, 4000, 5), simulate({ ...day, busyness: 0.3 }, 4000, 5)];
  expect(whole(uneven.came) / whole(even.came)).toBeCloseTo(1, 1);
  expect(whole(uneven.waited)).toBeGreaterThan(1.2 * whole(even.waited));
});

it('a break: nobody is called while no counter is open, and who waits is called after it', () => {
  const day = steady({ perStep: 4, open: 2, steps: 3, service: { mean: 1, deviation: 0 }, goal: 1 });
  const found = simulate({ ...day, counters: [2, 0, 2] }, 500, 6);
  expect(shareWithin(found, 0)!.share).toBeGreaterThan(0.9);
  expect(shareWithin(found, 1)!.share).toBeLessThan(0.1);
  expect(whole(found.left)).toBe(0);
});
