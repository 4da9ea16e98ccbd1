import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { disclosureControl, shownAlone } from './disclosure-control.ts';

const limits = valueOn(disclosureControl, plainDate('2020-10-23'));

describe(disclosureControl.id, () => {
  it('a count of up to seven is hidden, and so is nobody', () => {
    for (const count of [0, 1, 7]) expect(shownAlone(count, limits)).toBeNull();
  });

  it('other counts are rounded to five', () => {
    expect([8, 12, 13, 1002, 1003].map((count) => shownAlone(count, limits))).toEqual([10, 10, 15, 1000, 1005]);
  });

  it('what stays open about a hidden count is no narrower than the rounding', () => {
    expect(limits.keepOpen).toBeGreaterThanOrEqual(limits.roundTo);
  });
});
