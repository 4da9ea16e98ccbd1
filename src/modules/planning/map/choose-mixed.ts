/** What the core alone does not answer: money and inequality. */
import { chooseEven } from '../solve/even.ts';
import { solveMixed } from '../solve/mixed/index.ts';
import { isProved } from '../solve/proof.ts';
import type { ToChoose } from './choose.ts';
import { type Chosen, chosen, impossible, type Steered } from './chosen.ts';
import { conflictIn, demandsOf } from './conflict.ts';
import { mixedOf } from './mixed-of.ts';

const total = (weights: Float64Array): number => weights.reduce((sum, one) => sum + one, 0);

/** What a way adds for each person. */
const aimOf =
  ({ aim, limit }: Pick<ToChoose, 'aim' | 'limit'>) =>
  (minutes: number): number =>
    aim !== 'share' ? minutes : minutes > limit ? 1 : 0;

const unitOf =
  ({ aim, weights }: ToChoose) =>
  (value: number): number =>
    aim === 'share' ? 1 - value / total(weights) : value / total(weights);

/** With money, or inequality: the mixed model. `from`: places to begin from. */
export function chooseMixed(
  asked: ToChoose,
  { stop = () => false, told }: Steered,
  from: readonly number[] | null = null,
): Chosen {
  const inUnit = unitOf(asked);
  const found = solveMixed(mixedOf(asked, aimOf(asked)), {
    stop,
    ...(from === null ? {} : { from: { options: from } }),
    progress: ({ plan, value, bound }) =>
      told?.({
        value: inUnit(value),
        bound: Number.isFinite(bound) ? inUnit(bound) : null,
        places: plan?.options ?? null,
      }),
  });
  if (found.outcome === 'no-plan-exists')
    return impossible(conflictIn(asked, stop) ?? { demands: demandsOf(asked), mostWithin: null, shortest: null });
  return chosen(found.plan?.options ?? [], inUnit(found.value), inUnit(found.bound), found.proved);
}

/**
 * At most so much inequality. `free` is the best without that bound: nothing is better, and it is the answer where it is even enough. Else a search for even
 * networks, and the mixed model for a better bound.
 */
export function chooseEvenly(asked: ToChoose, free: Chosen, { stop = () => false, told }: Steered): Chosen {
  if (free.places === null) return free;
  const inUnit = unitOf(asked);
  const even = searchEven(asked, free.places, stop, (sites, value) =>
    told?.({ value: inUnit(value), bound: free.bound, places: sites }),
  );
  const found = chosen(even.sites ?? [], inUnit(even.value), free.bound ?? Infinity, false);
  if (found.places !== null && free.bound !== null && isProved(found.value, free.bound)) return { ...found, proved: true };
  const isBetter = (one: number, than: number): boolean => (asked.aim === 'share' ? one > than : one < than);
  /** Of two bounds the one that says more. */
  const nearer = (bound: number | null): number | null =>
    bound === null || (free.bound !== null && isBetter(bound, free.bound)) ? free.bound : bound;
  const mixed = chooseMixed(asked, { stop, told: (so) => told?.({ ...so, bound: nearer(so.bound) }) }, found.places);
  if (mixed.isImpossible) return mixed;
  const best = mixed.places === null || (found.places !== null && isBetter(found.value, mixed.value)) ? found : mixed;
  if (best.places === null) return { ...best, leastGini: Number.isFinite(even.leastGini) ? even.leastGini : null };
  const bound = nearer(mixed.bound);
  return { ...best, bound, proved: bound !== null && isProved(best.value, bound) };
}

function searchEven(
  { aim, weights, minutes, limit, longest, count, open, closed, share, gini }: ToChoose,
  free: readonly number[],
  stop: () => boolean,
  told: (sites: number[], value: number) => void,
) {
  const sites = minutes.length / weights.length;
  const taken = new Set([...closed, ...free]);
  const spare = Array.from({ length: sites }, (_, place) => place).filter((place) => !taken.has(place));
  return chooseEven(
    {
      travel: { minutes: minutes.map((one) => (one > (longest ?? Infinity) ? Infinity : one)), points: weights.length, sites },
      weights,
      of: aimOf({ aim, limit }),
      atMost: gini!,
      ...(share === null ? {} : { beyond: { limit, most: (1 - share) * total(weights) } }),
      open,
      closed,
    },
    // The best of all may have fewer places than it could: more of them may be needed to be even.
    [free, [...free, ...spare.slice(0, count - free.length)]],
    { stop, told },
  );
}
