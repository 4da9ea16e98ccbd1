import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestValues, check, plansOf, problemFrom, smallModel } from './fixtures.ts';
import type { PlanFile } from './import-model.ts';
import { importOrLibrary } from './import-or-library.ts';
import { planModel, planSchema } from './model.ts';
import { solveModel } from './solve-model.ts';

const solve = (changes: Partial<PlanFile>) => solveModel(problemFrom(smallModel(changes)))!;
const chosen = (changes: Partial<PlanFile>) => solve(changes).chosen.map(({ site, kind }) => `${site} ${kind}`);

const times = fc.integer({ min: 0, max: 40 });
const objective = fc.oneof(
  fc.constant({ aim: 'mean' as const }),
  fc.constant({ aim: 'maximum' as const }),
  fc.record({ aim: fc.constant('share-within' as const), minutes: times }),
  fc.record({ aim: fc.constant('percentile' as const), share: fc.constantFrom(0.5, 0.8, 0.95) }),
);
const sited = fc.oneof(fc.constant({ aim: 'cost' as const }), fc.constant({ aim: 'staff-travel' as const }));

type Family = 'core' | 'mixed' | 'even';

/** Models of up to 6 points and 5 sites; `mixed` with kinds, budget and counties, `even` with a bound on inequality beside them. */
const models = (family: Family): fc.Arbitrary<PlanFile> =>
  fc.record({ points: fc.integer({ min: 1, max: 6 }), sites: fc.integer({ min: 1, max: 5 }) }).chain(({ points, sites }) =>
    fc
      .record({
        minutes: fc.array(fc.array(times, { minLength: sites, maxLength: sites }), { minLength: points, maxLength: points }),
        weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: points, maxLength: points }),
        places: fc.integer({ min: 1, max: sites }),
        objectives: fc.array(family === 'core' ? objective : fc.oneof(objective, sited), { minLength: 1, maxLength: 3 }),
        tolerance: fc.constantFrom(0, 0.1),
        most: fc.constantFrom(30, 1000),
        budget: fc.integer({ min: 100, max: 400 }),
        partners: fc.array(fc.boolean(), { minLength: sites, maxLength: sites }),
        even: fc.record({ measure: fc.constantFrom('gini', 'palma'), atMost: fc.constantFrom(0.1, 0.3, 1, 2) }),
      })
      .map((drawn) => modelFrom(drawn, family)),
  );

interface Drawn {
  minutes: number[][];
  weights: number[];
  places: number;
  objectives: PlanFile['objectives'];
  tolerance: number;
  most: number;
  budget: number;
  partners: boolean[];
  even: { measure: 'gini' | 'palma'; atMost: number };
}

function modelFrom(
  { minutes, weights, places, objectives, tolerance, most, budget, partners, even }: Drawn,
  family: Family,
): PlanFile {
  const mixed: Partial<PlanFile> = {
    kinds: [
      { id: 'office', costs: { fixed: 100 } },
      { id: 'visited', costs: { fixed: 20, perVisitDay: 15 }, visitDays: [1, 2], addedMinutes: 3 },
      { id: 'cooperation', costs: { fixed: 30 }, needsPartner: true, addedMinutes: 7 },
    ],
    limits: {
      places: { atMost: places },
      minutes: most,
      budget,
      perCounty: { atMost: 2 },
      inequality: family === 'even' ? [even] : [],
    },
  };
  return smallModel({
    points: weights.map((weight, at) => ({ id: `p${at}`, weights: { jobseekers: weight } })),
    sites: partners.map((partner, at) => ({
      id: `s${at}`,
      county: at % 2 === 0 ? 'even' : 'odd',
      partner,
      staffMinutes: 10 * at,
    })),
    travel: { source: 'matrix', origin: 'drawn', minutes },
    kinds: [{ id: 'office' }],
    limits: { places: { atMost: places }, minutes: most },
    objectives: objectives.map((one) => ({ ...one, tolerance })),
    ...(family === 'core' ? {} : mixed),
  });
}

