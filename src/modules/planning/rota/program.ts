/** The rota as an integer programme. Columns: who could sit where, then what each requirement lacks, then the most and the least minutes a week. */
import type { Highs, ModelData } from 'highs';
import { answers, journeyOf, keyOf, type Requirement, type RotaProblem } from './problem.ts';

export interface Way {
  officer: number;
  promise: number;
  /** There and back. */
  minutes: number;
  /** It was in the rota before. */
  kept: boolean;
}

export interface Program {
  ways: readonly Way[];
  /** Column of what a requirement lacks, in the order of the requirements. */
  lacks: readonly number[];
  most: number;
  columns: number;
  upper: Float64Array;
  rows: readonly Row[];
}

interface Row {
  least: number;
  most: number;
  terms: readonly (readonly [number, number])[];
}

/** Everyone who could sit somewhere. */
export function waysOf(problem: RotaProblem): Way[] {
  const before = new Set((problem.before ?? []).map(keyOf));
  return problem.officers.flatMap((officer, o) =>
    problem.promises.flatMap((promise, p): Way[] => {
      const minutes = journeyOf(problem, officer, promise);
      return minutes === null
        ? []
        : [{ officer: o, promise: p, minutes, kept: before.has(keyOf({ ...promise, officerId: officer.id })) }];
    }),
  );
}

/**
 * What holds of every rota: nobody sits at two places on a day, limits are kept, no promise has more officers than promised, and what a
 * requirement lacks is counted.
 */
export function programOf(problem: RotaProblem, requirements: readonly Requirement[]): Program {
  const ways = waysOf(problem);
  const lacks = requirements.map((_, k) => ways.length + k);
  const most = ways.length + requirements.length;
  const columns = most + 2;
  const upper = new Float64Array(columns).fill(1);
  requirements.forEach(({ promise, what }, k) => {
    if (what === 'officers') upper[lacks[k]!] = problem.promises[promise]!.officers;
  });
  upper[most] = upper[most + 1] = Infinity;
  return {
    ways,
    lacks,
    most,
    columns,
    upper,
    rows: [...promiseRows(problem, requirements, ways, lacks), ...officerRows(problem, ways, most)],
  };
}

function promiseRows(
  problem: RotaProblem,
  requirements: readonly Requirement[],
  ways: readonly Way[],
  lacks: readonly number[],
): Row[] {
  const there = Map.groupBy(ways.keys(), (w) => ways[w]!.promise);
  const room = problem.promises.flatMap(({ officers }, p): Row[] => {
    const terms = (there.get(p) ?? []).map((w) => [w, 1] as const);
    return terms.length > officers ? [{ least: 0, most: officers, terms }] : [];
  });
  const needs = requirements.map((one, k): Row => {
    const fit = (there.get(one.promise) ?? []).filter((w) => answers(problem.officers[ways[w]!.officer]!, one));
    const least = one.what === 'officers' ? problem.promises[one.promise]!.officers : 1;
    return { least, most: Infinity, terms: [...fit.map((w) => [w, 1] as const), [lacks[k]!, 1]] };
  });
  return [...room, ...needs];
}

function officerRows(problem: RotaProblem, ways: readonly Way[], most: number): Row[] {
  const { minutesPerWeek, daysPerWeek, spread } = problem.limits;
  const ofOfficer = Map.groupBy(ways.keys(), (w) => ways[w]!.officer);
  const rows: Row[] = [];
  for (const own of ofOfficer.values()) {
    const travel = own.flatMap((w) => (ways[w]!.minutes === 0 ? [] : [[w, ways[w]!.minutes] as const]));
    for (const day of Map.groupBy(own, (w) => problem.promises[ways[w]!.promise]!.weekday).values())
      if (day.length > 1) rows.push({ least: 0, most: 1, terms: day.map((w) => [w, 1]) });
    rows.push({ least: 0, most: daysPerWeek, terms: own.map((w) => [w, 1]) });
    if (minutesPerWeek !== null) rows.push({ least: 0, most: minutesPerWeek, terms: travel });
    rows.push({ least: 0, most: Infinity, terms: [[most, 1], ...travel.map(([w, minutes]) => [w, -minutes] as const)] });
    if (spread !== null) rows.push({ least: 0, most: Infinity, terms: [...travel, [most + 1, -1]] });
  }
  if (spread !== null)
    rows.push({
      least: -Infinity,
      most: spread,
      terms: [
        [most, 1],
        [most + 1, -1],
      ],
    });
  return [...rows, ...orderRows(problem, ways, ofOfficer)];
}

