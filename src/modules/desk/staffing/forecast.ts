/**
 * How many are expected at an office in each hour or half hour of a day, from days that were. The weekday's own mean of the hour, drawn towards
 * the mean of all days as far as there are few of that weekday (empirical Bayes, B. Efron and C. Morris 1975), times half of what the last
 * days differ from the others (the square root of their ratio). Measured beside "the same hour last week" in docs/benchmarks.md.
 */
import { type PlainDate, weekday } from '../../../platform/clock/index.ts';

export interface DayCounts {
  day: PlainDate;
  /** How many came in each hour or half hour; the same ones on every day. */
  counts: readonly number[];
}

/** The mean of all days weighs as much as so many days of the weekday. */
const priorDays = 3;
/** The latest days by which the level is known: a week of working days. */
const latestDays = 5;

/** Expected in each step of that day; empty without days. The days are those on which the office was open, in order. */
export function forecastOf(days: readonly DayCounts[], on: PlainDate): number[] {
  const [first] = days;
  if (first === undefined) return [];
  const all = meanCounts(days);
  const same = days.filter(({ day }) => weekday(day) === weekday(on));
  const level = Math.sqrt(levelOf(days, all));
  const own = same.length === 0 ? all : meanCounts(same);
  return all.map((mean, at) => (level * (same.length * own[at]! + priorDays * mean)) / (same.length + priorDays));
}

/** The latest days' level beside all days'; 1 when nobody came. */
function levelOf(days: readonly DayCounts[], all: readonly number[]): number {
  const usual = sumOf(all);
  const latest = days.slice(-latestDays);
  return usual === 0 ? 1 : latest.reduce((sum, { counts }) => sum + sumOf(counts), 0) / latest.length / usual;
}

/**
 * How much whole days differ from what their weekdays have in the mean, beyond the chance of a Poisson process: the deviation of the day's
 * level (W. Whitt 1999 on arrival rates that are random). 0 when they differ by no more than chance.
 */
export function busynessOf(days: readonly DayCounts[]): number {
  const totals = Map.groupBy(
    days.map(({ day, counts }) => ({ on: weekday(day), count: sumOf(counts) })),
    ({ on }) => on,
  );
  let [excess, scale] = [0, 0];
  for (const of of totals.values()) {
    if (of.length < 2) continue;
    const mean = of.reduce((sum, { count }) => sum + count, 0) / of.length;
    excess += of.reduce((sum, { count }) => sum + (count - mean) ** 2, 0) - (of.length - 1) * mean;
    scale += (of.length - 1) * mean ** 2;
  }
  return scale === 0 ? 0 : Math.sqrt(Math.max(0, excess) / scale);
}

export function meanCounts(days: readonly DayCounts[]): number[] {
  return (days[0]?.counts ?? []).map((_, at) => days.reduce((sum, { counts }) => sum + counts[at]!, 0) / days.length);
}

export const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);
