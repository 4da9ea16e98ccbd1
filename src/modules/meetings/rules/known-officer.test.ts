import { describe, expect, it } from 'vitest';
import { plainDate } from '../../../platform/clock/index.ts';
import { valueOn } from '../../../platform/rule/index.ts';
import { isKnownAnother, knownOfficer } from './known-officer.ts';

const value = valueOn(knownOfficer, plainDate('2020-03-02'));

describe(knownOfficer.id, () => {
  it('JO 5700-2015: who says that someone did not come is known to be another', () => {
    expect(isKnownAnother(value, 'no-show', { accounts: [['a'], ['b', 'c']], isOtherOfficer: false })).toBe(true);
    expect(isKnownAnother(value, 'no-show', { accounts: [['a'], []], isOtherOfficer: false })).toBe(false);
    expect(isKnownAnother(value, 'no-show', { accounts: [['a'], []], isOtherOfficer: true })).toBe(true);
  });

  it('what harms no one is noted by anyone', () => {
    for (const outcome of ['done', 'authority-failed'] as const)
      expect(isKnownAnother(value, outcome, { accounts: [[]], isOtherOfficer: false })).toBe(true);
  });
});
