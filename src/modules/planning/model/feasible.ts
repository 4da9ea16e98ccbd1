/**
 * Whether constraints can be met together. Everything but inequality is a program of whole numbers (HiGHS); with inequality the mixed
 * solver looks for any plan.
 */
import { keeps, networkOf, usedOf } from './answer.ts';
import { type Option, solveMixed } from '../solve/mixed/index.ts';
import { loadHighs } from '../solve/mixed/program.ts';
import type { Constraint, PlanProblem } from './plan-problem.ts';
import { demandOf, minutesByOption, weightsOf } from './plan-problem.ts';
import { allOf, searcherFor } from './plan-search.ts';
import { inUnits } from './units.ts';

const highs = await loadHighs();

/** So many plans that are ones only by HiGHS’s tolerances are ruled out before it is given up. */
const mostRuledOut = 1000;

/** Throws when neither could be shown: a conflict is never named on a guess. */
export function isFeasible(whole: PlanProblem, constraints: readonly Constraint[]): boolean {
  const { problem } = inUnits({ ...whole, constraints });
  const not: number[][] = [];
  while (not.length < mostRuledOut) {
    const chosen = chosenFor(problem, not);
    if (chosen === null) return false;
    if (isMet(problem, chosen)) return constraints.some(({ type }) => type === 'inequality') ? hasPlan(problem) : true;
    not.push(chosen);
  }
  throw new Error('the constraints were neither met nor refuted: too many plans lie within a millionth of them');
}

/** Options that meet the constraints to HiGHS’s tolerances, other than these choices; null when there are none. */
function chosenFor(problem: PlanProblem, not: readonly (readonly number[])[]): number[] | null {
  const lines = programOf(problem, not);
  if (lines === null) return null;
  const { Status, Columns } = highs.solve(lines);
  if (Status === 'Infeasible') return null;
  if (Status !== 'Optimal') throw new Error(`HiGHS neither met nor refuted the constraints: ${Status}`);
  return [...problem.options.keys()].filter((at) => Columns[`y${at}`]!.Primal > 0.5);
}

/** Whether they meet them when they are counted: HiGHS lets a sum pass its bound by a millionth of its greatest figure. */
function isMet(problem: PlanProblem, chosen: readonly number[]): boolean {
  const isFull = problem.constraints.some(({ type }) => type === 'capacity');
  const network = networkOf(problem, chosen, []);
  const counted = problem.constraints.filter(({ type }) => type === 'linear');
  return counted.every((one) => keeps(one, usedOf(problem, one, network))) && (!isFull || isServed(problem, chosen));
}

/** Whether the visits of all points fit into these places, within the longest way. */
function isServed(problem: PlanProblem, chosen: readonly number[]): boolean {
  const { barred } = allOf(problem);
  const { options, points } = problem;
  const { outcome } = solveMixed({
    points,
    weight: demandOf(problem.model),
    options: chosen.map((at): Option => ({ ...options[at]!, state: 'must-open' })),
    cost: Float64Array.from({ length: points * chosen.length }, (_, cell) => {
      const at = Math.floor(cell / chosen.length) * options.length + chosen[cell % chosen.length]!;
      return barred[at] === 1 ? Infinity : 0;
    }),
    limits: [],
  });
  if (outcome === 'none-found') throw new Error('the visits were neither placed nor shown to be too many');
  return outcome === 'plan';
}

function hasPlan(problem: PlanProblem): boolean {
  const weights = weightsOf(problem.model, undefined);
  const minutes = minutesByOption(problem);
  const width = problem.options.length;
  const cost = minutes.map((one, at) => one * weights[Math.floor(at / width)]!);
  const left = allOf(problem);
  const { outcome } = searcherFor(problem).ask({ cost, enough: Number.MAX_VALUE }, left, [], {
    stop: () => false,
    progress: () => undefined,
  });
  if (outcome === 'none-found') throw new Error('the search neither met nor refuted the constraints');
  return outcome === 'plan';
}

