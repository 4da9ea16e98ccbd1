/** A simulation as rows: every week of every policy. */
import { measures } from './outcomes.ts';
import type { Simulated } from './simulate.ts';

export const csvColumns = ['policy', 'week', ...measures.flatMap((measure) => [measure, `${measure}_half_interval`]), 'runs'];

/** Numbers with a point; empty where there is none. Weeks count from 1. */
export function* csvRows({ policies, runs }: Simulated): Generator<Record<string, string | number>> {
  for (const { policy, weeks } of policies) {
    for (const week of weeks.p50.keys()) {
      const values = measures.flatMap((measure) => {
        const found = weeks[measure][week] ?? null;
        return [
          [measure, found === null ? '' : rounded(found.mean)],
          [`${measure}_half_interval`, found === null ? '' : rounded(found.half)],
        ];
      });
      yield { policy, week: week + 1, ...Object.fromEntries(values), runs };
    }
  }
}

const rounded = (value: number): number => Number(value.toFixed(5));
