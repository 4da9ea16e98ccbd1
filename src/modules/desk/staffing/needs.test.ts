import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countersFor } from './erlang.ts';
import { counterNeeds } from './needs.ts';
import type { OfficeDay } from './office-day.ts';
import { shareWithin } from './outcomes.ts';
import { simulate } from './simulate.ts';

const day: Omit<OfficeDay, 'counters'> = {
  step: 30,
  arrivals: [4, 8, 10, 6, 3, 7, 9, 2],
  busyness: 0.1,
  booked: [15, 45, 75, 130, 200].map((at) => ({ at, comes: 0.9 })),
  late: [0, 0, 5],
  service: { mean: 9, deviation: 7 },
  bookedService: { mean: 20, deviation: 8 },
  patience: 40,
  goal: 15,
};

it('the goal is held in each half hour with the whole of its interval, and with one counter less it is not', async () => {
  const goal = { share: 0.8, least: 1, most: 20 };
  const found = await counterNeeds(day, goal, 7);
  expect(found.reached).toBe(true);
  for (const within of found.within) expect(within!.share - within!.half).toBeGreaterThanOrEqual(0.8);
  // By days of another seed: the fewest that do, give or take one in a single half hour.
  const holds = (counters: number[]) => {
    const outcomes = simulate({ ...day, counters }, 4000, 99);
    return counters.every((_, at) => shareWithin(outcomes, at)!.share >= goal.share);
  };
  expect(holds(found.counters)).toBe(true);
  const fewer = found.counters.map((open) => Math.max(1, open - 1));
  expect(holds(fewer)).toBe(false);
  expect(await counterNeeds(day, goal, 7)).toEqual(found);
});

it('in a steady day it is about what Erlang A says', async () => {
  const steady = { ...day, arrivals: Array.from({ length: 16 }, () => 11), booked: [], busyness: 0 };
  const service = { measured: Array.from({ length: 2000 }, (_, at) => -8 * Math.log(1 - (at + 0.5) / 2000)) };
  const found = await counterNeeds({ ...steady, service }, { share: 0.85, least: 1, most: 20 }, 3);
  const known = countersFor({ arrivals: 11 / 30, service: 8 }, { share: 0.85, minutes: 15 }, { patience: 40, most: 20 })!;
  for (const open of found.counters.slice(2, -1)) expect(Math.abs(open - known)).toBeLessThanOrEqual(1);
});

it('says when even the most counters are too few, and asks for none when nobody comes', async () => {
  const much = await counterNeeds({ ...day, arrivals: [200, 200], booked: [] }, { share: 0.9, least: 1, most: 3 }, 1);
  expect(much).toMatchObject({ reached: false, counters: [3, 3] });
  const none = await counterNeeds({ ...day, arrivals: [0, 0], booked: [] }, { share: 0.9, least: 1, most: 3 }, 1);
  expect(none).toMatchObject({ reached: true, counters: [0, 0], day: null });
});

it('never more than the most, never fewer than the least where somebody may come', async () => {
  const goals = fc.record({ share: fc.double({ min: 0.5, max: 0.99, noNaN: true }), least: fc.integer({ min: 0, max: 2 }) });
  const arrivals = fc.array(fc.double({ min: 0, max: 12, noNaN: true }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(goals, arrivals, async (goal, some) => {
      const found = await counterNeeds({ ...day, arrivals: some, booked: [] }, { ...goal, most: 5 }, 2);
      for (const [at, open] of found.counters.entries()) {
        expect(open).toBeLessThanOrEqual(5);
        if (some[at]! > 0) expect(open).toBeGreaterThanOrEqual(goal.least);
      }
    }),
    { numRuns: 8 },
  );
});
