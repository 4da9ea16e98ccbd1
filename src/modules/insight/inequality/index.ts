/**
 * Measures of inequality over weighted values (minutes to a meeting, by municipality and how many people live with them): pure functions.
 * Values are not negative, weights are not negative and some weight is positive; else RangeError. `null` where a measure is not defined:
 * nothing to share out (all values 0).
 */

export interface Weighted {
  value: number;
  weight: number;
}

/** In the order of values, with weights as shares of all and values as shares of the total. */
function shares(
  list: readonly Weighted[],
  order: (one: Weighted, at: number) => number,
): { people: number; amount: number }[] | null {
  const weight = list.reduce((sum, one) => sum + one.weight, 0);
  const amount = list.reduce((sum, one) => sum + one.weight * one.value, 0);
  if (!(weight > 0) || list.some((one) => !(one.value >= 0) || !(one.weight >= 0)))
    throw new RangeError('values and weights from 0 on, some weight');
  if (amount === 0) return null;
  const at = new Map(list.map((one, index) => [one, order(one, index)]));
  return list
    .toSorted((a, b) => at.get(a)! - at.get(b)!)
    .map((one) => ({ people: one.weight / weight, amount: (one.weight * one.value) / amount }));
}

/**
 * 0: everyone has the same; towards 1: one has all. Twice the area between the line of equality and the Lorenz curve (Gini 1912; Cowell,
 * Measuring Inequality, 2011).
 */
export function gini(list: readonly Weighted[]): number | null {
  const sorted = shares(list, (one) => one.value);
  return sorted === null ? null : 1 - twiceBelow(sorted);
}

/** Twice the area under the curve of cumulated amount over cumulated people. */
function twiceBelow(sorted: readonly { people: number; amount: number }[]): number {
  let had = 0;
  let area = 0;
  for (const { people, amount } of sorted) {
    area += people * (2 * had + amount);
    had += amount;
  }
  return area;
}

/** What the tenth with most has, over what the four tenths with least have (Palma 2011). Null also when those have nothing. */
export function palmaRatio(list: readonly Weighted[]): number | null {
  const sorted = shares(list, (one) => one.value);
  if (sorted === null) return null;
  const least = amountBelow(sorted, 0.4);
  return least === 0 ? null : (1 - amountBelow(sorted, 0.9)) / least;
}

/** The share of the amount that the first `share` of people have; within one value it is alike. */
function amountBelow(sorted: readonly { people: number; amount: number }[], share: number): number {
  let left = share;
  let had = 0;
  for (const { people, amount } of sorted) {
    if (people >= left) return had + (people === 0 ? 0 : (amount * left) / people);
    left -= people;
    had += amount;
  }
  return had;
}

/** Theil’s T (1967): 0 when everyone has the same, ln(n) when one of n has all. */
export function theil(list: readonly Weighted[]): number | null {
  const sorted = shares(list, (one) => one.value);
  if (sorted === null) return null;
  return sorted.reduce((sum, { people, amount }) => sum + (amount === 0 ? 0 : amount * Math.log(amount / people)), 0);
}

export interface Ranked extends Weighted {
  /** Deprivation: who has most comes first. */
  deprivation: number;
}

/**
 * From -1 to 1: negative when the more deprived have more of it (more minutes), 0 when it goes along with deprivation in no way (Wagstaff, Paci, van Doorslaer
 * 1991). People who are equally deprived share one step of the curve.
 */
export function concentrationIndex(list: readonly Ranked[]): number | null {
  const steps = [...Map.groupBy(list, ({ deprivation }) => deprivation)].map(([deprivation, alike]) => {
    const weight = alike.reduce((sum, one) => sum + one.weight, 0);
    const amount = alike.reduce((sum, one) => sum + one.weight * one.value, 0);
    return { value: weight === 0 ? 0 : amount / weight, weight, deprivation };
  });
  const byStep = new Map<Weighted, number>(steps.map((step) => [step, -step.deprivation]));
  const sorted = shares(steps, (one) => byStep.get(one)!);
  return sorted === null ? null : 1 - twiceBelow(sorted);
}

/** The least value that at least `share` (0 to 1) of the weight does not exceed. */
export function percentile(list: readonly Weighted[], share: number): number {
  const weight = list.reduce((sum, one) => sum + one.weight, 0);
  if (!(weight > 0)) throw new RangeError('some weight');
  let below = 0;
  const sorted = list.filter((one) => one.weight > 0).toSorted((a, b) => a.value - b.value);
  for (const one of sorted) {
    below += one.weight;
    if (below >= share * weight - 1e-9 * weight) return one.value;
  }
  return sorted.at(-1)!.value;
}
