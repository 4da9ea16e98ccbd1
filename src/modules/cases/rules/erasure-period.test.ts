import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate as day } from '../../../platform/clock/index.ts';
import { endedBy, eraseBy, erasurePeriod } from './erasure-period.ts';

const value = erasurePeriod.values['2019-01-01']!;

describe(erasurePeriod.id, () => {
  it('§12.16 a case closed on 2021-03-05 is erased at the latest on 2024-12-31', () => {
    expect(eraseBy(day('2021-03-05'), value)).toBe('2024-12-31');
    expect(endedBy(day('2024-12-30'), value)).toBe('2020-12-31');
    expect(endedBy(day('2024-12-31'), value)).toBe('2021-12-31');
  });

  it('what is erased on a day is what may be held no longer than that day', () => {
    const anyDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(day('2019-01-01'), days));
    fc.assert(
      fc.property(anyDay, anyDay, (ended, on) => {
        expect(ended <= endedBy(on, value)).toBe(eraseBy(ended, value) <= on);
      }),
    );
  });
});
