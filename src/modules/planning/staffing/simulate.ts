/** Policies side by side over many runs: means with intervals, and intervals on the differences, for every policy meets the same people. */
import type { Assumptions, Policy } from './assumptions.ts';
import { differenceOf, type Mean, meanOf } from './interval.ts';
import { type Measure, measures, type RunResult, type Total, totals } from './outcomes.ts';
import { runOnce } from './run.ts';

export interface PolicyResult {
  policy: Policy;
  weeks: Record<Measure, (Mean | null)[]>;
  totals: Record<Total, Mean | null>;
  /** Against the policy as-stated: this one less that one, run by run. Null for as-stated itself. */
  differences: Record<Total, Mean | null> | null;
}

export interface Simulated {
  /** Runs that were made of each policy: fewer than asked for when it was stopped. */
  runs: number;
  policies: PolicyResult[];
}

export interface Watching {
  stop?(): boolean;
  /** After each run of a policy, of so many. */
  progress?(done: number, all: number): void;
}

/** Runs everything. Stopped, it gives what the runs say that all policies have made; null when that is fewer than two. */
export function simulate(given: Assumptions, { stop, progress }: Watching = {}): Simulated | null {
  const all = given.runs * given.policies.length;
  const made = given.policies.map((): RunResult[] => []);
  let done = 0;
  for (let number = 0; number < given.runs; number += 1) {
    const round: RunResult[] = [];
    for (const policy of given.policies) {
      if (stop?.() === true) return resultsOf(given, made);
      round.push(runOnce(given, policy, given.seed + number * 0x1_0000_0001));
      done += 1;
      progress?.(done, all);
    }
    for (const [at, result] of round.entries()) made[at]!.push(result);
  }
  return resultsOf(given, made);
}

function resultsOf({ policies }: Assumptions, made: readonly RunResult[][]): Simulated | null {
  const runs = made[0]!.length;
  if (runs < 2) return null;
  const stated = made[policies.indexOf('as-stated')]!;
  const each = <Key extends string>(keys: readonly Key[], of: (key: Key) => Mean | null): Record<Key, Mean | null> =>
    Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, Mean | null>;
  return {
    runs,
    policies: policies.map((policy, at): PolicyResult => {
      const own = made[at]!;
      const weekly = measures.map((key) => [
        key,
        own[0]!.weeks.map((_, week) => meanOf(own.map(({ weeks }) => weeks[week]![key]))),
      ]);
      const totalOf = (runsOf: readonly RunResult[], key: Total) => runsOf.map((one) => one.totals[key]);
      return {
        policy,
        weeks: Object.fromEntries(weekly) as PolicyResult['weeks'],
        totals: each(totals, (key) => meanOf(totalOf(own, key))),
        differences: policy === 'as-stated' ? null : each(totals, (key) => differenceOf(totalOf(stated, key), totalOf(own, key))),
      };
    }),
  };
}
