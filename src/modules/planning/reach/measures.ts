/** What travel times do to people: measures of one list of points, as pure functions. Minutes by car, one way; a limit is within. */
import { concentrationIndex, gini, palmaRatio, percentile, theil } from '../../insight/index.ts';

export interface Travelled {
  /** Infinity: no way is known. */
  minutes: number;
  /** How many people live with it. */
  weight: number;
  /** Registered unemployed of those of working age; null: not known. */
  deprivation: number | null;
}

/** Foster, Greer & Thorbecke (1984), of journeys beyond a limit in place of incomes below a line. */
export interface Beyond {
  limit: number;
  /** The share with more than the limit. */
  headcount: number;
  /** Σ w (t − T)/T over those beyond, over Σ w: how far beyond, in limits, for everyone. Null when someone has no way. */
  depth: number | null;
  /** The same with the square, which weighs long journeys more. */
  severity: number | null;
}

export interface Measures {
  /** People (or whatever the weights count). */
  weight: number;
  /** The share of them with no way at all: they are beyond every limit, in the percentiles last, and in no mean or inequality. */
  unreached: number;
  mean: number | null;
  /** The least minutes that so large a share does not exceed; null where those have no way. */
  p50: number | null;
  p90: number | null;
  p95: number | null;
  max: number | null;
  within: readonly { limit: number; share: number }[];
  beyond: Beyond;
  /** 0 is the same for everyone; null where nothing is shared out (insight’s measures). */
  gini: number | null;
  palma: number | null;
  theil: number | null;
  /** Below 0: the burden lies with the more deprived. Null also where deprivation is not known of all. */
  concentration: number | null;
}

export interface Limits {
  /** Shares within these are given. */
  within: readonly number[];
  /** What counts as too far. */
  beyond: number;
}

/** The share of the weight with at most so many minutes. */
export function shareWithin(list: readonly Travelled[], limit: number): number {
  return sum(list, ({ minutes }) => (minutes <= limit ? 1 : 0)) / sum(list, () => 1);
}

/** Null for depth and severity where someone has no way, as no number of limits is far enough. */
export function beyond(list: readonly Travelled[], limit: number): Beyond {
  const weight = sum(list, () => 1);
  const raised = (power: number): number | null => {
    const value = sum(list, ({ minutes }) => (minutes > limit ? ((minutes - limit) / limit) ** power : 0)) / weight;
    return Number.isFinite(value) ? value : null;
  };
  return { limit, headcount: 1 - shareWithin(list, limit), depth: raised(1), severity: raised(2) };
}

/** The mean over those who have a way; null when nobody has. */
export function meanMinutes(list: readonly Travelled[]): number | null {
  const reached = list.filter(({ minutes }) => minutes < Infinity);
  const weight = sum(reached, () => 1);
  return weight === 0 ? null : sum(reached, ({ minutes }) => minutes) / weight;
}

/** All measures of a list; null when its weights are all 0. */
export function measure(list: readonly Travelled[], limits: Limits): Measures | null {
  const weight = sum(list, () => 1);
  if (!(weight > 0)) return null;
  const everyone = list.map(({ minutes, weight: people }) => ({ value: minutes, weight: people }));
  const at = (share: number): number | null => finite(percentile(everyone, share));
  const reached = list.filter((one) => one.minutes < Infinity && one.weight > 0);
  const values = reached.map((one) => ({ value: one.minutes, weight: one.weight }));
  const ranked = reached.flatMap((one, index) =>
    one.deprivation === null ? [] : [{ ...values[index]!, deprivation: one.deprivation }],
  );
  const some = reached.length > 0;
  return {
    weight,
    unreached: sum(list, ({ minutes }) => (minutes === Infinity ? 1 : 0)) / weight,
    mean: meanMinutes(list),
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    max: at(1),
    within: limits.within.map((limit) => ({ limit, share: shareWithin(list, limit) })),
    beyond: beyond(list, limits.beyond),
    gini: some ? gini(values) : null,
    palma: some ? palmaRatio(values) : null,
    theil: some ? theil(values) : null,
    concentration: some && ranked.length === reached.length ? concentrationIndex(ranked) : null,
  };
}

function sum(list: readonly Travelled[], of: (one: Travelled) => number): number {
  let total = 0;
  for (const one of list) if (one.weight > 0) total += one.weight * of(one);
  return total;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
