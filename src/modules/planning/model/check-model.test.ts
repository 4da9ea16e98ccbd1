import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictOf } from './conflict.ts';
import { isFeasible } from './feasible.ts';
import { check, plansOf, smallModel } from './fixtures.ts';
import type { PlanFile } from './import-model.ts';
import { planModel } from './model.ts';
import { type PlanProblem, problemOf } from './plan-problem.ts';

const minutes = [
  [0, 30, 90],
  [30, 0, 60],
  [60, 30, 30],
  [90, 60, 0],
];
const changed = (row: number, column: number, value: unknown): PlanFile['travel'] => ({
  source: 'matrix',
  origin: 'example values',
  minutes: minutes.map((values, at) => values.map((one, no) => (at === row && no === column ? value : one))),
});
const said = (model: unknown, readBeside?: (path: string) => string): string[] => {
  const checked = check(model, readBeside);
  return 'faults' in checked ? checked.faults.map(({ code, says }) => `${code}: ${says}`) : [];
};
const conflict = (model: PlanFile): string[] | undefined => {
  const checked = check(model);
  return 'faults' in checked ? checked.conflict : [];
};
const sites = smallModel().sites;
const points = smallModel().points;

describe('bad input is refused with its element', () => {
  it.each<[string, Partial<PlanFile> | Record<string, unknown>, string]>([
    ['a hole', { travel: changed(1, 2, null) }, 'hole: travel.minutes: row 1 (point b), column 2 (site D): no value'],
    ['a negative time', { travel: changed(3, 0, -1) }, 'negative: travel.minutes: row 3 (point d), column 0 (site A): negative'],
    [
      'an infinite time',
      { travel: changed(0, 1, Infinity) },
      'infinite: travel.minutes: row 0 (point a), column 1 (site B): infinite, so that the point cannot be reached',
    ],
    [
      'text for a time',
      { travel: changed(0, 0, '0') },
      'no-number: travel.minutes: row 0 (point a), column 0 (site A): not a number',
    ],
    [
      'a row too few',
      { travel: { source: 'matrix', origin: 'x', minutes: minutes.slice(1) } },
      'wrong-size: travel.minutes: 3 rows for 4 points',
    ],
    [
      'a column too few',
      { travel: { source: 'matrix', origin: 'x', minutes: minutes.map((row) => row.slice(1)) } },
      'wrong-size: travel.minutes.0 (a): 2 values for 3 sites',
    ],
    [
      'a negative weight',
      { points: [{ id: 'a', weights: { jobseekers: -1 } }] },
      'negative: points.0.weights.jobseekers (a): Too small: expected number to be >=0',
    ],
    ['an infinite cost', { kinds: [{ id: 'k', costs: { fixed: Infinity } }] }, 'infinite: kinds.0.costs.fixed (k): infinite'],
    ['a term that is not there', { budgett: 3 }, 'unknown-term: the model: unknown: budgett'],
    ['an id twice', { sites: [...sites, { id: 'B' }] }, 'duplicate-id: sites.3: B is also sites.1'],
    ['a site that is not there', { keep: [{ site: 'X' }] }, 'unknown-id: keep.0.site: there is no site X'],
    [
      'a group that is not there',
      { objectives: [{ aim: 'mean', group: 'x' }] },
      'unknown-id: objectives.0.group: there is no group x',
    ],
    ['a kind that is not there', { limits: { kinds: { x: { atMost: 1 } } } }, 'unknown-id: limits.kinds.x: there is no kind x'],
    [
      'keep and close',
      { keep: [{ site: 'A' }], close: ['A'] },
      'contradiction: A must be kept (keep.0) and must be closed (close.0)',
    ],
    [
      'a place without a partner',
      { keep: [{ site: 'A', kind: 'cooperation_place' }] },
      'not-eligible: keep.0: A may not have cooperation_place, as it has no partner',
    ],
    [
      'more at least than at most',
      { limits: { places: { atLeast: 3, atMost: 2 } } },
      'contradiction: limits: places at least 3 and at most 2',
    ],
    [
      'more at least than at most at a stage',
      {
        current: [{ site: 'A', kind: 'staffed_office' }],
        stages: [{ id: 'first', places: { atLeast: 3, atMost: 2 } }],
      },
      'contradiction: stages.0: first at least 3 and at most 2',
    ],
    [
      'a budget without costs',
      { kinds: [{ id: 'k' }], limits: { budget: 1 } },
      'missing: kinds.0.costs (k): fixed is needed by the budget or the objective cost',
    ],
    [
      'staff travel without times',
      { kinds: [{ id: 'k', visitDays: [1] }], objectives: [{ aim: 'staff-travel' }] },
      'missing: sites.0 (A): staffMinutes is needed by the objective staff-travel',
    ],
    [
      'two bounds on inequality',
      {
        limits: {
          inequality: [
            { measure: 'gini', atMost: 1 },
            { measure: 'palma', atMost: 9 },
          ],
        },
      },
      'unsupported: limits.inequality: one bound at a time, and not together with visitsPerOfficerDay',
    ],
    ['nobody', { points: points.map(({ id }) => ({ id, weights: {} })) }, 'no-weight: points: no point has any weight'],
    [
      'nobody whose inequality could be bounded',
      {
        groups: [{ id: 'jobseekers' }, { id: 'none' }],
        limits: { inequality: [{ measure: 'gini', atMost: 0.3, group: 'none' }] },
      },
      'no-weight: points: no point has any weight of group none',
    ],
    [
      'a group that is called as what every object has',
      { groups: [{ id: 'jobseekers' }, { id: 'constructor' }], objectives: [{ aim: 'mean', group: 'constructor' }] },
      'no-weight: points: no point has any weight of group constructor',
    ],
    [
      'a time that no sum could hold',
      { travel: changed(0, 1, 1e300) },
      'too-great: travel.minutes: row 0 (point a), column 1 (site B): more than 1000000000000000',
    ],
    [
      'a weight that no sum could hold',
      { points: [{ id: 'a', weights: { jobseekers: 1e308 } }] },
      'too-great: points.0.weights.jobseekers (a): Too big: expected number to be <=1000000000000000',
    ],
    [
      'a speed at which nobody arrives',
      {
        points: points.map((one, at) => ({ ...one, latitude: 60 + at, longitude: 15 })),
        sites: sites.map((one) => ({ ...one, latitude: 60, longitude: 15 })),
        travel: { source: 'coordinates', detour: 1, kilometresPerHour: 1e-300, startMinutes: 0 },
      },
      'too-great: travel: from point b to site A: more than 1000000000000000',
    ],
    [
      'a point out of reach',
      {
        sites: sites.slice(0, 2),
        travel: { source: 'matrix', origin: 'x', minutes: minutes.map((row) => row.slice(0, 2)) },
        limits: { minutes: 45 },
      },
      'unreachable: points.3 (d): the nearest site is 60 minutes away, limits.minutes is 45',
    ],
  ])('%s', (_, changes, text) => {
    expect(said({ ...smallModel(), ...changes })).toContain(text);
  });

  it('a file beside the model: columns and rows by id, in any order', () => {
    const model = smallModel({ travel: { source: 'file', origin: 'example values', path: 'times.csv' } });
    const csv = 'point;D;A;B\nd;0;90;60\na;90;0;30\nb;60;30;0\nc;30;60;30\n'.replaceAll(';', ',');
    expect(said(model, () => csv)).toEqual([]);
    expect(said(model, () => csv.replace('d,0', 'd,'))).toEqual([
      'hole: travel.minutes: row 3 (point d), column 2 (site D): no value',
    ]);
    expect(said(model, () => csv.replace('\na,', '\nx,'))).toEqual([
      'unknown-id: travel.path: row 3: there is no point x',
      'hole: travel.path: no row for point a',
    ]);
    expect(said(model, () => csv.replaceAll(',', ';').replaceAll('\n', '  \r\n') + '   \r\n')).toEqual([]);
    expect(said(model, () => csv.replace('d,0,90,60', 'd,0,90,60,7'))).toEqual([
      'wrong-size: travel.path: row 2: 5 values under 4 columns',
    ]);
    expect(said(model, () => csv.replaceAll(',', ';').replace('a;90', 'a;90,5'))).toEqual([
      'no-number: travel.minutes: row 0 (point a), column 2 (site D): not a number',
    ]);
    expect(said(model)[0]).toBe('no-file: travel.path: times.csv: there is no times.csv');
  });

  it('many faults are counted, not all told', () => {
    const rows = Array.from({ length: 4 }, () => [null, null, null]);
    const many = smallModel({ points: Array.from({ length: 40 }, (_, at) => ({ id: `${at}`, weights: { jobseekers: 1 } })) });
    const found = said({
      ...many,
      travel: { source: 'matrix', origin: 'x', minutes: Array.from({ length: 40 }, () => rows[0]) },
    });
    expect(found).toHaveLength(51);
    expect(found.at(-1)).toBe('more: and 70 more faults');
  });
});

