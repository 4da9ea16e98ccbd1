/** OR-Library’s p-median instances pmed1–30 (Beasley 1985) by our core: value, bound and time of each, to proof. */
import { existsSync, readFileSync } from 'node:fs';
import { importOrLibrary } from '../../src/modules/planning/model/import-or-library.ts';
import { chooseSites } from '../../src/modules/planning/solve/median.ts';
import { rowsOf } from '../../src/modules/planning/solve/rows.ts';
import { claim, median } from '../claims.ts';

const folder = '../shared/data/planning';
export const hasPmed = (): boolean => existsSync(`${folder}/pmed/pmed1.txt`);

export interface Instance {
  name: string;
  size: number;
  count: number;
  /** From vertex to vertex, row-major. */
  costs: Float64Array;
  optimum: number;
}

export function instances(): Instance[] {
  const lines = readFileSync(`${folder}/pmed-optima.csv`, 'utf8').trim().split('\n').slice(1);
  const optima = new Map(lines.map((line) => line.split(',')).map(([name, optimum]) => [name!, Number(optimum)]));
  return Array.from({ length: 30 }, (_, at) => `pmed${at + 1}`).map((name) => {
    const text = readFileSync(`${folder}/pmed/${name}.txt`, 'utf8');
    const { travel, limits } = importOrLibrary(text, name);
    if (travel.source !== 'matrix' || !('minutes' in travel)) throw new Error(`${name}: no matrix`);
    const costs = Float64Array.from(travel.minutes.flat());
    return { name, size: Math.sqrt(costs.length), count: limits!.places!.atMost!, costs, optimum: optima.get(name)! };
  });
}

export interface Solved {
  value: number;
  bound: number;
  proved: boolean;
  nodes: number;
  seconds: number;
}

/** From the matrix to the proof, sorting of the rows included. */
export function solve({ costs, size, count }: Instance): Solved {
  const began = performance.now();
  const { value, bound, proved, nodes } = chooseSites(rowsOf(costs, size, size), count, { whole: true });
  return { value, bound, proved, nodes, seconds: (performance.now() - began) / 1000 };
}

/** Three rounds over all thirty; the first in a fresh process pays for the compiler too, and all three totals are printed. */
export function benchPmed(all: readonly Instance[]): Map<string, Solved> {
  const rounds = [1, 2, 3].map(() => all.map(solve));
  console.log('instance      n    p    value    bound  proved  nodes      ms (medians of 3 rounds)');
  const medians = new Map<string, Solved>();
  for (const [at, { name, size, count, optimum }] of all.entries()) {
    const runs = rounds.map((round) => round[at]!);
    const shown = { ...runs[0]!, seconds: median(runs.map((run) => run.seconds)) };
    medians.set(name, shown);
    const right = shown.value === optimum ? '' : `  WRONG: the optimum is ${optimum}`;
    console.log(
      `${name.padEnd(9)} ${String(size).padStart(5)} ${String(count).padStart(4)} ${String(shown.value).padStart(8)} ${String(shown.bound).padStart(8)}  ${shown.proved ? 'yes' : 'NO '} ${String(shown.nodes).padStart(8)} ${(shown.seconds * 1000).toFixed(0).padStart(7)}${right}`,
    );
  }
  const totals = rounds.map((round) => round.reduce((sum, { seconds }) => sum + seconds, 0));
  console.log(`all thirty, by round: ${totals.map((total) => total.toFixed(2)).join(', ')} s on one core`);
  const proved = all.filter(({ name, optimum }) => medians.get(name)!.proved && medians.get(name)!.value === optimum);
  claim('planning.pmed.proved', proved.length, { atLeast: 30 });
  claim('planning.pmed.total-s', totals[0]!, { atMost: 3 });
  return medians;
}
