/**
 * The same problem in units that suit the solvers: what they take for nothing, and HiGHS’s tolerances, are sizes and not shares. Factors are powers of two, so
 * that no figure changes but in its exponent, and 1 where the greatest figure is neither tiny nor huge.
 */
import type { Objective } from './model.ts';
import { type Constraint, demandOf, type PlanOption, type PlanProblem, weightsOf } from './plan-problem.ts';

export interface InUnits {
  problem: PlanProblem;
  /** By what a value of the objective was multiplied. */
  factorOf(objective: Objective): number;
}

interface Factors {
  minutes: number;
  people: number;
  visits: number;
  money: number;
  staff: number;
}

export function inUnits(problem: PlanProblem): InUnits {
  const { model, options, minutes } = problem;
  const by: Factors = {
    minutes: factor([...options.map(({ added }) => added), greatest(minutes)]),
    people: factor(weightsOf(model, undefined)),
    visits: factor(demandOf(model)),
    money: factor(options.map(({ cost }) => cost)),
    staff: factor(options.map(({ staffTravel }) => staffTravel)),
  };
  const scaled: PlanProblem = {
    ...problem,
    model: scaledModel(model, by),
    minutes: by.minutes === 1 ? minutes : minutes.map((one) => one * by.minutes),
    options: options.map((one) => scaledOption(one, by)),
    constraints: problem.constraints.map((one) => scaledConstraint(one, by)),
  };
  return {
    problem: scaled,
    factorOf: ({ aim }) =>
      aim === 'share-within' ? 1 : aim === 'cost' ? by.money : aim === 'staff-travel' ? by.staff : by.minutes,
  };
}

const greatest = (list: Iterable<number>): number => {
  let most = 0;
  for (const one of list) if (one > most) most = one;
  return most;
};

/** Where the greatest lies between these two nothing is changed: whole numbers stay whole. */
const [least, most] = [1, 2 ** 24];

function factor(list: Iterable<number>): number {
  const found = greatest(list);
  if (found === 0 || (found >= least && found <= most)) return 1;
  return 2 ** (Math.log2(found < least ? 1024 : most) - Math.ceil(Math.log2(found)));
}

const scaledModel = (model: PlanProblem['model'], { minutes, people, visits }: Factors): PlanProblem['model'] => ({
  ...model,
  points: model.points.map((one) => ({
    ...one,
    weights: Object.fromEntries(Object.entries(one.weights).map(([group, weight]) => [group, weight * people])),
  })),
  objectives: model.objectives.map((one) => (one.aim === 'share-within' ? { ...one, minutes: one.minutes * minutes } : one)),
  ...(model.demand === undefined
    ? {}
    : { demand: { ...model.demand, visitsPerWeek: (model.demand.visitsPerWeek / people) * visits } }),
});

const scaledOption = (one: PlanOption, by: Factors): PlanOption => ({
  ...one,
  cost: one.cost * by.money,
  capacity: one.capacity * by.visits,
  staffTravel: one.staffTravel * by.staff,
  added: one.added * by.minutes,
});

function scaledConstraint(one: Constraint, by: Factors): Constraint {
  if (one.type === 'within') return { ...one, minutes: one.minutes * by.minutes };
  if (one.type === 'inequality') return { ...one, weights: one.weights.map((weight) => weight * by.people) };
  if (one.id !== 'limits.budget' || one.type !== 'linear') return one;
  return { ...one, factors: one.factors.map((cost) => cost * by.money), atMost: one.atMost * by.money };
}
