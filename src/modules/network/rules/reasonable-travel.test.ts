import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { isWithinReach, reasonableTravel } from './reasonable-travel.ts';

describe(reasonableTravel.id, () => {
  const limit = valueOn(reasonableTravel, plainDate('2020-06-15'));

  it('counts the sixtieth minute in and the sixty-first out', () => {
    expect([59, 60, 61].map((minutes) => isWithinReach(minutes, limit))).toEqual([true, true, false]);
  });

  it('has no value before the guideline was written', () => {
    expect(() => valueOn(reasonableTravel, plainDate('2014-12-31'))).toThrow(RangeError);
  });
});
