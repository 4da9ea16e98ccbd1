import type { PlainDate } from '../../../platform/clock/index.ts';
import { rule, valueOn } from '../../../platform/rule/index.ts';
import type { SearchInterval } from './plan-content.ts';

export const planSearchInterval = rule({
  id: 'plan-search-interval',
  says:
    'The plan of a programme participant says how many jobs to apply for each month, lowest and highest, a number for that person; ' +
    'once it must, an exemption is written down with its reason.',
  source:
    'AF for providers 2022-12-14 and 2023-11-29: may from 2022-12-01, must from 2023-02-01, judged from 2023-12-01; no general number in any law',
  values: {
    '2022-12-01': { set: 'may', judged: false },
    '2023-02-01': { set: 'must', judged: false },
    '2023-12-01': { set: 'must', judged: true },
  },
});

export type IntervalRefusal = 'interval-missing' | 'interval-too-early' | 'interval-reversed';

/**
 * Why the interval of a plan does not do on a day; null when it does. Whoever is not in a programme needs none.
 * Before the first day there is no interval at all.
 */
export function refuseInterval(interval: SearchInterval | null, inProgramme: boolean, on: PlainDate): IntervalRefusal | null {
  const begins = Object.keys(planSearchInterval.values)[0]!;
  if (on < begins) return interval === null ? null : 'interval-too-early';
  if (interval === null) {
    return inProgramme && valueOn(planSearchInterval, on).set === 'must' ? 'interval-missing' : null;
  }
  if ('exemption' in interval) return interval.exemption.trim() === '' ? 'interval-missing' : null;
  return interval.low > interval.high ? 'interval-reversed' : null;
}
