import { describe, expect, it } from 'vitest';
import { plainDate as day } from '../../../platform/clock/index.ts';
import type { PlanContent } from './plan-content.ts';
import { planForProvider, sharedPlan } from './plan-for-provider.ts';

const content: PlanContent = {
  participation: { how: 'video', on: day('2023-02-01') },
  assessment: 'A',
  possibilities: 'B',
  demand: 'C',
  measures: [{ what: 'D', by: day('2023-03-01') }],
  motive: 'E',
  activities: [],
  duties: ['F'],
  occupations: ['G'],
  areas: ['H'],
  interval: { exemption: 'en orsak som bara är mellan oss' },
  ownWords: 'mina egna ord',
};

describe(planForProvider.id, () => {
  it('gives what the law lists, and neither own words, participation nor the reason of an exemption', () => {
    const shared = sharedPlan(content, false, day('2023-02-01'))!;
    expect(Object.keys(shared).toSorted()).toEqual([...planForProvider.values['2022-12-01']!].toSorted());
    expect(shared.interval).toBe('exempt');
    expect(JSON.stringify(shared)).not.toMatch(/mellan oss|egna ord|video/);
    expect(sharedPlan({ ...content, interval: { low: 6, high: 20 } }, false, day('2023-02-01'))!.interval).toEqual({
      low: 6,
      high: 20,
    });
  });

  it('gives nothing of a protected person, and nothing before the rule', () => {
    expect(sharedPlan(content, true, day('2023-02-01'))).toBeNull();
    expect(sharedPlan(content, false, day('2022-11-30'))).toBeNull();
  });
});
