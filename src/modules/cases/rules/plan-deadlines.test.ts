import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { firstPlanBy, planDeadlines, renewBy, shouldBeEarlier } from './plan-deadlines.ts';

const value = valueOn(planDeadlines, day('2023-01-01'));

describe(planDeadlines.id, () => {
  it('§12.20 the first plan is due on the thirtieth day, the next within six months', () => {
    expect(firstPlanBy(day('2023-01-10'), value)).toBe('2023-02-09');
    expect(renewBy(day('2023-02-09'), value)).toBe('2023-08-09');
    expect(renewBy(day('2023-08-31'), value)).toBe('2024-02-29');
  });

  it('should be earlier up to the day before the twenty-fifth birthday', () => {
    expect(shouldBeEarlier(day('1998-02-02'), day('2023-02-01'), value)).toBe(true);
    expect(shouldBeEarlier(day('1998-02-02'), day('2023-02-02'), value)).toBe(false);
    expect(shouldBeEarlier(null, day('2023-02-02'), value)).toBe(false);
  });
});