/** The program in the LP format; null where a constraint asks for something that no option has. Inequality is left out. */
function programOf(problem: PlanProblem, not: readonly (readonly number[])[]): string | null {
  const { options, constraints } = problem;
  const rows: string[] = [sum(options.map((_, at) => [1, `y${at}`])) + ' >= 1'];
  for (const those of Map.groupBy(options.keys(), (at) => options[at]!.site).values())
    if (those.length > 1) rows.push(`${sum(those.map((at) => [1, `y${at}`]))} <= 1`);
  for (const one of constraints) {
    if (one.type !== 'linear') continue;
    if (one.options.length === 0) {
      if (one.atLeast > 0) return null;
      continue;
    }
    const by = weighty(one.factors);
    const left = sum(one.options.map((at, no) => [by * one.factors[no]!, `y${at}`]));
    if (one.atLeast > -Infinity) rows.push(`${left} >= ${by * one.atLeast}`);
    if (one.atMost < Infinity) rows.push(`${left} <= ${by * one.atMost}`);
  }
  for (const chosen of not) {
    const those = new Set(chosen);
    rows.push(`${sum(options.map((_, at) => [those.has(at) ? -1 : 1, `y${at}`]))} >= ${1 - those.size}`);
  }
  const within = constraints.find(({ type }) => type === 'within');
  const most = within?.type === 'within' ? within.minutes : Infinity;
  if (constraints.some(({ type }) => type === 'capacity')) rows.push(...capacityRows(problem, most));
  else if (most < Infinity) rows.push(...coverRows(problem, most));
  const binary = options.map((_, at) => `y${at}`).join('\n ');
  return [
    'Minimize',
    ' obj: 0 y0',
    'Subject To',
    ...rows.map((row, at) => ` c${at}: ${row}`),
    'Binary',
    ` ${binary}`,
    'End',
  ].join('\n');
}

/** HiGHS lets a row pass by a millionth, whatever its figures: of money it is to be a millionth of next to nothing. */
const weighty = (factors: readonly number[]): number => {
  const most = factors.reduce((one, other) => Math.max(one, other), 0);
  return most <= 1 ? 1 : 2 ** 20 / most;
};

/** Long sums are broken: the format allows 255 characters a line. */
function sum(terms: readonly (readonly [number, string])[]): string {
  return terms.map(([factor, name], at) => `${at === 0 ? '' : at % 10 === 0 ? '\n  + ' : '+ '}${factor} ${name}`).join(' ');
}

const reaches = ({ minutes, sites, options }: PlanProblem, point: number, option: number, most: number): boolean =>
  minutes[point * sites + options[option]!.site]! + options[option]!.added <= most;

function coverRows(problem: PlanProblem, most: number): string[] {
  return Array.from({ length: problem.points }, (_, point) => {
    const near = [...problem.options.keys()].filter((at) => reaches(problem, point, at, most));
    return `${sum(near.map((at) => [1, `y${at}`]))} >= 1`;
  });
}

/** Without a longest way the visits of all points fit when they fit in all; with one, they flow to places within it. */
function capacityRows(problem: PlanProblem, most: number): string[] {
  const demand = demandOf(problem.model);
  const { options } = problem;
  if (most === Infinity) {
    const unlimited = 2 * demand.reduce((total, one) => total + one, 1);
    const all = demand.reduce((total, one) => total + one, 0);
    const room = options.map(({ capacity }) => Math.min(capacity, unlimited));
    const by = weighty(room);
    return [`${sum(room.map((one, at) => [by * one, `y${at}`]))} >= ${by * all}`];
  }
  const rows: string[] = coverRows(problem, most);
  const to: [number, string][][] = options.map(() => []);
  for (let point = 0; point < problem.points; point += 1) {
    const ways: [number, string][] = [];
    for (const at of options.keys()) {
      if (!reaches(problem, point, at, most)) continue;
      const name = `x${point}_${at}`;
      ways.push([1, name]);
      to[at]!.push([demand[point]!, name]);
      rows.push(`${name} - y${at} <= 0`);
    }
    rows.push(`${sum(ways)} = 1`);
  }
  for (const [at, { capacity }] of options.entries())
    if (capacity < Infinity && to[at]!.length > 0) rows.push(`${sum(to[at]!)} - ${capacity} y${at} <= 0`);
  return rows;
}
