/** A question of the map as the mixed model: each place with the kind that it has or would get. */
import { type MixedProblem, moneyLimit, numberLimit, shareWithin } from '../solve/mixed/index.ts';
import type { ToChoose } from './choose.ts';

/** What an assignment adds; Infinity beyond the longest way that is allowed. */
export function costsOf({ weights, minutes, longest }: ToChoose, of: (minutes: number) => number): Float64Array {
  const places = minutes.length / weights.length;
  return minutes.map((one, cell) => {
    const weight = weights[Math.floor(cell / places)]!;
    return one > (longest ?? Infinity) || one === Infinity ? Infinity : weight * of(one);
  });
}

/** `of`: what a way of so many minutes adds for each person. */
export function mixedOf(asked: ToChoose, of: (minutes: number) => number): MixedProblem {
  const { weights, minutes, limit, count, open, closed, share, gini, money } = asked;
  const [opened, gone] = [new Set(open), new Set(closed)];
  const options = Array.from({ length: minutes.length / weights.length }, (_, site) => ({
    site,
    kind: 0,
    capacity: Infinity,
    ...(opened.has(site) ? { state: 'must-open' as const } : gone.has(site) ? { state: 'forbidden' as const } : {}),
  }));
  return {
    points: weights.length,
    weight: weights,
    options,
    cost: costsOf(asked, of),
    limits: [
      money === null
        ? numberLimit('number', options, () => true, { atMost: count })
        : moneyLimit('budget', money.costs, money.most),
    ],
    sums: share === null ? [] : [shareWithin('share', weights, minutes, limit, share)],
    ...(gini === null ? {} : { inequality: { measure: 'gini' as const, minutes, atMost: gini } }),
  };
}
