import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { planSearchInterval, refuseInterval } from './plan-search-interval.ts';

describe(planSearchInterval.id, () => {
  const interval = { low: 6, high: 20 };

  it('may be set from 2022-12-01 and must be, or its exemption written down, from 2023-02-01', () => {
    expect(refuseInterval(interval, true, day('2022-11-30'))).toBe('interval-too-early');
    expect(refuseInterval(interval, true, day('2022-12-01'))).toBeNull();
    expect(refuseInterval(null, true, day('2023-01-31'))).toBeNull();
    expect(refuseInterval(null, true, day('2023-02-01'))).toBe('interval-missing');
    expect(refuseInterval({ exemption: ' ' }, true, day('2023-02-01'))).toBe('interval-missing');
    expect(refuseInterval({ exemption: 'Utbildning på heltid' }, true, day('2023-02-01'))).toBeNull();
  });

  it('is not asked of someone who is in no programme', () => {
    expect(refuseInterval(null, false, day('2024-01-01'))).toBeNull();
  });

  it('has its lowest first', () => {
    expect(refuseInterval({ low: 7, high: 6 }, true, day('2023-02-01'))).toBe('interval-reversed');
    expect(refuseInterval({ low: 6, high: 6 }, true, day('2023-02-01'))).toBeNull();
  });
});
