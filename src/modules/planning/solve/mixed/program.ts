import { createRequire } from 'node:module';
import type highsTypes from 'highs';
import type { Highs, HighsCallbackMap, ModelData } from 'highs';
import type { Prepared } from './prepare.ts';
import type { Share } from './problem.ts';

let loaded: Promise<Highs> | null = null;

/** HiGHS (Huangfu & Hall 2018) as WebAssembly, loaded once. */
export function loadHighs(): Promise<Highs> {
  loaded ??= (createRequire(import.meta.url)('highs') as typeof highsTypes.default)();
  return loaded;
}

/** The mixed model, or what is left of it, for HiGHS. Columns: options, then ways, then what a point pays otherwise. */
export interface Program {
  data: ModelData;
  /** By what all costs are multiplied there: its tolerances are sizes and not shares. */
  factor: number;
  ways: { point: number; option: number }[];
}

class Rows {
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly start: number[] = [0];
  readonly index: number[] = [];
  readonly value: number[] = [];
  add(lower: number, upper: number, terms: readonly (readonly [number, number])[]): void {
    this.lower.push(lower);
    this.upper.push(upper);
    for (const [column, value] of terms) {
      if (value === 0) continue;
      this.index.push(column);
      this.value.push(value);
    }
    this.start.push(this.index.length);
  }
}

/**
 * `whole`: options are 0 or 1. `most`: so many of the cheapest ways of each point are in it, and the others are one way at the cost of the cheapest of them that
 * needs no option: what the program costs is then a bound, and met by a plan that does without.
 */
export function programOf(prep: Prepared, status: Int8Array, whole: boolean, most = Infinity): Program {
  const ways: Program['ways'] = [];
  const otherwise = prep.unserved.slice();
  for (let point = 0; point < prep.points; point += 1) {
    let count = 0;
    for (let at = prep.start[point]!; at < prep.start[point + 1]!; at += 1) {
      if (status[prep.option[at]!] === -1) continue;
      if (count === most) {
        otherwise[point] = Math.min(otherwise[point]!, prep.cost[at]!);
        break;
      }
      ways.push({ point, option: prep.option[at]! });
      count += 1;
    }
  }
  const unserved = [...otherwise.keys()].filter((i) => otherwise[i]! < Infinity);
  const columns = prep.width + ways.length + unserved.length;
  const rows = rowsOf(prep, status, ways, unserved);
  const costs = [
    ...prep.price,
    ...ways.map(({ point, option }) => prep.problem.cost[point * prep.width + option]!),
    ...unserved.map((i) => otherwise[i]!),
  ];
  const factor = evener(costs);
  const integrality = new Int32Array(columns);
  if (whole) integrality.fill(1, 0, prep.width);
  return {
    ways,
    factor,
    data: {
      numCols: columns,
      numRows: rows.lower.length,
      colCost: Float64Array.from(costs, (one) => one * factor),
      colLower: Float64Array.from({ length: columns }, (_, c) => (c < prep.width && status[c] === 1 ? 1 : 0)),
      colUpper: Float64Array.from({ length: columns }, (_, c) => (c < prep.width && status[c] === -1 ? 0 : 1)),
      rowLower: rows.lower,
      rowUpper: rows.upper,
      matrix: {
        format: 'csr',
        numRows: rows.lower.length,
        numCols: columns,
        starts: rows.start,
        indices: rows.index,
        values: rows.value,
      },
      integrality,
    },
  };
}

function rowsOf(prep: Prepared, status: Int8Array, ways: Program['ways'], unserved: readonly number[]): Rows {
  const rows = new Rows();
  const ofPoint: [number, number][][] = Array.from({ length: prep.points }, () => []);
  const ofOption: [number, number][][] = Array.from({ length: prep.width }, () => []);
  ways.forEach(({ point, option }, k) => {
    ofPoint[point]!.push([prep.width + k, 1]);
    ofOption[option]!.push([prep.width + k, prep.weight[point]!]);
  });
  unserved.forEach((i, k) => ofPoint[i]!.push([prep.width + ways.length + k, 1]));
  for (const terms of ofPoint) rows.add(1, 1, terms);
  ways.forEach(({ option }, k) => {
    if (status[option] === 0)
      rows.add(-Infinity, 0, [
        [prep.width + k, 1],
        [option, -1],
      ]);
  });
  ofOption.forEach((terms, a) => {
    const room = prep.capacity[a]!;
    if (room < Infinity && terms.length > 0) rows.add(-Infinity, 0, [...terms, [a, -room]]);
  });
  for (let s = 0; s + 1 < prep.siteStart.length; s += 1) {
    const there = [...prep.siteOption.subarray(prep.siteStart[s], prep.siteStart[s + 1])].filter((a) => status[a] !== -1);
    if (there.length > 1)
      rows.add(
        -Infinity,
        1,
        there.map((a) => [a, 1]),
      );
  }
  for (const { use, least, most } of prep.limits) rows.add(least, most, [...use.entries()]);
  for (const { use, least, most } of prep.sums) {
    const uses = ways.map(({ point, option }) => use[point * prep.width + option]!);
    const by = evener(uses);
    rows.add(
      by * least,
      by * most,
      uses.map((one, k) => [prep.width + k, by * one]),
    );
  }
  return rows;
}