function expectBest(model: PlanFile): void {
  const checked = check(model);
  if ('faults' in checked) {
    expect(['conflict', 'unreachable']).toContain(checked.faults[0]!.code);
    return;
  }
  const { problem } = checked;
  const answer = solveModel(problem);
  if (answer === null) {
    expect(plansOf(problem)).toEqual([]);
    return;
  }
  const best = bestValues(problem);
  expect(answer.proved, JSON.stringify(answer.objectives)).toBe(true);
  for (const [at, one] of answer.objectives.entries()) {
    const [least, most] = [best[at]! * (1 - 2e-6) - 1e-300, best[at]! * (1 + 2e-6) + 1e-300];
    const within = one.aim === 'share-within' ? 1e-9 : 0;
    for (const value of [one.best!, one.bound!]) {
      expect(value, `${one.aim} as number ${at}`).toBeGreaterThanOrEqual(least - within);
      expect(value, `${one.aim} as number ${at}`).toBeLessThanOrEqual(most + within);
    }
  }
}

interface Units {
  minutes: number;
  people: number;
  money: number;
}

/** The same model with its figures so many times as great. */
function inOther(model: PlanFile, { minutes, people, money }: Units): PlanFile {
  const { travel, limits = {} } = model;
  if (travel.source !== 'matrix') throw new Error('a matrix is needed');
  return {
    ...model,
    kinds: model.kinds.map(({ addedMinutes = 0, costs, ...kind }) => ({
      ...kind,
      addedMinutes: addedMinutes * minutes,
      ...(costs === undefined
        ? {}
        : { costs: { fixed: costs.fixed * money, perVisitDay: (costs.perVisitDay ?? 0) * money, perOfficer: 0 } }),
    })),
    points: model.points.map((one) => ({ ...one, weights: { jobseekers: one.weights['jobseekers']! * people } })),
    travel: { ...travel, minutes: travel.minutes.map((row) => row.map((one) => (one as number) * minutes)) },
    limits: {
      ...limits,
      ...(limits.minutes === undefined ? {} : { minutes: limits.minutes * minutes }),
      ...(limits.budget === undefined ? {} : { budget: limits.budget * money }),
    },
    objectives: model.objectives.map((one) => (one.aim === 'share-within' ? { ...one, minutes: one.minutes * minutes } : one)),
  };
}

const times9 = fc.constantFrom(1e-9, 1e-6, 1, 1e6, 1e9);
const units = fc.record({ minutes: times9, people: times9, money: times9 });

