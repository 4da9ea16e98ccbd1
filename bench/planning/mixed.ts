/** The mixed model of the country with a budget: how near, how soon; after one move of the budget; and HiGHS on the plain model. Processor seconds of one core. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { MixedProblem } from '../../src/modules/planning/solve/mixed/problem.ts';
import { type MixedAnswer, solveMixed } from '../../src/modules/planning/solve/mixed/index.ts';
import { claim } from '../claims.ts';
import { countryProblem } from './mixed-country.ts';

const LIMIT = 60;

const cases = [
  { name: 'mixed', capacity: false, budget: 700 },
  { name: 'mixed-capacity', capacity: true, budget: 700 },
  { name: 'mixed-tight', capacity: true, budget: 400 },
];

/** 290 points × 500 sites × 4 kinds; costs, capacities and the budget are example values. MIXED_SKIP_PEER=1 leaves HiGHS out. */
export function benchMixed(): void {
  for (const { name, capacity, budget } of cases) {
    const problem = countryProblem(budget, { capacity });
    const found = measure(name, problem);
    moves(name, capacity, budget, found);
    if (process.env['MIXED_SKIP_PEER'] === undefined) peer(name, capacity, budget, found);
  }
}

function processorSeconds(): () => number {
  const from = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1e6;
  };
}

const percent = (gap: number): string => (gap === Infinity ? 'no plan' : `${(gap * 100).toFixed(4)} %`);

function measure(name: string, problem: MixedProblem): MixedAnswer {
  const passed = processorSeconds();
  let after2 = Infinity;
  let below1 = Infinity;
  const found = solveMixed(problem, {
    stop: () => passed() > LIMIT,
    progress: ({ value, bound }) => {
      const gap = value === Infinity ? Infinity : (value - bound) / value;
      if (passed() <= 2) after2 = gap;
      if (gap < 0.01) below1 = Math.min(below1, passed());
    },
  });
  const end = passed();
  if (end <= 2) after2 = found.gap;
  console.log(
    `${name}: value ${found.value.toFixed(0)}, bound ${found.bound.toFixed(0)}, gap ${percent(found.gap)} ${found.proved ? 'proved optimal' : 'not proved'}, ` +
      `${found.plan?.options.length ?? 0} options, ${found.nodes} parts, ${end.toFixed(1)} s; below 1 % after ${below1.toFixed(2)} s`,
  );
  claim(`planning-${name}-gap-after-2s-percent`, after2 * 100, { atMost: 1 });
  claim(`planning-${name}-gap-at-end-percent`, found.gap * 100, { atMost: 0.01 });
  return found;
}

/** The budget goes up and down by 2 %; each search begins with the answer before, and ends at 1 %. */
function moves(name: string, capacity: boolean, budget: number, first: MixedAnswer): void {
  const times: number[] = [];
  let from = first;
  for (let move = 0; move < 12; move += 1) {
    const moved = countryProblem(budget * (1 + [0.02, 0, -0.02, 0][move % 4]! + move / 1000), { capacity });
    const passed = processorSeconds();
    from = solveMixed(moved, {
      from: { options: from.plan?.options ?? [], prices: from.prices },
      gap: 0.01,
      stop: () => passed() > 10,
    });
    times.push(passed());
  }
  const sorted = times.toSorted((a, b) => a - b);
  claim(`planning-${name}-move-p95-seconds`, sorted[Math.ceil(0.95 * sorted.length) - 1]!, { atMost: 1 });
}

/** In a process of its own: where its memory is at an end, it takes the process with it. */
function peer(name: string, capacity: boolean, budget: number, ours: MixedAnswer): void {
  const child = join(import.meta.dirname, 'mixed-peer.child.ts');
  const options = [String(budget), String(capacity), String(LIMIT)];
  const { stdout, stderr } = spawnSync(process.execPath, [child, ...options], { encoding: 'utf8', timeout: 6 * LIMIT * 1000 });
  const told = stdout.trim().split('\n').at(-1) ?? '';
  if (!told.startsWith('{')) {
    const why = /^\w*Error: .*$/m.exec(stderr)?.[0] ?? 'no answer';
    console.log(`${name}: HiGHS on the plain model broke off: ${why.slice(0, 100)}`);
    return;
  }
  const { value, bound, seconds } = JSON.parse(told) as { value: number | null; bound: number | null; seconds: number };
  const said = value === null ? 'no plan' : `value ${value.toFixed(0)} (${(value / ours.value).toFixed(4)} of ours)`;
  console.log(`${name}: HiGHS on the plain model after ${seconds.toFixed(0)} s: ${said}, bound ${bound?.toFixed(0) ?? 'none'}`);
}
