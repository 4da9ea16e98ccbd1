import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastValue } from './brute-force.ts';
import {
  type MixedProblem,
  moneyLimit,
  numberLimit,
  type Option,
  shareWithin,
  solveMixed,
  withinWherePossible,
} from './index.ts';

const kinds = [
  { cost: 6, capacity: 20, worse: 0 },
  { cost: 2, capacity: 8, worse: 5 },
];

/** Small and random: points and sites on a line, two kinds (example values). */
const small = fc
  .record({
    points: fc.array(fc.record({ at: fc.integer({ min: 0, max: 60 }), weight: fc.integer({ min: 0, max: 9 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
    sites: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 4 }),
    budget: fc.integer({ min: 1, max: 24 }),
    most: fc.integer({ min: 0, max: 3 }),
    share: fc.integer({ min: 1, max: 10 }),
    bound: fc.integer({ min: 0, max: 10 }),
    fixed: fc.array(fc.constantFrom('must-open', 'forbidden', 'free', 'free', 'free'), { minLength: 8, maxLength: 8 }),
  })
  .map(({ points, sites, fixed, ...rest }) => {
    const options: Option[] = sites.flatMap((_, site) => kinds.map((_, kind) => ({ site, kind, capacity: Infinity })));
    const minutes = new Float64Array(points.length * options.length);
    points.forEach((point, i) =>
      options.forEach(
        (one, a) => (minutes[i * options.length + a] = Math.abs(point.at - sites[one.site]!) + kinds[one.kind]!.worse),
      ),
    );
    const weight = Float64Array.from(points, (one) => one.weight);
    const cost = minutes.map((t, at) => t * weight[Math.floor(at / options.length)]!);
    const problem: MixedProblem = { points: points.length, weight, options, cost, limits: [] };
    const states = options.map((one, a): Option => {
      const state = fixed[a]!;
      return state === 'must-open' || state === 'forbidden' ? { ...one, state } : one;
    });
    return { ...rest, minutes, problem, states };
  });

type Small = typeof small extends fc.Arbitrary<infer T> ? T : never;

const budgetOf = (one: Small) =>
  moneyLimit(
    'budget',
    one.problem.options.map(({ kind }) => kinds[kind]!.cost),
    one.budget,
  );
const held = (options: readonly Option[]): Option[] => options.map((one) => ({ ...one, capacity: kinds[one.kind]!.capacity }));

/** Every kind of constraint, alone and together with a budget. */
const families: Record<string, (one: Small) => MixedProblem> = {
  'a budget': (one) => ({ ...one.problem, limits: [budgetOf(one)] }),
  'an exact number': (one) => ({
    ...one.problem,
    limits: [numberLimit('number', one.problem.options, () => true, { atLeast: one.most, atMost: one.most })],
  }),
  'least and most of a kind': (one) => ({
    ...one.problem,
    limits: [
      budgetOf(one),
      numberLimit('kind 0', one.problem.options, ({ kind }) => kind === 0, { atMost: one.most }),
      numberLimit('kind 1', one.problem.options, ({ kind }) => kind === 1, { atLeast: 1 }),
    ],
  }),
  'most in a county': (one) => ({
    ...one.problem,
    limits: [budgetOf(one), numberLimit('county', one.problem.options, ({ site }) => site < 2, { atMost: 1 })],
  }),
  'must open and forbidden': (one) => ({ ...one.problem, options: one.states, limits: [budgetOf(one)] }),
  capacity: (one) => ({ ...one.problem, options: held(one.problem.options), limits: [budgetOf(one)] }),
  'capacity, and who is not served costs': (one) => ({
    ...one.problem,
    options: held(one.problem.options),
    unserved: one.problem.weight.map((w) => 40 * w),
    limits: [budgetOf(one)],
  }),
  'capacity, kinds and what must and must not be open': (one) => ({
    ...one.problem,
    options: held(one.states),
    limits: [
      budgetOf(one),
      numberLimit('kind 0', one.problem.options, ({ kind }) => kind === 0, { atMost: one.most }),
      numberLimit('number', one.problem.options, () => true, { atLeast: 1, atMost: 3 }),
    ],
  }),
  'capacity, and prices in the objective': (one) => ({
    ...one.problem,
    options: held(one.problem.options).map((option) => ({ ...option, price: kinds[option.kind]!.cost * 9 })),
    limits: [budgetOf(one)],
  }),
  'prices in the objective': (one) => ({
    ...one.problem,
    options: one.problem.options.map((option) => ({ ...option, price: kinds[option.kind]!.cost * 9 })),
  }),
  'a share within T': (one) => ({
    ...one.problem,
    limits: [budgetOf(one)],
    sums: [shareWithin('share', one.problem.weight, one.minutes, 20, one.share / 10)],
  }),
  'capacity and a share within T': (one) => ({
    ...one.problem,
    options: held(one.problem.options),
    limits: [budgetOf(one)],
    sums: [shareWithin('share', one.problem.weight, one.minutes, 20, one.share / 10)],
  }),
  'everyone within T where possible': (one) => ({
    ...one.problem,
    cost: withinWherePossible(one.problem.options, one.problem.cost, one.minutes, 15),
    limits: [budgetOf(one)],
  }),
  'Gini at most x': (one) => ({
    ...one.problem,
    limits: [budgetOf(one)],
    inequality: { measure: 'gini', minutes: one.minutes, atMost: one.bound / 20 },
  }),
  'Palma at most x': (one) => ({
    ...one.problem,
    limits: [budgetOf(one)],
    inequality: { measure: 'palma', minutes: one.minutes, atMost: one.bound / 4 },
  }),
};

describe.each(Object.entries(families))('%s', (_, build) => {
  test('the plan costs what the best of all choices costs, and the bound is never above it', () => {
    fc.assert(
      fc.property(small, (one) => {
        const problem = build(one);
        const least = leastValue(problem);
        const found = solveMixed(problem);
        const near = 1e-6 * (1 + Math.abs(least));
        if (least === Infinity) {
          expect(found.outcome).toBe('no-plan-exists');
          return;
        }
        expect(found.outcome).toBe('plan');
        expect(found.bound).toBeLessThanOrEqual(least + near);
        expect(found.value).toBeGreaterThanOrEqual(least - near);
        expect(Math.abs(found.value - least)).toBeLessThanOrEqual(near + 3e-6 * Math.abs(least));
        if (found.proved) expect(found.gap).toBeLessThanOrEqual(1e-6);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

test('stopped at once: what there is, with a bound that holds, and no word of proof', () => {
  fc.assert(
    fc.property(small, (one) => {
      const problem = families['capacity']!(one);
      const found = solveMixed(problem, { stop: () => true });
      expect(found.bound).toBeLessThanOrEqual(leastValue(problem) * (1 + 1e-9) + 1e-6);
      if (found.outcome === 'plan' && found.value > found.bound * (1 + 1.1e-6)) expect(found.proved).toBe(false);
    }),
    { numRuns: 40, seed: 7 },
  );
});

test.each(['a budget', 'capacity'])(
  '%s: the same problem gives the same answer, and a plan to begin from does not change the value',
  (name) => {
    fc.assert(
      fc.property(small, (one) => {
        const problem = families[name]!(one);
        const first = solveMixed(problem);
        expect(solveMixed(problem)).toEqual(first);
        if (first.plan === null) return;
        const again = solveMixed(problem, { from: { options: first.plan.options, prices: first.prices } });
        expect(again.value).toBeCloseTo(first.value, 6);
      }),
      { numRuns: 30, seed: 7 },
    );
  },
);

test('what cannot be is named: a number out of reach, a point without a way, too little room', () => {
  const options: Option[] = [0, 1].map((site) => ({ site, kind: 0, capacity: 3 }));
  const base = { points: 1, weight: Float64Array.of(7), options, cost: Float64Array.of(1, 2), limits: [] };
  expect(solveMixed(base).conflict).toEqual(['capacity']);
  expect(solveMixed({ ...base, weight: Float64Array.of(1), cost: Float64Array.of(Infinity, Infinity) }).conflict).toEqual([
    'point 0: nothing can serve it',
  ]);
  const three = numberLimit('three', options, () => true, { atLeast: 3 });
  expect(solveMixed({ ...base, weight: Float64Array.of(1), limits: [three] })).toMatchObject({
    outcome: 'no-plan-exists',
    conflict: ['three'],
    proved: false,
  });
  expect(() => solveMixed({ ...base, cost: Float64Array.of(1, NaN) })).toThrow('cost: one number');
});