/** Makes figures neither tiny nor huge, by a power of two; 1 where the greatest is neither. */
function evener(figures: readonly number[]): number {
  let greatest = 0;
  for (const one of figures) greatest = Math.max(greatest, Math.abs(one));
  return greatest === 0 || (greatest >= 1 && greatest <= 2 ** 24) ? 1 : 2 ** (20 - Math.ceil(Math.log2(greatest)));
}

export interface Found {
  /** What HiGHS answers for: nothing in the program costs less, to its tolerances. */
  bound: number;
  options: number[];
  shares: Share[];
  value: number;
  infeasible: boolean;
  /** It ended by itself. */
  complete: boolean;
}

export interface Running {
  stop?: () => boolean;
  told?: (bound: number) => void;
  improved?: (options: number[]) => void;
  /** Options of a plan to begin from. */
  start?: readonly number[];
  seconds?: number;
  nodes?: number;
  gap?: number;
}

/** Null where the plan is not one of the program: what it has may be ruled out there, as nothing better has it, and HiGHS takes no such plan. */
function startOf({ data }: Program, prep: Prepared, options: readonly number[]): Float64Array | null {
  if (options.length === 0) return null;
  const values = new Float64Array(prep.width);
  for (const a of options) values[a] = 1;
  const [lower, upper] = [data.colLower, data.colUpper] as Float64Array[];
  return values.every((one, a) => one >= lower![a]! && one <= upper![a]!) ? values : null;
}

/** Runs the program; an end by `stop`, `seconds` or `nodes` gives what there was. */
export function run(highs: Highs, program: Program, prep: Prepared, running: Running = {}): Found {
  return highs.withModel(program.data, (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: running.gap ?? 0, mip_abs_gap: 1e-9 });
    if (running.seconds !== undefined) model.options.set('time_limit', running.seconds);
    if (running.nodes !== undefined) model.options.set('mip_max_nodes', running.nodes);
    const start = startOf(program, prep, running.start ?? []);
    if (start !== null) model.setSolution({ indices: Int32Array.from(start.keys()), values: start });
    const chosen = (columns: Float64Array): number[] =>
      [...columns.subarray(0, prep.width).keys()].filter((a) => columns[a]! > 0.5);
    const stops = (event: { interrupt: () => void }): undefined => {
      if (running.stop?.() === true) event.interrupt();
    };
    const callbacks: HighsCallbackMap = {
      1: stops,
      4: (event) => {
        if (event.data.mip_solution !== undefined) running.improved?.(chosen(event.data.mip_solution));
      },
      6: (event) => {
        if (event.data.mip_dual_bound !== undefined) running.told?.(event.data.mip_dual_bound / program.factor);
        return stops(event);
      },
    };
    const { modelStatus } = model.run(callbacks);
    const { infeasible, optimal, unboundedOrInfeasible } = highs.constants.modelStatus;
    const whole = (program.data.integrality as Int32Array).includes(1);
    const none = modelStatus === infeasible || modelStatus === unboundedOrInfeasible;
    const values = none ? new Float64Array(0) : model.getSolution().colValue;
    const value = none ? Infinity : Number(model.info.get('objective_function_value')) / program.factor;
    const dual = Number(model.info.get('mip_dual_bound')) / program.factor;
    return {
      bound: none ? Infinity : whole ? dual : modelStatus === optimal ? value : -Infinity,
      options: chosen(values),
      shares: program.ways
        .map(({ point, option }, k) => ({ point, option, share: Math.min(1, values[prep.width + k] ?? 0) }))
        .filter((one) => one.share > 1e-9),
      value,
      infeasible: none,
      complete: none || modelStatus === optimal,
    };
  });
}
