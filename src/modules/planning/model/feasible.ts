/**
 * Whether constraints can be met together. Everything but inequality is a program of whole numbers (HiGHS); with inequality the mixed
 * solver looks for any plan.
 */
import { loadHighs } from '../solve/mixed/program.ts';
import type { Constraint, PlanProblem } from './plan-problem.ts';
import { demandOf, minutesByOption, weightsOf } from './plan-problem.ts';
import { allOf, searcherFor } from './plan-search.ts';

const highs = await loadHighs();

/** Throws when neither could be shown: a conflict is never named on a guess. */
export function isFeasible(problem: PlanProblem, constraints: readonly Constraint[]): boolean {
  const lines = programOf(problem, constraints);
  if (lines === null) return false;
  const { Status } = highs.solve(lines);
  if (Status === 'Infeasible') return false;
  if (Status !== 'Optimal') throw new Error(`HiGHS neither met nor refuted the constraints: ${Status}`);
  return constraints.some(({ type }) => type === 'inequality') ? hasPlan({ ...problem, constraints }) : true;
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
function programOf(problem: PlanProblem, constraints: readonly Constraint[]): string | null {
  const { options } = problem;
  const rows: string[] = [sum(options.map((_, at) => [1, `y${at}`])) + ' >= 1'];
  for (const those of Map.groupBy(options.keys(), (at) => options[at]!.site).values())
    if (those.length > 1) rows.push(`${sum(those.map((at) => [1, `y${at}`]))} <= 1`);
  for (const one of constraints) {
    if (one.type !== 'linear') continue;
    if (one.options.length === 0) {
      if (one.atLeast > 0) return null;
      continue;
    }
    const left = sum(one.options.map((at, no) => [one.factors[no]!, `y${at}`]));
    if (one.atLeast > -Infinity) rows.push(`${left} >= ${one.atLeast}`);
    if (one.atMost < Infinity) rows.push(`${left} <= ${one.atMost}`);
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
    return [`${sum(options.map(({ capacity }, at) => [Math.min(capacity, unlimited), `y${at}`]))} >= ${all}`];
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
