/** For tests: every choice of options, each served by a linear program of its own (HiGHS, as text) or by the nearest. */
import { createRequire } from 'node:module';
import type highsTypes from 'highs';
import { gini, palmaRatio } from '../../../insight/index.ts';
import type { MixedProblem } from './problem.ts';

const load = createRequire(import.meta.url)('highs') as typeof highsTypes.default;
const highs = await load();

/** The least value of any plan; Infinity where there is none. */
export function leastValue(problem: MixedProblem): number {
  let least = Infinity;
  for (const chosen of choices(problem)) least = Math.min(least, valueOf(problem, chosen));
  return least;
}

function* choices(problem: MixedProblem): Generator<number[]> {
  const { options } = problem;
  for (let bits = 0; bits < 2 ** options.length; bits += 1) {
    const chosen = options
      .keys()
      .filter((a) => ((bits >> a) & 1) === 1)
      .toArray();
    const sites = new Set(chosen.map((a) => options[a]!.site));
    if (sites.size < chosen.length) continue;
    if (
      options.some(
        (one, a) => (one.state === 'must-open' && !chosen.includes(a)) || (one.state === 'forbidden' && chosen.includes(a)),
      )
    )
      continue;
    const keeps = problem.limits.every(({ use, atLeast, atMost }) => {
      const sum = chosen.reduce((all, a) => all + use[a]!, 0);
      return sum <= (atMost ?? Infinity) + 1e-9 && sum >= (atLeast ?? -Infinity) - 1e-9;
    });
    if (keeps) yield chosen;
  }
}

function valueOf(problem: MixedProblem, chosen: readonly number[]): number {
  const price = chosen.reduce((sum, a) => sum + (problem.options[a]!.price ?? 0), 0);
  const isPlain = (problem.sums ?? []).length === 0 && chosen.every((a) => problem.options[a]!.capacity === Infinity);
  return price + (isPlain ? nearest(problem, chosen) : byProgram(problem, chosen));
}

function nearest(problem: MixedProblem, chosen: readonly number[]): number {
  const width = problem.options.length;
  const minutes = problem.inequality?.minutes;
  const had: { value: number; weight: number }[] = [];
  let sum = 0;
  for (let i = 0; i < problem.points; i += 1) {
    const [first] = chosen
      .map((a) => ({ cost: problem.cost[i * width + a]!, minutes: minutes?.[i * width + a] ?? 0 }))
      .toSorted((a, b) => a.cost - b.cost || a.minutes - b.minutes);
    const least = Math.min(first?.cost ?? Infinity, problem.unserved?.[i] ?? Infinity);
    if (least === Infinity) return Infinity;
    sum += least;
    had.push({ value: first?.minutes ?? 0, weight: problem.weight[i]! });
  }
  if (problem.inequality === undefined || had.every((one) => one.value * one.weight === 0)) return sum;
  const figure = problem.inequality.measure === 'gini' ? gini(had) : (palmaRatio(had) ?? Infinity);
  return figure! <= problem.inequality.atMost * (1 + 1e-9) + 1e-12 ? sum : Infinity;
}

function byProgram(problem: MixedProblem, chosen: readonly number[]): number {
  const width = problem.options.length;
  const terms = (list: readonly [number, string][]): string =>
    list.length === 0 ? '0 zero' : list.map(([by, name]) => `${by < 0 ? '-' : '+'} ${Math.abs(by)} ${name}`).join(' ');
  const ways = Array.from({ length: problem.points }, (_, i) => i).flatMap((i) =>
    chosen.filter((a) => problem.cost[i * width + a]! < Infinity).map((a) => ({ i, a, name: `x${i}_${a}` })),
  );
  const unserved = [...(problem.unserved ?? [])].map((cost, i): [number, string] => [cost, `u${i}`]);
  const rows = Array.from({ length: problem.points }, (_, i) => {
    const list = ways.filter((way) => way.i === i).map(({ name }): [number, string] => [1, name]);
    return `${terms(problem.unserved === undefined ? list : [...list, [1, `u${i}`]])} = 1`;
  });
  for (const a of chosen) {
    const room = problem.options[a]!.capacity;
    const list = ways.filter((way) => way.a === a).map(({ i, name }): [number, string] => [problem.weight[i]!, name]);
    if (room < Infinity) rows.push(`${terms(list)} <= ${room}`);
  }
  for (const { use, atLeast, atMost } of problem.sums ?? []) {
    const list = ways.map(({ i, a, name }): [number, string] => [use[i * width + a]!, name]);
    if (atLeast !== undefined) rows.push(`${terms(list)} >= ${atLeast}`);
    if (atMost !== undefined) rows.push(`${terms(list)} <= ${atMost}`);
  }
  const aim = terms([...ways.map(({ i, a, name }): [number, string] => [problem.cost[i * width + a]!, name]), ...unserved]);
  const found = highs.solve(
    `Minimize\n obj: ${aim}\nSubject To\n${rows.map((row, at) => ` r${at}: ${row}`).join('\n')}\nBounds\n zero = 0\nEnd`,
  );
  return found.Status === 'Optimal' ? found.ObjectiveValue : Infinity;
}
