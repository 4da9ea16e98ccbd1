import { epochMilliseconds, type Instant } from '../../../platform/clock/index.ts';
import { rule } from '../../../platform/rule/index.ts';

export const displacedAlarm = rule({
  id: 'displaced-alarm',
  says:
    'A meeting that has lost its time and begins within so many hours is an officer’s task: someone offers a new time, or calls. When it ' +
    'would have begun without one, the authority has failed: that is noted, the person is told, and it never counts against them.',
  source:
    'setting: no source says how long before, three days reach over a weekend; that the authority’s own failure is none of the ' +
    'person’s: JO 5700-2015',
  values: { '2019-01-01': { hoursBefore: 72 } },
});

/** Whether a meeting begins so soon that staff are asked to see to it. */
export function isSoon(hoursBefore: number, now: Instant, start: Instant): boolean {
  return epochMilliseconds(start) - epochMilliseconds(now) <= hoursBefore * 3_600_000;
}