/** Officers that nothing tells apart: the first of them travels most. Without it the same rota is looked at once for each order of them. */
function orderRows(problem: RotaProblem, ways: readonly Way[], ofOfficer: ReadonlyMap<number, readonly number[]>): Row[] {
  if (problem.before !== null) return [];
  const asked = new Set(
    problem.promises.flatMap(({ languages, competences }) => [
      ...languages.map((l) => `l${l}`),
      ...competences.map((c) => `c${c}`),
    ]),
  );
  const alike = Map.groupBy(ofOfficer.keys(), (o) => {
    const { languages, competences } = problem.officers[o]!;
    const can = [...languages.map((l) => `l${l}`), ...competences.map((c) => `c${c}`)].filter((one) => asked.has(one));
    return JSON.stringify([can.toSorted(), ofOfficer.get(o)!.map((w) => [ways[w]!.promise, ways[w]!.minutes])]);
  });
  return [...alike.values()].flatMap((group) =>
    group.slice(1).map((o, at): Row => {
      const [first, second] = [ofOfficer.get(group[at]!)!, ofOfficer.get(o)!];
      return {
        least: 0,
        most: Infinity,
        terms: [...first.map((w) => [w, ways[w]!.minutes] as const), ...second.map((w) => [w, -ways[w]!.minutes] as const)],
      };
    }),
  );
}

export interface Found {
  /** Null: none was found. */
  columns: Float64Array | null;
  value: number;
  /** Nothing costs less. */
  bound: number;
  infeasible: boolean;
}

export interface Running {
  stop?: () => boolean;
  seconds?: number;
}

/** Runs the programme for the least of `cost`, with more rows; every objective is in whole numbers, so the bound is rounded up. */
export function runProgram(highs: Highs, program: Program, cost: Float64Array, more: readonly Row[], running: Running): Found {
  return highs.withModel(dataOf(program, cost, more), (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    if (running.seconds !== undefined) model.options.set('time_limit', running.seconds);
    const stops = (event: { interrupt: () => void }): undefined => {
      if (running.stop?.() === true) event.interrupt();
    };
    const { modelStatus } = model.run({ 1: stops, 6: stops });
    const { infeasible, unboundedOrInfeasible } = highs.constants.modelStatus;
    if (modelStatus === infeasible || modelStatus === unboundedOrInfeasible)
      return { columns: null, value: Infinity, bound: Infinity, infeasible: true };
    const bound = Math.max(0, Math.ceil(Number(model.info.get('mip_dual_bound')) - 1e-5));
    if (Number(model.info.get('primal_solution_status')) !== 2)
      return { columns: null, value: Infinity, bound, infeasible: false };
    const value = Math.round(Number(model.info.get('objective_function_value')));
    return { columns: model.getSolution().colValue, value, bound: Math.min(bound, value), infeasible: false };
  });
}

function dataOf(program: Program, cost: Float64Array, more: readonly Row[]): ModelData {
  const rows = [...program.rows, ...more];
  const terms = rows.map((row) => row.terms.filter(([, value]) => value !== 0));
  const starts = [0];
  for (const row of terms) starts.push(starts.at(-1)! + row.length);
  const integrality = new Int32Array(program.columns).fill(1);
  integrality[program.most] = integrality[program.most + 1] = 0;
  return {
    numCols: program.columns,
    numRows: rows.length,
    colCost: cost,
    colLower: new Float64Array(program.columns),
    colUpper: program.upper,
    rowLower: rows.map((row) => row.least),
    rowUpper: rows.map((row) => row.most),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: program.columns,
      starts,
      indices: terms.flatMap((row) => row.map(([column]) => column)),
      values: terms.flatMap((row) => row.map(([, value]) => value)),
    },
    integrality,
  };
}
