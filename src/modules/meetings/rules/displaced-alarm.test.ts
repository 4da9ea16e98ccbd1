import { describe, expect, it } from 'vitest';
import { instant } from '../../../platform/clock/index.ts';
import { displacedAlarm, isSoon } from './displaced-alarm.ts';

describe(displacedAlarm.id, () => {
  it('a meeting on Monday morning is a task from Friday morning on', () => {
    const monday = instant('2020-03-09T08:00:00Z');
    expect(isSoon(72, instant('2020-03-06T07:59:00Z'), monday)).toBe(false);
    expect(isSoon(72, instant('2020-03-06T08:00:00Z'), monday)).toBe(true);
    expect(isSoon(72, instant('2020-03-10T08:00:00Z'), monday)).toBe(true);
  });
});