describe('a model is answered with proof', () => {
  it('by the least mean travel time, with what each point gets', () => {
    const answer = solve({ kinds: [{ id: 'office' }] });
    expect(answer.words).toBe('proved optimal');
    expect(answer.objectives[0]).toMatchObject({ aim: 'mean', value: 12, best: 12, bound: 12, gap: 0, proved: true });
    expect(answer.points.map(({ point, places }) => [point, places[0]!.site])).toEqual([
      ['a', 'B'],
      ['b', 'B'],
      ['c', 'B'],
      ['d', 'D'],
    ]);
  });

  it('the same as by counting through all plans: a number of places', () => {
    fc.assert(fc.property(models('core'), expectBest), { numRuns: 60 });
  });

  it('the same as by counting through all plans: kinds, budget, counties, visit days', () => {
    fc.assert(fc.property(models('mixed'), expectBest), { numRuns: 60 });
  });

  it('the same as by counting through all plans: objectives in order within a bound on inequality', () => {
    fc.assert(fc.property(models('even'), expectBest), { numRuns: 40 });
  }, 20_000);

  it('the same as by counting through all plans: whatever the figures are counted in', () => {
    const family = fc.constantFrom<Family>('core', 'mixed', 'even').chain(models);
    fc.assert(
      fc.property(family, units, (model, by) => expectBest(inOther(model, by))),
      { numRuns: 60 },
    );
  }, 30_000);

  it('goes on where nothing is better than a plan that the next question has ruled out', () => {
    const model: PlanFile = {
      ...smallModel(),
      kinds: [{ id: 'far', addedMinutes: 7.5 }, { id: 'near' }, { id: 'counted', officers: [0.5, 3] }, { id: 'other' }],
      points: ['a', 'b'].map((id) => ({ id, weights: { jobseekers: 1 } })),
      sites: ['A', 'B', 'C'].map((id) => ({ id })),
      travel: {
        source: 'matrix',
        origin: 'example values',
        minutes: [
          [80.22, 82.28, 9.24],
          [76.26, 14.58, 55.85],
        ],
      },
      limits: {
        kinds: { counted: { atLeast: 1, atMost: 2 } },
        minutes: 82.28,
        inequality: [{ measure: 'gini', atMost: 0.1 }],
      },
      objectives: [{ aim: 'mean' }, { aim: 'mean', tolerance: 0.1 }],
    };
    expectBest(model);
  });

  it('sees at once that nothing is better than everyone within the time', () => {
    const minutes = [
      [9, 66, 51, 32, 86, 30],
      [15, 28, 90, 98, 55, 40],
      [29, 53, 89, 79, 16, 26],
      [28, 81, 12, 46, 64, 81],
      [78, 35, 54, 0, 4, 95],
    ];
    const others = [0.7, 0.9, 0.4, 0.8, 0.6];
    const problem = problemFrom(
      smallModel({
        groups: [{ id: 'jobseekers' }, { id: 'others' }],
        kinds: [
          { id: 'k0', costs: { fixed: 14 } },
          { id: 'k1', costs: { fixed: 69 } },
          { id: 'k2', costs: { fixed: 22, perVisitDay: 1 }, visitDays: [5, 5] },
        ],
        points: [0.8, 0.1, 0.9, 0.6, 0.4].map((one, at) => ({ id: `p${at}`, weights: { jobseekers: one, others: others[at]! } })),
        sites: minutes[0]!.map((_, at) => ({ id: `s${at}` })),
        travel: { source: 'matrix', origin: 'drawn', minutes },
        keep: [{ site: 's2' }],
        close: ['s5'],
        limits: { budget: 208, places: { atMost: 6 } },
        objectives: [
          { aim: 'mean', group: 'jobseekers' },
          { aim: 'share-within', minutes: 40 },
        ],
      }),
    );
    let told = 0;
    const answer = solveModel(problem, { progress: () => void (told += 1) })!;
    expect(answer.objectives[1]).toMatchObject({ value: 1, bound: 1, proved: true });
    expect(told).toBeLessThan(20);
  });

  it('keeps and closes what it must, and gives a cooperation place only where there is a partner', () => {
    expect(chosen({ keep: [{ site: 'A' }] })).toContain('A staffed_office');
    expect(chosen({ close: ['D'] })).toEqual(['A staffed_office', 'B staffed_office']);
    expect(chosen({ limits: { budget: 60 } })).toEqual(['B cooperation_place', 'D cooperation_place']);
    expect(chosen({ limits: { perCounty: { atMost: 1 } } }).filter((one) => /^[AB]/.test(one))).toHaveLength(1);
  });

  it('splits the people of a point when places are full', () => {
    const kinds = [{ id: 'office', visitsPerOfficerDay: 1, officers: [6] }];
    const answer = solve({ kinds, demand: { visitsPerWeek: 0.5 }, limits: {} });
    expect(answer.proved).toBe(true);
    expect(Math.max(...answer.points.flatMap(({ places }) => places.map(({ share }) => share)))).toBeLessThanOrEqual(1 + 1e-9);
    expect(answer.limits.find(({ id }) => id === 'demand')!.value).toBeLessThanOrEqual(1 + 1e-6);
  });

  it('keeps the inequality within its bound', () => {
    const free = solve({ kinds: [{ id: 'office' }], limits: { places: { atMost: 1 } } });
    const bounded = solve({
      kinds: [{ id: 'office' }],
      limits: { places: { atMost: 1 }, inequality: [{ measure: 'gini', atMost: 0.3 }] },
    });
    expect(bounded.limits.find(({ id }) => id === 'limits.inequality.0')!.value).toBeLessThanOrEqual(0.3 + 1e-6);
    expect(bounded.objectives[0]!.value).toBeGreaterThanOrEqual(free.objectives[0]!.value);
  });

  it('says the gap when it is stopped, and never that it is proved', () => {
    const problem = problemFrom(smallModel());
    const answer = solveModel(problem, { stop: () => true })!;
    if (!answer.proved) expect(answer.words).toMatch(/gap|stopped/);
    expect(JSON.stringify(solveModel(problem))).toBe(JSON.stringify(solveModel(problem)));
  });
});

