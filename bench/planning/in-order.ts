/** Objectives in order and a share that must be reached, on the country’s own problem: by the model that an analyst writes, and as the map asks. */
import { checkModel } from '../../src/modules/planning/model/check-model.ts';
import { isFeasible } from '../../src/modules/planning/model/feasible.ts';
import type { PlanFile } from '../../src/modules/planning/model/import-model.ts';
import { solveModel } from '../../src/modules/planning/model/solve-model.ts';
import { cover } from '../../src/modules/planning/solve/covering.ts';
import { chooseWithin } from '../../src/modules/planning/solve/side/index.ts';
import { claim } from '../claims.ts';
import { countryMinutes, municipalities, weighted } from './country.ts';

const secondsMost = 30;

/** So long from now; then the best so far with its gap. */
function within(seconds: number): { stop: () => boolean; seconds: () => number } {
  const began = performance.now();
  const passed = (): number => (performance.now() - began) / 1000;
  return { stop: () => passed() > seconds, seconds: passed };
}

const percent = (part: number): string => `${(100 * part).toFixed(4)} %`;

export function benchInOrder(): void {
  const towns = municipalities();
  const sites = towns.length;
  const minutes = countryMinutes(towns, towns);
  const weights = Float64Array.from(towns, ({ size }) => size);
  const people = weights.reduce((sum, one) => sum + one, 0);
  console.log('290 × 290, 106 places, objectives in order (a model file, solved as `narvaro plan solve` does):');
  const gaps: number[] = [];
  for (const first of [
    { aim: 'percentile' as const, share: 0.95 },
    { aim: 'share-within' as const, minutes: 30 },
  ])
    gaps.push(solveInOrder(modelOf(towns, minutes, first)));
  console.log('290 × 290, 106 places, least mean with at least so large a share within 30 minutes:');
  const travel = { minutes, points: sites, sites };
  const cost = weighted(minutes, weights, sites);
  const use = minutes.map((time, at) => (time > 30 ? weights[Math.floor(at / sites)]! : 0));
  for (const share of [0.92, 0.94, 0.95, 0.96, 0.97]) {
    const clock = within(secondsMost);
    const afterTwo = { gap: Infinity };
    const found = chooseWithin(
      { travel, cost, sums: [{ name: 'share', use, atMost: (1 - share) * people }], count: 106 },
      {
        stop: clock.stop,
        progress: ({ value, bound }) => clock.seconds() <= 2 && (afterTwo.gap = 1 - bound / value),
      },
    );
    const seconds = clock.seconds();
    const gap = found.outcome === 'plan' ? 1 - found.bound / found.value : 0;
    gaps.push(seconds <= 2 ? gap : afterTwo.gap);
    const answer =
      found.outcome === 'plan'
        ? `mean ${(found.value / people).toFixed(4)}, bound ${(found.bound / people).toFixed(4)}, gap ${percent(gap)}`
        : `${found.outcome}, ${found.unmet ?? 'together'}`;
    console.log(
      `  ${percent(share)}: ${answer}, ${found.proved ? 'proved' : 'not proved'} after ${seconds.toFixed(2)} s (${found.nodes})`,
    );
  }
  claim('planning.sweden-290.in-order-gap-percent-after-2-s', 100 * Math.max(...gaps), { atMost: 0.5 });
  benchCovering(travel, weights, people);
}

function modelOf(
  towns: ReturnType<typeof municipalities>,
  minutes: Float64Array,
  first: PlanFile['objectives'][number],
): PlanFile {
  const sites = towns.length;
  return {
    format: 'narvaro-plan',
    version: 1,
    title: 'Sweden',
    groups: [{ id: 'jobseekers' }],
    kinds: [{ id: 'place' }],
    points: towns.map(({ municipality, size }) => ({ id: municipality, weights: { jobseekers: size } })),
    sites: towns.map(({ municipality }) => ({ id: municipality })),
    travel: {
      source: 'matrix',
      origin: 'the register’s estimate',
      minutes: towns.map((_, point) => [...minutes.subarray(point * sites, (point + 1) * sites)]),
    },
    limits: { places: { atMost: 106 } },
    objectives: [first, { aim: 'mean' }],
  };
}

/** The gap after two seconds, of all objectives the largest. */
function solveInOrder(model: PlanFile): number {
  const checked = checkModel(model, () => '', isFeasible);
  if ('faults' in checked) throw new Error(checked.faults[0]!.says);
  const clock = within(secondsMost);
  const early = { gap: Infinity };
  const answer = solveModel(checked.problem, {
    stop: clock.stop,
    progress: ({ objective, value, bound }) => objective === 1 && clock.seconds() <= 2 && (early.gap = 1 - bound / value),
  })!;
  const seconds = clock.seconds();
  for (const { aim, value, bound, gap, words } of answer.objectives)
    console.log(`  ${aim}: ${value.toFixed(5)}, bound ${bound?.toFixed(5)}, gap ${percent(gap ?? Infinity)}, ${words}`);
  console.log(`  … in ${seconds.toFixed(2)} s`);
  return seconds <= 2 ? Math.max(...answer.objectives.map(({ gap }) => gap ?? Infinity)) : early.gap;
}

function benchCovering(travel: Parameters<typeof cover>[0], weights: Float64Array, people: number): void {
  console.log('290 × 290, the greatest share within a limit:');
  for (const limit of [30, 60])
    for (const count of [20, 50, 106, 112]) {
      const clock = within(secondsMost);
      const found = cover(travel, weights, limit, count, { stop: clock.stop });
      const [share, bound] = [1 - found.value / people, 1 - found.bound / people];
      console.log(
        `  ${limit} minutes, p=${String(count).padStart(3)}: ${percent(share)}, bound ${percent(bound)}, ${found.proved ? 'proved' : 'not proved'} after ${clock.seconds().toFixed(2)} s (${found.nodes})`,
      );
    }
}
