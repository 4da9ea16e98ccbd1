import { expect, test } from 'vitest';
import { moneyLimit, type MixedProblem, numberLimit, type Option, solveMixed } from './index.ts';
import { prepare } from './prepare.ts';
import { loadHighs, programOf, run } from './program.ts';

const highs = await loadHighs();
const kinds = [
  { cost: 10, capacity: 300, worse: 0 },
  { cost: 5, capacity: 120, worse: 6 },
  { cost: 2, capacity: 40, worse: 15 },
];

/** Larger than can be tried choice by choice: 24 points and 14 sites in a square, three kinds (example values). */
function town(number: number, budget: number): MixedProblem {
  let state = number;
  const next = (below: number): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state % below;
  };
  const place = (): { x: number; y: number } => ({ x: next(100), y: next(100) });
  const points = Array.from({ length: 24 }, () => ({ ...place(), weight: 5 + next(40) }));
  const sites = Array.from({ length: 14 }, place);
  const options: Option[] = sites.flatMap((_, site) => kinds.map(({ capacity }, kind) => ({ site, kind, capacity })));
  const cost = points.flatMap((point) =>
    options.map(({ site, kind }) => {
      const minutes = Math.hypot(point.x - sites[site]!.x, point.y - sites[site]!.y) + kinds[kind]!.worse;
      return point.weight * minutes;
    }),
  );
  const limits = [
    moneyLimit(
      'budget',
      options.map((one) => kinds[one.kind]!.cost),
      budget,
    ),
    numberLimit('kind 0', options, ({ kind }) => kind === 0, { atMost: 2 }),
  ];
  return { points: 24, weight: Float64Array.from(points, (one) => one.weight), options, cost: Float64Array.from(cost), limits };
}

test.each([1, 2, 3].flatMap((number) => [26, 32, 40].map((budget) => ({ number, budget }))))(
  'town $number with $budget: capacity, kinds and money as HiGHS solves the whole of it, and every bound on the way holds',
  ({ number, budget }) => {
    const problem = town(number, budget);
    const prep = prepare(problem);
    const whole = run(highs, programOf(prep, prep.status, true), prep);
    const told: number[] = [];
    const found = solveMixed(problem, { progress: ({ bound }) => told.push(bound) });
    if (whole.infeasible) {
      expect(found.outcome).toBe('no-plan-exists');
      return;
    }
    expect(Math.abs(found.value - whole.value)).toBeLessThanOrEqual(1e-5 * whole.value);
    for (const bound of [...told, found.bound]) expect(bound).toBeLessThanOrEqual(whole.value * (1 + 1e-6));
  },
);
