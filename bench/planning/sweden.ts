/** The country’s own problem, to proof, and once more after one move of a slider; and how time and memory grow with the points. */
import { chooseSites, type Choice } from '../../src/modules/planning/solve/median.ts';
import { rowsOf, type Rows } from '../../src/modules/planning/solve/rows.ts';
import { claim, median } from '../claims.ts';
import { countryMinutes, localities, municipalities, type Place, spreadPoints, weighted } from './country.ts';

const largest = (places: readonly Place[], count: number): Place[] => places.toSorted((a, b) => b.size - a.size).slice(0, count);

interface Timed {
  choice: Choice;
  seconds: number;
}

function timed(run: () => Choice): Timed {
  const began = performance.now();
  const choice = run();
  return { choice, seconds: (performance.now() - began) / 1000 };
}

const show = (label: string, { choice, seconds }: Timed): string =>
  `${label} ${(seconds * 1000).toFixed(0).padStart(6)} ms ${choice.proved ? 'proved' : `gap ${(100 * (1 - choice.bound / choice.value)).toFixed(4)} %`} (${choice.nodes})`;

export function benchSweden(): void {
  const towns = municipalities();
  const unemployed = Float64Array.from(towns, ({ size }) => size);
  const small = rowsOf(weighted(countryMinutes(towns, towns), unemployed, towns.length), towns.length, towns.length);
  const counts = [5, 10, 20, 30, 50, 70, 88, 106, 112, 130, 150];
  console.log('290 municipalities × 290 seats (registered unemployed × estimated minutes), medians of 5:');
  const first = counts.map((count) => solveAndMove('290 × 290', small, count, 5));
  claim('planning.sweden-290.proof-ms', 1000 * Math.max(...first.map(({ proof }) => proof)), { atMost: 100 });
  const sites = largest(localities(), 500);
  const people = Float64Array.from(localities(), ({ size }) => size);
  const large = rowsOf(weighted(countryMinutes(localities(), sites), people, sites.length), people.length, sites.length);
  console.log('2,017 localities × the 500 most populous (inhabitants × estimated minutes), medians of 3:');
  const second = [20, 50, 106, 112].map((count) => solveAndMove('2017 × 500', large, count, 3));
  const moves = [...first, ...second].flatMap((one) => one.moves).toSorted((a, b) => a - b);
  claim('planning.sweden.move-p95-s', moves[Math.ceil(0.95 * moves.length) - 1]!, { atMost: 0.2 });
}

/** To proof; then with one place more, one less, one chosen place closed and one that was not chosen kept. */
function solveAndMove(label: string, rows: Rows, count: number, rounds: number): { proof: number; moves: number[] } {
  const runs = Array.from({ length: rounds }, () => timed(() => chooseSites(rows, count)));
  const seconds = median(runs.map((run) => run.seconds));
  const { choice } = runs[0]!;
  const begin = { from: choice.sites, prices: choice.prices };
  const other = [...Array.from({ length: rows.sites }).keys()].find((site) => !choice.sites.includes(site))!;
  const moves = [
    timed(() => chooseSites(rows, count + 1, begin)),
    timed(() => chooseSites(rows, count - 1, begin)),
    timed(() => chooseSites(rows, count, { ...begin, closed: [choice.sites[Math.floor(choice.sites.length / 2)]!] })),
    timed(() => chooseSites(rows, count, { ...begin, open: [other] })),
  ];
  const slowest = moves.toSorted((a, b) => b.seconds - a.seconds)[0]!;
  console.log(
    `${label} p=${String(count).padStart(3)}  ${show('to proof', { choice, seconds })}; ${show('slowest of 4 moves', slowest)}`,
  );
  return {
    proof: choice.proved ? seconds : Infinity,
    moves: moves.map((move) => (move.choice.proved ? move.seconds : Infinity)),
  };
}

/** Generated points; a minute at most for each size. */
export function benchGrowth(): void {
  const sites = largest(localities(), 1000);
  for (const count of [5000, 20_000]) {
    const { weights, minutes } = spreadPoints(count, sites);
    const before = performance.now();
    const rows = rowsOf(weighted(minutes, weights, sites.length), count, sites.length);
    const sorted = (performance.now() - before) / 1000;
    const began = performance.now();
    const marks: string[] = [];
    const run = timed(() =>
      chooseSites(rows, 106, {
        whole: true,
        stop: () => performance.now() - began > 60_000,
        progress: ({ value, bound }) => {
          const gap = 1 - bound / value;
          const goals = [0.01, 0.001, 0.0001];
          if (marks.length < goals.length && gap < goals[marks.length]!)
            marks.push(`${100 * goals[marks.length]!} % after ${((performance.now() - began) / 1000).toFixed(1)} s`);
        },
      }),
    );
    const megabytes = Math.round(process.memoryUsage.rss() / 1e6);
    console.log(
      `${count} × 1000, p=106 (generated points): rows sorted in ${sorted.toFixed(1)} s; ${show('', run)}; ${marks.join(', ')}; ${megabytes} MB in all`,
    );
  }
}