describe('stages', () => {
  const way = (stages: PlanFile['stages'], current = ['A', 'B']) =>
    solve({
      kinds: [{ id: 'office' }],
      limits: { places: { atMost: 1 } },
      keep: [{ site: 'D' }],
      current: current.map((site) => ({ site, kind: 'office' })),
      stages,
    }).stages;

  it('open what replaces before they close, and end in the final network', () => {
    const [first, last] = way([{ id: '2019', places: { atMost: 3 } }, { id: '2020' }]);
    expect(first).toMatchObject({ opened: ['D'], closed: [], proved: true });
    expect(last).toMatchObject({ opened: [], closed: ['A', 'B'], places: [{ site: 'D', kind: 'office' }] });
  });

  it('say what stands in the way of a closure that nothing replaced', () => {
    expect(way([{ id: '2020' }])).toMatchObject([
      { isPossible: false, words: 'cannot be: not replaced at an earlier stage: A, B' },
    ]);
    expect(way([{ id: '2020', replacedBy: 'same-stage' }])).toMatchObject([{ isPossible: true, closed: ['A', 'B'] }]);
    expect(way([{ id: '2019', places: { atMost: 2 } }, { id: '2020' }])[0]).toMatchObject({ isPossible: false });
  });

  it('have as many places as they must, or say that they cannot', () => {
    expect(
      way([
        { id: '2019', places: { atLeast: 4 } },
        { id: '2020', replacedBy: 'same-stage' },
      ]),
    ).toMatchObject([{ isPossible: false, words: 'cannot be: at least 4 places, but at most 3 can be open: A, B, D' }]);
    expect(way([{ id: '2019', places: { atLeast: 3 } }, { id: '2020' }])[0]!.places).toHaveLength(3);
  });

  it('wait with a replacement that the last stage may bring itself', () => {
    const stages = [
      { id: '2019', places: { atMost: 2 } },
      { id: '2020', replacedBy: 'same-stage' as const },
    ];
    expect(way(stages)).toMatchObject([
      { isPossible: true, opened: [], closed: [] },
      { isPossible: true, opened: ['D'], closed: ['A', 'B'] },
    ]);
  });

  it('end in what the answer says: the kinds, the officers and who goes where', () => {
    const answer = solve({
      keep: [{ site: 'B', kind: 'cooperation_place' }],
      limits: { places: { atMost: 1 } },
      current: [{ site: 'B', kind: 'staffed_office' }],
      stages: [{ id: '2019' }, { id: '2020' }],
    });
    const [first, last] = answer.stages;
    expect(first).toMatchObject({ places: [{ site: 'B', kind: 'staffed_office' }] });
    expect(last).toMatchObject({ places: [{ site: 'B', kind: 'cooperation_place' }], value: answer.objectives[0]!.value });
  });

  it('keep days and officers where the kind stays', () => {
    const answer = solve({
      kinds: [{ id: 'office', officers: [1, 2], visitsPerOfficerDay: 6, costs: { fixed: 10, perOfficer: 50 } }],
      demand: { visitsPerWeek: 0.6 },
      limits: { places: { atMost: 1 } },
      keep: [{ site: 'B' }],
      objectives: [{ aim: 'cost' }, { aim: 'mean' }],
      current: [{ site: 'B', kind: 'office' }],
      stages: [{ id: '2019' }, { id: '2020' }],
    });
    expect(answer.objectives[0]!.value).toBe(110);
    expect(answer.stages.map(({ value }) => value)).toEqual([110, 110]);
  });
});

describe('the file format', () => {
  it('is the schema in docs; write it anew with `narvaro plan schema > docs/plan-model.schema.json`', () => {
    expect(readFileSync('docs/plan-model.schema.json', 'utf8')).toBe(planSchema());
  });

  it('has every term in docs/planning.md', () => {
    const text = readFileSync('docs/planning.md', 'utf8');
    expect(Object.keys(planModel.shape).filter((term) => !text.includes(`\`${term}`))).toEqual([]);
  });
});

describe('OR-Library', () => {
  const folder = '../shared/data/planning';
  it.runIf(existsSync(folder))('pmed1 and pmed6 have their published optima, since the last of an edge’s costs counts', () => {
    for (const [name, optimum] of [
      ['pmed1', 5819],
      ['pmed6', 7824],
    ] as const) {
      const model = importOrLibrary(readFileSync(`${folder}/pmed/${name}.txt`, 'utf8'), name);
      const answer = solveModel(problemFrom(model))!;
      expect(answer.words).toBe('proved optimal');
      expect(answer.objectives[0]!.value * model.points.length).toBeCloseTo(optimum, 6);
    }
  });
});
