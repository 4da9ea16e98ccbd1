import { type Instant, later } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const repeatVisit = rule({
  id: 'repeat-visit',
  says:
    'A visit is unnecessary demand when the same person came for the same thing within the window, to this desk or another. The person is known ' +
    'by a keyed hash alone, which is forgotten when the window is over; while no window is set, nothing is asked and nothing is kept.',
  source: 'RiR 2022:28 ch. 5 (onödig efterfrågan); the window is a setting (repeat-days): no source gives a value',
  // The day on which the National Audit Office’s report was decided is not the rule’s: visits are counted from the first one.
  values: { '2019-06-01': { windowSetting: 'repeat-days' } },
});

const dayMs = 24 * 60 * 60 * 1000;

/** Until when a visit's keyed hash is kept; null while no window (days) is set: then it is not kept. */
export function repeatUntil(at: Instant, days: number | null): Instant | null {
  return days === null ? null : later(at, days * dayMs);
}
