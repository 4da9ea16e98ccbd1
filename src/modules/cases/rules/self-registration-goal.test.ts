import { expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { goalOn, selfRegistrationGoal } from './self-registration-goal.ts';

it(`${selfRegistrationGoal.id}: no goal before October 2019, then 90`, () => {
  expect(goalOn(plainDate('2019-09-30'))).toBeNull();
  expect(goalOn(plainDate('2019-10-01'))).toBe(90);
});
