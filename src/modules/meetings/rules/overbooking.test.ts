import { describe, expect, it } from 'vitest';
import { fewestFirst, overbooking } from './overbooking.ts';

describe(overbooking.id, () => {
  it('MEET-2: an extra occasion is at the time with fewest occasions, the earliest of those alike', () => {
    const starts = [
      { quarter: 36, met: 3 },
      { quarter: 40, met: 1 },
      { quarter: 38, met: 1 },
    ];
    expect(fewestFirst(starts).map(({ quarter }) => quarter)).toEqual([38, 40, 36]);
  });
});