describe('what cannot all be met is named, and nothing that has no part in it', () => {
  it.each<[string, PlanFile, string[]]>([
    [
      'more to keep than places',
      smallModel({ keep: [{ site: 'A' }, { site: 'D' }], limits: { places: { atMost: 1 }, budget: 500 } }),
      ['keep.0', 'keep.1', 'limits.places.atMost'],
    ],
    ['a budget below the cheapest place', smallModel({ limits: { budget: 20, places: { atMost: 3 } } }), ['limits.budget']],
    [
      'a county with fewer than are kept',
      smallModel({ keep: [{ site: 'D' }, { site: 'A' }, { site: 'B' }], limits: { perCounty: { atMost: 1 } } }),
      ['keep.1', 'keep.2', 'limits.perCounty.24.atMost'],
    ],
    ['a longest way and a budget', smallModel({ limits: { minutes: 40, budget: 50 } }), ['limits.budget', 'limits.minutes']],
    [
      'more visits than all places receive',
      smallModel({ kinds: [{ id: 'k', officers: [1], visitsPerOfficerDay: 2 }], demand: { visitsPerWeek: 1 }, limits: {} }),
      ['demand'],
    ],
    ['a budget that lacks a hundred-millionth', costly(1e7, 2e7 - 0.2), ['keep.0', 'keep.1', 'limits.budget']],
    ['a budget that lacks it, in thousand-millionths', costly(1e-9, 2e-9 - 2e-17), ['keep.0', 'keep.1', 'limits.budget']],
    [
      'places of a county that is called as what every object has',
      smallModel({
        sites: smallModel().sites.map((one) => ({ ...one, county: 'constructor' })),
        keep: [{ site: 'A' }, { site: 'B' }],
        limits: { perCounty: { atMost: 1 } },
      }),
      ['keep.0', 'keep.1', 'limits.perCounty.constructor.atMost'],
    ],
  ])('%s', (_, model, ids) => {
    expect(conflict(model)).toEqual(ids);
  });

  it('a budget of just what it costs is none of them', () => {
    for (const cost of [1e7, 0.1, 1e-9]) expect(said(costly(cost, cost + cost))).toEqual([]);
    expect(said(costly(0.1, 0.3, 3))).toEqual([]);
  });

  it('an inequality that no plan has', () => {
    const model = smallModel({ limits: { places: { atMost: 3 }, inequality: [{ measure: 'gini', atMost: 0.01 }] } });
    const problem = problemOfModel(model);
    expect(conflictOf(problem, isFeasible)?.map(({ id }) => id)).toEqual(['limits.inequality.0']);
  });

  it('any set that is named cannot be met, and can without any one of its members', () => {
    fc.assert(
      fc.property(tightModels, (model) => {
        const problem = problemOfModel(model);
        const found = conflictOf(problem, isFeasible);
        expect(found === null).toBe(plansOf(problem).length > 0);
        if (found === null) return;
        expect(plansOf(problem, found)).toEqual([]);
        for (const one of found)
          expect(
            plansOf(
              problem,
              found.filter((other) => other !== one),
            ).length,
            one.id,
          ).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});

/** So many places are kept, each at this cost. */
const costly = (fixed: number, budget: number, kept = 2): PlanFile =>
  smallModel({
    kinds: [{ id: 'office', costs: { fixed } }],
    keep: ['A', 'B', 'D'].slice(0, kept).map((site) => ({ site })),
    limits: { budget },
  });

function problemOfModel(file: PlanFile): PlanProblem {
  const model = planModel.parse(file);
  if (model.travel.source !== 'matrix') throw new Error('a matrix');
  return problemOf(model, Float64Array.from(model.travel.minutes.flat() as number[]));
}

const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** With so many constraints that about half of them have no plan. */
const tightModels: fc.Arbitrary<PlanFile> = fc
  .record({
    minutes: fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 }),
    keep: fc.subarray(['s0', 's1', 's2', 's3']),
    close: fc.subarray(['s0', 's1', 's2', 's3']),
    atMost: some(fc.integer({ min: 1, max: 3 })),
    atLeast: some(fc.integer({ min: 1, max: 3 })),
    budget: some(fc.integer({ min: 20, max: 250 })),
    cooperation: some(fc.integer({ min: 0, max: 3 })),
    perCounty: some(fc.integer({ min: 0, max: 2 })),
    most: some(fc.integer({ min: 20, max: 60 })),
    gini: some(fc.constantFrom(0.1234567, 0.3456789)),
  })
  .map(({ minutes: drawn, keep, close, atMost, atLeast, budget, cooperation, perCounty, most, gini }) =>
    smallModel({
      points: ['a', 'b', 'c'].map((id, at) => ({ id, weights: { jobseekers: at + 1 } })),
      sites: [0, 1, 2, 3].map((at) => ({ id: `s${at}`, county: at < 2 ? '24' : '25', partner: at % 2 === 0 })),
      travel: { source: 'matrix', origin: 'drawn', minutes: drawn },
      keep: keep.map((site) => ({ site })),
      close,
      limits: {
        places: { ...(atMost === undefined ? {} : { atMost }), ...(atLeast === undefined ? {} : { atLeast }) },
        ...(budget === undefined ? {} : { budget }),
        ...(cooperation === undefined ? {} : { kinds: { cooperation_place: { atLeast: cooperation } } }),
        ...(perCounty === undefined ? {} : { perCounty: { atMost: perCounty } }),
        ...(most === undefined ? {} : { minutes: most }),
        ...(gini === undefined ? {} : { inequality: [{ measure: 'gini', atMost: gini }] }),
      },
    }),
  );
