/** Small models, and all of their plans counted through. For tests. */
import { brokenBy, type Network, networkOf, valueOf } from './answer.ts';
import { checkModel, type Checked } from './check-model.ts';
import { isFeasible } from './feasible.ts';
import type { PlanFile } from './import-model.ts';
import type { Constraint, PlanProblem } from './plan-problem.ts';

export const noFile = (path: string): string => {
  throw new Error(`there is no ${path}`);
};

export const check = (model: unknown, readBeside = noFile): Checked => checkModel(model, readBeside, isFeasible);

/** A model that has nothing wrong with it. Throws with the faults otherwise. */
export function problemFrom(model: PlanFile): PlanProblem {
  const checked = check(model);
  if ('faults' in checked) throw new Error(checked.faults.map(({ says }) => says).join('; '));
  return checked.problem;
}

/** Four points on a line, three of them sites; example values. */
export const smallModel = (changes: Partial<PlanFile> = {}): PlanFile => ({
  format: 'narvaro-plan',
  version: 1,
  title: 'Four points',
  groups: [{ id: 'jobseekers' }],
  kinds: [
    { id: 'staffed_office', costs: { fixed: 100 } },
    { id: 'cooperation_place', costs: { fixed: 30 }, needsPartner: true, addedMinutes: 5 },
  ],
  points: ['a', 'b', 'c', 'd'].map((id, at) => ({ id, weights: { jobseekers: 10 * (at + 1) } })),
  sites: [
    { id: 'A', county: '24' },
    { id: 'B', county: '24', partner: true },
    { id: 'D', county: '25', partner: true },
  ],
  travel: {
    source: 'matrix',
    origin: 'example values',
    minutes: [
      [0, 30, 90],
      [30, 0, 60],
      [60, 30, 30],
      [90, 60, 0],
    ],
  },
  limits: { places: { atMost: 2 } },
  objectives: [{ aim: 'mean' }],
  ...changes,
});

/** Every plan that these constraints allow: one option or none at each site, at least one in all, everyone to the nearest. */
export function plansOf(problem: PlanProblem, constraints: readonly Constraint[] = problem.constraints): Network[] {
  const bySite = Array.from({ length: problem.sites }, (_, site) =>
    [...problem.options.keys()].filter((at) => problem.options[at]!.site === site),
  );
  let choices: number[][] = [[]];
  for (const options of bySite) choices = choices.flatMap((chosen) => [chosen, ...options.map((at) => [...chosen, at])]);
  const asked = { ...problem, constraints };
  return choices
    .filter((chosen) => chosen.length > 0)
    .map((chosen) => networkOf(asked, chosen, null))
    .filter((network) => brokenBy(asked, network).length === 0);
}

/** The best values of the objectives in their order, by counting through all plans. */
export function bestValues(problem: PlanProblem): number[] {
  let left = plansOf(problem);
  return problem.model.objectives.map((objective) => {
    const isGain = objective.aim === 'share-within';
    const values = left.map((network) => valueOf(problem, objective, network));
    const best = isGain ? Math.max(...values) : Math.min(...values);
    const worst = isGain ? best * (1 - objective.tolerance) - 1e-9 : best * (1 + objective.tolerance) * (1 + 1e-9);
    left = left.filter((_, at) => (isGain ? values[at]! >= worst : values[at]! <= worst));
    return best;
  });
}
